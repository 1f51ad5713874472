#include "core/net/hep/hep_packet.h"
#include "packets.h"

#include <QtTest/QTest>

#include <zlib.h>

using namespace echelle;
using namespace echelle::test;

namespace {

std::string chunk(unsigned type, std::string_view value, unsigned vendor = 0) {
    return be16(vendor) + be16(type) + be16(static_cast<unsigned>(6 + value.size())) + std::string(value);
}
std::string hep3(const std::string& chunks) {
    return "HEP3" + be16(static_cast<unsigned>(6 + chunks.size())) + chunks;
}
// IPv4 and UDP, 192.0.2.1:5070 to 192.0.2.2:5080, 2023-11-14T22:13:20.000007Z, agent 2001.
std::string known(char payloadType = 1, std::string_view protocol = "\x11") {
    return chunk(1, "\x02") + chunk(2, protocol) + chunk(3, hex("c0000201")) + chunk(4, hex("c0000202")) +
           chunk(7, be16(5070)) + chunk(8, be16(5080)) + chunk(9, be32(1'700'000'000)) + chunk(10, be32(7)) +
           chunk(11, std::string(1, payloadType)) + chunk(12, be32(2001));
}
std::string deflated(const std::string& text) {
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
             static_cast<uLong>(text.size()));
    out.resize(size);
    return out;
}
std::string le32(std::uint32_t v) {
    const std::string big = be32(v);
    return {big.rbegin(), big.rend()};
}
std::string hep2(bool isBig, bool isPadded, bool isVersion6 = false) {
    const std::string addresses = isVersion6 ? hex("20010db8000000000000000000000001 20010db8000000000000000000000002")
                                             : hex("c0000201 c0000202");
    const std::string time =
        isBig ? be32(1'700'000'000) + be32(7) + be16(9) : le32(1'700'000'000) + le32(7) + std::string("\x09\x00", 2);
    return std::string("\x02", 1) + static_cast<char>(8 + addresses.size()) + (isVersion6 ? '\x0a' : '\x02') + '\x11' +
           be16(5070) + be16(5080) + addresses + time + (isPadded ? std::string(2, '\0') : "") + request(1);
}

} // namespace

class TestHep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void version3() {
        Wire wire;
        wire.ip(ipv4(udp(hep3(known() + chunk(17, "call", 0) + chunk(15, request(1))), 40'000, 9060)));
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        QCOMPARE(payload.source.toString(), std::string("192.0.2.1:5070"));
        QCOMPARE(payload.destination.toString(), std::string("192.0.2.2:5080"));
        QVERIFY(payload.transport == Transport::Udp);
        QCOMPARE(toRfc3339(payload.facts.time), std::string("2023-11-14T22:13:20.000007000Z"));
        QCOMPARE(payload.facts.frame, 1U);
        QCOMPARE(payload.facts.ipId, std::uint16_t{0});
        QVERIFY(wire.log.items().empty());
    }
    void version3WithIpv6AndTransports() {
        Wire wire;
        for (const auto protocol : {"\x06", "\x16", "\x84"})
            wire.ip(ipv4(udp(hep3(chunk(2, protocol) + chunk(5, hex("20010db8000000000000000000000001")) +
                                  chunk(6, hex("20010db8000000000000000000000002")) + chunk(7, be16(5060)) +
                                  chunk(11, "\x01") + chunk(15, request(1))),
                             40'000, 9060)));
        QCOMPARE(wire.heard.messages.size(), 3U);
        QCOMPARE(wire.heard.messages[0].payload.source.toString(), std::string("[2001:db8::1]:5060"));
        QVERIFY(wire.heard.messages[0].payload.transport == Transport::Tcp);
        QVERIFY(wire.heard.messages[1].payload.transport == Transport::Tls);
        QVERIFY(wire.heard.messages[2].payload.transport == Transport::Sctp);
        QVERIFY(wire.heard.messages[0].payload.facts.time.isValid()); // of the frame, for want of another
    }
    void compressed() {
        Wire wire;
        const std::string message = request(1, 5000);
        wire.ip(ipv4(udp(hep3(known() + chunk(16, deflated(message))), 40'000, 9060)));
        wire.ip(ipv4(udp(hep3(known() + chunk(16, deflated(message).substr(0, 30))), 40'000, 9060)));
        wire.ip(ipv4(udp(hep3(known() + chunk(16, deflated(request(1) + std::string(3'000'000, 'x')))), 40'000, 9060)));
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{message});
        QCOMPARE(wire.log.count(diag::kTunnelUnsupported), 2U); // cut, and larger than a message may be
        QCOMPARE(wire.log.items().at(0).detail, std::string("hep-compressed"));
    }
    void otherPayloads() {
        Wire wire;
        wire.ip(ipv4(udp(hep3(known(5) + chunk(15, "{}")), 40'000, 9060)));
        wire.ip(ipv4(udp(hep3(known(100) + chunk(15, "a line")), 40'000, 9060)));
        wire.ip(ipv4(udp(hep3(chunk(13, be16(30))), 40'000, 9060))); // keep-alive alone
        wire.finish();
        QVERIFY(wire.heard.messages.empty());
        QCOMPARE(wire.skipped("hep-rtcp"), 1U);
        QCOMPARE(wire.skipped("hep-log"), 1U);
        QCOMPARE(wire.skipped("hep-other"), 1U);
    }
    void version2_data() {
        QTest::addColumn<bool>("isBig");
        QTest::addColumn<bool>("isPadded");
        QTest::addColumn<bool>("isVersion6");
        QTest::newRow("little-endian, padded") << false << true << false;
        QTest::newRow("little-endian, packed") << false << false << false;
        QTest::newRow("big-endian") << true << true << false;
        QTest::newRow("IPv6") << false << true << true;
    }
    void version2() {
        QFETCH(bool, isBig);
        QFETCH(bool, isPadded);
        QFETCH(bool, isVersion6);
        Wire wire;
        wire.ip(ipv4(udp(hep2(isBig, isPadded, isVersion6), 40'000, 9060)));
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        const net::SipPayload& payload = wire.heard.messages[0].payload;
        QCOMPARE(payload.source.toString(), std::string(isVersion6 ? "[2001:db8::1]:5070" : "192.0.2.1:5070"));
        QCOMPARE(toRfc3339(payload.facts.time), std::string("2023-11-14T22:13:20.000007000Z"));
    }
    void version1() {
        Wire wire;
        wire.ip(ipv4(udp(hex("01 10 02 11 13ce 13d8 c0000201 c0000202") + request(1), 40'000, 9060)));
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        QCOMPARE(wire.heard.messages[0].payload.destination.toString(), std::string("192.0.2.2:5080"));
    }
    // Two agents that report one message are told apart; one agent's two are not.
    void linkKey() {
        Wire wire;
        const std::string second = hep3(known() + chunk(12, be32(2002)) + chunk(15, request(1)));
        const std::string first = hep3(known() + chunk(15, request(1)));
        for (const std::string& packet : {first, first, second})
            wire.ip(ipv4(udp(packet, 40'000, 9060)));
        const auto key = [&wire](std::size_t i) { return wire.heard.messages.at(i).payload.facts.linkKey; };
        QCOMPARE(key(0), key(1));
        QVERIFY(key(1) != key(2));
    }
    void everyPrefix() {
        for (const std::string& whole : {hep3(known() + chunk(15, request(1))), hep2(false, true)})
            for (std::size_t size = 0; size < whole.size(); ++size) {
                const std::vector<std::uint8_t> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
                (void)net::readHep3(exact);
                (void)net::readHep2(exact, Timestamp{0});
                Wire wire;
                wire.ip(ipv4(udp(whole.substr(0, size), 40'000, 9060)));
                for (const Heard& heard : wire.heard.messages)
                    QVERIFY(heard.bytes.size() < request(1).size());
            }
    }

    // Over TCP: one behind the other, however the segments cut them.
    void overTcp_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1, 3, 5, 7, 100, 10'000})
            QTest::addRow("%d", size) << size;
    }
    void overTcp() {
        QFETCH(int, size);
        const std::string stream = hep3(known() + chunk(15, request(1))) + hep3(known(5) + chunk(15, "{}")) +
                                   hep3(known(1, "\x06") + chunk(15, request(2, 3000)));
        Wire wire;
        Ip4 h;
        h.protocol = 6;
        for (std::size_t at = 0; at < stream.size(); at += static_cast<std::size_t>(size))
            wire.ip(ipv4(tcp(stream.substr(at, static_cast<std::size_t>(size)), 1 + static_cast<std::uint32_t>(at),
                             tcp_flag::kAck, 1, 40'000, 9060),
                         h));
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{request(1), request(2, 3000)}));
        const net::SipPayload& payload = wire.heard.messages[1].payload;
        QCOMPARE(payload.source.toString(), std::string("192.0.2.1:5070"));
        QVERIFY(payload.transport == Transport::Tcp);
        QCOMPARE(payload.connection, std::uint64_t{0}); // of the agent's, not of the one it tells of
        QVERIFY(wire.log.items().empty());
    }

    // A segment is lost: what lay in it is missing, and what comes behind is read.
    void overTcpWithHole() {
        const std::string first = hep3(known() + chunk(15, request(1)));
        const std::string second = hep3(known() + chunk(15, request(2)));
        const std::string third = hep3(known() + chunk(15, request(3)));
        const std::string stream = first + second + third;
        Wire wire;
        Ip4 h;
        h.protocol = 6;
        const auto send = [&](std::size_t from, std::size_t to) {
            wire.ip(ipv4(tcp(stream.substr(from, to - from), 1 + static_cast<std::uint32_t>(from), tcp_flag::kAck, 1,
                             40'000, 9060),
                         h));
        };
        send(0, first.size() + 20);
        send(first.size() + 60, stream.size());
        wire.finish();
        const std::vector<std::string> texts = wire.heard.texts();
        QVERIFY(texts.size() >= 2);
        QCOMPARE(texts.front(), request(1));
        QCOMPARE(texts.back(), request(3));
    }
};

QTEST_GUILESS_MAIN(TestHep)
#include "test_hep.moc"
