#pragma once

#include "core/capture/frame_source.h"
#include "core/export/packet_flow.h"
#include "core/export/wanted_messages.h"
#include "core/net/payload.h"

#include <set>
#include <unordered_set>
#include <vector>

namespace echelle::exporting {

// Which frames of one capture belong to the wanted messages and their media. The capture is read twice: first through
// the decoder, whose payloads tell where each message began (learn), then frame by frame in file order (wants).
class FrameSelector {
public:
    // wanted outlives the selector. offset: the source's clock offset.
    FrameSelector(const WantedMessages& wanted, const std::vector<WantedSighting>& ofSource, Duration offset);

    void learn(const net::SipPayload& payload);
    [[nodiscard]] bool wants(const capture::Frame& frame);

private:
    // A message over several frames of one flow.
    struct Span {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        Endpoint from;
        Endpoint to;
        bool isTunnelled = false;
        friend auto operator<=>(const Span&, const Span&) = default;
    };

    void dropEnded(std::uint64_t frame);
    [[nodiscard]] static bool isPartOf(const Span& span, const PacketFlow& flow);
    [[nodiscard]] bool isMedia(const Endpoint& endpoint, Timestamp time) const;

    const WantedMessages& m_wanted;
    Duration m_offset;
    std::set<std::pair<std::uint64_t, std::uint32_t>> m_places; // frame and index in frame
    std::unordered_set<std::uint64_t> m_frames;                 // that complete a wanted message
    std::unordered_set<std::uint64_t> m_othersSip;              // frames with SIP of other calls alone
    std::set<Span> m_ahead;                                     // spans that begin later, by their first frame
    std::vector<Span> m_open;
};

} // namespace echelle::exporting
