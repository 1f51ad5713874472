#include "core/logs/asterisk/pjsip_log.h"
#include "core/logs/log_source.h"
#include "core/logs/registry.h"
#include "core/logs/utf16_reader.h"
#include "tests/support/samples.h"
#include "tests/unit/logs/memory_reader.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace echelle;
using namespace echelle::logs;

namespace {

struct Read {
    std::string bytes;
    std::string time;
    std::string source;
    std::string destination;
    std::uint64_t line = 0;
    bool isCut = false;
    friend bool operator==(const Read&, const Read&) = default;
};

struct Outcome {
    std::vector<Read> messages;
    ImportLog log;
    Clock clock = Clock::None;
    std::string zone;
    ZoneBasis basis = ZoneBasis::Assumed;
};

constexpr std::int32_t kDevice = 7;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kModified2026May = 1'777'593'600 * kNsPerSecond; // 2026-05-01T00:00:00Z

Outcome readLog(const std::string& text, const TimeSettings& settings = {}, std::int64_t modifiedNs = kModified2026May,
                std::size_t piece = 1U << 20) {
    Outcome outcome;
    const OpenText open = [&](ImportLog&) {
        return std::make_unique<Utf16Reader>(std::make_unique<test::MemoryReader>(text, piece));
    };
    LogSource source({"asterisk", recogniseAsterisk, readAsterisk}, open, modifiedNs, kDevice, settings, outcome.log);
    LoggedMessage m;
    while (true) {
        const Result<bool> got = source.next(m);
        if (!got || !*got)
            break;
        outcome.messages.push_back(
            {std::string(m.bytes), toRfc3339(m.time), m.source.toString(), m.destination.toString(), m.line, m.isCut});
    }
    outcome.clock = source.clock();
    outcome.zone = source.zone();
    outcome.basis = source.zoneBasis();
    return outcome;
}

std::string readFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string lf(std::string text) {
    std::erase(text, '\r');
    return text;
}

std::string everyLine(const std::string& text, const std::string& prefix) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = text.find('\n', at);
        out += prefix + text.substr(at, end - at) + "\n";
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return out;
}

// Header line, message and the empty line that the logger adds.
std::string logged(const std::string& message, const std::string& prefix = {},
                   const std::string& way = "Received SIP request",
                   const std::string& peer = "from UDP:192.0.2.9:5062") {
    return prefix + "<--- " + way + " (" + std::to_string(message.size()) + " bytes) " + peer + " --->\n" +
           lf(message) + "\n";
}

std::string options(const std::string& callId) {
    return "OPTIONS sip:pbx@198.51.100.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5062;branch=z9hG4bK" + callId +
           "\r\nFrom: <sip:a@192.0.2.9>;tag=1\r\nTo: <sip:pbx@198.51.100.1>\r\nCall-ID: " + callId +
           "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
}

std::string okTo(const std::string& callId, const std::string& date = {}) {
    return "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.9:5062;branch=z9hG4bK" + callId +
           "\r\nFrom: <sip:a@192.0.2.9>;tag=1\r\nTo: <sip:pbx@198.51.100.1>;tag=2\r\nCall-ID: " + callId +
           "\r\nCSeq: 1 OPTIONS\r\n" + (date.empty() ? "" : "Date: " + date + "\r\n") + "Content-Length:  0\r\n\r\n";
}

std::string withBody(const std::string& type, const std::string& body) {
    return "INVITE sip:pbx@198.51.100.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5062;branch=z9hG4bKb\r\nFrom: "
           "<sip:a@192.0.2.9>;tag=1\r\n"
           "To: <sip:pbx@198.51.100.1>\r\nCall-ID: body\r\nCSeq: 1 INVITE\r\nContent-Type: " +
           type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

const std::string kSdp =
    "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
const std::string kFullLog = "[Mar 16 16:05:41] VERBOSE[20588][C-0000012a] res_pjsip_logger.c: ";

} // namespace

class TestAsterisk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sharedLogs_data();
    void sharedLogs();
    void sharedLogsInOtherDress_data();
    void sharedLogsInOtherDress();
    void anyPieceSizeGivesTheSame();
    void everyPrefixIsReadable();
    void bodies_data();
    void bodies();
    void messageCutByTheNextHeader();
    void redactedMessageIsKept();
    void linesOfAsteriskBetween();
    void keepAlivesAreNoMessages();
    void addresses();
    void clocks_data();
    void clocks();
    void newYear();
    void recognition();
};

void TestAsterisk::sharedLogs_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QList<int>>("sizes");
    QTest::addColumn<QString>("local");
    QTest::addColumn<int>("odd");
    // Their number is that of the samples' index. In the first log the header lines give the sizes; the second was
    // edited before it was published (its header lines say 1053, 543, 370, 1343, 543, 370), so the sizes are those of
    // the text with CR LF, worked out by hand, and two differ by more than line ends could.
    QTest::newRow("register, publish, invite")
        << "asterisk_pjsip_console_register_publish_invite.log"
        << QList<int>{889, 461, 885, 386, 893, 465, 797, 486, 1080, 337, 971, 487, 282} << "118.25.104.104:5060" << 0;
    QTest::newRow("docs") << "asterisk_pjsip_logger_docs_2.log" << QList<int>{1051, 513, 369, 1341, 513, 369}
                          << "10.24.20.249:5060" << 2;
}

void TestAsterisk::sharedLogs() {
    ECHELLE_NEED_SAMPLES();
    QFETCH(QString, file);
    QFETCH(QList<int>, sizes);
    QFETCH(QString, local);
    QFETCH(int, odd);
    const Outcome outcome = readLog(readFile(test::samplesDir() + "/log/" + file.toStdString()));
    QVERIFY(outcome.clock == Clock::None);
    QCOMPARE(outcome.zone, std::string());
    QCOMPARE(outcome.log.count(diag::kLogNoClock), 1U);
    QCOMPARE(static_cast<int>(outcome.log.count(diag::kLogLengthDiffers)), odd);
    QCOMPARE(outcome.log.count(diag::kLogMessageCut), 0U);
    QList<int> found;
    for (const Read& read : outcome.messages) {
        found.append(static_cast<int>(read.bytes.size()));
        sip::Message parsed;
        sip::parse(read.bytes, parsed);
        QCOMPARE(parsed.defects.bits(), 0U);
        QVERIFY(read.source == local.toStdString() || read.destination == local.toStdString());
        QVERIFY(!read.isCut);
        QCOMPARE(read.time, std::string());
    }
    QCOMPARE(found, sizes);
}

void TestAsterisk::sharedLogsInOtherDress_data() {
    QTest::addColumn<QString>("dress");
    for (const char* dress :
         {"crlf", "docker", "compose", "journal", "colours", "colours without ESC", "case", "utf-16", "timestamps"})
        QTest::newRow(dress) << dress;
}

// Whatever was put around the lines, the messages come out as from the plain text.
void TestAsterisk::sharedLogsInOtherDress() {
    ECHELLE_NEED_SAMPLES();
    QFETCH(QString, dress);
    const std::string plain = readFile(test::samplesDir() + "/log/asterisk_pjsip_console_register_publish_invite.log");
    std::string text = plain;
    if (dress == QStringLiteral("crlf")) {
        text = QByteArray::fromStdString(plain).replace("\n", "\r\n").toStdString();
    } else if (dress == QStringLiteral("docker")) {
        text = everyLine(plain, "2026-03-16T08:05:41.123456789Z ");
    } else if (dress == QStringLiteral("compose")) {
        text = everyLine(plain, "asterisk-1  | ");
    } else if (dress == QStringLiteral("journal")) {
        text = everyLine(plain, "Mar 16 16:05:41 pbx asterisk[812]: ");
    } else if (dress == QStringLiteral("timestamps")) {
        text = everyLine(plain, "[Mar 16 16:05:41] ");
    } else if (dress == QStringLiteral("colours")) {
        text = QByteArray::fromStdString(plain)
                   .replace("<---", "\x1b[1;32m<---")
                   .replace("--->", "--->\x1b[0m")
                   .replace("Via:", "\x1b[36mVia\x1b[0m:")
                   .toStdString();
    } else if (dress == QStringLiteral("colours without ESC")) {
        text = QByteArray::fromStdString(plain).replace("<---", "[0m[32m<---").toStdString();
    } else if (dress == QStringLiteral("case")) {
        text = QByteArray::fromStdString(plain)
                   .replace("SIP request", "SIP Request")
                   .replace("from UDP:", "from udp:")
                   .toStdString();
    } else {
        QByteArray wide("\xff\xfe");
        for (const char c : plain)
            wide.append(c).append('\0');
        text = wide.toStdString();
    }
    const Outcome expected = readLog(plain);
    const Outcome outcome = readLog(text);
    QVERIFY(recogniseAsterisk(text) > 50);
    QCOMPARE(outcome.messages.size(), expected.messages.size());
    for (std::size_t i = 0; i < expected.messages.size(); ++i)
        QCOMPARE(outcome.messages[i].bytes, expected.messages[i].bytes);
}

void TestAsterisk::anyPieceSizeGivesTheSame() {
    std::string text = "Asterisk Ready.\n" + logged(options("one"), kFullLog) + "    -- noise\n" +
                       logged(withBody("application/sdp", kSdp), kFullLog);
    const Outcome whole = readLog(text);
    QCOMPARE(whole.messages.size(), 2U);
    for (std::size_t piece = 1; piece < text.size(); ++piece)
        QVERIFY(readLog(text, {}, kModified2026May, piece).messages == whole.messages);
}

void TestAsterisk::everyPrefixIsReadable() {
    const std::string text =
        logged(options("one"), kFullLog) + "  == noise\n" + logged(withBody("application/sdp", kSdp), kFullLog);
    std::size_t most = 0;
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const Outcome outcome = readLog(text.substr(0, size));
        QVERIFY(outcome.messages.size() >= most);
        most = outcome.messages.size();
    }
    QCOMPARE(most, 2U);
}

void TestAsterisk::bodies_data() {
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const std::string& message) {
        QTest::newRow(name) << QByteArray::fromStdString(message);
    };
    row("sdp", withBody("application/sdp", kSdp));
    row("no line end at the end", withBody("application/pidf+xml", "<?xml version=\"1.0\"?>\r\n<presence/>"));
    row("bare LF in the body", withBody("application/pidf+xml", "<?xml version=\"1.0\"?>\n<presence>\n</presence>\n"));
    row("empty lines in the body", withBody("text/plain", "one\r\n\r\n\r\ntwo\r\n"));
    row("long", withBody("text/plain", std::string(70'000, 'x')));
    row("folded header",
        "BYE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;\r\n branch=z9hG4bK1\r\nContent-Length: 0\r\n\r\n");
    row("no length", "BYE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\n\r\n");
    row("compact length", "MESSAGE sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\nl: 4\r\n\r\nabcd");
}

void TestAsterisk::bodies() {
    QFETCH(QByteArray, message);
    const std::string bytes = message.toStdString();
    // The log of a file keeps CR LF of the message itself; a console paste has lost the CR.
    const std::string kept = kFullLog + "<--- Received SIP request (" + std::to_string(bytes.size()) +
                             " bytes) from UDP:192.0.2.9:5062 --->\n" + bytes + "\n";
    const std::string follower = logged(options("next"), kFullLog);
    for (const std::string& text : {logged(bytes), kept, logged(bytes) + follower, kept + follower,
                                    logged(bytes) + "[Mar 16 16:05:42] NOTICE[1]: x\n" + follower}) {
        const Outcome outcome = readLog(text);
        QCOMPARE(outcome.messages.front().bytes, bytes);
        QVERIFY(!outcome.messages.front().isCut);
        QCOMPARE(outcome.log.count(diag::kLogLengthDiffers), 0U);
        if (text.find("Call-ID: next") != std::string::npos)
            QCOMPARE(outcome.messages.back().bytes, options("next"));
    }
}

void TestAsterisk::messageCutByTheNextHeader() {
    const std::string invite = withBody("application/sdp", kSdp);
    const std::string whole = logged(invite);
    const std::string text = whole.substr(0, whole.find("s=-")) + logged(options("next"));
    const Outcome outcome = readLog(text);
    QCOMPARE(outcome.messages.size(), 2U);
    QVERIFY(outcome.messages[0].isCut);
    QCOMPARE(outcome.messages[0].bytes, invite.substr(0, invite.find("s=-")));
    QCOMPARE(outcome.messages[1].bytes, options("next"));
    QCOMPARE(outcome.log.count(diag::kLogMessageCut), 1U);
}

// Tickets replace addresses; neither count fits then.
void TestAsterisk::redactedMessageIsKept() {
    const std::string text = QByteArray::fromStdString(logged(withBody("application/sdp", kSdp)) +
                                                       "Asterisk said something\n" + logged(options("next")))
                                 .replace("192.0.2.9", "x.x.x.x")
                                 .toStdString();
    const Outcome outcome = readLog(text);
    QCOMPARE(outcome.messages.size(), 2U);
    QVERIFY(outcome.messages[0].bytes.ends_with("m=audio 4000 RTP/AVP 0\r\n"));
    QVERIFY(!outcome.messages[0].isCut);
    QCOMPARE(outcome.log.count(diag::kLogLengthDiffers),
             1U); // the second is off by 4 bytes, as line ends could make it
}

void TestAsterisk::linesOfAsteriskBetween() {
    const std::string message = options("one");
    std::string text = logged(message, kFullLog);
    text.insert(text.find("From:"),
                "[Mar 16 16:05:41] VERBOSE[3] pbx.c: Executing [100@in:1]\n    -- Called PJSIP/100\n");
    const Outcome outcome = readLog("noise\n\nmore noise --->\n" + text);
    QCOMPARE(outcome.messages.size(), 1U);
    QCOMPARE(outcome.messages[0].bytes, message);
    QCOMPARE(outcome.messages[0].line, 4U);
    QCOMPARE(outcome.log.skipped().at("log-line"), 4U);
}

void TestAsterisk::keepAlivesAreNoMessages() {
    const Outcome outcome =
        readLog("<--- Received SIP request (4 bytes) from TCP:192.0.2.9:5062 --->\n\n\n" + logged(options("one")) +
                "<--- Received SIP request (900 bytes) from TCP:192.0.2.9:5062 --->\nnothing of the kind\n");
    QCOMPARE(outcome.messages.size(), 1U);
    QCOMPARE(outcome.log.skipped().at("keep-alive"), 1U);
    QCOMPARE(outcome.log.count(diag::kLogMessageCut), 1U);
}

void TestAsterisk::addresses() {
    const std::string sent = "INVITE sip:x@203.0.113.5 SIP/2.0\r\nVia: SIP/2.0/UDP "
                             "198.51.100.1:5080;branch=z9hG4bKs\r\nContent-Length: 0\r\n\r\n";
    const std::string wss = "REGISTER sip:pbx.example SIP/2.0\r\nVia: SIP/2.0/WSS "
                            "df7jal23ls0d.invalid;branch=z9hG4bKw\r\nContent-Length: 0\r\n\r\n";
    const Outcome outcome =
        readLog(logged(options("one")) + logged(sent, {}, "Transmitting SIP request", "to UDP:192.0.2.9:5062") +
                logged(wss, {}, "Received SIP request", "from WSS:[2001:db8::7]:40000") +
                logged(wss, {}, "Received SIP request", "from WSS:x.x.x.x:40000"));
    QCOMPARE(outcome.messages.size(), 4U);
    // The Via of what was sent is firmer than the Request-URI of what came in.
    QCOMPARE(outcome.messages[0].source, std::string("192.0.2.9:5062"));
    QCOMPARE(outcome.messages[0].destination, std::string("198.51.100.1:5080"));
    QCOMPARE(outcome.messages[1].source, std::string("198.51.100.1:5080"));
    QCOMPARE(outcome.messages[2].source, std::string("[2001:db8::7]:40000"));
    QCOMPARE(outcome.messages[2].destination, std::string("device:7"));
    QCOMPARE(outcome.messages[3].destination, std::string("device:7"));
    QVERIFY(outcome.messages[3].source != outcome.messages[3].destination);
}

void TestAsterisk::clocks_data() {
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("year");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QByteArray>("foundZone");
    QTest::addColumn<QByteArray>("clock");
    QTest::addColumn<QByteArray>("basis");
    QTest::addColumn<int>("assumed"); // notices
    const auto row = [](const char* name, const char* prefix, const char* date, const char* zone, int year,
                        const char* time, const char* foundZone, const char* clock, const char* basis, int assumed) {
        QTest::newRow(name) << QByteArray(prefix) << QByteArray(date) << QByteArray(zone) << year << QByteArray(time)
                            << QByteArray(foundZone) << QByteArray(clock) << QByteArray(basis) << assumed;
    };
    const char* kDate = "Mon, 16 Mar 2026 08:05:41 GMT";
    row("zone and year of the Date field", "[Mar 16 16:05:41] VERBOSE[2] r.c: ", kDate, "", 0,
        "2026-03-16T08:05:41.000000000Z", "+08:00", "no-year", "found", 0);
    row("nothing to go by", "[Mar 16 16:05:41] VERBOSE[2] r.c: ", "", "", 0, "2026-03-16T16:05:41.000000000Z", "UTC",
        "no-year", "assumed", 2);
    row("later than the file", "[Nov 16 16:05:41] VERBOSE[2] r.c: ", "", "", 0, "2025-11-16T16:05:41.000000000Z", "UTC",
        "no-year", "assumed", 2);
    row("29 February", "[Feb 29 10:00:00] VERBOSE[2] r.c: ", "", "", 0, "2024-02-29T10:00:00.000000000Z", "UTC",
        "no-year", "assumed", 2);
    row("given", "[Mar 16 16:05:41] VERBOSE[2] r.c: ", kDate, "+02:00", 2020, "2020-03-16T14:05:41.000000000Z",
        "+02:00", "no-year", "given", 0);
    row("IANA, winter", "[2014-01-14 13:22:45.886] VERBOSE[2] r.c: ", "", "Europe/Paris", 0,
        "2014-01-14T12:22:45.886000000Z", "Europe/Paris", "full", "given", 0);
    row("IANA, summer", "[2014-07-14 13:22:45.886] VERBOSE[2] r.c: ", "", "Europe/Paris", 0,
        "2014-07-14T11:22:45.886000000Z", "Europe/Paris", "full", "given", 0);
    row("full, zone assumed", "[2014-10-14 13:22:45.886] VERBOSE[2] r.c: ", "", "", 0, "2014-10-14T13:22:45.886000000Z",
        "UTC", "full", "assumed", 1);
    row("offset in the line", "[2014-10-14T13:22:45.886+0530] VERBOSE[2] r.c: ", "", "", 0,
        "2014-10-14T07:52:45.886000000Z", "+05:30", "full", "found", 0);
    row("docker's own time", "2026-03-16T08:05:41.123456789Z [Mar 16 16:05:41] VERBOSE[2] r.c: ", "", "", 0,
        "2026-03-16T08:05:41.123456789Z", "UTC", "full", "found", 0);
    row("no date", "[16:05:41] VERBOSE[2] r.c: ", kDate, "", 0, "2026-03-16T08:05:41.000000000Z", "+08:00", "no-date",
        "found", 0);
    row("Date days away", "[2026-03-18 16:05:41] VERBOSE[2] r.c: ", kDate, "", 0, "2026-03-18T16:05:41.000000000Z",
        "UTC", "full", "assumed", 1);
    row("no clock", "", kDate, "", 0, "", "", "none", "assumed", 0);
}

void TestAsterisk::clocks() {
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, date);
    QFETCH(QByteArray, zone);
    QFETCH(int, year);
    QFETCH(QByteArray, time);
    QFETCH(QByteArray, foundZone);
    QFETCH(QByteArray, clock);
    QFETCH(QByteArray, basis);
    QFETCH(int, assumed);
    TimeSettings settings;
    if (!zone.isEmpty())
        settings.zone = zone.toStdString();
    if (year != 0)
        settings.year = year;
    const Outcome outcome = readLog(logged(okTo("one", date.toStdString()), prefix.toStdString(),
                                           "Transmitting SIP response", "to UDP:192.0.2.9:5062"),
                                    settings);
    QCOMPARE(outcome.messages.size(), 1U);
    QCOMPARE(outcome.messages[0].time, time.toStdString());
    QCOMPARE(outcome.zone, foundZone.toStdString());
    QCOMPARE(toString(outcome.clock), std::string_view(clock.constData()));
    QCOMPARE(toString(outcome.basis), std::string_view(basis.constData()));
    QCOMPARE(static_cast<int>(outcome.log.count(diag::kLogZoneAssumed) + outcome.log.count(diag::kLogYearAssumed)),
             assumed);
}

void TestAsterisk::newYear() {
    const std::string text = logged(options("old"), "[Dec 31 23:59:58] VERBOSE[2] r.c: ") +
                             logged(options("new"), "[Jan  1 00:00:03] VERBOSE[2] r.c: ") +
                             logged(options("late"), "[Dec 31 23:59:59] VERBOSE[2] r.c: ") +
                             logged(options("newer"), "[Jan  1 00:00:04] VERBOSE[2] r.c: ");
    const Outcome outcome = readLog(text);
    QCOMPARE(outcome.messages.size(), 4U);
    QCOMPARE(outcome.messages[0].time, std::string("2025-12-31T23:59:58.000000000Z"));
    QCOMPARE(outcome.messages[1].time, std::string("2026-01-01T00:00:03.000000000Z"));
    QCOMPARE(outcome.messages[2].time, std::string("2025-12-31T23:59:59.000000000Z"));
    QCOMPARE(outcome.messages[3].time, std::string("2026-01-01T00:00:04.000000000Z"));
    QCOMPARE(outcome.log.count(diag::kTimeBackwards), 1U);
}

void TestAsterisk::recognition() {
    const auto recognise = recogniseAsterisk;
    QVERIFY(recognise("noise\n" + logged(options("one"), kFullLog)) > 50);
    QCOMPARE(recognise(""), 0);
    QCOMPARE(recognise("<--- Received SIP lemonade --->\n"), 0);
    QVERIFY(recognise("<--- SIP read from UDP:192.0.2.1:5060 --->\nINVITE sip:a SIP/2.0\n") > 50); // chan_sip
    QVERIFY(recognise("Retransmitting #3 (NAT) to 192.0.2.1:5060:\nINVITE sip:a SIP/2.0\n") > 50);
    QCOMPARE(recognise("Transmitting (no NAT) to\n"), 0);
    QCOMPARE(recognise(std::string(300'000, '<')), 0);
}

QTEST_APPLESS_MAIN(TestAsterisk)
#include "test_asterisk.moc"
