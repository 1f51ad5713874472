#include "core/net/websocket/frame_header.h"
#include "core/net/websocket/upgrade.h"
#include "packets.h"

#include <QtTest/QTest>

#include <zlib.h>

#include <random>

using namespace echelle;
using namespace echelle::test;
using namespace echelle::net::websocket;

namespace {

constexpr unsigned kText = 0x81;

std::string be64(std::uint64_t v) {
    return be32(static_cast<std::uint32_t>(v >> 32)) + be32(static_cast<std::uint32_t>(v));
}

// RFC 6455 section 5.2; first: FIN, RSV1 and opcode.
std::string frame(unsigned first, std::string payload, bool isMasked) {
    std::string out(1, static_cast<char>(first));
    const unsigned mask = isMasked ? 0x80 : 0;
    if (payload.size() < 126)
        out += static_cast<char>(mask | payload.size());
    else if (payload.size() < 65'536)
        out += static_cast<char>(mask | 126) + be16(static_cast<unsigned>(payload.size()));
    else
        out += static_cast<char>(mask | 127) + be64(payload.size());
    if (isMasked) {
        const std::string key = "\x37\xfa\x21\x3d"; // of the examples in section 5.7
        out += key;
        for (std::size_t i = 0; i < payload.size(); ++i)
            payload[i] = static_cast<char>(payload[i] ^ key[i % 4]);
    }
    return out + payload;
}

// Compresses messages as RFC 7692 section 7.2.1 says.
class Deflater {
public:
    explicit Deflater(bool isReset) : m_isReset(isReset) {
        deflateInit2(&m_z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    }
    ~Deflater() { deflateEnd(&m_z); }
    std::string operator()(std::string text) {
        if (m_isReset)
            deflateReset(&m_z);
        std::string out(text.size() + 1024, '\0');
        m_z.next_in = reinterpret_cast<Bytef*>(text.data());
        m_z.avail_in = static_cast<uInt>(text.size());
        m_z.next_out = reinterpret_cast<Bytef*>(out.data());
        m_z.avail_out = static_cast<uInt>(out.size());
        deflate(&m_z, Z_SYNC_FLUSH);
        return out.substr(0, out.size() - m_z.avail_out - 4); // RFC 7692 section 7.2.1: without the empty block's end
    }

private:
    z_stream m_z{};
    bool m_isReset;
};

const std::string kRequest = "GET /ws HTTP/1.1\r\nHost: sip.example.com\r\nUpgrade: WebSocket\r\n"
                             "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Protocol: sip\r\n"
                             "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
std::string accepted(const std::string& extensions = {}) {
    return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: sip\r\n" +
           (extensions.empty() ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n") +
           "upgrade: websocket\r\n\r\n";
}

// Both directions of a connection from 10.0.0.1:40000 to 10.0.0.2:8088.
class Browser {
public:
    void client(const std::string& bytes) { send(bytes, m_client, false); }
    void server(const std::string& bytes) { send(bytes, m_server, true); }
    void lose(std::size_t bytes) { m_client += static_cast<std::uint32_t>(bytes); } // of the client's
    void cut(std::size_t size) { m_size = size; }
    Wire wire;

private:
    void send(const std::string& bytes, std::uint32_t& sequence, bool isServer) {
        const std::size_t size = m_size == 0 ? 60'000 : m_size;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            const std::string piece = bytes.substr(at, size);
            Ip4 h;
            h.protocol = 6;
            if (isServer)
                std::swap(h.from, h.to);
            wire.ip(ipv4(tcp(piece, sequence, tcp_flag::kAck, isServer ? m_client : m_server, isServer ? 8088 : 40'000,
                             isServer ? 40'000 : 8088),
                         h));
            sequence += static_cast<std::uint32_t>(piece.size());
        }
    }
    std::uint32_t m_client = 1000;
    std::uint32_t m_server = 9000;
    std::size_t m_size = 0;
};

} // namespace

class TestWebSocket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The examples of RFC 6455 section 5.7.
    void headers() {
        const FrameHeader plain = readFrameHeader(asBytes(hex("81 05 48 65 6c 6c 6f")));
        QVERIFY(plain.status == FrameHeader::Status::Good && plain.isFinal && !plain.isMasked);
        QCOMPARE(plain.length, 5U);
        const FrameHeader masked = readFrameHeader(asBytes(hex("81 85 37 fa 21 3d 7f 9f 4d 51 58")));
        QVERIFY(masked.isMasked);
        QCOMPARE(masked.size, std::size_t{6});
        const std::string large = hex("82 7f 0000000000010000");
        QCOMPARE(readFrameHeader(asBytes(large)).length, 65'536U);
        for (const char* bad : {"83 00", "91 00", "09 00", "89 7e 0100", "c0 00", "82 7e 007d",
                                "82 7f 00000000 0000ffff", "82 7f ffffffff ffffffff"})
            QVERIFY2(readFrameHeader(asBytes(hex(bad))).status == FrameHeader::Status::Malformed, bad);
        for (std::size_t n = 0; n < large.size(); ++n)
            QVERIFY(readFrameHeader(asBytes(std::string_view(large).substr(0, n))).status ==
                    FrameHeader::Status::NeedMore);
    }

    void upgradeHeads() {
        QVERIFY(readUpgrade(kRequest).status == Upgrade::Status::Request);
        QCOMPARE(readUpgrade(kRequest + "x").size, kRequest.size());
        QVERIFY(readUpgrade(kRequest.substr(0, 40)).status == Upgrade::Status::NeedMore);
        QVERIFY(readUpgrade("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status == Upgrade::Status::None);
        QVERIFY(readUpgrade("HTTP/1.1 403 Forbidden\r\nUpgrade: websocket\r\n\r\n").status == Upgrade::Status::None);
        const Upgrade response = readUpgrade(accepted("foo, permessage-deflate; server_no_context_takeover"));
        QVERIFY(response.status == Upgrade::Status::Response);
        QVERIFY(response.agreement.isSip && response.agreement.isServerReset && !response.agreement.isClientReset);
    }

    // However it is cut: fragments with a ping between, both directions, keep-alives, a message over 64 KiB.
    void cutDifferently_data() {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 2, 3, 7, 64, 500, 1460})
            QTest::addRow("%d", size) << size;
    }
    void cutDifferently() {
        QFETCH(int, size);
        Browser b;
        b.cut(static_cast<std::size_t>(size));
        b.client(kRequest);
        b.server(accepted());
        const std::string first = request(1, 300);
        b.client(frame(kText, first, true));
        b.server(frame(0x01, request(2, 500).substr(0, 100), false) + frame(0x89, "ping", false) +
                 frame(0x00, request(2, 500).substr(100, 7), false) + frame(0x80, request(2, 500).substr(107), false));
        b.client(frame(0x8a, "ping", true) + frame(kText, "\r\n\r\n", true) + frame(0x82, request(3, 70'000), true));
        b.server(frame(kText, request(4), false) + frame(kText, request(5), false));
        b.client(frame(kText, "no SIP at all", true));
        b.client(frame(0x88, be16(1000), true));
        b.wire.finish();
        const std::vector<std::string> expected{first, request(2, 500), request(3, 70'000), request(4), request(5)};
        QCOMPARE(b.wire.heard.texts(), expected);
        for (const Heard& heard : b.wire.heard.messages) {
            QVERIFY(heard.payload.transport == Transport::Ws);
            QVERIFY(!heard.payload.isIncomplete);
        }
        if (size == 0) { // frame 4 brings all fragments, 5 and 6 the large message, 7 two
            QCOMPARE(b.wire.heard.messages[1].payload.facts.frame, 4U);
            QCOMPARE(b.wire.heard.messages[3].payload.facts.frame, 7U);
            QCOMPARE(b.wire.heard.messages[4].payload.indexInFrame, 1U);
        }
        QCOMPARE(b.wire.skipped("sip-keepalive"), 1U);
        QVERIFY(b.wire.skipped("websocket") >= 6);
        QVERIFY(b.wire.log.items().empty());
    }

    // The frame of a message is that of its last fragment, not that of a ping behind or between.
    void frameOfAFragmentedMessage() {
        Browser b;
        b.client(kRequest);
        b.server(accepted());
        b.client(frame(0x01, request(1, 50).substr(0, 60), true));
        b.client(frame(0x89, "", true));
        b.client(frame(0x80, request(1, 50).substr(60), true));
        b.client(frame(0x89, "", true));
        b.wire.finish();
        QCOMPARE(b.wire.heard.messages.size(), std::size_t{1});
        QCOMPARE(b.wire.heard.messages[0].payload.facts.frame, 5U);
        QCOMPARE(b.wire.heard.messages[0].payload.firstFrame, 3U);
    }

    void deflated_data() {
        QTest::addColumn<bool>("isReset");
        QTest::addColumn<int>("size");
        for (const bool isReset : {false, true})
            for (const int size : {0, 1, 100})
                QTest::addRow("%s %d", isReset ? "anew" : "takeover", size) << isReset << size;
    }
    void deflated() {
        QFETCH(bool, isReset);
        QFETCH(int, size);
        Browser b;
        b.cut(static_cast<std::size_t>(size));
        b.client(kRequest);
        b.server(accepted(isReset ? "permessage-deflate; client_no_context_takeover; server_no_context_takeover"
                                  : "permessage-deflate"));
        Deflater toServer(isReset);
        Deflater toClient(isReset);
        std::vector<std::string> expected;
        for (int i = 0; i < 20; ++i) {
            expected.push_back(request(i, static_cast<std::size_t>(i) * 150));
            const bool isClient = i % 3 != 0;
            const std::string packed = (isClient ? toServer : toClient)(expected.back());
            const std::size_t half = packed.size() / 2;
            const std::string frames =
                i % 2 != 0 ? frame(0xc1, packed, isClient)
                           : frame(0x41, packed.substr(0, half), isClient) + frame(0x80, packed.substr(half), isClient);
            isClient ? b.client(frames) : b.server(frames);
        }
        expected.push_back(request(99)); // not compressed, between
        b.client(frame(kText, expected.back(), true));
        b.wire.finish();
        QCOMPARE(b.wire.heard.texts(), expected);
        QVERIFY(b.wire.log.items().empty());
    }

    // A message is lost: with its context the rest cannot be read, and that is said; each anew, reading goes on.
    void holeInDeflated() {
        for (const bool isReset : {false, true}) {
            Browser b;
            b.client(kRequest);
            b.server(accepted(isReset ? "permessage-deflate; client_no_context_takeover" : "permessage-deflate"));
            Deflater pack(isReset);
            b.client(frame(0xc1, pack(request(1, 400)), true));
            b.lose(frame(0xc1, pack(request(2, 400)), true).size());
            b.client(frame(0xc1, pack(request(3, 400)), true));
            b.client(frame(0xc1, pack(request(4, 400)), true));
            b.wire.finish();
            QCOMPARE(b.wire.heard.messages.size(), isReset ? std::size_t{3} : std::size_t{1});
            QCOMPARE(b.wire.log.count(diag::kTcpHole), 1U);
        }
    }

    void bombsAreBounded() {
        Browser b;
        b.client(kRequest);
        b.server(accepted("permessage-deflate"));
        Deflater pack(false);
        b.client(frame(0xc1, pack(request(1, 3) + std::string(40'000'000, 'a')), true));
        b.client(frame(kText, request(2), true));
        b.wire.finish();
        QCOMPARE(b.wire.heard.texts(), std::vector{request(2)});
        QCOMPARE(b.wire.log.count(diag::kWebSocketDeflate), 1U);
    }

    // The capture began late, or within a frame: the next segment that begins with a frame of SIP is found.
    void joinedLate() {
        Browser b;
        b.client("rest of a frame that was cut");
        b.client(frame(kText, request(1), true) + frame(kText, request(2), true));
        b.server(frame(kText, request(3), false));
        Deflater pack(true);
        b.server(frame(0xc1, pack(request(4)), false));
        b.wire.finish();
        QCOMPARE(b.wire.heard.texts(), (std::vector{request(1), request(2), request(3), request(4)}));
    }

    void holeInPlain() {
        Browser b;
        b.client(kRequest);
        b.server(accepted());
        const std::string lost = frame(kText, request(1, 900), true);
        b.client(lost.substr(0, 400));
        b.lose(lost.size() - 400 - 50);
        b.client(lost.substr(lost.size() - 50));
        b.client(frame(kText, request(2), true));
        b.wire.finish();
        QCOMPARE(b.wire.heard.messages.size(), std::size_t{2});
        QVERIFY(b.wire.heard.messages[0].payload.isIncomplete);
        QCOMPARE(b.wire.heard.messages[1].bytes, request(2));
    }

    void refusedAndAskedAgain() {
        Browser b;
        b.client(kRequest);
        b.server("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        b.client(kRequest);
        b.server(accepted());
        b.client(frame(kText, request(1), true));
        b.server(frame(kText, request(2), false));
        b.wire.finish();
        QCOMPARE(b.wire.heard.texts(), (std::vector{request(1), request(2)}));
    }

    void closeCodes() {
        Browser b;
        b.client(kRequest);
        b.server(accepted());
        b.client(frame(kText, request(1), true));
        b.server(frame(0x88, be16(1009) + "too big", false));
        b.wire.finish();
        QCOMPARE(b.wire.log.items().size(), std::size_t{1});
        QCOMPARE(b.wire.log.items()[0].code, std::string(diag::kWebSocketClosed));
        QCOMPARE(b.wire.log.items()[0].detail, std::string("1009"));
    }

    // Heads and frames without end, one in the other: work stays bounded, and nothing is heard twice.
    void nested() {
        Browser b;
        std::string heads;
        for (int i = 0; i < 300; ++i)
            heads += kRequest;
        b.client(heads);
        std::string frames;
        for (int i = 0; i < 900; ++i)
            frames += frame(0x01, request(i), true);
        b.client(frames);
        b.wire.finish();
        QVERIFY(b.wire.heard.messages.size() <= 900);
    }

    void noise() {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            Browser b;
            b.client(kRequest);
            b.server(accepted("permessage-deflate"));
            for (int i = 0; i < 20; ++i) {
                std::string bytes = frame(random() % 2 != 0 ? 0xc1 : kText, request(i, 40), random() % 2 != 0);
                for (unsigned hits = random() % 4; hits > 0; --hits)
                    bytes[random() % bytes.size()] = static_cast<char>(random());
                random() % 2 != 0 ? b.client(bytes) : b.server(bytes);
            }
            b.wire.finish();
            QVERIFY(b.wire.heard.messages.size() <= 20);
        }
    }
};

QTEST_GUILESS_MAIN(TestWebSocket)
#include "test_websocket.moc"
