#include "core/net/stun/stun_message.h"
#include "packets.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

namespace {

std::string attribute(unsigned type, std::string value) {
    const std::string size = be16(static_cast<unsigned>(value.size()));
    value.resize((value.size() + 3) / 4 * 4);
    return be16(type) + size + value;
}
std::string message(unsigned type, unsigned transaction, const std::string& attributes = {}) {
    return be16(type) + be16(static_cast<unsigned>(attributes.size())) + be32(0x2112a442) + be32(0) + be32(0) +
           be32(transaction) + attributes;
}
const std::string kIntegrity = attribute(0x0008, std::string(20, 'h'));
std::string error(unsigned type, unsigned transaction, unsigned code, const std::string& reason) {
    return message(type, transaction,
                   attribute(0x0009, std::string(2, '\0') + static_cast<char>(code / 100) +
                                         static_cast<char>(code % 100) + reason));
}
std::string check(unsigned transaction) { // of ICE
    return message(0x0001, transaction, attribute(0x0006, "them:us") + attribute(0x0024, be32(1)) + kIntegrity);
}
constexpr unsigned kBinding = 0x0001, kBindingSuccess = 0x0101, kAllocate = 0x0003, kAllocateSuccess = 0x0103,
                   kAllocateError = 0x0113;

// Client 10.0.0.1 and server 10.0.0.2 or 10.0.0.3.
class Talk {
public:
    void ask(const std::string& bytes, unsigned server = 2, unsigned port = 3478) {
        send(bytes, 40'000, port, server, true);
    }
    void answer(const std::string& bytes, unsigned server = 2, unsigned port = 3478) {
        send(bytes, port, 40'000, server, false);
    }
    void send(const std::string& bytes, unsigned from, unsigned to, unsigned server, bool isAsked) {
        Ip4 h;
        (isAsked ? h.to : h.from) = hex("0a0000") + static_cast<char>(server);
        (isAsked ? h.from : h.to) = hex("0a000001");
        wire.ip(ipv4(udp(bytes, from, to), h));
        wire.wait(Duration::milliseconds(500));
    }
    void openTcp(unsigned server) {
        Ip4 h;
        h.protocol = 6;
        h.to = hex("0a0000") + static_cast<char>(server);
        wire.ip(ipv4(tcp({}, 1, tcp_flag::kSyn, 0, 50'000, 443), h));
        std::swap(h.from, h.to);
        wire.ip(ipv4(tcp({}, 9, tcp_flag::kSyn | tcp_flag::kAck, 2, 443, 50'000), h));
    }
    // "TURN unauthorized; ..." of the rows there are.
    std::string rows() {
        wire.finish();
        std::string text;
        for (const net::ConnectionFacts& c : wire.heard.connections)
            if (c.protocol != "TCP")
                text += (text.empty() ? "" : "; ") + c.protocol + " " + std::string(net::factOf(c.facts, "ending"));
        return text;
    }
    Wire wire;
};

} // namespace

// Oracle: RFC 8489 (sections 5, 9.2, 14), RFC 5769 (test vectors), RFC 8656, RFC 8445.
class TestStun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleResponseOfTheRfc() { // RFC 5769 section 2.2
        const std::string bytes = hex("0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
                                      "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                                      "80280004c07d4c96");
        const auto m = net::stun::read(asBytes(bytes));
        QVERIFY(m);
        QVERIFY(m->kind == net::stun::Class::Success);
        QCOMPARE(int{m->method}, 1);
        QCOMPARE(m->mapped.toString(), std::string("192.0.2.1:32853"));
        QCOMPARE(std::string(m->software), std::string("test vector"));
        QVERIFY(m->hasIntegrity);
        QVERIFY(!m->isPartial);
        QCOMPARE(m->size, bytes.size());
    }
    void sampleResponseOverIpv6() { // RFC 5769 section 2.3
        const std::string bytes = hex("010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
                                      "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf1"
                                      "1784c97c8292c275bfe3ed4180280004c8fb0b4c");
        const auto m = net::stun::read(asBytes(bytes));
        QVERIFY(m);
        QCOMPARE(m->mapped.toString(), std::string("[2001:db8:1234:5678:11:2233:4455:6677]:32853"));
    }
    void microsoftsRelaysDoNotPad() { // [MS-TURN] section 2.2.2: reason phrase of 13 bytes, then the next attribute
        std::string attributes =
            hex("000f000472c64bc6 0009 0011 00000401") + "Unauthorized!" + hex("00140004") + "abcd";
        const std::string bytes = be16(0x0113) + be16(static_cast<unsigned>(attributes.size())) + be32(0x2112a442) +
                                  std::string(12, 't') + attributes;
        QVERIFY(attributes.size() % 4 != 0);
        const auto m = net::stun::read(asBytes(bytes));
        QVERIFY(m);
        QCOMPARE(m->errorCode, 401);
        QCOMPARE(std::string(m->realm), std::string("abcd"));
        QVERIFY(!m->isPartial);
    }
    void everyPrefixIsSafe() {
        const std::string bytes = check(1);
        for (std::size_t size = 0; size < bytes.size(); ++size)
            if (const auto m = net::stun::read(asBytes(bytes).first(size)))
                QVERIFY(m->isPartial);
    }
    void errorIsRead() {
        const auto m = net::stun::read(asBytes(error(kAllocateError, 1, 438, "Stale Nonce")));
        QVERIFY(m);
        QCOMPARE(m->errorCode, 438);
        QCOMPARE(std::string(m->reason), std::string("Stale Nonce"));
        QCOMPARE(net::stun::toString(m->method), std::string("Allocate"));
    }

    void healthyTalksGiveNoRow() {
        { // asked, answered
            Talk t;
            t.ask(message(kBinding, 1));
            t.answer(message(kBindingSuccess, 1));
            QCOMPARE(t.rows(), std::string());
            QCOMPARE(t.wire.skipped("stun"), std::uint64_t{2});
        }
        { // 401 asks for credentials, 438 for a new nonce
            Talk t;
            t.ask(message(kAllocate, 1));
            t.answer(error(kAllocateError, 1, 401, "Unauthorized"));
            t.ask(message(kAllocate, 2, kIntegrity));
            t.answer(error(kAllocateError, 2, 438, "Stale Nonce"));
            t.ask(message(kAllocate, 3, kIntegrity));
            t.answer(message(kAllocateSuccess, 3));
            QCOMPARE(t.rows(), std::string());
        }
        { // a 401 to credentials, and then they are accepted
            Talk t;
            t.ask(message(kAllocate, 1, kIntegrity));
            t.answer(error(kAllocateError, 1, 401, "Unauthorized"));
            t.ask(message(kAllocate, 2, kIntegrity));
            t.answer(message(kAllocateSuccess, 2));
            QCOMPARE(t.rows(), std::string());
        }
        { // only the 401 that asks for credentials: cut there
            Talk t;
            t.ask(message(kAllocate, 1));
            t.answer(error(kAllocateError, 1, 401, "Unauthorized"));
            QCOMPARE(t.rows(), std::string());
        }
        { // one server is silent, another answers
            Talk t;
            t.ask(message(kBinding, 1));
            t.ask(message(kBinding, 1));
            t.ask(message(kBinding, 2), 3);
            t.answer(message(kBindingSuccess, 2), 3);
            QCOMPARE(t.rows(), std::string());
        }
        { // to the peer's media port, to open a NAT
            Talk t;
            for (int i = 0; i < 3; ++i)
                t.ask(message(kBinding, 1), 2, 7078);
            QCOMPARE(t.rows(), std::string());
        }
        { // keep-alives beside SIP, and indications, which have no answer
            Talk t;
            t.ask(message(kBinding, 1), 2, 5060);
            t.ask(message(0x0011, 2));
            QCOMPARE(t.rows(), std::string());
        }
        { // of the pairs that ICE checks one works
            Talk t;
            t.ask(check(1), 2, 5000);
            t.ask(check(2), 3, 5000);
            t.answer(message(kBindingSuccess, 2), 3, 5000);
            QCOMPARE(t.rows(), std::string());
        }
    }

    void silenceIsARow() {
        Talk t;
        for (int i = 0; i < 3; ++i)
            t.ask(message(kBinding, 1));
        QCOMPARE(t.rows(), std::string("STUN no-answer"));
        const net::ConnectionFacts& row = t.wire.heard.connections[0];
        QCOMPARE(std::string(net::factOf(row.facts, "requests")), std::string("1"));
        QCOMPARE(std::string(net::factOf(row.facts, "sends")), std::string("3"));
        QCOMPARE(row.client.toString(), std::string("10.0.0.1:40000"));
        QCOMPARE(row.server.toString(), std::string("10.0.0.2:3478"));
        QCOMPARE(t.wire.heard.packets.size(), std::size_t{3});
        for (const net::PacketRecord& p : t.wire.heard.packets) {
            QCOMPARE(p.kind, std::string("stun.request"));
            QCOMPARE(p.connection, row.number);
        }
    }
    void silentRelayIsARow() {
        Talk t;
        t.ask(message(kAllocate, 1));
        t.ask(message(kAllocate, 1));
        QCOMPARE(t.rows(), std::string("TURN no-answer"));
    }
    void refusedCredentialsAreARow() {
        Talk t;
        t.ask(message(kAllocate, 1));
        t.answer(error(kAllocateError, 1, 401, "Unauthorized"));
        for (unsigned i = 2; i < 4; ++i) {
            t.ask(message(kAllocate, i, kIntegrity));
            t.answer(error(kAllocateError, i, 441, "Wrong Credentials"));
        }
        QCOMPARE(t.rows(), std::string("TURN unauthorized"));
        const Arguments& facts = t.wire.heard.connections[0].facts;
        QCOMPARE(std::string(net::factOf(facts, "refusals")), std::string("2"));
        QCOMPARE(std::string(net::factOf(facts, "error")), std::string("441 Wrong Credentials"));
    }
    void wayAroundIsNamed() {
        Talk t;
        t.ask(message(kAllocate, 1));
        t.ask(message(kAllocate, 1));
        t.openTcp(3); // another service
        t.openTcp(2);
        QCOMPARE(t.rows(), std::string("TURN no-answer"));
        QCOMPARE(std::string(net::factOf(t.wire.heard.connections[0].facts, "around")), std::string("10.0.0.2:443"));
    }
    void checksThatAllFailAreOneRow() {
        Talk t;
        for (unsigned i = 0; i < 6; ++i)
            t.ask(check(i), 2 + i % 2, 5000);
        QCOMPARE(t.rows(), std::string("ICE failed"));
        QCOMPARE(std::string(net::factOf(t.wire.heard.connections[0].facts, "pairs")), std::string("2"));
    }
};

QTEST_APPLESS_MAIN(TestStun)
#include "test_stun.moc"
