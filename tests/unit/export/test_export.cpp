#include "core/export/export_capture.h"
#include "core/export/export_text.h"
#include "core/export/media_addresses.h"
#include "core/export/synthetic_packet.h"
#include "core/net/decoder.h"
#include "tests/support/capture_writer.h"
#include "tests/support/import_for_test.h"
#include "tests/support/log_writer.h"
#include "tests/unit/net/packets.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fstream>

using namespace echelle;
using test::CaptureWriter;

namespace {

QByteArray contentOf(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Fields of the frames that tshark's filter passes, a line each.
QStringList tshark(const std::string& path, const QString& filter, const QStringList& fields) {
    QStringList arguments{QStringLiteral("-r"), QString::fromStdString(path),
                          QStringLiteral("-Y"), filter,
                          QStringLiteral("-o"), QStringLiteral("ip.check_checksum:TRUE"),
                          QStringLiteral("-o"), QStringLiteral("udp.check_checksum:TRUE"),
                          QStringLiteral("-o"), QStringLiteral("tcp.check_checksum:TRUE"),
                          QStringLiteral("-T"), QStringLiteral("fields")};
    for (const QString& field : fields)
        arguments << QStringLiteral("-e") << field;
    QProcess process;
    process.start(QStringLiteral("tshark"), arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

const QString kSip = QStringLiteral("sip && !icmp && (sip.Method || sip.Status-Code)");
const QStringList kSipFields{QStringLiteral("frame.time_epoch"), QStringLiteral("sip.Method"),
                             QStringLiteral("sip.Status-Code"), QStringLiteral("sip.Call-ID")};

class Payloads final : public net::PayloadSink {
public:
    void onSip(const net::SipPayload& payload) override { messages.emplace_back(asText(payload.bytes)); }
    void onConnection(const net::ConnectionFacts&) override {}
    std::vector<std::string> messages;
};

} // namespace

class TestExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    std::string path(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    static bool hasTshark() { return !QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty(); }

    // Two calls at the same time, each with three RTP packets and one RTCP packet; one packet after the end of the
    // first.
    std::string twoCalls(const char* name) const {
        CaptureWriter capture;
        capture.call(0, "first", 4000, 5000).call(1000, "second", 4002, 5002);
        for (int i = 0; i < 3; ++i)
            capture.rtp(300 + i * 20, "192.0.2.1", 4000, "198.51.100.7", 5000)
                .rtp(1300 + i * 20, "192.0.2.1", 4002, "198.51.100.7", 5002);
        capture.rtp(400, "198.51.100.7", 5001, "192.0.2.1", 4001); // RTCP of the first
        capture.rtp(90'000, "192.0.2.1", 4000, "198.51.100.7", 5000);
        return capture.writeTo(path(name));
    }

private Q_SLOTS:
    void capturesOneCallWithItsMedia() {
        test::ImportedCase imported({twoCalls("two.pcapng")});
        QVERIFY(imported.hasCase());
        const std::vector<RowId> rows = imported.reader().rowsWithCallId("first");
        const auto report = exporting::exportCapture(imported.reader(), {rows, path("first.pcapng"), {}}, {});
        QVERIFY(report);
        QCOMPARE(report->messages, std::uint64_t{5});
        QCOMPARE(report->frames, std::uint64_t{5 + 3 + 1}); // messages, RTP, RTCP; not the packet 85 s after the BYE
        QVERIFY(report->notices.empty());

        test::ImportedCase again({path("first.pcapng")});
        QVERIFY(again.hasCase());
        QCOMPARE(again.reader().totals().messages, std::uint64_t{5});
        QCOMPARE(again.reader().rowsWithCallId("first").size(), std::size_t{1});
        QVERIFY(again.reader().rowsWithCallId("second").empty());
    }

    void keepsTimesAndSaysWhereFrom() {
        if (!hasTshark())
            QSKIP("no tshark");
        const std::string source = twoCalls("times.pcapng");
        test::ImportedCase imported({source});
        QVERIFY(exporting::exportCapture(imported.reader(), {{}, path("all.pcapng"), {}}, {}));
        QCOMPARE(tshark(path("all.pcapng"), kSip, kSipFields), tshark(source, kSip, kSipFields));
        const QByteArray bytes = contentOf(path("all.pcapng"));
        QVERIFY(bytes.contains("Source: " + QByteArray::fromStdString(source)));
        QVERIFY(bytes.contains("SHA-256: " + QByteArray::fromStdString(imported.reader().sources().front().sha256)));
    }

    void wrapsSipWhereTheSourceIsGone_data() {
        QTest::addColumn<bool>("isChanged");
        QTest::newRow("gone") << false;
        QTest::newRow("changed") << true;
    }
    void wrapsSipWhereTheSourceIsGone() {
        QFETCH(bool, isChanged);
        const std::string source = twoCalls("source.pcapng");
        test::ImportedCase imported({source});
        const QStringList expected = hasTshark() ? tshark(source, kSip, kSipFields) : QStringList();
        if (isChanged)
            std::ofstream(source, std::ios::app) << "x";
        else
            std::filesystem::remove(source);
        const auto report = exporting::exportCapture(imported.reader(), {{}, path("made.pcapng"), {}}, {});
        QVERIFY(report);
        QCOMPARE(report->notices.size(), std::size_t{1});
        QCOMPARE(report->notices.front().code, std::string(isChanged ? "source.changed" : "source.gone"));
        QCOMPARE(report->frames, std::uint64_t{10}); // SIP alone
        if (!hasTshark())
            QSKIP("no tshark");
        QCOMPARE(tshark(path("made.pcapng"), kSip, kSipFields), expected);
        const QString wrong = QStringLiteral("ip.checksum.status == 0 || udp.checksum.status == 0 || _ws.malformed");
        QVERIFY(tshark(path("made.pcapng"), wrong, {QStringLiteral("frame.number")}).isEmpty());
    }

    // Messages whose parts came in several frames of a tunnel, of SCTP, or of an agent: all their frames are taken, and
    // the export, which reads back what it wrote, finds each message whole.
    void framesOfEncapsulatedMessages() {
        std::string bytes;
        capture::PcapngWriter writer(bytes, "test", "");
        capture::Interface raw;
        raw.linkType = capture::link::kRaw;
        writer.addInterface(raw);
        std::int64_t ms = 1'767'225'600'000;
        const auto add = [&](const std::string& packet) {
            writer.addPacket(0, Timestamp{ms++ * 1'000'000}, asBytes(packet),
                             static_cast<std::uint32_t>(packet.size()));
        };
        const auto inTwo = [&add](const std::string& payload, unsigned protocol, unsigned id) {
            test::Ip4 h;
            h.protocol = protocol;
            h.id = id;
            h.from = test::hex("c0000201");
            h.fragment = 0x2000;
            add(test::ipv4(payload.substr(0, 400), h));
            add(test::ipv4(test::udp(std::string(172, 'r'), 4000, 4002))); // of nobody's call
            h.fragment = 50;
            add(test::ipv4(payload.substr(400), h));
        };
        const auto sip = [](const char* id) {
            return CaptureWriter::request("INVITE", id, 1, std::string("z9hG4bK") + id, std::string(800, 'b'));
        };
        inTwo(test::ipv4(test::udp(sip("tunnel"))), 4, 1);
        const std::string message = sip("sctp");
        const auto sctp = [](std::uint32_t tsn, char flags, std::string_view part) {
            const auto size = static_cast<unsigned>(16 + part.size());
            test::Ip4 h;
            h.protocol = 132;
            return test::ipv4(test::be16(5060) + test::be16(5060) + test::be32(7) + test::be32(0) + '\0' + flags +
                                  test::be16(size) + test::be32(tsn) + test::be32(0) + test::be32(0) +
                                  std::string(part) + std::string((4 - part.size() % 4) % 4, '\0'),
                              h);
        };
        add(sctp(1, 2, message.substr(0, 500)));
        add(sctp(2, 1, message.substr(500)));
        const std::string chunks =
            test::be16(0) + test::be16(3) + test::be16(10) + test::hex("c6336401") + test::be16(0) + test::be16(4) +
            test::be16(10) + test::hex("c6336402") + test::be16(0) + test::be16(11) + test::be16(7) + '\1' +
            test::be16(0) + test::be16(15) + test::be16(static_cast<unsigned>(6 + sip("agent").size())) + sip("agent");
        inTwo(test::udp("HEP3" + test::be16(static_cast<unsigned>(6 + chunks.size())) + chunks, 9060, 9060), 17, 2);
        std::ofstream(path("encapsulated.pcapng"), std::ios::binary) << bytes;

        test::ImportedCase imported({path("encapsulated.pcapng")});
        QVERIFY(imported.hasCase());
        QCOMPARE(imported.reader().totals().messages, std::uint64_t{3});
        for (const auto& [id, frames] : {std::pair{"tunnel", 2}, std::pair{"sctp", 2}, std::pair{"agent", 2}}) {
            const std::vector<RowId> rows = imported.reader().rowsWithCallId(id);
            QCOMPARE(rows.size(), std::size_t{1});
            const auto report = exporting::exportCapture(imported.reader(), {rows, path("one.pcapng"), {}}, {});
            QVERIFY2(report, report ? "" : (id + report.error().code).c_str());
            QCOMPARE(report->frames, static_cast<std::uint64_t>(frames));
            test::ImportedCase again({path("one.pcapng")});
            QCOMPARE(again.reader().totals().messages, std::uint64_t{1});
            std::filesystem::remove(path("one.pcapng"));
        }
    }

    void wrapsLogMessages() {
        test::LogWriter log;
        log.call(10, "logged");
        test::ImportedCase imported({log.writeTo(path("asterisk.log"))});
        QVERIFY(imported.hasCase());
        QVERIFY(exporting::exportCapture(imported.reader(), {{}, path("log.pcapng"), {}}, {}));
        test::ImportedCase again({path("log.pcapng")});
        QVERIFY(again.hasCase());
        QCOMPARE(again.reader().totals().messages, imported.reader().totals().messages);
        const auto first = again.reader().event(EventId{1});
        QVERIFY(first);
        QCOMPARE(toRfc3339(first->time), std::string("2026-01-01T00:00:10.000000000Z"));
        QCOMPARE(first->to.toString(), std::string("198.51.100.7:5060"));
    }

    void wrapsAnyAddress_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("size");
        QTest::newRow("IPv4") << "192.0.2.9"
                              << "198.51.100.7" << 500;
        QTest::newRow("IPv6") << "2001:db8::9"
                              << "2001:db8::7" << 501;
        QTest::newRow("unknown sender") << ""
                                        << "198.51.100.7" << 500;
        QTest::newRow("unknown receiver, IPv6") << "2001:db8::9"
                                                << "" << 500;
        QTest::newRow("too long for a datagram") << "192.0.2.9"
                                                 << "198.51.100.7" << 200'000;
        QTest::newRow("too long for a datagram, IPv6") << "2001:db8::9"
                                                       << "2001:db8::7" << 70'001;
    }
    void wrapsAnyAddress() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, size);
        const auto endpoint = [](const QString& address, std::int32_t device) {
            Endpoint e;
            if (address.isEmpty())
                e.device = device;
            else
                e.address = *IpAddress::parse(address.toStdString());
            e.port = address.isEmpty() ? 0 : 5060;
            return e;
        };
        const std::string message =
            CaptureWriter::request("INVITE", "long", 1, "z9hG4bK-l", std::string(static_cast<std::size_t>(size), 'x'));
        exporting::PacketMaker maker;
        std::string bytes;
        capture::PcapngWriter writer(bytes, "test", "");
        capture::Interface raw;
        raw.linkType = capture::link::kRaw;
        writer.addInterface(raw);
        Payloads payloads;
        ImportLog log;
        net::Decoder decoder(payloads, log);
        capture::Frame frame;
        frame.linkType = capture::link::kRaw;
        for (const std::string& packet : maker.wrap(endpoint(from, 1), endpoint(to, 1), message)) {
            frame.number++;
            frame.time = Timestamp{1'767'225'600'000'000'000};
            frame.bytes = asBytes(packet);
            frame.originalLength = static_cast<std::uint32_t>(packet.size());
            writer.addPacket(0, frame.time, frame.bytes, frame.originalLength);
            decoder.decode(frame);
        }
        decoder.finish();
        QCOMPARE(payloads.messages.size(), std::size_t{1});
        QVERIFY(payloads.messages.front() == message);
        if (!hasTshark())
            QSKIP("no tshark");
        std::ofstream(path("made.pcapng"), std::ios::binary) << bytes;
        const QString wrong =
            QStringLiteral("ip.checksum.status == 0 || udp.checksum.status == 0 || tcp.checksum.status == 0");
        QVERIFY(tshark(path("made.pcapng"), wrong, {QStringLiteral("frame.number")}).isEmpty());
        QCOMPARE(tshark(path("made.pcapng"), kSip, {QStringLiteral("sip.Method")}),
                 QStringList{QStringLiteral("INVITE")});
    }

    // Read again by the reader of the format whose shape it has.
    void textIsReadAgain() {
        test::ImportedCase imported({twoCalls("text.pcapng")});
        const auto report = exporting::exportText(imported.reader(), {{}, path("all.txt"), {}}, {});
        QVERIFY(report);
        QCOMPARE(report->messages, std::uint64_t{10});
        test::ImportedCase again({path("all.txt")});
        QVERIFY(again.hasCase());
        QCOMPARE(again.reader().totals().messages, std::uint64_t{10});
        for (std::int64_t id = 1; id <= 10; ++id) {
            QVERIFY(imported.reader().bytes(EventId{id}) == again.reader().bytes(EventId{id}));
            QCOMPARE(again.reader().event(EventId{id})->time.ns, imported.reader().event(EventId{id})->time.ns);
        }
        QVERIFY(contentOf(path("all.txt"))
                    .startsWith("--- message 1: 2026-01-01T00:00:00.000000000Z UDP 192.0.2.1:5060 -> "
                                "198.51.100.7:5060, frame 1 of text.pcapng ---\r\n"));
    }

    void textHidesSecrets() {
        CaptureWriter capture;
        std::string invite = CaptureWriter::request("INVITE", "secret", 1, "z9hG4bK-s", {});
        invite.insert(invite.find("Content-Length"), "Authorization: Digest username=\"u\", realm=\"r\", "
                                                     "nonce=\"n0n\", uri=\"sip:r\", response=\"deadbeef01\"\r\n");
        capture.sip(0, true, invite);
        test::ImportedCase imported({capture.writeTo(path("secret.pcapng"))});
        const auto hidden = [](std::size_t n) { return "hidden, " + std::to_string(n); };
        QVERIFY(exporting::exportText(imported.reader(), {{}, path("hidden.txt"), hidden}, {}));
        QVERIFY(!contentOf(path("hidden.txt")).contains("deadbeef01"));
        QVERIFY(contentOf(path("hidden.txt")).contains("hidden, 10"));
        QVERIFY(exporting::exportText(imported.reader(), {{}, path("shown.txt"), {}}, {}));
        QVERIFY(contentOf(path("shown.txt")).contains("deadbeef01"));
    }

    void refusesAnEmptySelection() {
        test::ImportedCase imported({twoCalls("some.pcapng")});
        const auto report = exporting::exportCapture(imported.reader(), {{RowId{99}}, path("none.pcapng"), {}}, {});
        QVERIFY(!report);
        QCOMPARE(report.error().code, std::string(diag::kSelectionEmpty));
        QVERIFY(!std::filesystem::exists(path("none.pcapng")));
    }

    void leavesNothingWhenStopped() {
        test::ImportedCase imported({twoCalls("stop.pcapng")});
        std::stop_source stop;
        stop.request_stop();
        const auto capture =
            exporting::exportCapture(imported.reader(), {{}, path("stopped.pcapng"), {}}, stop.get_token());
        QVERIFY(capture && capture->isCancelled);
        const auto text = exporting::exportText(imported.reader(), {{}, path("stopped.txt"), {}}, stop.get_token());
        QVERIFY(text && text->isCancelled);
        for (const char* name : {"stopped.pcapng", "stopped.pcapng.part", "stopped.txt", "stopped.txt.part"})
            QVERIFY2(!std::filesystem::exists(path(name)), name);
    }

    void findsMediaAddresses() {
        const std::string body =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
            "m=audio 4000 RTP/AVP 8\r\na=candidate:1 1 UDP 2130706431 203.0.113.5 7000 typ host\r\n"
            "m=video 4010 RTP/AVP 96\r\nc=IN IP4 192.0.2.2\r\na=rtcp:4020\r\n"
            "m=audio 0 RTP/AVP 8\r\n"
            "m=audio 4030 RTP/AVP 8\r\nc=IN IP4 0.0.0.0\r\n";
        const std::string bytes = CaptureWriter::request("INVITE", "media", 1, "z9hG4bK-m", body);
        sip::Message message;
        sip::parse(bytes, message);
        QStringList found;
        for (const Endpoint& endpoint : exporting::mediaAddresses(message))
            found << QString::fromStdString(endpoint.toString());
        QCOMPARE(found, (QStringList{QStringLiteral("192.0.2.1:4000"), QStringLiteral("192.0.2.1:4001"),
                                     QStringLiteral("203.0.113.5:7000"), QStringLiteral("192.0.2.2:4010"),
                                     QStringLiteral("192.0.2.2:4020")}));
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
