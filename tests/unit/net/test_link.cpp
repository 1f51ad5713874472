#include "packets.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

Q_DECLARE_METATYPE(std::string)

class TestLink : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // One SIP datagram under each link layer; headers as the registries of the layers draw them.
    void carriesIp_data() {
        QTest::addColumn<uint>("link");
        QTest::addColumn<std::string>("frame");
        const std::string four = ipv4(udp(request(1)));
        const std::string six = ipv6(udp(request(1)));
        const auto row = [](const char* name, uint link, const std::string& frame) {
            QTest::newRow(name) << link << frame;
        };
        row("Ethernet", 1, ethernet(four));
        row("Ethernet, IPv6", 1, ethernet(six, 0x86dd));
        row("Ethernet, padded", 1, ethernet(four) + std::string(20, '\0'));
        row("802.1Q", 1, ethernet(four, 0x0800, hex("8100 0064")));
        row("QinQ", 1, ethernet(four, 0x0800, hex("88a8 0064 8100 00c8")));
        row("QinQ, old types", 1, ethernet(four, 0x0800, hex("9100 0064 9200 00c8")));
        row("SLL", 113, hex("0000 0001 0006 0200000000010000 0800") + four);
        row("SLL, VLAN", 113, hex("0000 0001 0006 0200000000010000 8100 0064 0800") + four);
        row("SLL, IPv6", 113, hex("0004 0001 0006 0200000000010000 86dd") + six);
        row("SLL2", 276, hex("0800 0000 00000003 0001 00 06 0200000000010000") + four);
        row("NULL, little-endian", 0, hex("02000000") + four);
        row("NULL, big-endian", 0, hex("00000002") + four);
        row("NULL, IPv6 of macOS", 0, hex("1e000000") + six);
        row("NULL, IPv6 of FreeBSD", 0, hex("1c000000") + six);
        row("LOOP", 108, hex("00000002") + four);
        for (const uint link : {12U, 14U, 101U, 228U})
            QTest::addRow("raw %u", link) << link << four;
        row("raw 101, IPv6", 101, six);
        row("raw 229", 229, six);
    }
    void carriesIp() {
        QFETCH(uint, link);
        QFETCH(std::string, frame);
        Wire wire;
        wire.frame(frame, link);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        QVERIFY(wire.log.items().empty());
    }
    // Cut at every byte: nothing is read behind the end, and every frame is accounted for.
    void everyPrefix_data() { carriesIp_data(); }
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
                QVERIFY(heard.payload.facts.isCut || heard.bytes == request(1));
        }
    }
    void named_data() {
        QTest::addColumn<uint>("type");
        QTest::addColumn<QString>("skipped");
        QTest::addColumn<QString>("tunnel");
        QTest::newRow("ARP") << 0x0806U << QStringLiteral("arp") << QString();
        QTest::newRow("LLDP") << 0x88ccU << QStringLiteral("lldp") << QString();
        QTest::newRow("length") << 38U << QStringLiteral("llc") << QString();
        QTest::newRow("unknown") << 0xbeefU << QStringLiteral("other-ethertype") << QString();
        QTest::newRow("PPPoE") << 0x8864U << QString() << QStringLiteral("pppoe");
        QTest::newRow("MPLS") << 0x8847U << QString() << QStringLiteral("mpls");
    }
    void named() {
        QFETCH(uint, type);
        QFETCH(QString, skipped);
        QFETCH(QString, tunnel);
        Wire wire;
        wire.frame(ethernet(std::string(46, '\0'), type));
        wire.finish();
        QCOMPARE(wire.skipped(skipped.toStdString()), skipped.isEmpty() ? 0U : 1U);
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), tunnel.isEmpty() ? 0U : 1U);
        if (!tunnel.isEmpty())
            QCOMPARE(wire.log.items().at(0).detail, tunnel.toStdString());
    }
    void unsupportedLinkType() {
        Wire wire;
        wire.frame("anything", 127);
        wire.finish();
        QCOMPARE(wire.log.items().at(0).code, std::string(diag::kLinkUnsupported));
        QCOMPARE(wire.log.items().at(0).detail, std::string("802.11-radiotap"));
    }
    void endlessTags() {
        std::string tags;
        for (int i = 0; i < 1000; ++i)
            tags += hex("8100 0064");
        Wire wire;
        wire.frame(ethernet(ipv4(udp(request(1))), 0x0800, tags));
        wire.finish();
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), 1U);
    }
    // The key tells two captures of one packet apart: other VLAN, other addresses; not another priority.
    void linkKey() {
        const std::string packet = ipv4(udp(request(1)));
        Wire wire;
        wire.frame(ethernet(packet));
        wire.frame(ethernet(packet));
        wire.frame(ethernet(packet, 0x0800, hex("8100 0064")));
        wire.frame(ethernet(packet, 0x0800, hex("8100 a064")));
        wire.frame(ethernet(packet, 0x0800, hex("8100 0065")));
        wire.frame(hex("020000000009 020000000002 0800") + packet);
        std::vector<std::uint64_t> keys;
        for (const Heard& heard : wire.heard.messages)
            keys.push_back(heard.payload.facts.linkKey);
        QCOMPARE(keys.size(), 6U);
        QCOMPARE(keys[0], keys[1]);
        QCOMPARE(keys[2], keys[3]);
        QVERIFY(keys[0] != keys[2] && keys[2] != keys[4] && keys[0] != keys[5]);
    }
};

QTEST_GUILESS_MAIN(TestLink)
#include "test_link.moc"
