#include "core/net/rtp/mos.h"
#include "core/net/rtp/rtcp_packet.h"
#include "core/net/rtp/rtp_packet.h"
#include "core/net/rtp/sequence_counter.h"
#include "core/net/rtp/stream_table.h"
#include "packets.h"

#include <QtTest/QTest>

#ifndef Q_MOC_RUN
#include <cmath>
#endif

using namespace echelle;
using namespace echelle::test;
using net::SequenceCounter;

namespace {

std::string rtp(unsigned type, unsigned sequence, std::uint32_t timestamp, std::uint32_t ssrc = 7,
                std::size_t payload = 160) {
    return std::string("\x80", 1) + static_cast<char>(type) + be16(sequence) + be32(timestamp) + be32(ssrc) +
           std::string(payload, '\x55');
}

class Streams final : public net::PayloadSink {
public:
    void onSip(const net::SipPayload&) override {}
    void onConnection(const net::ConnectionFacts&) override {}
    void onStream(const net::StreamFacts& facts) override { all.push_back(facts); }
    std::vector<net::StreamFacts> all;
};

net::Flow flowOf(std::uint16_t from = 4000, std::uint16_t to = 5000) {
    const std::uint8_t a[4] = {10, 0, 0, 1};
    const std::uint8_t b[4] = {10, 0, 0, 2};
    return {{IpAddress::v4(a), from, 0}, {IpAddress::v4(b), to, 0}, Transport::Udp};
}

net::PacketFacts at(std::int64_t ms, std::uint64_t frame = 1) {
    net::PacketFacts facts;
    facts.frame = frame;
    facts.time = Timestamp{(1'767'225'600'000 + ms) * 1'000'000};
    return facts;
}

std::string reportBlock(std::uint32_t ssrc, unsigned fraction, std::uint32_t lost, std::uint32_t jitter) {
    return be32(ssrc) + static_cast<char>(fraction) + be32(lost).substr(1) + be32(1000) + be32(jitter) + be32(0) +
           be32(0);
}

} // namespace

// Oracle: RFC 3550 (sections 5.1 and 6.4, appendices A.1, A.3 and A.8), with values worked out by hand.
class TestRtp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headerIsRead() {
        // Two contributing sources, an extension of one word, padding of four bytes.
        const std::string packet = hex("b2 88 0102 00000010 deadbeef 00000001 00000002 bede0001 00000000 ") +
                                   std::string(8, 'x') + hex("00000004");
        const auto read = net::readRtp(asBytes(packet));
        QVERIFY(read);
        QCOMPARE(int{read->payloadType}, 8);
        QVERIFY(read->hasMarker);
        QCOMPARE(int{read->sequence}, 0x0102);
        QCOMPARE(read->timestamp, 16U);
        QCOMPARE(read->ssrc, 0xdeadbeefU);
        QCOMPARE(read->payloadSize, std::size_t{8});
    }
    void whatIsNoneIsRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        row("empty", {});
        row("short", rtp(0, 1, 1).substr(0, 11));
        row("version 1", "\x40" + rtp(0, 1, 1).substr(1));
        row("sender report", rtp(200 - 128, 1, 1));
        row("more sources than bytes", hex("8f00 0001 00000000 00000000"));
        row("extension beyond the end", hex("9000 0001 00000000 00000000 bede ffff"));
    }
    void whatIsNoneIsRefused() {
        QFETCH(QByteArray, bytes);
        QVERIFY(!net::readRtp(asBytes(bytes.toStdString())));
    }

    void lossIsWhatNeverCame_data() {
        QTest::addColumn<QList<int>>("numbers");
        QTest::addColumn<int>("expected");
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("duplicates");
        QTest::newRow("none") << QList<int>{1, 2, 3, 4} << 4 << 0 << 0;
        QTest::newRow("one gap") << QList<int>{1, 2, 5, 6} << 6 << 2 << 0;
        QTest::newRow("reordered") << QList<int>{1, 3, 2, 4} << 4 << 0 << 0;
        QTest::newRow("before the first") << QList<int>{10, 9, 11} << 3 << 0 << 0;
        QTest::newRow("wraps") << QList<int>{65534, 65535, 0, 1} << 4 << 0 << 0;
        QTest::newRow("lost at the wrap") << QList<int>{65534, 1} << 4 << 2 << 0;
        QTest::newRow("twice") << QList<int>{1, 1, 2, 2, 4, 4} << 4 << 1 << 3;
        // A sender that begins anew (A.1): the numbers between the two runs were never sent.
        QTest::newRow("restart") << QList<int>{1, 2, 3, 40'000, 40'001, 40'002} << 6 << 0 << 0;
    }
    void lossIsWhatNeverCame() {
        QFETCH(QList<int>, numbers);
        QFETCH(int, expected);
        QFETCH(int, lost);
        QFETCH(int, duplicates);
        SequenceCounter counter;
        int twice = 0;
        for (const int number : numbers)
            twice += counter.add(static_cast<std::uint16_t>(number)) == SequenceCounter::Arrival::Duplicate ? 1 : 0;
        QCOMPARE(counter.expected(), static_cast<std::uint64_t>(expected));
        QCOMPARE(counter.lost(), static_cast<std::uint64_t>(lost));
        QCOMPARE(twice, duplicates);
    }

    // Arrivals at 0, 20, 50 and 60 ms of packets of 20 ms: differences 0, 10 and 10 ms. J = 0, 10/16, 10/16 + (10 -
    // 10/16)/16.
    void jitterIsThatOfTheRfc() {
        Streams heard;
        net::StreamTable table(heard);
        const std::int64_t arrivals[] = {0, 20, 50, 60};
        for (unsigned i = 0; i < 4; ++i)
            QVERIFY(table.add(asBytes(rtp(0, i, i * 160)), flowOf(), at(arrivals[i])));
        table.finish();
        QCOMPARE(heard.all.size(), std::size_t{1});
        const net::StreamFacts& s = heard.all[0];
        QCOMPARE(s.packets, std::uint64_t{4});
        QCOMPARE(s.payloadTypes.size(), std::size_t{1});
        QCOMPARE(s.payloadTypes[0].jitter.size(), std::size_t{1}); // PCMU is static
        const net::Jitter& jitter = s.payloadTypes[0].jitter[0];
        QCOMPARE(jitter.clockRate, 8000U);
        QCOMPARE(jitter.highest, 0.625 + (10 - 0.625) / 16);
        QCOMPARE(jitter.mean, (0 + 0.625 + 0.625 + (10 - 0.625) / 16) / 3);
        QVERIFY(!s.isRegular); // four packets prove nothing
    }
    void clockRateOfADynamicTypeIsOpen() {
        Streams heard;
        net::StreamTable table(heard);
        for (unsigned i = 0; i < 20; ++i) // 20 ms at 48 kHz
            table.add(asBytes(rtp(111, i, i * 960)), flowOf(), at(i * 20));
        table.finish();
        QVERIFY(heard.all[0].isRegular);
        for (const net::Jitter& jitter : heard.all[0].payloadTypes[0].jitter)
            QCOMPARE(jitter.highest < 1e-9, jitter.clockRate == 48'000);
    }
    void eventsAreCountedAndNotRead() {
        Streams heard;
        net::StreamTable table(heard);
        unsigned n = 0;
        for (; n < 10; ++n)
            table.add(asBytes(rtp(8, n, n * 160)), flowOf(), at(n * 20));
        for (const std::uint32_t begun : {1600U, 4800U}) // two keys, three packets each
            for (int k = 0; k < 3; ++k, ++n)
                table.add(asBytes(rtp(101, n, begun, 7, 4)), flowOf(), at(n * 20));
        table.finish();
        const net::StreamFacts& s = heard.all[0];
        QCOMPARE(s.lost, std::uint64_t{0});
        QCOMPARE(s.payloadTypes.size(), std::size_t{2});
        QCOMPARE(int{s.payloadTypes[1].type}, 101);
        QCOMPARE(s.payloadTypes[1].instants, std::uint64_t{2});
        QCOMPARE(s.payloadTypes[1].largestPayload, 4U);
    }
    void randomBytesAreNoStream() {
        Streams heard;
        net::StreamTable table(heard);
        std::uint32_t random = 1;
        for (unsigned i = 0; i < 100; ++i) {
            random = random * 1'664'525 + 1'013'904'223;
            table.add(asBytes(rtp(0, random >> 16, random)), flowOf(), at(i));
        }
        table.finish();
        for (const net::StreamFacts& s : heard.all)
            QVERIFY(!s.isRegular);
    }
    void memoryIsBounded() {
        Streams heard;
        net::StreamTable table(heard);
        for (std::uint32_t ssrc = 0; ssrc < net::StreamTable::kMaxStreams * 2; ++ssrc)
            for (unsigned i = 0; i < 3; ++i)
                table.add(asBytes(rtp(0, i, i * 160, ssrc)), flowOf(), at(ssrc, ssrc + 1));
        QCOMPARE(heard.all.size(), std::size_t{net::StreamTable::kMaxStreams}); // the older half made room
        table.finish();
        QCOMPARE(heard.all.size(), std::size_t{net::StreamTable::kMaxStreams * 2});
    }

    void reportsAreRead() {
        // A sender report with two blocks, of which one has a negative loss, then a BYE.
        const std::string report = hex("82c8 0012 00000001") + std::string(20, '\0') + reportBlock(7, 128, 5, 80) +
                                   reportBlock(8, 0, 0xffffff, 0);
        const std::string packet = report + hex("81cb 0001 00000001");
        const auto read = net::readRtcp(asBytes(packet));
        QVERIFY(read);
        QVERIFY(read->isWhole);
        QVERIFY(read->hasBye);
        QCOMPARE(read->reports.size(), std::size_t{2});
        QCOMPARE(read->reports[0].ssrc, 7U);
        QCOMPARE(int{read->reports[0].fractionLost}, 128);
        QCOMPARE(read->reports[0].cumulativeLost, 5);
        QCOMPARE(read->reports[0].jitter, 80U);
        QCOMPARE(read->reports[1].cumulativeLost, -1);
        // SRTCP has an index and a tag behind what it encrypts (RFC 3711 section 3.4).
        const auto encrypted = net::readRtcp(asBytes(packet + std::string(14, '\xee')));
        QVERIFY(encrypted);
        QVERIFY(!encrypted->isWhole);
        QVERIFY(encrypted->reports.empty());
        QVERIFY(!net::readRtcp(asBytes(rtp(0, 1, 1))));
    }
    void reportsGoToTheirStream() {
        Streams heard;
        net::StreamTable table(heard);
        for (unsigned i = 0; i < 12; ++i)
            table.add(asBytes(rtp(0, i, i * 160)), flowOf(), at(i * 20));
        const std::string report = hex("81c9 0007 00000009") + reportBlock(7, 64, 3, 160);
        table.addRtcp(asBytes(report), flowOf(4001, 5001)); // of another stream: its own sender does not report on it
        table.finish();
        QCOMPARE(heard.all[0].reports.count, std::uint64_t{0});
        Streams again;
        net::StreamTable other(again);
        for (unsigned i = 0; i < 12; ++i)
            other.add(asBytes(rtp(0, i, i * 160)), flowOf(), at(i * 20));
        net::Flow back = flowOf(4001, 5001);
        std::swap(back.source, back.destination);
        other.addRtcp(asBytes(report), back); // on the ports above (RFC 3550 section 11)
        other.finish();
        QCOMPARE(again.all[0].reports.count, std::uint64_t{1});
        QCOMPARE(again.all[0].reports.cumulativeLost, 3);
        QCOMPARE(int{again.all[0].reports.worstFraction}, 64);
        QCOMPARE(again.all[0].reports.highestJitter, 160U);
    }

    // ITU-T G.107: R = 93.2 without impairment is MOS 4.41; G.113: 5 % loss of G.729A gives Ie,eff = 11 + 84*5/24
    // = 28.5, R = 64.7, MOS 3.34.
    void qualityIsThatOfTheEModel() {
        QVERIFY(std::abs(*net::estimateMos("PCMA", 0) - 4.41) < 0.005);
        QVERIFY(std::abs(*net::estimateMos("g729", 0.05) - 3.34) < 0.01);
        QVERIFY(*net::estimateMos("PCMU", 1) < 1.6);
        QVERIFY(!net::estimateMos("opus", 0));
    }

    void streamsComeThroughTheDecoder() {
        Streams heard;
        ImportLog log;
        net::Decoder decoder(heard, log);
        for (unsigned i = 0; i < 12; ++i) {
            const std::string packet = ipv4(udp(rtp(0, i, i * 160), 4000, 5000));
            const std::string channel = hex("4001") + be16(172) + rtp(0, i, i * 160, 99); // RFC 8656 section 12.4
            const std::string relayed = ipv4(udp(channel, 4000, 3478));
            for (const std::string* bytes : {&packet, &relayed}) {
                capture::Frame frame;
                frame.number = i + 1;
                frame.time = at(i * 20).time;
                frame.linkType = capture::link::kRaw;
                frame.bytes = asBytes(*bytes);
                frame.originalLength = static_cast<std::uint32_t>(bytes->size());
                decoder.decode(frame);
            }
        }
        decoder.finish();
        QCOMPARE(heard.all.size(), std::size_t{2});
        for (const net::StreamFacts& s : heard.all) {
            QVERIFY(s.isRegular);
            QCOMPARE(s.isRelayed, s.ssrc == 99);
            QCOMPARE(s.firstFrame, std::uint64_t{1});
            QCOMPARE(s.lastFrame, std::uint64_t{12});
            QCOMPARE(s.bytes, std::uint64_t{12 * 160});
        }
        QCOMPARE(log.skipped().at("rtp"), std::uint64_t{12});
    }
};

QTEST_APPLESS_MAIN(TestRtp)
#include "test_rtp.moc"
