#include "core/export/frame_selector.h"

#include <algorithm>

namespace echelle::exporting {

FrameSelector::FrameSelector(const WantedMessages& wanted, const std::vector<WantedSighting>& ofSource, Duration offset)
    : m_wanted(wanted), m_offset(offset) {
    for (const WantedSighting& one : ofSource) {
        m_places.emplace(one.sighting.place.number, one.sighting.indexInPlace);
        m_frames.insert(one.sighting.place.number);
    }
}

void FrameSelector::learn(const net::SipPayload& payload) {
    const std::uint64_t last = payload.facts.frame;
    if (m_places.count({last, payload.indexInFrame}) == 0) {
        m_othersSip.insert(last);
        return;
    }
    if (payload.firstFrame != 0 && payload.firstFrame < last)
        m_ahead.insert({payload.firstFrame, last, payload.source, payload.destination, payload.facts.tunnels > 0});
}

bool FrameSelector::isPartOf(const Span& span, const PacketFlow& flow) {
    if (span.isTunnelled && flow.isFragment)
        return true; // what the tunnel carries shows once it is whole
    if (flow.from.address != span.from.address || flow.to.address != span.to.address)
        return false;
    if (flow.isFragment)
        return true; // later fragments carry no ports
    return (flow.isTcp || flow.isSctp) && flow.from.port == span.from.port && flow.to.port == span.to.port;
}

bool FrameSelector::isMedia(const Endpoint& endpoint, Timestamp time) const {
    const auto found = m_wanted.media.find(endpoint);
    if (found == m_wanted.media.end())
        return false;
    return std::any_of(found->second.begin(), found->second.end(), [time](const MediaWindow& window) {
        return (!window.from.isValid() || window.from <= time) && (!window.to.isValid() || time <= window.to);
    });
}

void FrameSelector::dropEnded(std::uint64_t frame) {
    std::erase_if(m_open, [frame](const Span& span) { return span.last < frame; });
    while (!m_ahead.empty() && m_ahead.begin()->first <= frame)
        m_open.push_back(m_ahead.extract(m_ahead.begin()).value());
}

bool FrameSelector::wants(const capture::Frame& frame) {
    dropEnded(frame.number);
    if (!frame.isPacket)
        return false;
    if (m_frames.count(frame.number) != 0)
        return true;
    if (m_open.empty() && (m_wanted.media.empty() || m_othersSip.count(frame.number) != 0))
        return false;
    const auto flow = flowOf(frame);
    if (!flow)
        return false;
    if (std::any_of(m_open.begin(), m_open.end(), [&](const Span& span) { return isPartOf(span, *flow); }))
        return true;
    if (!flow->isUdp || m_othersSip.count(frame.number) != 0)
        return false;
    const Timestamp time = frame.time.isValid() ? frame.time + m_offset : frame.time;
    return isMedia(flow->from, time) || isMedia(flow->to, time);
}

} // namespace echelle::exporting
