#include "core/ingest/capture_stream.h"

#include <algorithm>

namespace echelle::ingest {

namespace {
// Connections beyond this many are counted in the import log by the network layers and get no row.
constexpr std::size_t kMaxConnections = 50'000;
// So many packets are shown; a capture with more has a fault that repeats.
constexpr std::size_t kMaxPacketEvents = 100'000;
// RTP streams beyond this many, some 10,000 calls' worth of both directions on two legs, are only counted.
constexpr std::size_t kMaxStreams = 50'000;
constexpr int kFramesBetweenStopChecks = 1024;
} // namespace

Result<std::unique_ptr<CaptureStream>> CaptureStream::open(const capture::Input& input, SourceId id, PacketInbox& inbox,
                                                           const tls::KeyStore& keys, std::stop_token stop) {
    std::unique_ptr<CaptureStream> stream(new CaptureStream(id, inbox, keys, std::move(stop)));
    auto frames = capture::openFrames(input, stream->m_log);
    if (!frames)
        return Unexpected(frames.error());
    stream->m_frames = std::move(*frames);
    stream->m_frames->setAnnotations(stream.get());
    return stream;
}

Result<bool> CaptureStream::next(Record& record) {
    capture::Frame frame;
    int untilCheck = kFramesBetweenStopChecks;
    if (!m_ready.empty()) {
        record = std::move(m_ready.front());
        m_ready.pop_front();
        return true;
    }
    m_wanted = &record;
    while (m_wanted != nullptr && !m_isAtEnd) {
        if (--untilCheck == 0) {
            if (m_stop.stop_requested())
                return false;
            untilCheck = kFramesBetweenStopChecks;
        }
        const auto got = m_frames->next(frame);
        if (!got)
            return Unexpected(got.error());
        if (!*got) {
            m_isAtEnd = true;
            m_decoder.finish();
            break;
        }
        m_packets = std::max(m_packets, frame.number);
        if (!frame.isPacket)
            continue;
        if (frame.time.isValid()) {
            m_first = m_first.isValid() ? std::min(m_first, frame.time) : frame.time;
            m_last = m_last.isValid() ? std::max(m_last, frame.time) : frame.time;
        }
        m_decoder.decode(frame);
    }
    const bool isFilled = m_wanted == nullptr;
    m_wanted = nullptr;
    return isFilled;
}

void CaptureStream::onSip(const net::SipPayload& payload) {
    Record& r = m_wanted != nullptr ? *m_wanted : m_ready.emplace_back();
    m_wanted = nullptr;
    std::string raw = std::move(r.raw); // for its storage
    raw.assign(asText(payload.bytes));
    r = Record{};
    r.raw = std::move(raw);
    r.source = m_id;
    r.place = {PlaceKind::Frame, payload.facts.frame};
    r.indexInPlace = payload.indexInFrame;
    r.time = payload.facts.time;
    if (r.time.isValid())
        m_lastOrder = r.time;
    r.order = m_lastOrder.isValid() ? m_lastOrder : kAfterAll;
    r.from = payload.source;
    r.to = payload.destination;
    r.transport = payload.transport;
    r.isCut = payload.facts.isCut;
    r.isIncomplete = payload.isIncomplete;
    r.ipId = payload.facts.ipId;
    r.ttl = payload.facts.ttl;
    r.interfaceIndex = payload.facts.interfaceIndex;
    r.linkKey = payload.facts.linkKey;
    r.connection = payload.connection;
    ++m_messages;
}

void CaptureStream::onConnection(const net::ConnectionFacts& facts) {
    if (m_connections.size() < kMaxConnections)
        m_connections.push_back(facts);
}

void CaptureStream::onPacketEvent(const net::PacketEvent& event) {
    if (m_packetEvents == kMaxPacketEvents) {
        m_log.add(diag::kPacketLimit, {PlaceKind::Frame, event.facts.frame});
        return;
    }
    ++m_packetEvents;
    m_inbox.put(m_id, net::recordOf(event));
}

void CaptureStream::onSecrets(std::uint32_t kind, ByteView bytes) {
    if (kind == capture::secrets::kTlsKeyLog)
        m_decoder.addKeys(asText(bytes));
}

void CaptureStream::onStream(const net::StreamFacts& facts) {
    if (m_streams.size() < kMaxStreams)
        m_streams.push_back(facts);
    else
        m_log.add(diag::kPacketLimit, {PlaceKind::Frame, facts.firstFrame}, "rtp");
}

std::uint64_t CaptureStream::bytesConsumed() const {
    return m_frames->bytesConsumed();
}

void CaptureStream::describe(store::SourceRecord& source) {
    source.format = m_frames->formatName();
    source.packets = m_packets;
    source.messages = m_messages;
    source.clock = "full";
    source.zone = "UTC";
    source.zoneBasis = m_frames->isZoneUnknown() ? "assumed" : "found";
    source.first = m_first;
    source.last = m_last;
    source.skipped = {m_log.skipped().begin(), m_log.skipped().end()};
    source.log = m_log.items();
}

} // namespace echelle::ingest
