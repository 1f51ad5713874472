#pragma once

#include "core/base/endpoint.h"
#include "core/base/timestamp.h"
#include "core/net/rtp/jitter.h"

#include <cstdint>
#include <vector>

namespace echelle::net {

// What was sent with one payload type of a stream.
struct PayloadTypeFacts {
    std::uint8_t type = 0;
    std::uint64_t packets = 0;
    std::uint64_t instants = 0;       // timestamps that are not that of the packet before: of telephone-event (RFC 4733
                                      // section 2.5.1) one for each event
    std::uint32_t largestPayload = 0; // bytes
    std::vector<Jitter> jitter;       // under each clock rate that the type may have
};

// What the receiver said of a stream by RTCP (RFC 3550 section 6.4).
struct ReceiverReports {
    std::uint64_t count = 0;
    std::int32_t cumulativeLost = 0; // of the last report
    std::uint8_t worstFraction = 0;  // highest fraction lost, in 256ths
    std::uint32_t highestJitter = 0; // in units of the stream's timestamps
};

// One RTP stream: what one sender sent to one receiver under one SSRC, as it passed the capture point. Nothing of what
// was said in it is kept, nor which keys were pressed.
struct StreamFacts {
    Endpoint source;
    Endpoint destination;
    std::uint32_t ssrc = 0;
    Timestamp start; // of the first and the last packet
    Timestamp end;
    std::uint64_t firstFrame = 0;
    std::uint64_t lastFrame = 0;
    std::uint64_t packets = 0;    // captured, duplicates among them
    std::uint64_t lost = 0;       // numbers that never came (RFC 3550 appendix A.3)
    std::uint64_t duplicates = 0; // packets whose number had come before
    std::uint64_t late = 0;       // packets that came behind later ones
    std::uint64_t bytes = 0;      // of payload
    bool isRelayed = false;       // between a TURN client and its server (RFC 8656)
    // Its numbers follow one another as those of a stream do. Else it is one only where a session description says that
    // RTP goes there.
    bool isRegular = false;
    std::vector<PayloadTypeFacts> payloadTypes; // most packets first
    ReceiverReports reports;
};

} // namespace echelle::net
