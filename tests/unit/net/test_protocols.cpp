#include "core/net/protocol/sip_name.h"
#include "core/net/protocol/tcp_protocol.h"
#include "core/net/protocol/udp_protocol.h"
#include "packets.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

namespace {

std::string counted(unsigned width, const std::string& content) {
    const std::string length = be32(static_cast<std::uint32_t>(content.size()));
    return length.substr(4 - width) + content;
}
// RFC 8446 section 4.1.2, with a server_name extension (RFC 6066 section 3) after another one.
std::string clientHello(const std::string& name) {
    const std::string serverName = be16(0) + counted(2, counted(2, '\0' + counted(2, name)));
    const std::string extensions = be16(10) + counted(2, counted(2, be16(29))) + (name.empty() ? "" : serverName);
    const std::string body = be16(0x0303) + std::string(32, 'r') + counted(1, std::string(32, 's')) +
                             counted(2, be16(0x1301)) + counted(1, std::string(1, '\0')) + counted(2, extensions);
    return '\x01' + counted(3, body);
}
std::string record(char type, const std::string& content) {
    return std::string(1, type) + be16(0x0301) + counted(2, content);
}

std::string segment(std::string_view payload, std::uint32_t sequence, unsigned from, unsigned to,
                    unsigned flags = tcp_flag::kAck, bool isBack = false) {
    Ip4 h;
    h.protocol = 6;
    if (isBack)
        std::swap(h.from, h.to);
    return ipv4(tcp(payload, sequence, flags, 0, from, to), h);
}

} // namespace

class TestProtocols : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void udpNames_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<uint>("port");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* title, const std::string& payload, uint port, const char* name) {
            QTest::newRow(title) << QByteArray::fromStdString(payload) << port << QString::fromLatin1(name);
        };
        row("RTP", hex("80 00 0001 000000a0 00000001") + std::string(160, '\xff'), 20'000, "rtp");
        row("RTP with marker, type 101", hex("80 e5 0001 000000a0 00000001 01000000"), 20'000, "rtp");
        row("RTCP sender report", hex("80 c8 0006") + std::string(24, '\0'), 20'001, "rtcp");
        row("STUN binding request", hex("0001 0000 2112a442") + std::string(12, 't'), 20'000, "stun");
        row("STUN without cookie", hex("0101 0004 00000000") + std::string(12, 't') + "abcd", 20'000, "stun");
        row("DTLS", hex("16 feff 0000 000000000000 0004 01000000"), 20'000, "dtls");
        row("TURN channel", hex("4001 0004 61626364"), 20'000, "turn-channel");
        row("DNS", hex("1234 0100 0001 0000 0000 0000"), 53, "dns");
        row("DHCP", std::string(240, '\x01'), 67, "dhcp");
        row("blank keep-alive", "\r\n\r\n", 30'000, "sip-keepalive");
        row("NUL keep-alive", std::string(4, '\0'), 5060, "sip-keepalive");
        row("hello", "hello", 5060, "sip-keepalive");
        row("nothing", "", 5060, "empty-payload");
        row("other", "something else altogether", 30'000, "other-udp");
        row("QUIC", hex("c0 00000001 08") + std::string(40, 'q'), 443, "quic");
    }
    void udpNames() {
        QFETCH(QByteArray, payload);
        QFETCH(uint, port);
        QFETCH(QString, name);
        Wire wire;
        wire.ip(ipv4(udp(payload.toStdString(), 4000, port)));
        wire.ip(ipv4(udp(payload.toStdString(), port, 4000)));
        wire.finish();
        QCOMPARE(wire.skipped(name.toStdString()), 2U);
        QVERIFY(wire.log.items().empty());
    }
    void unknownOnASipPort() {
        Wire wire;
        wire.ip(ipv4(udp("this is something else", 4000, 5060)));
        wire.finish();
        QCOMPARE(wire.log.count(diag::kPayloadOther), 1U);
    }
    void sipOnAnyPort() {
        Wire wire;
        wire.ip(ipv4(udp(request(1), 53, 20'000)));
        wire.ip(segment(request(2), 1, 80, 2000));
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{request(1), request(2)}));
    }
    void severalMessagesInADatagram() {
        Wire wire;
        wire.ip(ipv4(udp(request(1) + request(2))));
        QCOMPARE(wire.heard.texts(), (std::vector{request(1), request(2)}));
        QCOMPARE(wire.heard.messages[1].payload.indexInFrame, 1U);
    }

    // One row per protocol and pair of addresses, whatever the ports and directions.
    void namedSignalling() {
        Wire wire;
        wire.ip(ipv4(udp("RSIP 1200 *@gw.example.com MGCP 1.0\r\n", 2427, 2727)));
        wire.ip(ipv4(udp("200 1200 OK\r\n", 2727, 2427)));
        wire.ip(ipv4(udp("AUEP 1201 *@gw.example.com MGCP 1.0\r\n", 9999, 2427)));
        wire.ip(segment(hex("0300 0008 08020001"), 1, 1720, 40'000));
        wire.ip(segment(hex("04000000 00000000 00000000"), 1, 40'000, 2000));
        wire.ip(ipv4(udp(hex("8001 0000 00000003 0000 06 01"), 4569, 4501)));
        wire.ip(ipv4(udp("MEGACO/1 [10.0.0.1]:2944 Transaction=1{}", 2944, 2944)));
        wire.finish();
        std::vector<std::string> protocols;
        for (const net::ConnectionFacts& facts : wire.heard.connections)
            protocols.push_back(facts.protocol);
        QCOMPARE(protocols, (std::vector<std::string>{"MGCP", "H.225", "SCCP", "IAX2", "MEGACO"}));
        QCOMPARE(wire.heard.connections[0].packets, 3U);
        QCOMPARE(wire.heard.connections[0].firstFrame, 1U);
        QCOMPARE(wire.heard.connections[0].lastFrame, 3U);
        QCOMPARE(wire.heard.connections[1].server.port, std::uint16_t(1720)); // its side spoke first
        QCOMPARE(wire.log.count(diag::kProtocolUnread), 7U);
    }

    void tlsConnection() {
        const std::string hello = record(22, clientHello("sip.pstnhub.microsoft.com"));
        Wire wire;
        wire.ip(segment({}, 99, 40'000, 5061, tcp_flag::kSyn));
        wire.ip(segment(hello.substr(0, 100), 100, 40'000, 5061));
        wire.ip(segment(hello.substr(100), 200, 40'000, 5061));
        wire.ip(segment(record(22, "\x02" + std::string(60, 'h')), 1, 5061, 40'000, tcp_flag::kAck, true));
        wire.ip(
            segment(record(23, std::string(50, 'e')), 100 + static_cast<std::uint32_t>(hello.size()), 40'000, 5061));
        wire.finish();
        QCOMPARE(wire.heard.connections.size(), 1U);
        const net::ConnectionFacts& facts = wire.heard.connections[0];
        QCOMPARE(facts.protocol, std::string("TLS"));
        QCOMPARE(facts.serverName, std::string("sip.pstnhub.microsoft.com"));
        QCOMPARE(facts.client.toString(), std::string("10.0.0.1:40000"));
        QCOMPARE(facts.server.toString(), std::string("10.0.0.2:5061"));
        QCOMPARE(facts.packets, 5U);
        QCOMPARE(facts.firstFrame, 1U);
        QCOMPARE(facts.lastFrame, 5U);
        QCOMPARE(facts.bytesFromClient, std::uint64_t(hello.size() + 55));
        QCOMPARE(facts.bytesFromServer, 66U);
        QCOMPARE((facts.end - facts.start).ns, qint64(4'000'000));
        QCOMPARE(wire.log.count(diag::kTlsUnread), 1U);
    }
    void tlsWhichIsWorthARow_data() {
        QTest::addColumn<uint>("port");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isRow");
        QTest::newRow("SIP port") << 5061U << QString() << true;
        QTest::newRow("Teams, any port") << 30'000U << QStringLiteral("sip2.pstnhub.microsoft.com") << true;
        QTest::newRow("border controller") << 443U << QStringLiteral("SBC1.example.com") << true;
        QTest::newRow("web") << 443U << QStringLiteral("www.example.com") << false;
        QTest::newRow("no name") << 443U << QString() << false;
    }
    void tlsWhichIsWorthARow() {
        QFETCH(uint, port);
        QFETCH(QString, name);
        QFETCH(bool, isRow);
        Wire wire;
        wire.ip(segment(record(22, clientHello(name.toStdString())), 100, 40'000, port));
        wire.finish();
        QCOMPARE(wire.heard.connections.size(), isRow ? 1U : 0U);
        QCOMPARE(wire.skipped("tls"), isRow ? 0U : 1U);
    }
    void tlsJoinedMidStream() {
        Wire wire;
        wire.ip(segment(record(23, std::string(50, 'e')), 1, 5061, 40'000));
        wire.ip(segment(record(23, std::string(70, 'e')), 1, 40'000, 5061, tcp_flag::kAck, true));
        wire.finish();
        QCOMPARE(wire.heard.connections.size(), 1U);
        QCOMPARE(wire.heard.connections[0].server.toString(), std::string("10.0.0.1:5061")); // by its port
        QCOMPARE(wire.heard.connections[0].bytesFromServer, 55U);
    }
    // The first segment captured is the end of a record.
    void tlsJoinedWithinARecord() {
        Wire wire;
        wire.ip(segment(hex("8f 01 00 9c 22 47 e1 90"), 1, 5061, 40'000));
        wire.ip(segment(record(23, std::string(50, 'e')), 9, 5061, 40'000));
        wire.finish();
        QCOMPARE(wire.heard.connections.size(), 1U);
        QCOMPARE(wire.log.count(diag::kTlsBeganLate), 1U);
    }
    void httpOnASipPort() {
        Wire wire;
        wire.ip(segment("GET /favicon.ico HTTP/1.1\r\nHost: a\r\n\r\n", 1, 40'000, 5060));
        wire.ip(segment("HTTP/1.1 404 Not Found\r\n\r\n", 1, 5060, 40'000, tcp_flag::kAck, true));
        wire.finish();
        QVERIFY(wire.heard.messages.empty());
        QCOMPARE(wire.skipped("http"), 2U);
        QVERIFY(wire.log.items().empty());
    }
};

QTEST_GUILESS_MAIN(TestProtocols)
#include "test_protocols.moc"
