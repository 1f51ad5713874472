#include "core/net/ip/fragment_store.h"
#include "packets.h"

#include <QtTest/QTest>

#include <numeric>

using namespace echelle;
using namespace echelle::test;

namespace {

// Fragments of an IPv4 datagram, each of at most size bytes (a multiple of eight).
std::vector<std::string> fragments(const std::string& datagram, std::size_t size, unsigned id = 7) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < datagram.size(); at += size) {
        Ip4 h;
        h.id = id;
        h.fragment = static_cast<unsigned>(at / 8) | (at + size < datagram.size() ? 0x2000 : 0);
        out.push_back(ipv4(datagram.substr(at, size), h));
    }
    return out;
}

} // namespace

class TestIp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addressesAndFacts() {
        Wire wire;
        Ip4 h;
        h.id = 0x1234;
        wire.ip(ipv4(udp(request(1), 5060, 5080), h));
        const net::SipPayload& p = wire.heard.messages.at(0).payload;
        QCOMPARE(p.source.toString(), std::string("10.0.0.1:5060"));
        QCOMPARE(p.destination.toString(), std::string("10.0.0.2:5080"));
        QVERIFY(p.transport == Transport::Udp);
        QCOMPARE(p.facts.ipId, std::uint16_t(0x1234));
        QCOMPARE(p.facts.ttl, std::uint8_t(64));
        QCOMPARE(p.facts.frame, 1U);
        QCOMPARE(p.facts.time.ns, qint64(1'700'000'000) * 1'000'000'000);
    }
    void options() {
        Wire wire;
        Ip4 h;
        h.options = std::string(40, '\x01');
        wire.ip(ipv4(udp(request(1)), h));
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
    }
    // Length 0 is what a capture on the sending host shows where the card cuts the segments.
    void lengthLeftToTheCard() {
        Wire wire;
        Ip4 h;
        h.length = 0;
        wire.ip(ipv4(udp(request(1)), h));
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
    }
    void malformed_data() {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const std::string& packet, std::string_view code) {
            QTest::newRow(name) << QByteArray::fromStdString(packet)
                                << QString::fromUtf8(code.data(), qsizetype(code.size()));
        };
        std::string packet = ipv4(udp(request(1)));
        packet[0] = '\x44'; // header of 16 bytes
        row("IHL 4", packet, diag::kIpMalformed);
        packet[0] = '\x75';
        row("version 7", packet, diag::kIpMalformed);
        Ip4 h;
        h.length = 19;
        row("total length below the header", ipv4(udp(request(1)), h), diag::kIpMalformed);
        row("IHL beyond the end", std::string("\x4f") + std::string(30, '\0'), diag::kLinkTruncated);
        row("IPv6 header cut", ipv6("").substr(0, 39), diag::kLinkTruncated);
        row("IPv6 extension beyond the end", ipv6(hex("11 05 0000 00000000"), 0), diag::kIpMalformed);
        row("UDP length 7", ipv4(be32(0) + be16(7) + be16(0)), diag::kTransportMalformed);
        row("UDP header cut", ipv4("1234567"), diag::kTransportMalformed);
        h = {};
        h.protocol = 6;
        row("TCP header cut", ipv4(std::string(19, '\0'), h), diag::kTransportMalformed);
        row("TCP offset 4", ipv4(std::string(12, '\0') + '\x40' + std::string(7, '\0'), h), diag::kTransportMalformed);
        row("TCP offset beyond the end", ipv4(std::string(12, '\0') + '\xf0' + std::string(7, '\0'), h),
            diag::kTransportMalformed);
    }
    void malformed() {
        QFETCH(QByteArray, packet);
        QFETCH(QString, code);
        Wire wire;
        wire.ip(packet.toStdString());
        wire.finish();
        QVERIFY(wire.heard.messages.empty());
        QCOMPARE(wire.log.count(code.toStdString()), 1U);
    }
    // RFC 8200 section 4: hop-by-hop, destination options, routing, authentication before the datagram.
    void extensionHeaders() {
        const std::string chain = hex("3c 00 010400000000") + hex("2b 00 010400000000") + hex("33 00 040000000000") +
                                  hex("11 01 0000 00000001 00000001");
        Wire wire;
        wire.ip(ipv6(chain + udp(request(1)), 0));
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
    }
    void snapLengthCutsThePayload() {
        const std::string packet = ethernet(ipv4(udp(request(1, 500))));
        Wire wire;
        wire.frame(packet.substr(0, 200), capture::link::kEthernet, static_cast<std::uint32_t>(packet.size()));
        QCOMPARE(wire.heard.texts(), std::vector{request(1, 500).substr(0, 200 - 42)});
        QVERIFY(wire.heard.messages[0].payload.facts.isCut);
    }

    void fragmentsInAnyOrder() {
        const std::string text = request(1, 3000);
        const std::vector<std::string> parts = fragments(udp(text), 800);
        QCOMPARE(parts.size(), 4U);
        std::vector<std::size_t> order(parts.size());
        std::iota(order.begin(), order.end(), 0);
        do {
            Wire wire;
            for (const std::size_t i : order)
                wire.ip(parts[i]);
            wire.finish();
            QCOMPARE(wire.heard.texts(), std::vector{text});
            QCOMPARE(wire.heard.messages[0].payload.facts.frame, 4U); // the one that completes it
            QCOMPARE(wire.heard.messages[0].payload.firstFrame, 1U);
            QVERIFY(!wire.heard.messages[0].payload.isIncomplete && wire.log.items().empty());
        } while (std::next_permutation(order.begin(), order.end()));
    }
    void fragmentsOfIpv6() {
        const std::string text = request(1, 2000);
        const std::string datagram = udp(text);
        Wire wire;
        for (std::size_t at = 0; at < datagram.size(); at += 1000) {
            const bool isLast = at + 1000 >= datagram.size();
            wire.ip(ipv6(hex("1100") + be16(static_cast<unsigned>(at) | (isLast ? 0 : 1)) + be32(99) +
                             datagram.substr(at, 1000),
                         44));
        }
        QCOMPARE(wire.heard.texts(), std::vector{text});
    }
    void firstBytesWin() {
        const std::string text = request(1, 1000);
        std::vector<std::string> parts = fragments(udp(text), 400);
        Wire wire;
        wire.ip(parts[0]);
        std::string other = fragments(udp(std::string(text.size(), 'X')), 800)[0]; // covers the first two
        wire.ip(other);
        wire.ip(parts[2]);
        QCOMPARE(wire.heard.texts(), std::vector{text.substr(0, 392) + std::string(400, 'X') + text.substr(792)});
    }
    // What is there of a message is shown; that the rest is missing is said.
    void missingFragment() {
        const std::string text = request(1, 3000);
        const std::vector<std::string> parts = fragments(udp(text), 800);
        Wire wire;
        wire.ip(parts[0]);
        wire.ip(parts[1]);
        wire.ip(parts[3]);
        QVERIFY(wire.heard.messages.empty());
        wire.wait(Duration::seconds(31));
        wire.ip(fragments("other datagram", 8)[0]); // time passes
        QCOMPARE(wire.heard.texts(), std::vector{text.substr(0, 1592)});
        QVERIFY(wire.heard.messages[0].payload.isIncomplete && wire.heard.messages[0].payload.facts.isCut);
        QCOMPARE(wire.log.count(diag::kIpFragment), 1U);
        wire.ip(parts[2]); // too late
        wire.finish();
        QCOMPARE(wire.heard.messages.size(), 1U);
    }
    void fragmentMemoryIsBounded() {
        Wire wire;
        for (unsigned id = 0; id < 200; ++id)
            for (unsigned part = 0; part < 40; ++part) {
                Ip4 h;
                h.id = id;
                h.fragment = 0x2000 | part * 150;
                wire.ip(ipv4(std::string(1200, 'x'), h));
            }
        // 200 * 48,000 bytes is more than twice the bound: those driven out were counted before the end.
        const std::uint64_t evicted = wire.log.count(diag::kIpFragment);
        QVERIFY2(evicted >= 200 - (net::FragmentStore::kMaxBytes / 48'000), std::to_string(evicted).c_str());
        wire.finish();
        QCOMPARE(wire.log.count(diag::kIpFragment), 200U);
    }

    void icmpQuote() {
        const std::string quoted = ipv4(udp(request(1)));
        Ip4 h;
        h.protocol = 1;
        Wire wire;
        wire.ip(ipv4(hex("0303 0000 00000000") + quoted, h));
        wire.ip(ipv4(hex("0303 0000 00000000") + quoted.substr(0, 28), h)); // eight bytes of the datagram, ports 5060
        wire.ip(ipv4(hex("0800 0000 00010001") + quoted, h));               // an echo request carries what it likes
        wire.ip(ipv4(hex("0303 0000 00000000") + ipv4(udp("....", 53, 4000)), h));
        wire.ip(ipv6(hex("0104 0000 00000000") + ipv6(udp(request(1))), 58));
        wire.finish();
        QVERIFY(wire.heard.messages.empty());
        QCOMPARE(wire.log.count(diag::kIcmpQuotesSip), 3U);
        QCOMPARE(wire.skipped("icmp"), 2U);
    }
    // Each fragment captured twice, one copy right behind the other: one datagram, and no complaint about the rest.
    void doubleCapturedFragments() {
        const std::string datagram = udp(request(1, 1000));
        Ip4 first;
        first.id = 9;
        first.fragment = 0x2000;
        Ip4 second = first;
        second.fragment = 80;
        const std::string one = ipv4(datagram.substr(0, 640), first);
        const std::string two = ipv4(datagram.substr(640), second);
        Wire wire;
        for (const std::string& packet : {one, one, two, two})
            wire.ip(packet);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1, 1000)});
        QCOMPARE(wire.skipped("duplicate-ip-fragment"), 1U);
        QVERIFY(wire.log.items().empty());
        Wire again; // the copy behind the whole is a sighting of its own
        for (const std::string& packet : {one, two, one, two})
            again.ip(packet);
        again.finish();
        QCOMPARE(again.heard.messages.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestIp)
#include "test_ip.moc"
