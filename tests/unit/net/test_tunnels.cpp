#include "encapsulations.h"
#include "tshark_capture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

Q_DECLARE_METATYPE(std::string)

class TestTunnels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void innermost_data() {
        QTest::addColumn<uint>("link");
        QTest::addColumn<std::string>("frame");
        for (const Encapsulation& one : tunnels())
            QTest::newRow(one.name) << one.link << one.frame;
    }
    // The innermost addresses, identification and TTL count (those of packets.h, where the outer ones are others).
    void innermost() {
        QFETCH(uint, link);
        QFETCH(std::string, frame);
        Wire wire;
        wire.frame(frame, link);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        QVERIFY(wire.log.items().empty());
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        const bool isVersion6 = payload.source.address.family == IpAddress::Family::V6;
        QCOMPARE(payload.source.toString(), std::string(isVersion6 ? "[2001:db8::1]:5060" : "10.0.0.1:5060"));
        QCOMPARE(payload.destination.toString(), std::string(isVersion6 ? "[2001:db8::2]:5060" : "10.0.0.2:5060"));
        QCOMPARE(payload.facts.ipId, isVersion6 ? std::uint16_t{0} : std::uint16_t{1});
        QCOMPARE(payload.facts.ttl, std::uint8_t{64});
        QVERIFY(!payload.facts.isCut);
    }
    // Cut at every byte: nothing is read behind the end, every frame is accounted for, and a message is whole or cut.
    void everyPrefix_data() { innermost_data(); }
    void everyPrefix() {
        QFETCH(uint, link);
        QFETCH(std::string, frame);
        for (std::size_t size = 0; size < frame.size(); ++size) {
            Wire wire;
            wire.frame(frame.substr(0, size), link, static_cast<std::uint32_t>(frame.size()));
            wire.finish();
            std::uint64_t accounted = wire.heard.messages.size();
            for (const auto& item : wire.log.items())
                accounted += item.count;
            for (const auto& [name, count] : wire.log.skipped())
                accounted += count;
            QVERIFY2(accounted >= 1, std::to_string(size).c_str());
            for (const Heard& heard : wire.heard.messages)
                QVERIFY(heard.payload.facts.isCut);
        }
    }
    void sameAsTshark_data() {
        QTest::addColumn<uint>("link");
        QTest::addColumn<std::string>("frame");
        for (const auto& rows : {linkLayers(), tunnels()})
            for (const Encapsulation& one : rows)
                QTest::newRow(one.name) << one.link << one.frame;
    }
    void sameAsTshark() {
        QFETCH(uint, link);
        QFETCH(std::string, frame);
        if (!hasTshark())
            QSKIP("no tshark on this machine");
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("one.pcap"));
        QVERIFY(writePcap(path, link, {frame}));
        Wire wire;
        wire.frame(frame, link);
        QCOMPARE(wire.heard.messages.size(), 1U);
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        const QString found = QString::fromStdString(payload.source.address.toString() + " " +
                                                     payload.destination.address.toString() + " 1");
        QCOMPARE(tsharkFields(path, QStringLiteral("sip.Method"),
                              {QStringLiteral("_ws.col.Source"), QStringLiteral("_ws.col.Destination"),
                               QStringLiteral("sip.Call-ID")},
                              true),
                 QStringList{found});
    }

    // Eight tunnels are opened, the ninth is not (model.md "Bounds").
    void depth() {
        std::string packet = ipv4(udp(request(1)));
        for (int i = 0; i < 8; ++i)
            packet = ip4With(4, packet);
        Wire wire;
        wire.ip(packet);
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        wire.ip(ip4With(4, packet));
        wire.finish();
        QCOMPARE(wire.heard.messages.size(), 1U);
        QCOMPARE(wire.log.items().at(0).detail, std::string("nested-too-deeply"));
    }
    // Ports of tunnels carry SIP all the same where it is SIP, and are no tunnel where the first bytes say otherwise.
    void portsAlone() {
        Wire wire;
        for (const unsigned port : {1701U, 2152U, 4789U, 6081U, 6635U})
            wire.ip(udpOn(port, request(1)));
        QCOMPARE(wire.heard.messages.size(), 5U);
        for (const unsigned port : {1701U, 2152U, 4789U, 6081U})
            wire.ip(udpOn(port, hex("f7000000 00000000 00000000")));
        wire.finish();
        QVERIFY(wire.log.items().empty());
        QCOMPARE(wire.skipped("other-udp"), 4U);
    }
    void named_data() {
        QTest::addColumn<std::string>("packet");
        QTest::addColumn<QString>("name");
        QTest::newRow("ESP") << ip4With(50, std::string(40, 'e')) << QStringLiteral("esp");
        QTest::newRow("L2TP version 3") << ip4With(115, std::string(40, 'l')) << QStringLiteral("l2tp");
        QTest::newRow("GRE version 2") << ip4With(47, hex("0002 0800") + ipv4("")) << QStringLiteral("gre");
    }
    void named() {
        QFETCH(std::string, packet);
        QFETCH(QString, name);
        Wire wire;
        wire.ip(packet);
        wire.finish();
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), 1U);
        QCOMPARE(wire.log.items().at(0).detail, name.toStdString());
    }
    void counted_data() {
        QTest::addColumn<std::string>("packet");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* title, const std::string& packet, const char* name) {
            QTest::newRow(title) << packet << QString::fromLatin1(name);
        };
        row("GRE keep-alive", ip4With(47, hex("0000 0000")), "gre-keepalive");
        row("PPTP acknowledgement", ip4With(47, hex("2081 880b 0000 0001 00000004")), "gre-acknowledgement");
        row("GTP-U echo", udpOn(2152, hex("32 01 0004 00000000 0001 0000")), "gtp-u-signalling");
        row("L2TP control", udpOn(1701, hex("c802 000c 0001 0000 0000 0000")), "l2tp-control");
    }
    void counted() {
        QFETCH(std::string, packet);
        QFETCH(QString, name);
        Wire wire;
        wire.ip(packet);
        wire.finish();
        QVERIFY(wire.log.items().empty());
        QCOMPARE(wire.skipped(name.toStdString()), 1U);
    }
    // A packet mirrored by two ports, or seen plain and in a tunnel, has another link key: one message, two sightings.
    void linkKey() {
        const std::string inner = ethernet(ipv4(udp(request(1))));
        Wire wire;
        wire.frame(inner);
        wire.ip(udpOn(4789, hex("08000000 00006400") + inner));
        wire.ip(udpOn(4789, hex("08000000 00006500") + inner));
        wire.ip(udpOn(4789, hex("08000000 00006500") + inner));
        std::vector<std::uint64_t> keys;
        for (const Heard& heard : wire.heard.messages)
            keys.push_back(heard.payload.facts.linkKey);
        QCOMPARE(keys.size(), 4U);
        QVERIFY(keys[0] != keys[1] && keys[1] != keys[2]);
        QCOMPARE(keys[2], keys[3]);
    }
    // A packet of two fragments, each of which travels through the tunnel in two fragments of its own.
    void fragmentsInFragments() {
        const std::string datagram = udp(request(1, 1200));
        const std::size_t half = 640;
        std::vector<std::string> inner;
        for (const bool isLast : {false, true}) {
            Ip4 h;
            h.id = 77;
            h.fragment = isLast ? static_cast<unsigned>(half / 8) : 0x2000U;
            inner.push_back(ipv4(isLast ? datagram.substr(half) : datagram.substr(0, half), h));
        }
        Wire wire;
        unsigned id = 100;
        for (const std::string& packet : inner) {
            Ip4 h;
            h.protocol = 4;
            h.id = ++id;
            h.from = hex("c0000201");
            h.fragment = 0x2000;
            wire.ip(ipv4(packet.substr(0, 320), h));
            h.fragment = 40;
            wire.ip(ipv4(packet.substr(320), h));
        }
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1, 1200)});
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        QCOMPARE(payload.firstFrame, 1U);
        QCOMPARE(payload.facts.frame, 4U);
        QCOMPARE(payload.facts.ipId, std::uint16_t{77});
        QCOMPARE(payload.source.toString(), std::string("10.0.0.1:5060"));
        QVERIFY(wire.log.items().empty());
    }
    // Outer fragments that never become whole, each with the start of a fragment inside: they leave in one go after
    // 30 s, which must not nest.
    void manyUnfinished() {
        Wire wire;
        Ip4 within;
        within.fragment = 0x2000;
        for (unsigned id = 1; id <= 5000; ++id) {
            within.id = id;
            Ip4 h;
            h.protocol = 4;
            h.id = id;
            h.fragment = 0x2000;
            h.from = hex("c0000201");
            wire.ip(ipv4(ipv4(udp(request(1)).substr(0, 64), within), h));
        }
        wire.wait(Duration::seconds(60));
        wire.ip(ipv4(udp(request(2))));
        wire.finish();
        QCOMPARE(wire.heard.texts().front(), request(2));
        QCOMPARE(wire.log.count(diag::kIpFragment), 10'000U);
    }
};

QTEST_GUILESS_MAIN(TestTunnels)
#include "test_tunnels.moc"
