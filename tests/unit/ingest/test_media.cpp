#include "core/net/packet_event.h"
#include "support/capture_writer.h"
#include "support/import_for_test.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

namespace {

constexpr std::int64_t kCallMs = 20'000;

// A call of 20 s between 192.0.2.1 and 198.51.100.7, with RTP of 20 ms each way as asked.
void addCall(CaptureWriter& w, std::int64_t ms, const std::string& callId, std::uint16_t port, bool isHeard,
             bool isAnswered, bool hasMedia = true) {
    const std::string branch = "z9hG4bK-" + callId;
    w.sip(ms, true, CaptureWriter::request("INVITE", callId, 1, branch, CaptureWriter::sdp("192.0.2.1", port)));
    w.sip(ms + 100, false,
          CaptureWriter::response("200 OK", "INVITE", callId, 1, branch, CaptureWriter::sdp("198.51.100.7", port)));
    w.sip(ms + 200, true, CaptureWriter::request("ACK", callId, 1, branch + "-ack", {}));
    for (std::int64_t at = ms + 300; hasMedia && at < ms + kCallMs; at += 20) {
        if (isHeard)
            w.rtp(at, "198.51.100.7", port, "192.0.2.1", port);
        if (isAnswered)
            w.rtp(at + 1, "192.0.2.1", port, "198.51.100.7", port);
    }
    w.sip(ms + kCallMs, true, CaptureWriter::request("BYE", callId, 2, branch + "-bye", {}));
    w.sip(ms + kCallMs + 100, false, CaptureWriter::response("200 OK", "BYE", callId, 2, branch + "-bye", {}));
}

// "1: media.none; 2: " of the rows and their findings of the topic media.
std::string storyOf(store::CaseReader& reader) {
    std::string text;
    for (const store::RowRecord& row : reader.rows({}, store::RowSort::Start, false, 0, 100)) {
        text += (text.empty() ? "" : "; ") + std::to_string(row.facts.id.value) + ":";
        for (const rules::Finding& f : reader.findings({row.facts.id}))
            if (f.rule.starts_with("media."))
                text += " " + f.rule;
    }
    return text;
}

} // namespace

// From RTP packets to streams, the calls they are of, and what the rules of media find, through the whole import.
class TestMedia : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    std::string write(const CaptureWriter& w, const char* name) const {
        return w.writeTo(m_dir.filePath(QString::fromLatin1(name)).toStdString());
    }

private Q_SLOTS:
    void streamsFindTheirCalls() {
        CaptureWriter w;
        addCall(w, 0, "one", 4000, true, false);
        addCall(w, 30'000, "two", 4002, false, true);
        addCall(w, 60'000, "three", 4004, false, false);
        w.udp(200'000, "192.0.2.9", 9, "192.0.2.8", 9, "the input goes on");
        ImportedCase imported({write(w, "calls.pcapng")});
        QVERIFY(imported.hasCase());
        store::CaseReader& reader = imported.reader();
        QCOMPARE(storyOf(reader), std::string("1: media.one-way; 2: media.one-way; 3: media.none"));
        const std::vector<store::StreamRecord> streams = reader.streams({});
        QCOMPARE(streams.size(), std::size_t{2});
        QVERIFY(streams[0].row == RowId{1});
        QVERIFY(streams[0].role.isToInitiator);
        QCOMPARE(streams[0].codecName(), std::string("PCMA/8000"));
        QVERIFY(streams[0].role.protection == store::MediaProtection::None);
        QCOMPARE(streams[0].facts.packets, std::uint64_t{985}); // 0.3 s to 20 s
        QCOMPARE(streams[0].facts.lost, std::uint64_t{0});
        QVERIFY(streams[0].hasJitter && streams[0].mos);
        QVERIFY(streams[1].row == RowId{2});
        QVERIFY(!streams[1].role.isToInitiator);
        QCOMPARE(reader.streams({RowId{3}}).size(), std::size_t{0});
        QVERIFY(reader.row(RowId{1})->worst == rules::Severity::Warning);
        QCOMPARE(reader.row(RowId{1})->causeKey, std::string("rule.media.one-way.to-caller"));
        // Evidence and analysis: made again they are the same.
        QVERIFY(ingest::analyse(imported.path(), codes()));
        auto again = store::CaseReader::open(imported.path());
        QCOMPARE(storyOf(*again), storyOf(reader));
        QCOMPARE(again->streams({}).size(), std::size_t{2});
        QVERIFY(again->streams({})[0].row == RowId{1});
    }
    void healthyCallsAreSilent() {
        CaptureWriter w;
        addCall(w, 0, "one", 4000, true, true);
        w.udp(100'000, "192.0.2.9", 9, "192.0.2.8", 9, "the input goes on");
        ImportedCase imported({write(w, "healthy.pcapng")});
        QCOMPARE(storyOf(imported.reader()), std::string("1:"));
        QCOMPARE(imported.reader().streams({RowId{1}}).size(), std::size_t{2});
    }
    void signallingAloneIsSaidOnce() {
        CaptureWriter w;
        addCall(w, 0, "one", 4000, false, false, false);
        addCall(w, 30'000, "two", 4000, false, false, false);
        w.udp(100'000, "192.0.2.9", 9, "192.0.2.8", 9, "the input goes on");
        ImportedCase imported({write(w, "sip.pcapng")});
        store::CaseReader& reader = imported.reader();
        QCOMPARE(storyOf(reader), std::string("1: media.not-captured; 2:"));
        for (const rules::Finding& f : reader.findings({RowId{1}}))
            if (f.rule == "media.not-captured") {
                QVERIFY(net::factOf(f.arguments, "calls") == "2");
                QVERIFY(!net::factOf(f.arguments, "from").empty());
            }
    }
};

QTEST_GUILESS_MAIN(TestMedia)
#include "test_media.moc"
