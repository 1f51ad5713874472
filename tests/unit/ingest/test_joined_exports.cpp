#include "core/capture/pcapng_writer.h"
#include "core/store/case_editor.h"
#include "support/import_for_test.h"
#include "tests/support/capture_writer.h"
#include "tests/support/log_writer.h"
#include "tests/unit/net/packets.h"

#include <fstream>

using namespace echelle;
using namespace echelle::test;

// Rows of reports beside the trace of the same call.
namespace {

constexpr const char* kHead =
    "CorrelationId,Invite time,Failure time,Success,Caller Number,Callee Number,Final SIP code,"
    "Final Microsoft subcode,Final SIP Phrase,SBC FQDN\n";
const std::string kGuid = "01234567-89ab-cdef-0123-456789abcdef";

std::string reportRow(const std::string& guid, const std::string& second, const std::string& from,
                      const std::string& to, const std::string& sip, const std::string& code,
                      const std::string& phrase) {
    return guid + ",2026-01-01T00:00:" + second + "Z,2026-01-01T00:00:" + second + ".500Z,No," + from + "," + to + "," +
           sip + "," + code + "," + phrase + ",sbc1.example.com\n";
}

std::string counted(unsigned width, const std::string& content) {
    return be32(static_cast<std::uint32_t>(content.size())).substr(4 - width) + content;
}
// RFC 8446 section 4.1.2 with server_name (RFC 6066 section 3).
std::string clientHello(const std::string& name) {
    const std::string serverName = be16(0) + counted(2, counted(2, '\0' + counted(2, name)));
    const std::string body = be16(0x0303) + std::string(32, 'r') + counted(1, std::string(32, 's')) +
                             counted(2, be16(0x1301)) + counted(1, std::string(1, '\0')) + counted(2, serverName);
    return '\x01' + counted(3, body);
}
std::string tlsRecord(char type, const std::string& content) {
    return std::string(1, type) + be16(0x0303) + counted(2, content);
}

// What the case says of its only or first row.
std::string storyOf(store::CaseReader& reader) {
    std::string text;
    for (const store::RowRecord& row : reader.rows({}, store::RowSort::Start, false, 0, 20)) {
        text += std::string(toString(row.facts.kind)) + " " + std::string(toString(row.facts.state)) + ":";
        for (const dialog::LegFacts& leg : reader.legs(row.facts.id))
            if (leg.joinedTo.isValid())
                text += " " + leg.strategy + "=" + std::to_string(leg.score);
        for (const store::PossibleJoin& p : reader.possibleJoins(row.facts.id))
            text += " maybe " + p.strategy + "=" + std::to_string(p.score);
        text += ";";
        for (const rules::Finding& f : reader.findings({row.facts.id}))
            if (f.severity >= rules::Severity::Warning) {
                text += " " + f.rule + "/" + std::to_string(f.microsoftCode) + "/" +
                        std::string(rules::toString(f.evidence));
                for (const std::string& also : f.also)
                    text += "+" + also;
            }
        text += "\n";
    }
    return text;
}

} // namespace

class TestJoinedExports : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::string write(const char* name, const std::string& text) {
        const std::string path = m_dir.filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    // A call between numbers, refused, in a capture.
    std::string refusedCall(const char* name, const std::string& callId, std::int64_t ms, const std::string& from,
                            const std::string& to) {
        CaptureWriter capture;
        const auto headers = [&](const std::string& tag, const std::string& cseq) {
            return "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + callId + "\r\nFrom: <sip:" + from +
                   "@192.0.2.1>;tag=a\r\nTo: <sip:" + to + "@198.51.100.1>" + tag + "\r\nCall-ID: " + callId +
                   "\r\nCSeq: 1 " + cseq + "\r\nContent-Length: 0\r\n\r\n";
        };
        capture.udp(ms, "192.0.2.1", 5060, "198.51.100.1", 5060,
                    "INVITE sip:" + to + "@198.51.100.1 SIP/2.0\r\n" + headers("", "INVITE"));
        capture.udp(ms + 300, "198.51.100.1", 5060, "192.0.2.1", 5060,
                    "SIP/2.0 403 Forbidden\r\n" + headers(";tag=b", "INVITE"));
        capture.udp(ms + 310, "192.0.2.1", 5060, "198.51.100.1", 5060,
                    "ACK sip:" + to + "@198.51.100.1 SIP/2.0\r\n" + headers(";tag=b", "ACK"));
        return capture.writeTo(m_dir.filePath(QString::fromLatin1(name)).toStdString());
    }

private Q_SLOTS:
    // The GUID of Microsoft's Reason text is the row's correlation id: one call, its failure named once.
    void byCorrelationId() {
        LogWriter log;
        log.sent(0, LogWriter::request("INVITE", "c1", 1, "z9hG4bK-c1"));
        log.received(1, LogWriter::response(403, "Forbidden", "INVITE", "c1", 1, "z9hG4bK-c1", "remote",
                                            "Reason: Q.850;cause=63;text=\"" + kGuid + ";Refused here\"\r\n"));
        log.sent(1, LogWriter::request("ACK", "c1", 1, "z9hG4bK-c1", "remote"));
        const std::string trace = log.writeTo(m_dir.filePath(QStringLiteral("a.log")).toStdString());
        const std::string report =
            write("a.csv", kHead + reportRow(kGuid, "00", "+33155500100", "+33155500200", "403", "510532", "Refused"));
        ImportedCase both({trace, report});
        QVERIFY(both.hasCase());
        QCOMPARE(both.reader().countRows({}), 1U);
        const std::string story = storyOf(both.reader());
        QVERIFY2(story.starts_with("call failed: correlation-id=100; sip.final-failure/510532/observed+record.failed"),
                 story.c_str());
        // Another correlation id: two rows.
        const std::string other =
            write("b.csv", kHead + reportRow("11234567-89ab-cdef-0123-456789abcdef", "00", "+33155500100",
                                             "+33155500200", "403", "510532", "x"));
        ImportedCase apart({trace, other});
        QCOMPARE(apart.reader().countRows({}), 2U);
    }

    void byNumberAndTime_data() {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QByteArray>("story");
        const auto row = [](const char* second, const char* from, const char* to, const char* guid) {
            return QByteArray::fromStdString(reportRow(guid, second, from, to, "403", "510532", "Refused"));
        };
        QTest::newRow("both numbers") << row("05", "+33155500100", "+33155500200", "a")
                                      << QByteArray("call failed: calling-number+called-number+report-time=80;");
        QTest::newRow("masked") << row("05", "+3315550****", "+33155500200", "a")
                                << QByteArray(
                                       "call failed: calling-number+called-number+masked-digits+report-time=70;");
        QTest::newRow("damaged by a spreadsheet")
            << row("05", "\"3,31E+10\"", "\"3,31E+10\"", "a") << QByteArray("call failed:;");
        QTest::newRow("one number") << row("05", "", "+33155500200", "a")
                                    << QByteArray("call failed: maybe called-number+report-time=55;");
        QTest::newRow("two rows that fit")
            << row("05", "+33155500100", "+33155500200", "a") + row("06", "+33155500100", "+33155500200", "b")
            << QByteArray("call failed: maybe calling-number+called-number+report-time=80 "
                          "maybe calling-number+called-number+report-time=80;");
        QTest::newRow("another minute") << row("55", "+33155500100", "+33155500200", "a")
                                        << QByteArray("call failed:;");
        QTest::newRow("another number") << row("05", "+33155500100", "+33155500201", "a")
                                        << QByteArray("call failed: maybe calling-number+report-time=55;");
    }
    void byNumberAndTime() {
        QFETCH(QByteArray, rows);
        QFETCH(QByteArray, story);
        const std::string trace = refusedCall("n.pcap", "n1", 3000, "+33155500100", "0155500200");
        const std::string report = write("n.csv", kHead + rows.toStdString());
        ImportedCase both({trace, report});
        QVERIFY(both.hasCase());
        const std::string said = storyOf(both.reader());
        QVERIFY2(said.find(story.toStdString()) != std::string::npos, said.c_str());
    }

    // A handshake that was aborted and the row of the call it was for: one record that says why.
    void abortedHandshake() {
        std::string bytes;
        capture::PcapngWriter writer(bytes, "test", "");
        capture::Interface raw;
        raw.linkType = capture::link::kRaw;
        writer.addInterface(raw);
        unsigned id = 0;
        const auto packet = [&](std::int64_t ms, bool isFromClient, unsigned flags, std::uint32_t sequence,
                                const std::string& payload) {
            Ip4 h;
            h.protocol = 6;
            h.id = ++id;
            if (!isFromClient)
                std::swap(h.from, h.to);
            const std::string ip =
                ipv4(tcp(payload, sequence, flags, 1, isFromClient ? 40'000 : 5061, isFromClient ? 5061 : 40'000), h);
            writer.addPacket(0, Timestamp{(1'767'225'600'000 + ms) * 1'000'000}, asBytes(ip),
                             static_cast<std::uint32_t>(ip.size()));
        };
        const std::string hello = tlsRecord(22, clientHello("sbc1.example.com"));
        const std::string alert = tlsRecord(21, std::string("\x02\x28", 2)); // fatal, handshake_failure
        packet(0, true, tcp_flag::kSyn, 100, "");
        packet(1, false, tcp_flag::kSyn | tcp_flag::kAck, 500, "");
        packet(2, true, tcp_flag::kAck, 101, "");
        packet(3, true, tcp_flag::kAck, 101, hello);
        packet(4, false, tcp_flag::kAck, 501, alert);
        packet(5, false, tcp_flag::kFin | tcp_flag::kAck, 501 + static_cast<std::uint32_t>(alert.size()), "");
        const std::string trace = write("tls.pcapng", bytes);
        const std::string report = write("tls.csv", kHead + reportRow(kGuid, "01", "+33155500100", "+33155500200",
                                                                      "504", "569003", "Unable to deliver INVITE"));
        ImportedCase alone({trace});
        QVERIFY(alone.hasCase());
        QCOMPARE(alone.reader().countRows({}), 1U);
        ImportedCase both({trace, report});
        QCOMPARE(both.reader().countRows({}), 1U);
        const std::string story = storyOf(both.reader());
        QVERIFY2(story.starts_with("record failed: trunk-name+report-time=75;"), story.c_str());
        QVERIFY2(story.find("/569003/") != std::string::npos, story.c_str());
        QVERIFY2(story.find("/569003/") == story.rfind("/569003/"), story.c_str()); // named once
        bool hasPacket = false;
        bool hasRecord = false;
        both.reader().eachEvent({}, [&](const store::EventRecord& e) {
            hasPacket = hasPacket || e.kind == store::EventKind::Packet;
            hasRecord = hasRecord || e.kind == store::EventKind::Record;
            return true;
        });
        QVERIFY(hasPacket && hasRecord);
    }

    // By hand, and taken back; the analysis that is made again keeps the numbers.
    void byHand() {
        const std::string trace = refusedCall("h.pcap", "h1", 3000, "+33155500100", "+33155500200");
        const std::string report =
            write("h.csv", kHead + reportRow("a", "55", "+33155599999", "+33155588888", "403", "510532", "Refused"));
        ImportedCase both({trace, report});
        QCOMPARE(both.reader().countRows({}), 2U);
        EventId call;
        EventId row;
        both.reader().eachEvent({}, [&](const store::EventRecord& e) {
            (e.kind == store::EventKind::Record ? row : call) = e.id;
            return true;
        });
        for (const bool isJoined : {true, false}) {
            QVERIFY(store::CaseEditor::open(both.path())->addLegLink({call, row, isJoined}));
            QVERIFY(ingest::analyse(both.path(), codes()));
            auto reader = store::CaseReader::open(both.path());
            QCOMPARE(reader->countRows({}), isJoined ? 1U : 2U);
            if (isJoined)
                QVERIFY2(storyOf(*reader).starts_with("call failed: user=100;"), storyOf(*reader).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestJoinedExports)
#include "test_joined_exports.moc"
