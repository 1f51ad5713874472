#include "core/net/rtp/stream_table.h"

#include "core/base/hash.h"

#include <algorithm>

namespace echelle::net {

namespace {
constexpr std::size_t kMaxReports = 8192;
constexpr std::size_t kMaxHosts = 8192;
constexpr std::uint64_t kFewPackets = 2;
constexpr std::uint64_t kRegularPackets = 10;
} // namespace

std::size_t StreamTable::KeyHash::operator()(const Key& key) const noexcept {
    const EndpointHash hash;
    return hash(key.source) * 31 + hash(key.destination) + std::size_t{key.ssrc} * 0x9e3779b97f4a7c15ULL;
}

StreamTable::TypeState* StreamTable::typeOf(Stream& stream, std::uint8_t type) {
    for (TypeState& t : stream.types)
        if (t.facts.type == type)
            return &t;
    return stream.types.size() < kMaxPayloadTypes ? &stream.types.emplace_back(type) : nullptr;
}

bool StreamTable::add(ByteView bytes, const Flow& flow, const PacketFacts& facts, bool isRelayed) {
    const auto packet = readRtp(bytes);
    if (!packet)
        return false;
    const Key key{flow.source, flow.destination, packet->ssrc};
    auto found = m_byKey.find(key);
    if (found == m_byKey.end()) {
        if (m_streams.size() >= kMaxStreams) {
            if (m_streams.front().facts.packets > kFewPackets) // else part of a flood of what is no RTP
                give(m_streams.front());
            m_byKey.erase(m_streams.front().key);
            m_streams.pop_front();
        }
        Stream& begun = m_streams.emplace_back();
        begun.key = key;
        begun.facts.source = flow.source;
        begun.facts.destination = flow.destination;
        begun.facts.ssrc = packet->ssrc;
        begun.facts.start = facts.time;
        begun.facts.firstFrame = facts.frame;
        begun.facts.isRelayed = isRelayed;
        found = m_byKey.emplace(key, std::prev(m_streams.end())).first;
    } else if (std::next(found->second) != m_streams.end()) {
        m_streams.splice(m_streams.end(), m_streams, found->second);
    }
    Stream& stream = *found->second;
    stream.facts.end = facts.time;
    stream.facts.lastFrame = facts.frame;
    ++stream.facts.packets;
    stream.facts.bytes += packet->payloadSize;
    const SequenceCounter::Arrival arrival = stream.sequence.add(packet->sequence);
    if (arrival == SequenceCounter::Arrival::Duplicate) {
        ++stream.facts.duplicates;
        return true;
    }
    if (arrival == SequenceCounter::Arrival::Late)
        ++stream.facts.late;
    TypeState* type = typeOf(stream, packet->payloadType);
    if (type == nullptr)
        return true;
    if (type->facts.packets++ == 0 || type->lastTimestamp != packet->timestamp)
        ++type->facts.instants;
    type->lastTimestamp = packet->timestamp;
    type->facts.largestPayload = std::max(type->facts.largestPayload, static_cast<std::uint32_t>(packet->payloadSize));
    if (facts.time.isValid())
        type->jitter.add(facts.time.ns, packet->timestamp);
    return true;
}

void StreamTable::addRtcp(ByteView bytes, const Flow& flow) {
    const auto packet = readRtcp(bytes);
    if (!packet)
        return;
    for (const ReceptionReport& report : packet->reports) {
        const ReportKey key{report.ssrc, flow.destination.address, flow.source.address};
        auto found = m_reports.find(key);
        if (found == m_reports.end()) {
            if (m_reports.size() >= kMaxReports)
                return;
            found = m_reports.emplace(key, ReceiverReports{}).first;
        }
        ReceiverReports& all = found->second;
        ++all.count;
        all.cumulativeLost = report.cumulativeLost;
        all.worstFraction = std::max(all.worstFraction, report.fractionLost);
        all.highestJitter = std::max(all.highestJitter, report.jitter);
    }
}

// A payload that only looks like RTP has numbers that leap.
bool StreamTable::isRegular(const Stream& stream) {
    const std::uint64_t packets = stream.facts.packets - stream.facts.duplicates;
    return packets >= kRegularPackets && stream.sequence.inOrder() * 5 >= packets * 4;
}

void StreamTable::noteMedia(const StreamFacts& facts) {
    for (const IpAddress& host : {facts.source.address, facts.destination.address}) {
        const auto found = m_media.find(host);
        if (found != m_media.end()) {
            found->second.start = std::min(found->second.start, facts.start);
            found->second.end = std::max(found->second.end, facts.end);
        } else if (m_media.size() < kMaxHosts) {
            m_media.emplace(host, Span{facts.start, facts.end});
        }
    }
}

bool StreamTable::hasMedia(const IpAddress& host, Timestamp from, Timestamp to) const {
    const auto overlaps = [&](Timestamp start, Timestamp end) { return start <= to && end >= from; };
    if (const auto given = m_media.find(host);
        given != m_media.end() && overlaps(given->second.start, given->second.end))
        return true;
    return std::any_of(m_streams.begin(), m_streams.end(), [&](const Stream& s) {
        return (s.key.source.address == host || s.key.destination.address == host) && isRegular(s) &&
               overlaps(s.facts.start, s.facts.end);
    });
}

void StreamTable::give(Stream& stream) {
    StreamFacts& facts = stream.facts;
    facts.isRegular = isRegular(stream);
    facts.lost = stream.sequence.lost();
    for (TypeState& type : stream.types) {
        type.facts.jitter = type.jitter.values();
        facts.payloadTypes.push_back(std::move(type.facts));
    }
    std::stable_sort(facts.payloadTypes.begin(), facts.payloadTypes.end(),
                     [](const PayloadTypeFacts& a, const PayloadTypeFacts& b) { return a.packets > b.packets; });
    const auto reports = m_reports.find(ReportKey{facts.ssrc, facts.source.address, facts.destination.address});
    if (reports != m_reports.end())
        facts.reports = reports->second;
    if (facts.isRegular)
        noteMedia(facts);
    m_sink.onStream(facts);
}

void StreamTable::finish() {
    std::vector<Stream*> all;
    all.reserve(m_streams.size());
    for (Stream& stream : m_streams)
        all.push_back(&stream);
    std::sort(all.begin(), all.end(),
              [](const Stream* a, const Stream* b) { return a->facts.firstFrame < b->facts.firstFrame; });
    for (Stream* stream : all)
        give(*stream);
    m_streams.clear();
    m_byKey.clear();
    m_reports.clear();
}

} // namespace echelle::net
