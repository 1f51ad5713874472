#include "encapsulations.h"

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
        for (const Encapsulation& layer : linkLayers())
            row(layer.name, layer.link, layer.frame);
        // tshark 4.0.17 takes any first address that begins with the zeros of a control word for a maker's
        row("MPLS pseudowire with control word", 1, ethernet(hex("00010140 00000000") + ethernet(four), 0x8847));
        row("NFLOG, big-endian", 239, nflog(four, true)); // tshark 4.0.17 reads little-endian alone unless told
        row("Prism", 119, hex("00000044 00000090") + std::string(136, 'p') + wireless(four));
        row("Prism, little-endian", 119, hex("44000000 90000000") + std::string(136, 'p') + wireless(four));
        row("AVS", 163, hex("80211001 00000040") + std::string(56, 'a') + wireless(four));
        row("802.11, protected bit left by the card", 105, wireless(four, "0841"));
        row("VN-tag", 1, ethernet(four, 0x0800, hex("8926 80010002")));
        row("Cisco MetaData", 1, ethernet(four, 0x0800, hex("8909 0101 0001 0064")));
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
        QTest::newRow("MACsec") << 0x88e5U << QString() << QStringLiteral("macsec");
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
    // What a link carries and that is not opened, or is no call: said by name, once per frame.
    void notOpened_data() {
        QTest::addColumn<uint>("link");
        QTest::addColumn<std::string>("frame");
        QTest::addColumn<QString>("skipped");
        QTest::addColumn<QString>("tunnel");
        const auto row = [](const char* name, uint link, const std::string& frame, const char* skipped,
                            const char* tunnel) {
            QTest::newRow(name) << link << frame << QString::fromLatin1(skipped) << QString::fromLatin1(tunnel);
        };
        const std::string four = ipv4(udp(request(1)));
        const std::string encrypted = wireless(four, "0841").substr(0, 24) + std::string(60, 'e');
        row("802.11, protected", 105, encrypted, "", "802.11-protected");
        row("802.11, first fragment", 105, wireless(four, "0805"), "", "802.11-fragment");
        row("802.11, A-MSDU", 105, wireless(four, "8801", "8000"), "", "802.11-a-msdu");
        row("802.11 beacon", 105, hex("8000") + std::string(40, '\0'), "802.11-management", "");
        row("802.11 null", 105, hex("4801") + std::string(40, '\0'), "802.11-null", "");
        row("PPP, LCP", 9, hex("ff03 c021 0101 0004"), "ppp-control", "");
        row("PPP, compressed", 9, hex("ff03 00fd") + std::string(40, 'c'), "", "ppp-compressed-or-encrypted");
        row("PPP, Van Jacobson", 9, hex("ff03 002d") + std::string(40, 'c'), "", "ppp-compressed-headers");
        row("PPPoE discovery", 1, ethernet(hex("11 09 0000 0004 01010000"), 0x8863), "pppoe-discovery", "");
        row("SLARP", 104, hex("8f00 8035 00000002"), "slarp", "");
        row("spanning tree", 1, ethernet(hex("424203 0000") + std::string(33, '\0'), 38), "llc", "");
        row("NFLOG of ARP", 239, nflog("....", false, 3), "other-address-family", "");
        row("MPLS, associated channel", 1, ethernet(hex("00010140 10000021") + four, 0x8847), "mpls-oam", "");
        std::string labels;
        for (int i = 0; i < 40; ++i)
            labels += hex("00010040");
        row("MPLS without bottom", 1, ethernet(labels, 0x8847), "", "mpls");
        std::string nested = four;
        for (int i = 0; i < 12; ++i)
            nested = ethernet(nested, i == 0 ? 0x0800 : 0x6558);
        row("Ethernet in Ethernet, twelve deep", 1, nested, "", "nested-too-deeply");
    }
    void notOpened() {
        QFETCH(uint, link);
        QFETCH(std::string, frame);
        QFETCH(QString, skipped);
        QFETCH(QString, tunnel);
        Wire wire;
        wire.frame(frame, link);
        wire.finish();
        QVERIFY(wire.heard.messages.empty());
        QCOMPARE(wire.skipped(skipped.toStdString()), skipped.isEmpty() ? 0U : 1U);
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), tunnel.isEmpty() ? 0U : 1U);
        QCOMPARE(wire.log.items().size(), tunnel.isEmpty() ? 0U : 1U);
        if (!tunnel.isEmpty())
            QCOMPARE(wire.log.items()[0].detail, tunnel.toStdString());
    }
    void unsupportedLinkType() {
        Wire wire;
        wire.frame("anything", 249);
        wire.finish();
        QCOMPARE(wire.log.items().at(0).code, std::string(diag::kLinkUnsupported));
        QCOMPARE(wire.log.items().at(0).detail, std::string("usb"));
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
