#pragma once

#include "core/capture/input.h"
#include "core/ingest/capture_notes.h"
#include "core/ingest/packet_inbox.h"
#include "core/ingest/record_stream.h"
#include "core/net/decoder.h"

#include <deque>

namespace echelle::ingest {

// Frames of a capture through the network layers to SIP records.
class CaptureStream final : public RecordStream, private net::PayloadSink, private capture::AnnotationSink {
public:
    // input, inbox and keys outlive the stream.
    static Result<std::unique_ptr<CaptureStream>> open(const capture::Input& input, SourceId id, PacketInbox& inbox,
                                                       const tls::KeyStore& keys, std::stop_token stop);

    Result<bool> next(Record& record) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override;
    void describe(store::SourceRecord& source) override;
    [[nodiscard]] std::vector<net::ConnectionFacts> takeConnections() override { return std::move(m_connections); }
    [[nodiscard]] std::vector<net::StreamFacts> takeStreams() override { return std::move(m_streams); }

private:
    CaptureStream(SourceId id, PacketInbox& inbox, const tls::KeyStore& keys, std::stop_token stop)
        : m_id(id), m_inbox(inbox), m_stop(std::move(stop)), m_decoder(*this, m_log, &keys) {}
    void onSip(const net::SipPayload& payload) override;
    void onConnection(const net::ConnectionFacts& facts) override;
    void onPacketEvent(const net::PacketEvent& event) override;
    void onSecrets(std::uint32_t kind, ByteView bytes) override;
    void onComment(Place place, std::string_view text) override { m_notes.onComment(place, text); }
    void onName(Place place, const IpAddress& address, std::string_view name) override {
        m_notes.onName(place, address, name);
    }
    void onStream(const net::StreamFacts& facts) override;

    SourceId m_id;
    PacketInbox& m_inbox;
    std::stop_token m_stop;
    ImportLog m_log;
    std::unique_ptr<capture::FrameSource> m_frames;
    net::Decoder m_decoder;
    CaptureNotes m_notes{m_log};
    Record* m_wanted = nullptr; // the caller's, until it is filled
    std::deque<Record> m_ready; // further ones of the same frame
    std::vector<net::ConnectionFacts> m_connections;
    std::vector<net::StreamFacts> m_streams;
    std::size_t m_packetEvents = 0;
    Timestamp m_first;
    Timestamp m_last;
    Timestamp m_lastOrder;
    std::uint64_t m_packets = 0;
    std::uint64_t m_messages = 0;
    bool m_isAtEnd = false;
};

} // namespace echelle::ingest
