#include "packets.h"
#include "tshark_capture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

namespace {

namespace flag {
constexpr unsigned kLast = 1, kFirst = 2, kUnordered = 4, kWhole = 3;
}

std::string chunk(unsigned type, unsigned flags, const std::string& value) {
    return std::string(1, static_cast<char>(type)) + static_cast<char>(flags) +
           be16(static_cast<unsigned>(4 + value.size())) + value + std::string((4 - value.size() % 4) % 4, '\0');
}
// RFC 9260 section 3.3.1
std::string data(std::uint32_t tsn, std::string_view payload, unsigned flags = flag::kWhole, unsigned stream = 0,
                 unsigned order = 0) {
    return chunk(0, flags, be32(tsn) + be16(stream) + be16(order) + be32(0) + std::string(payload));
}
// RFC 8260 section 2.1
std::string interleaved(std::uint32_t tsn, std::string_view payload, unsigned flags, unsigned stream,
                        std::uint32_t message, std::uint32_t fragment) {
    return chunk(64, flags, be32(tsn) + be16(stream) + be16(0) + be32(message) + be32(fragment) + std::string(payload));
}
std::string sctp(const std::string& chunks, std::uint32_t tag = 0x11111111, unsigned from = 5060, unsigned to = 5060) {
    return be16(from) + be16(to) + be32(tag) + be32(0) + chunks;
}
std::string packet(const std::string& chunks, std::uint32_t tag = 0x11111111) {
    Ip4 h;
    h.protocol = 132;
    return ipv4(sctp(chunks, tag), h);
}

} // namespace

class TestSctp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeAndBundled() {
        Wire wire;
        wire.ip(packet(data(1, request(1))));
        wire.ip(packet(chunk(3, 0, be32(1) + be32(65'535) + be32(0)) + data(2, request(2)) +
                       data(3, request(3), flag::kWhole | flag::kUnordered, 1)));
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{request(1), request(2), request(3)}));
        const net::SipPayload& last = wire.heard.messages[2].payload;
        QVERIFY(last.transport == Transport::Sctp);
        QCOMPARE(last.source.toString(), std::string("10.0.0.1:5060"));
        QCOMPARE(last.facts.frame, 2U);
        QCOMPARE(last.indexInFrame, 1U);
        QVERIFY(wire.log.items().empty());
    }
    void fragments_data() {
        QTest::addColumn<QList<int>>("order");
        QTest::addColumn<int>("completing");
        QTest::newRow("in order") << QList<int>{0, 1, 2} << 2;
        QTest::newRow("last first") << QList<int>{2, 1, 0} << 0;
        QTest::newRow("middle last") << QList<int>{0, 2, 1} << 1;
    }
    // The fragments of a message have following TSNs, B on the first and E on the last; TSNs pass over 2^32.
    void fragments() {
        QFETCH(QList<int>, order);
        const std::string message = request(1, 3000);
        const std::vector<std::string> pieces{message.substr(0, 1000), message.substr(1000, 1000),
                                              message.substr(2000)};
        const std::vector<unsigned> flags{flag::kFirst, 0, flag::kLast};
        Wire wire;
        for (const int i : order) {
            const auto index = static_cast<std::size_t>(i);
            wire.ip(packet(data(0xffffffffU + static_cast<std::uint32_t>(i), pieces[index], flags[index])));
        }
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{message});
        QCOMPARE(wire.heard.messages[0].payload.firstFrame, 1U);
        QCOMPARE(wire.heard.messages[0].payload.facts.frame, 3U);
        QVERIFY(wire.log.items().empty());
    }
    // Two messages whose fragments take turns, on two streams and as unordered and ordered of one stream.
    void interleavedMessages() {
        const std::string one = request(1, 900);
        const std::string two = request(2, 900);
        const std::string three = request(3, 900);
        Wire wire;
        wire.ip(packet(interleaved(10, one.substr(0, 500), flag::kFirst, 1, 7, 0)));
        wire.ip(packet(interleaved(11, two.substr(0, 500), flag::kFirst, 2, 7, 0)));
        wire.ip(packet(interleaved(12, three.substr(0, 500), flag::kFirst | flag::kUnordered, 1, 7, 0)));
        wire.ip(packet(interleaved(15, three.substr(500), flag::kLast | flag::kUnordered, 1, 7, 1)));
        wire.ip(packet(interleaved(13, one.substr(500), flag::kLast, 1, 7, 1)));
        wire.ip(packet(interleaved(14, two.substr(500), flag::kLast, 2, 7, 1)));
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{three, one, two}));
    }
    // A TSN sent again gives nothing, whole or in part; the same TSN of another association does.
    void retransmissions() {
        const std::string message = request(1, 900);
        Wire wire;
        wire.ip(packet(data(1, request(2))));
        wire.ip(packet(data(2, message.substr(0, 400), flag::kFirst)));
        wire.ip(packet(data(2, message.substr(0, 400), flag::kFirst)));
        wire.ip(packet(data(3, message.substr(400), flag::kLast)));
        wire.ip(packet(data(1, request(2)) + data(3, message.substr(400), flag::kLast)));
        wire.ip(packet(data(1, request(3)), 0x22222222));
        wire.finish();
        QCOMPARE(wire.heard.texts(), (std::vector{request(2), message, request(3)}));
        QCOMPARE(wire.skipped("sctp-retransmission"), 3U);
        QVERIFY(wire.log.items().empty());
    }
    void missingFragments() {
        const std::string message = request(1, 2000);
        Wire wire;
        wire.ip(packet(data(1, message.substr(0, 1000), flag::kFirst)));
        wire.ip(packet(data(3, message.substr(1500), flag::kLast)));
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{message.substr(0, 1000)});
        QVERIFY(wire.heard.messages[0].payload.isIncomplete);
        QCOMPARE(wire.log.count(diag::kSctpFragment), 2U);
    }
    // 1 MiB of fragments that never end is given up, and what comes after is read.
    void bounded() {
        Wire wire;
        const std::string filler(60'000, 'x');
        for (std::uint32_t tsn = 1; tsn < 40; ++tsn)
            wire.ip(packet(data(tsn, tsn == 1 ? request(1) + filler : filler, tsn == 1 ? flag::kFirst : 0)));
        wire.ip(packet(data(50, request(2))));
        QCOMPARE(wire.heard.texts().back(), request(2));
        wire.finish();
        QVERIFY(wire.log.count(diag::kSctpFragment) >= 2);
        const auto items = wire.log.items();
        QVERIFY(std::any_of(items.begin(), items.end(), [](const auto& item) {
            return item.code == diag::kSctpFragment && item.detail == "evicted";
        }));
        QVERIFY(wire.heard.messages[0].payload.isIncomplete);
    }
    void otherContent() {
        Wire wire;
        wire.ip(packet(data(1, std::string(40, '\x01'))));      // some other user of SCTP
        wire.ip(packet(chunk(4, 0, chunk(0, 1, "beat"))));      // heartbeat
        wire.ip(packet(data(2, request(1)) + hex("00030003"))); // a chunk shorter than its header
        Ip4 h;
        h.protocol = 132;
        wire.ip(ipv4("short", h));
        wire.finish();
        QCOMPARE(wire.heard.texts(), std::vector{request(1)});
        QCOMPARE(wire.log.count(diag::kProtocolUnread), 1U);
        QCOMPARE(wire.skipped("sctp-control"), 1U);
        QCOMPARE(wire.log.count(diag::kTransportMalformed), 2U);
        QCOMPARE(wire.heard.connections.at(0).protocol, std::string("SCTP"));
    }
    void everyPrefix() {
        const std::string whole = packet(data(1, request(1)) + data(2, request(2)));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            Wire wire;
            wire.frame(whole.substr(0, size), capture::link::kRaw, static_cast<std::uint32_t>(whole.size()));
            wire.finish();
            for (const Heard& heard : wire.heard.messages)
                QVERIFY(heard.payload.isIncomplete || heard.bytes == request(1));
            QVERIFY(!wire.heard.messages.empty() || !wire.log.items().empty() || !wire.log.skipped().empty());
        }
    }
    void sameAsTshark() {
        if (!hasTshark())
            QSKIP("no tshark on this machine");
        const std::string message = request(1, 2500);
        const std::string other = request(2, 700);
        const std::vector<std::string> frames{
            packet(data(5, message.substr(0, 1000), flag::kFirst)),
            packet(data(6, message.substr(1000, 1000), 0)),
            packet(data(5, message.substr(0, 1000), flag::kFirst)), // again
            packet(data(7, message.substr(2000), flag::kLast) + data(8, other)),
            packet(data(7, message.substr(2000), flag::kLast)), // again
            packet(data(9, request(3)) + data(10, request(4))),
        };
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("sctp.pcap"));
        QVERIFY(writePcap(path, capture::link::kRaw, frames));
        Wire wire;
        for (const std::string& frame : frames)
            wire.ip(frame);
        wire.finish();
        QStringList found;
        for (const Heard& heard : wire.heard.messages) {
            const QString frame = QString::number(heard.payload.facts.frame) + QLatin1Char(' ');
            const std::size_t at = heard.bytes.find("Call-ID: ") + 9;
            const QString callId = QString::fromStdString(heard.bytes.substr(at, heard.bytes.find("\r\n", at) - at));
            if (!found.isEmpty() && found.last().startsWith(frame))
                found.last() += QLatin1Char(',') + callId;
            else
                found << frame + callId;
        }
        QCOMPARE(tsharkFields(path, QStringLiteral("sip.Method"),
                              {QStringLiteral("frame.number"), QStringLiteral("sip.Call-ID")}),
                 found);
    }
};

QTEST_GUILESS_MAIN(TestSctp)
#include "test_sctp.moc"
