#pragma once

#include "core/base/ids.h"
#include "core/dialog/media_notes.h"
#include "core/net/rtp/rtp_stream.h"

#include <cstddef>
#include <vector>

namespace echelle::rules {

// A stream of a case; times with the clock offset of its source applied.
struct SourcedStream {
    StreamId id;
    SourceId source;
    net::StreamFacts facts;
};

// Which call a stream is of, and which way it goes in it.
struct StreamMatch {
    static constexpr std::size_t kNone = SIZE_MAX;
    std::size_t notes = kNone;        // index into the calls' notes
    std::size_t announcement = kNone; // of those: the description whose payload types count (RFC 3264 section 5.1)
    bool isToInitiator = false;
    bool isVideo = false;
    // Further calls whose descriptions name the same places at that time: a B2BUA that passes descriptions on unchanged
    // makes two calls of one conversation.
    struct Other {
        std::size_t notes = kNone;
        bool isToInitiator = false;
    };
    std::vector<Other> others;

    [[nodiscard]] bool isOfCall() const { return notes != kNone; }
};

// By where descriptions say that media is received, and by when: a stream that goes to such a place, or comes from one
// (RFC 4961), while the call lasts. Behind a NAT the announced address is not the real one: what goes back to where a
// stream of the call came from is of the same call. One entry for each stream.
[[nodiscard]] std::vector<StreamMatch> matchStreams(const std::vector<SourcedStream>& streams,
                                                    const std::vector<dialog::MediaNotes>& calls);

} // namespace echelle::rules
