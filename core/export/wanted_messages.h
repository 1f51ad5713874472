#pragma once

#include "core/store/case_reader.h"

#include <map>
#include <stop_token>
#include <unordered_set>
#include <vector>

namespace echelle::exporting {

// One record of a message that is to be exported.
struct WantedSighting {
    EventId message;
    store::SightingRecord sighting; // time as captured, without the source's clock offset
};

// From when to when a media address belongs to a call.
struct MediaWindow {
    Timestamp from;
    Timestamp to; // invalid: to the end of the input
};

// All that the rows ask for: their messages by source, and where their media went.
struct WantedMessages {
    std::map<SourceId, std::vector<WantedSighting>> bySource; // in order of place
    std::map<Endpoint, std::vector<MediaWindow>> media;       // times with clock offsets applied
    std::unordered_set<std::uint64_t> contents;               // hash64 of the messages' bytes
    std::uint64_t sightings = 0;
};

// No rows given: all.
[[nodiscard]] WantedMessages wantedMessages(store::CaseReader& reader, const std::vector<RowId>& rows,
                                            const std::stop_token& stop);

} // namespace echelle::exporting
