#ifndef Q_MOC_RUN // which cannot read all of the standard headers that these bring
#include "core/logs/asterisk/chan_sip_header.h"
#include "core/logs/freeswitch/siptrace_header.h"
#include "core/logs/generic/nearby.h"
#include "core/logs/log_source.h"
#include "core/logs/registry.h"
#include "core/logs/start_in_line.h"
#include "core/logs/summary_lines.h"
#include "core/logs/utf16_reader.h"
#include "core/sip/message.h"
#include "tests/support/samples.h"
#include "tests/unit/logs/memory_reader.h"

#include <fstream>
#include <iterator>
#include <vector>
#endif

using namespace echelle;
using namespace echelle::logs;

namespace {

struct Read {
    std::string bytes;
    QString facts; // time, source, destination, transport
};

std::string readFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<Read> readAs(std::string_view name, const std::string& text, ImportLog& log) {
    std::vector<Read> all;
    for (const LogFormat& format : logFormats()) {
        if (format.name != name)
            continue;
        constexpr std::int64_t kModified = 1'777'593'600'000'000'000; // 2026-05-01T00:00:00Z
        const OpenText open = [&](ImportLog&) {
            return std::make_unique<Utf16Reader>(std::make_unique<test::MemoryReader>(text));
        };
        LogSource source(format, open, kModified, 7, {}, log);
        LoggedMessage m;
        while (true) {
            const Result<bool> got = source.next(m);
            if (!got || !*got)
                break;
            const std::string facts = toRfc3339(m.time) + ' ' + m.source.toString() + ' ' + m.destination.toString() +
                                      ' ' + std::string(toString(m.transport));
            all.push_back({std::string(m.bytes), QString::fromStdString(facts)});
        }
    }
    return all;
}

const std::string kOptions =
    "OPTIONS sip:b@198.51.100.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\nFrom: "
    "<sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>\r\nCall-ID: one\r\nCSeq: 1 "
    "OPTIONS\r\nContent-Length: 0\r\n\r\n";

std::string lf(std::string text) {
    std::erase(text, '\r');
    return text;
}

} // namespace

// The logs of tests/data/logs (how they were made: make_open_logs.py) and single lines of these formats.
class TestOpenFormats : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstAndLast_data();
    void firstAndLast();
    void chanSipHeaders_data();
    void chanSipHeaders();
    void siptraceHeaders_data();
    void siptraceHeaders();
    void startLines_data();
    void startLines();
    void guesses_data();
    void guesses();
    void summaries();
    void messageWithoutLength();
    void lineOfLogInsteadOfMark();
};

void TestOpenFormats::firstAndLast_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("messages");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    const auto row = [](const char* file, const char* format, int messages, const char* first, const char* last) {
        QTest::newRow(file) << format << messages << first << last;
    };
    row("asterisk_chan_sip_full.log", "asterisk", 6,
        "2026-03-16T16:05:41.000000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-03-16T16:05:44.000000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("baresip_timed.log", "baresip", 7, "2026-05-01T12:00:00.250000000Z 192.0.2.9:5062 198.51.100.1:5060 TCP",
        "2026-05-01T12:00:06.250000000Z 198.51.100.1:5060 192.0.2.9:5062 TCP");
    row("freeswitch_old_indented.log", "freeswitch", 7,
        "2026-03-16T23:59:58.000000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-03-17T00:00:01.012000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("freeswitch_drachtio.log", "freeswitch", 7,
        "2026-08-05T14:36:20.539678000Z 192.0.2.9:5062 [2001:db8::1]:5061 TLS",
        "2026-08-05T14:36:26.539678000Z [2001:db8::1]:5061 192.0.2.9:5062 TLS");
    row("freeswitch_two_in_one_read.log", "freeswitch", 2,
        "2026-05-01T10:00:00.000001000Z 198.51.100.1:5060 192.0.2.9:5062 TCP",
        "2026-05-01T10:00:00.000001000Z 198.51.100.1:5060 192.0.2.9:5062 TCP");
    row("homer_export_1.txt", "homer", 7, "2026-03-01T12:00:00.123456000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-03-01T12:00:06.123456000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("homer_export_2.txt", "homer", 2, "2026-03-01T12:00:01.500000000Z [2001:db8::9]:5062 [2001:db8::1]:5060 TCP",
        "2026-03-01T12:00:00.500000000Z [2001:db8::9]:5062 [2001:db8::1]:5060 TCP");
    row("jain_sip_trace.xml", "jain-sip", 7, "2010-07-06T20:14:53.360000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2010-07-06T20:14:53.366000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("kamailio_sipdump_bodies.data", "kamailio", 8,
        "2026-11-21T00:20:10.378003000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-11-21T00:20:17.378003000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("linphone_tls.log", "linphone", 7, "2026-05-04T09:10:10.250000000Z 192.0.2.9:5062 198.51.100.1:5060 TLS",
        "2026-05-04T09:10:16.250000000Z 198.51.100.1:5060 192.0.2.9:5062 TLS");
    row("ngrep_byline.txt", "sngrep", 7, "2026-03-27T10:00:00.123456000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-03-27T10:00:06.123456000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("pjsua_call.log", "pjsua", 7, "2026-05-01T19:01:40.418000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-05-01T19:01:46.418000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("sipjs_console.log", "browser", 7, "2026-11-09T14:16:35.000000000Z 192.0.2.9:5062 198.51.100.1:5060 WSS",
        "2026-11-09T14:16:35.000000000Z 198.51.100.1:5060 192.0.2.9:5062 WSS");
    row("sipp_3.7_messages.log", "sipp", 8, "2026-11-21T00:17:10.265339000Z 192.0.2.9:5062 198.51.100.1:5060 TCP",
        " device:0 192.0.2.9:5062 UDP");
    row("sipviewer_day_first.txt", "sip-viewer", 7,
        "2026-01-05T08:55:50.109000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-01-05T08:55:56.109000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("twinkle_1.log", "twinkle", 7, "2026-07-04T12:34:50.123456000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-07-04T12:34:56.123456000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("unknown_gateway.log", "generic", 7, "2026-04-05T06:07:00.250000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-04-05T06:07:06.250000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("unknown_every_line.log", "generic", 7, "2026-04-05T06:07:00.000000000Z 192.0.2.9:5062 198.51.100.1:5060 UDP",
        "2026-04-05T06:07:06.000000000Z 198.51.100.1:5060 192.0.2.9:5062 UDP");
    row("plain_call.txt", "plain", 7, " 192.0.2.9:5062 198.51.100.1:5060 UDP", " 198.51.100.1:5060 192.0.2.9:5062 UDP");
}

void TestOpenFormats::firstAndLast() {
    QFETCH(QString, format);
    QFETCH(int, messages);
    QFETCH(QString, first);
    QFETCH(QString, last);
    ImportLog log;
    const std::string text = readFile(test::dataDir() + "/logs/" + QTest::currentDataTag());
    const std::vector<Read> all = readAs(format.toStdString(), text, log);
    QCOMPARE(static_cast<int>(all.size()), messages);
    QCOMPARE(all.front().facts, first);
    QCOMPARE(all.back().facts, last);
    // Every message was written without a fault, so each must come out without one.
    for (const Read& read : all) {
        sip::Message message;
        sip::parse(read.bytes, message);
        QVERIFY2(message.defects.isEmpty(), read.bytes.c_str());
    }
}

void TestOpenFormats::chanSipHeaders_data() {
    QTest::addColumn<QByteArray>("peer"); // "" for no header
    QTest::addColumn<bool>("isReceived");
    const auto row = [](const char* line, const char* peer, bool isReceived) {
        QTest::newRow(line) << QByteArray(peer) << isReceived;
    };
    row("<--- SIP read from UDP:192.0.2.1:5060 --->", "192.0.2.1:5060", true);
    row("[Mar 16 16:05:41] VERBOSE[2] chan_sip.c: <--- SIP read from WSS:192.0.2.1:40060 --->", "192.0.2.1:40060",
        true);
    row("<--- SIP read from TLS:[2001:db8::1]:5061 --->", "[2001:db8::1]:5061", true);
    row("<--- SIP read from 192.0.2.1:5060 --->", "192.0.2.1:5060", true);
    row("<--- Transmitting (no NAT) to 192.0.2.1:5060 --->", "192.0.2.1:5060", false);
    row("<--- Reliably Transmitting (NAT) to 192.0.2.1:5060 --->", "192.0.2.1:5060", false);
    row("Reliably Transmitting (no NAT) to 192.0.2.1:5060:", "192.0.2.1:5060", false);
    row("Retransmitting #3 (NAT) to 192.0.2.1:5060:", "192.0.2.1:5060", false);
    row("Retransmitting #3 (NAT) to x.x.x.x:5060:", "device:0", false);
    row("Retransmitting #3 (NAT) to 192.0.2.1:5060", "", false);
    row("<--- SIP read from UDP:192.0.2.1:5060", "", false);
    row("Sending to 192.0.2.1:5060 (no NAT)", "", false);
    row("NAT) to 192.0.2.1:5060:", "", false);
}

void TestOpenFormats::chanSipHeaders() {
    QFETCH(QByteArray, peer);
    QFETCH(bool, isReceived);
    const auto header = readChanSipHeader(QTest::currentDataTag());
    QCOMPARE(header.has_value(), !peer.isEmpty());
    if (!header)
        return;
    QCOMPARE(header->peer.value_or(Endpoint{}).toString(), peer.toStdString());
    QCOMPARE(header->isReceived, isReceived);
}

void TestOpenFormats::siptraceHeaders_data() {
    QTest::addColumn<QByteArray>("facts");
    const auto row = [](const char* line, const char* facts) { QTest::newRow(line) << QByteArray(facts); };
    row("recv 1745 bytes from udp/[192.0.2.1]:5060 at 02:05:50.220956:", "1745 UDP 192.0.2.1:5060");
    row("send 9 bytes to tls/[2001:db8::1] at 02:05:50.220956:", "9 TLS [2001:db8::1]:5061");
    row("12345678-1234-1234-1234-123456789012 send 9 bytes to wss/[192.0.2.1]:443 at 02:05:50:", "9 WSS 192.0.2.1:443");
    row("send 9 bytes from udp/[192.0.2.1]:5060 at 02:05:50.220956:", "");
    row("recv x bytes from udp/[192.0.2.1]:5060 at 02:05:50.220956:", "");
    row("recv 9 bytes from udp/[192.0.2.1]:5060 at noon:", "");
    row(" bytes from", "");
}

void TestOpenFormats::siptraceHeaders() {
    QFETCH(QByteArray, facts);
    const auto header = readSiptraceHeader(QTest::currentDataTag());
    QCOMPARE(header.has_value(), !facts.isEmpty());
    if (header)
        QCOMPARE(std::to_string(header->bytes) + ' ' + std::string(toString(header->transport)) + ' ' +
                     header->peer.value_or(Endpoint{}).toString(),
                 facts.toStdString());
}

void TestOpenFormats::startLines_data() {
    QTest::addColumn<int>("at"); // -1: none
    const auto row = [](const char* line, int at) { QTest::newRow(line) << at; };
    row("INVITE sip:a@b SIP/2.0", 0);
    row("SIP/2.0 200 OK", 0);
    row("SIP/2.0 200", 0);
    row("12:00 rx:INVITE sip:a@b SIP/2.0 ", 9);
    row("<- SIP/2.0 486 Busy Here", 3);
    row("Via: SIP/2.0/UDP 192.0.2.1", -1);
    row("got INVITE sip:a@b SIP/2.0 from 192.0.2.1", -1);
    row("SIP/2.0 OK", -1);
    row("SIP/2.0 2000", -1);
    row("the version is SIP/2.0", -1);
    row(" SIP/2.0", -1);
}

void TestOpenFormats::startLines() {
    QFETCH(int, at);
    const std::size_t found = findStartInLine(QTest::currentDataTag());
    QCOMPARE(found == std::string_view::npos ? -1 : static_cast<int>(found), at);
}

void TestOpenFormats::guesses_data() {
    QTest::addColumn<QByteArray>("facts");
    const auto row = [](const char* line, const char* facts) { QTest::newRow(line) << QByteArray(facts); };
    row("received from 192.0.2.1:5060", "192.0.2.1:5060 -");
    row("Sending 500 bytes to udp:192.0.2.1:5060", "- 192.0.2.1:5060");
    row("192.0.2.1:5060 -> 192.0.2.2:5061", "192.0.2.1:5060 192.0.2.2:5061");
    row("192.0.2.1:5060 <- 192.0.2.2:5061", "192.0.2.2:5061 192.0.2.1:5060");
    row("to [2001:db8::1]:5060 from [2001:db8::2]:5060", "[2001:db8::2]:5060 [2001:db8::1]:5060");
    row("src=192.0.2.1 dst=192.0.2.2", "192.0.2.1 192.0.2.2");
    row("version 1.2.3 at 12:34:56", "- -");
}

void TestOpenFormats::guesses() {
    QFETCH(QByteArray, facts);
    Nearby nearby;
    nearby.note(QTest::currentDataTag());
    const NearbyFacts found = nearby.facts("");
    const auto text = [](const std::optional<Endpoint>& e) { return e ? e->toString() : std::string("-"); };
    QCOMPARE(text(found.source) + ' ' + text(found.destination), facts.toStdString());
}

// One line per message is no message, and is told from a text that has nothing at all.
void TestOpenFormats::summaries() {
    const std::string sipp = "2026-11-21\t00:17:17.265339\t1795220237.265339\tS\tone@192.0.2.9\tCSeq:1 INVITE\tINVITE "
                             "sip:service@192.0.2.1:5060 SIP/2.0\n";
    const std::string xlog = " 1(12300) INFO: <script>: [1] INVITE from 192.0.2.9:5060 via udp ci=one\n";
    for (const std::string& text : {sipp + sipp, xlog + xlog}) {
        QVERIFY(hasSummaryLines(text));
        for (const LogFormat& format : logFormats())
            QVERIFY2(format.recognise(text) < 50, format.name.data());
    }
    QVERIFY(!hasSummaryLines("CSeq: 1 INVITE\nnothing\n"));
}

// What ends a message that no Content-Length ends: the next start line, or what cannot be a part of it.
void TestOpenFormats::messageWithoutLength() {
    std::string bare = kOptions;
    bare.erase(bare.find("Content-Length"), 19);
    ImportLog log;
    const std::vector<Read> plain = readAs("plain", lf(bare + bare), log);
    QCOMPARE(plain.size(), std::size_t{2});
    QCOMPARE(plain[0].bytes, bare);
    QCOMPARE(plain[1].bytes, bare);
    const std::vector<Read> generic =
        readAs("generic", "2026-04-05 06:07:00 in\n" + lf(bare) + "2026-04-05 06:07:01 done\n" + lf(bare), log);
    QCOMPARE(generic.size(), std::size_t{2});
    QCOMPARE(generic[0].bytes, bare);
}

// A mark that was lost must not cost the message, nor the one behind it.
void TestOpenFormats::lineOfLogInsteadOfMark() {
    const std::string head =
        "+++ 4-7-2026 12:34:50.000001 INFO SIP ::listen_udp\nReceived from: udp:198.51.100.1:5060\n";
    ImportLog log;
    const std::vector<Read> all =
        readAs("twinkle", head + kOptions + "something else\n" + head + kOptions + "\n---\n", log);
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].bytes, kOptions);
    QCOMPARE(all[1].bytes, kOptions);
    QCOMPARE(log.count(diag::kLogMessageCut), std::uint64_t{0});
    const std::vector<Read> cut = readAs("twinkle", head + kOptions.substr(0, 80), log);
    QCOMPARE(cut.size(), std::size_t{1});
    QCOMPARE(log.count(diag::kLogMessageCut), std::uint64_t{1});
}

QTEST_APPLESS_MAIN(TestOpenFormats)
#include "test_open_formats.moc"
