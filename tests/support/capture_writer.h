#pragma once

#include "core/capture/pcapng_writer.h"
#include "core/export/synthetic_packet.h"

#include <cstdio>
#include <fstream>
#include <string>

namespace echelle::test {

// Writes small pcapng captures of raw IP packets: SIP and RTP over UDP, at times counted from 2026-01-01T00:00:00Z.
class CaptureWriter {
public:
    CaptureWriter() : m_writer(m_bytes, "test", "") {
        capture::Interface raw;
        raw.linkType = capture::link::kRaw;
        m_writer.addInterface(raw);
    }

    // Any UDP payload; addresses as "192.0.2.1", IPv4 or IPv6.
    CaptureWriter& udp(std::int64_t ms, const std::string& from, std::uint16_t fromPort, const std::string& to,
                       std::uint16_t toPort, const std::string& payload) {
        for (const std::string& packet : m_maker.wrap(at(from, fromPort), at(to, toPort), payload)) {
            m_writer.addPacket(0, Timestamp{(1'767'225'600'000 + ms) * 1'000'000}, asBytes(packet),
                               static_cast<std::uint32_t>(packet.size()));
            ++m_frames;
        }
        return *this;
    }
    CaptureWriter& rtp(std::int64_t ms, const std::string& from, std::uint16_t fromPort, const std::string& to,
                       std::uint16_t toPort) {
        std::string payload(172, '\x55'); // 20 ms of PCMA (RFC 3551)
        payload[0] = '\x80';
        payload[1] = '\x08';
        payload[3] = static_cast<char>(++m_sequence);
        return udp(ms, from, fromPort, to, toPort, payload);
    }
    // INVITE with SDP, 200 with SDP, ACK, BYE, 200 between 192.0.2.1 and 198.51.100.7; media ports as given.
    CaptureWriter& call(std::int64_t ms, const std::string& callId, std::uint16_t callerPort,
                        std::uint16_t calleePort) {
        const std::string branch = "z9hG4bK-" + callId;
        sip(ms, true, request("INVITE", callId, 1, branch, sdp("192.0.2.1", callerPort)));
        sip(ms + 100, false, response("200 OK", "INVITE", callId, 1, branch, sdp("198.51.100.7", calleePort)));
        sip(ms + 200, true, request("ACK", callId, 1, branch + "-ack", {}));
        sip(ms + 5000, true, request("BYE", callId, 2, branch + "-bye", {}));
        return sip(ms + 5100, false, response("200 OK", "BYE", callId, 2, branch + "-bye", {}));
    }
    CaptureWriter& sip(std::int64_t ms, bool isFromCaller, const std::string& message) {
        return isFromCaller ? udp(ms, "192.0.2.1", 5060, "198.51.100.7", 5060, message)
                            : udp(ms, "198.51.100.7", 5060, "192.0.2.1", 5060, message);
    }

    static std::string sdp(const std::string& address, std::uint16_t port) {
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio " +
               std::to_string(port) + " RTP/AVP 8\r\n";
    }
    static std::string request(const std::string& method, const std::string& callId, int cseq,
                               const std::string& branch, const std::string& body) {
        return method + " sip:200@198.51.100.7 SIP/2.0\r\n" +
               headers(method, callId, cseq, branch, method == "INVITE" ? "" : ";tag=b", body);
    }
    static std::string response(const std::string& status, const std::string& method, const std::string& callId,
                                int cseq, const std::string& branch, const std::string& body) {
        return "SIP/2.0 " + status + "\r\n" + headers(method, callId, cseq, branch, ";tag=b", body);
    }

    [[nodiscard]] std::uint64_t frames() const { return m_frames; }
    std::string writeTo(const std::string& path) const {
        std::ofstream(path, std::ios::binary) << m_bytes;
        return path;
    }

private:
    static std::string headers(const std::string& method, const std::string& callId, int cseq,
                               const std::string& branch, const std::string& toTag, const std::string& body) {
        return "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=" + branch + "\r\nFrom: <sip:100@192.0.2.1>;tag=a-" + callId +
               "\r\nTo: <sip:200@198.51.100.7>" + toTag + "\r\nCall-ID: " + callId +
               "\r\nCSeq: " + std::to_string(cseq) + " " + method +
               (body.empty() ? "" : "\r\nContent-Type: application/sdp") +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static Endpoint at(const std::string& address, std::uint16_t port) {
        Endpoint endpoint;
        endpoint.address = *IpAddress::parse(address);
        endpoint.port = port;
        return endpoint;
    }

    std::string m_bytes;
    capture::PcapngWriter m_writer;
    exporting::PacketMaker m_maker;
    std::uint64_t m_frames = 0;
    std::uint8_t m_sequence = 0;
};

} // namespace echelle::test
