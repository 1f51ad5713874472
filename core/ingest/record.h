#pragma once

#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/dialog/observation.h"

#include <cstdint>
#include <limits>
#include <string>
#include <tuple>

namespace echelle::ingest {

// One SIP message as one source saw it, on its way from a reader to the trackers. Owns its bytes.
struct Record {
    std::string raw;
    SourceId source;
    Place place;
    std::uint32_t indexInPlace = 0;
    Timestamp time;
    Endpoint from;
    Endpoint to;
    Transport transport = Transport::Unknown;
    bool isFromCapture = true;
    bool isCut = false;        // the snap length or the log cut it
    bool isIncomplete = false; // its stream ended before its announced end
    std::uint16_t ipId = 0;
    std::uint8_t ttl = 0;
    std::uint32_t interfaceIndex = 0;
    std::uint64_t linkKey = 0;
    std::uint64_t connection = 0;

    // Of a record read back from a case: what it was decided to be.
    EventId storedMessage;
    dialog::SightingRelation storedRelation = dialog::SightingRelation::First;

    // Its place in the case's order (model.md "Evidence and analysis"): the time, or that of its predecessor in the
    // file; an input without any clock comes after all others.
    Timestamp order;

    [[nodiscard]] auto key() const { return std::tuple(order.ns, source.value, place.number, indexInPlace); }
};

inline constexpr Timestamp kAfterAll{std::numeric_limits<std::int64_t>::max()};

} // namespace echelle::ingest
