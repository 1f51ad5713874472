#include "core/net/tcp/stream_assembler.h"
#include "packets.h"

#include <QtTest/QTest>

#include <random>

using namespace echelle;
using namespace echelle::test;

namespace {

// One direction of a connection, from 10.0.0.1:40000 to 10.0.0.2:5060.
class Sender {
public:
    Sender(Wire& wire, std::uint32_t initial, unsigned port = 5060) : m_wire(wire), m_initial(initial), m_port(port) {}
    void syn() { packet({}, m_initial, tcp_flag::kSyn); }
    // offset: of the payload in the stream, from 0
    void data(std::string_view payload, std::size_t offset, unsigned flags = tcp_flag::kAck) {
        packet(payload, m_initial + 1 + static_cast<std::uint32_t>(offset), flags);
    }
    // The peer has everything up to offset.
    void acknowledged(std::size_t offset) {
        Ip4 h;
        h.protocol = 6;
        std::swap(h.from, h.to);
        m_wire.ip(
            ipv4(tcp({}, 1, tcp_flag::kAck, m_initial + 1 + static_cast<std::uint32_t>(offset), m_port, 40'000), h));
    }

private:
    void packet(std::string_view payload, std::uint32_t sequence, unsigned flags) {
        Ip4 h;
        h.protocol = 6;
        m_wire.ip(ipv4(tcp(payload, sequence, flags, 1, 40'000, m_port), h));
    }
    Wire& m_wire;
    std::uint32_t m_initial;
    unsigned m_port;
};

struct Conversation {
    std::string stream;
    std::vector<std::string> messages;
};
Conversation conversation() {
    Conversation c;
    for (int i = 0; i < 12; ++i) {
        c.messages.push_back(request(i, static_cast<std::size_t>(i) * 97));
        c.stream += c.messages.back();
        if (i % 5 == 4)
            c.stream += "\r\n\r\n"; // keep-alive, RFC 5626 section 3.5.1
    }
    return c;
}

struct Piece {
    std::size_t begin;
    std::size_t end;
};

} // namespace

class TestTcp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The same stream cut differently gives the same messages, on a usual port and on another.
    void cutDifferently_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<uint>("port");
        for (const uint port : {5060U, 30'000U})
            for (const int size : {1, 2, 3, 7, 64, 500, 1460, 60'000})
                QTest::addRow("%d to %u", size, port) << size << port;
    }
    void cutDifferently() {
        QFETCH(int, size);
        QFETCH(uint, port);
        const Conversation c = conversation();
        Wire wire;
        Sender sender(wire, 0xfffffff0U, port); // numbers wrap within the first message
        sender.syn();
        for (std::size_t at = 0; at < c.stream.size(); at += static_cast<std::size_t>(size))
            sender.data(c.stream.substr(at, static_cast<std::size_t>(size)), at);
        wire.finish();
        QCOMPARE(wire.heard.texts(), c.messages);
        QVERIFY(wire.log.items().empty());
    }

    // Cut at random, out of order within a window, with repeated and overlapping segments: still the same messages.
    void shuffled() {
        const Conversation c = conversation();
        std::mt19937 random(20'261'121);
        for (int round = 0; round < 200; ++round) {
            std::vector<Piece> pieces;
            for (std::size_t at = 0; at < c.stream.size();) {
                const std::size_t size = 1 + random() % 400;
                const std::size_t back = std::min<std::size_t>(at, random() % 3 == 0 ? random() % 100 : 0);
                pieces.push_back({at - back, std::min(c.stream.size(), at + size)});
                if (random() % 10 == 0)
                    pieces.push_back(pieces[random() % pieces.size()]); // sent again
                at += size;
            }
            for (std::size_t i = 0; i + 1 < pieces.size(); ++i)
                std::swap(pieces[i], pieces[i + random() % std::min<std::size_t>(8, pieces.size() - i)]);
            Wire wire;
            Sender sender(wire, static_cast<std::uint32_t>(random()));
            sender.syn();
            for (const Piece& piece : pieces)
                sender.data(std::string_view(c.stream).substr(piece.begin, piece.end - piece.begin), piece.begin);
            wire.finish();
            QCOMPARE(wire.heard.texts(), c.messages);
            QVERIFY(wire.log.items().empty());
        }
    }

    // The frame is the last captured of those the message lies in; it is 0, 1, 2 ... among those of its frame.
    void framesOfMessages() {
        const std::string a = request(1, 50);
        const std::string b = request(2);
        const std::string d = request(3);
        const std::string stream = a + b + d;
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();                                      // frame 1
        sender.data(stream.substr(0, 60), 0);              // 2
        sender.data(stream.substr(a.size()), a.size());    // 3: b and d, too early
        sender.data(stream.substr(60, a.size() - 60), 60); // 4: fills the hole
        sender.data(b + d, stream.size());                 // 5: two in one
        wire.finish();
        const auto& m = wire.heard.messages;
        QCOMPARE(wire.heard.texts(), (std::vector{a, b, d, b, d}));
        const auto place = [&m](std::size_t i) {
            const net::SipPayload& p = m.at(i).payload;
            return std::to_string(p.firstFrame) + "-" + std::to_string(p.facts.frame) + "." +
                   std::to_string(p.indexInFrame);
        };
        QCOMPARE(place(0), std::string("2-4.0"));
        QCOMPARE(place(1), std::string("3-3.0"));
        QCOMPARE(place(2), std::string("3-3.1"));
        QCOMPARE(place(3), std::string("5-5.0"));
        QCOMPARE(place(4), std::string("5-5.1"));
        QVERIFY(m[0].payload.transport == Transport::Tcp && m[0].payload.connection == m[4].payload.connection);
    }

    void firstBytesWin() {
        const std::string text = request(1, 400);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data(std::string_view(text).substr(200, 100), 200);
        sender.data(text.substr(0, 150) + std::string(text.size() - 150, 'X'), 0);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{text.substr(0, 150) + std::string(50, 'X') + text.substr(200, 100) +
                                                 std::string(text.size() - 300, 'X')});
    }

    void joinedMidStream() {
        const Conversation c = conversation();
        const std::size_t begin = c.messages[0].size() + c.messages[1].size() / 2;
        for (const unsigned port : {5060U, 30'000U}) {
            Wire wire;
            Sender sender(wire, 5, port);
            std::size_t at = begin;
            for (std::size_t i = 1; i < c.messages.size(); ++i) { // a message to a segment, as is usual
                const std::size_t found = c.stream.find(c.messages[i]);
                const std::size_t end = found + c.messages[i].size();
                sender.data(std::string_view(c.stream).substr(at, end - at), at);
                at = end;
            }
            wire.finish();
            QCOMPARE(wire.heard.texts(), std::vector(c.messages.begin() + 2, c.messages.end()));
            QCOMPARE(wire.log.count(diag::kTcpUnframed),
                     0U); // the rest of a message that was not captured is no surprise
        }
    }
    // The first segment captured was not the first sent.
    void joinedOutOfOrder() {
        const std::string a = request(1);
        const std::string b = request(2);
        Wire wire;
        Sender sender(wire, 5);
        sender.data(b, a.size());
        sender.data(a, 0);
        sender.data(a, 0); // and again
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{b, a}));
    }

    void holeTheServerAcknowledged() {
        const std::string a = request(1, 300);
        const std::string b = request(2);
        const std::string d = request(3);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data(a.substr(0, 200), 0);
        sender.data(a.substr(250) + b, 250); // 50 bytes lost by the capture
        QVERIFY(wire.heard.messages.empty());
        sender.acknowledged(a.size() + b.size());
        QCOMPARE(wire.heard.texts(), (std::vector{a.substr(0, 200), b}));
        QVERIFY(wire.heard.messages[0].payload.isIncomplete);
        QVERIFY(!wire.heard.messages[1].payload.isIncomplete);
        sender.data(d, a.size() + b.size());
        wire.finish();
        QCOMPARE(wire.heard.texts().back(), d);
        QCOMPARE(wire.log.count(diag::kTcpHole), 1U);
        QCOMPARE(wire.log.count(diag::kTcpUnframed), 0U);
    }
    void holeBeyondTheBounds_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("count");
        QTest::newRow("pieces") << 200 << int(net::StreamAssembler::kMaxHeldPieces);
        QTest::newRow("bytes") << 60'000 << int(net::StreamAssembler::kMaxHeldBytes / 60'000);
    }
    void holeBeyondTheBounds() {
        QFETCH(int, size);
        QFETCH(int, count);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        const std::string text = request(1, static_cast<std::size_t>(size) - (size > 1000 ? 200 : 100));
        std::size_t at = 1000; // never filled
        for (int i = 0; i < count; ++i, at += text.size())
            sender.data(text, at);
        QVERIFY(wire.heard.messages.empty());
        for (int i = 0; i < 3; ++i, at += text.size())
            sender.data(text, at);
        QVERIFY(wire.heard.messages.size() >= std::size_t(count));
        wire.finish();
        QCOMPARE(wire.heard.messages.size(), std::size_t(count) + 3);
        QCOMPARE(wire.log.count(diag::kTcpHole), 1U);
    }
    void holeAtTheEndOfTheInput() {
        const std::string a = request(1, 300);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data(a.substr(0, 200), 0);
        sender.data(request(2), 250);
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{a.substr(0, 200), request(2)}));
    }

    void sequenceJump() {
        Wire wire;
        Sender first(wire, 100);
        first.syn();
        first.data(request(1), 0);
        Sender second(wire, 0x80000000U); // its SYN was not captured
        second.data(request(2), 0);
        second.data(request(3), request(2).size());
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{request(1), request(2), request(3)}));
    }
    void newConnectionOnTheSameEndpoints() {
        const std::string a = request(1, 300);
        Wire wire;
        Sender first(wire, 100);
        first.syn();
        first.data(a.substr(0, 200), 0);
        first.syn(); // sent again: the same connection
        Sender second(wire, 5000);
        second.syn();
        second.data(request(2), 0);
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{a.substr(0, 200), request(2)}));
        QVERIFY(wire.heard.messages[0].payload.connection != wire.heard.messages[1].payload.connection);
    }
    void endOfStream_data() {
        QTest::addColumn<uint>("flags");
        QTest::newRow("FIN") << (tcp_flag::kFin | tcp_flag::kAck);
        QTest::newRow("RST") << (tcp_flag::kReset | tcp_flag::kAck);
    }
    void endOfStream() {
        QFETCH(uint, flags);
        const std::string a = request(1, 300);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data(a.substr(0, 200), 0);
        QVERIFY(wire.heard.messages.empty());
        sender.data({}, 200, flags);
        QCOMPARE(wire.heard.texts(), std::vector{a.substr(0, 200)}); // at once, not only with the input's end
        QVERIFY(wire.heard.messages[0].payload.isIncomplete);
        sender.data(a.substr(100, 100), 100); // a late repetition
        wire.finish();
        QCOMPARE(wire.heard.messages.size(), 1U);
    }
    // A reset far outside the window is not for this connection (RFC 9293 section 3.5.2).
    void strayReset() {
        const std::string a = request(1, 300);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data(a.substr(0, 200), 0);
        sender.data({}, 0x40000000, tcp_flag::kReset);
        sender.data(a.substr(200), 200);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{a});
    }
    void keepAliveProbes() {
        const std::string a = request(1, 300);
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data(a.substr(0, 200), 0);
        sender.data(std::string(1, '\0'), 199); // RFC 1122 section 4.2.3.6
        sender.data({}, 199);
        sender.data(a.substr(200), 200);
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{a});
    }

    void snapLengthCutsASegment() {
        const std::string a = request(1, 300);
        Ip4 h;
        h.protocol = 6;
        Wire wire;
        wire.ip(ipv4(tcp({}, 100, tcp_flag::kSyn), h));
        const std::string packet = ipv4(tcp(a, 101), h);
        wire.frame(packet.substr(0, 200), capture::link::kRaw, static_cast<std::uint32_t>(packet.size()));
        wire.ip(ipv4(tcp(request(2), 101 + static_cast<std::uint32_t>(a.size())), h));
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{a.substr(0, 160), request(2)}));
        QVERIFY(wire.heard.messages[0].payload.facts.isCut && wire.heard.messages[0].payload.isIncomplete);
        QVERIFY(!wire.heard.messages[1].payload.facts.isCut);
    }

    // 80 connections each waiting with nearly 1 MiB: more than 64 MiB, so the silent ones are given up first.
    void memoryOfAllStreams() {
        Wire wire;
        const std::string block(60'000, 'x');
        for (unsigned port = 1; port <= 80; ++port) {
            Ip4 h;
            h.protocol = 6;
            wire.ip(ipv4(tcp({}, 0, tcp_flag::kSyn, 0, 10'000 + port), h));
            for (std::uint32_t i = 0; i < 17; ++i)
                wire.ip(ipv4(tcp(block, 1000 + i * 60'000, tcp_flag::kAck, 0, 10'000 + port), h));
        }
        const std::uint64_t evicted = wire.log.count(diag::kTcpEvicted);
        QVERIFY2(evicted >= 14 && evicted <= 16, std::to_string(evicted).c_str()); // 80 - 67,108,864 / 1,020,000
    }

    void unframedBytes() {
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        const std::string stream = request(1) + "this is no SIP at all\r\n\r\n" + request(2);
        sender.data(stream, 0);
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{request(1), request(2)}));
        QCOMPARE(wire.log.count(diag::kTcpUnframed), 1U);
    }
    void keepAlivesAreCounted() {
        Wire wire;
        Sender sender(wire, 100);
        sender.syn();
        sender.data("\r\n\r\n", 0);
        sender.data(request(1), 4);
        sender.data("\r\n\r\n", 4 + request(1).size());
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        QCOMPARE(wire.skipped("sip-keepalive"), 2U);
    }
};

QTEST_GUILESS_MAIN(TestTcp)
#include "test_tcp.moc"
