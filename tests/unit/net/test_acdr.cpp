#include "core/net/acdr/acdr_packet.h"
#include "packets.h"
#include "tshark_capture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

namespace {

std::string byte(unsigned v) {
    return std::string(1, static_cast<char>(v));
}
// Header of a debug recording packet, by the layout of the version.
std::string acdr(unsigned version, unsigned data, unsigned tracePoint, unsigned media, const std::string& extension,
                 const std::string& payload) {
    std::string out = byte(version);
    out += std::string(6, '\1'); // time 6, or time 4 and sequence number 2
    out += version == 9 ? hex("00000001 00000002") : hex("0001 0002");
    out += byte(data) + byte(tracePoint) + byte(media) + byte(static_cast<unsigned>(extension.size()));
    const std::size_t session = version < 5 ? 0 : version < 7 ? 4 : version == 7 ? 8 : 9;
    return out + std::string(session, '\2') + extension + payload;
}
std::string signalling(unsigned protocol = 17) {
    return hex("0a000001 0a000002 13c4 13c4") + byte(protocol) + byte(0);
}
constexpr unsigned kSystem = 6;
constexpr unsigned kSip = 10;

} // namespace

class TestAcdr : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sip_data() {
        QTest::addColumn<uint>("version");
        for (const uint version : {5U, 6U, 7U, 8U, 9U})
            QTest::addRow("version %u", version) << version;
    }
    void sip() {
        QFETCH(uint, version);
        Wire wire;
        const std::string frame =
            ethernet(ipv4(udp(acdr(version, 0, kSystem, kSip, signalling(6), request(1)), 925, 925)));
        wire.frame(frame);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        QCOMPARE(payload.source.toString(), std::string("10.0.0.1:5060"));
        QCOMPARE(payload.destination.toString(), std::string("10.0.0.2:5060"));
        QVERIFY(payload.transport == Transport::Tcp);
        QVERIFY(wire.log.items().empty());

        if (!hasTshark())
            QSKIP("no tshark on this machine");
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("acdr.pcap"));
        QVERIFY(writePcap(path, capture::link::kEthernet, {frame}));
        QCOMPARE(tsharkFields(path, QStringLiteral("acdr && sip"),
                              {QStringLiteral("acdr.ext.src_ip"), QStringLiteral("acdr.ext.src_port"),
                               QStringLiteral("acdr.ext.dst_ip"), QStringLiteral("acdr.ext.protocol"),
                               QStringLiteral("sip.Call-ID")}),
                 QStringList{QStringLiteral("10.0.0.1 5060 10.0.0.2 6 1")});
    }
    // Decrypted TLS: ports stand before the addresses, and application 3 is SIP.
    void tls() {
        Wire wire;
        const std::string extension = hex("c351 13c5 0a000001 0a000002 03");
        const std::string frame = ethernet(ipv4(udp(acdr(8, 0, 5, 33, extension, request(1)), 40'000, 925)));
        wire.frame(frame);
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        QCOMPARE(payload.source.toString(), std::string("10.0.0.1:50001"));
        QCOMPARE(payload.destination.toString(), std::string("10.0.0.2:5061"));
        QVERIFY(payload.transport == Transport::Tls);
        if (!hasTshark())
            QSKIP("no tshark on this machine");
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("acdr.pcap"));
        QVERIFY(writePcap(path, capture::link::kEthernet, {frame}));
        QCOMPARE(tsharkFields(path, QStringLiteral("acdr && sip"),
                              {QStringLiteral("acdr.ext.src_ip"), QStringLiteral("acdr.ext.src_port"),
                               QStringLiteral("acdr.ext.dst_port"), QStringLiteral("sip.Call-ID")}),
                 QStringList{QStringLiteral("10.0.0.1 50001 5061 1")});
    }
    // With the header bit set an IP packet follows: its own addresses count.
    void wholePackets() {
        Wire wire;
        const std::string frame = ethernet(ipv4(udp(acdr(8, 8, 16, kSip, {}, ip4()), 40'000, 925)));
        wire.frame(frame);
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        QCOMPARE(wire.heard.messages[0].payload.source.toString(), std::string("192.0.2.9:5070"));
        if (!hasTshark())
            QSKIP("no tshark on this machine");
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("acdr.pcap"));
        QVERIFY(writePcap(path, capture::link::kEthernet, {frame}));
        QCOMPARE(tsharkFields(path, QStringLiteral("acdr && sip"),
                              {QStringLiteral("ip.src"), QStringLiteral("udp.srcport"), QStringLiteral("sip.Call-ID")},
                              true),
                 QStringList{QStringLiteral("192.0.2.9 5070 1")});
    }
    // Versions before 5 have no extension, so nothing says between whom the message went.
    void withoutAddresses() {
        Wire wire;
        wire.ip(ipv4(udp(acdr(3, 0xaa, kSystem, kSip, {}, request(1)), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 0, 5, kSip, {}, request(1)), 925, 925)));
        wire.finish();
        QVERIFY(wire.heard.messages.empty());
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), 2U);
        QCOMPARE(wire.log.items().at(0).detail, std::string("acdr-without-addresses"));
    }
    void counted() {
        Wire wire;
        const std::string rtp = hex("80 08 0001 000000a0 00000001") + std::string(160, '\x55');
        wire.ip(ipv4(udp(acdr(8, 0, 0, 1, hex("0a000001 4e20 4e22 00"), rtp), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 0, 1, 54, hex("0a000001 4e20 4e22 00"), rtp), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 0, 0, 2, hex("0a000001 4e20 4e22 00"), hex("80c90001 00000001")), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 0, kSystem, 30, {}, "a line of syslog"), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 0, 0, 15, {}, std::string(80, 'p')), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 4, kSystem, 38, {}, std::string(80, 'f')), 925, 925)));
        wire.ip(ipv4(udp(acdr(8, 16, kSystem, kSip, signalling(), std::string(80, 'e')), 925, 925)));
        wire.finish();
        QCOMPARE(wire.skipped("rtp"), 2U);
        QCOMPARE(wire.skipped("rtcp"), 1U);
        QCOMPARE(wire.skipped("acdr-syslog"), 1U);
        QCOMPARE(wire.skipped("acdr-other"), 1U);
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), 2U); // a fragment, an encrypted one
        QVERIFY(wire.heard.messages.empty());
    }
    void everyPrefix() {
        for (const unsigned version : {0U, 5U, 7U, 8U, 9U}) {
            const std::string whole = acdr(version, 0, kSystem, kSip, signalling(), request(1));
            for (std::size_t size = 0; size < whole.size(); ++size) {
                const std::vector<std::uint8_t> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
                const auto packet = net::readAcdr(exact);
                QVERIFY(!packet || packet->payload.size() <= request(1).size() + signalling().size());
            }
        }
    }

private:
    static std::string ip4() {
        Ip4 h;
        h.from = hex("c0000209");
        return ipv4(udp(request(1), 5070, 5060), h);
    }
};

QTEST_GUILESS_MAIN(TestAcdr)
#include "test_acdr.moc"
