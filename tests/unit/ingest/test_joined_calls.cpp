#include "core/store/case_editor.h"
#include "support/capture_writer.h"
#include "support/import_for_test.h"

#include <algorithm>

using namespace echelle;
using test::CaptureWriter;
using test::ImportedCase;

namespace {

const std::string kPhone = "192.0.2.1";
const std::string kB2bua = "192.0.2.2";
const std::string kUuid = "ab30317f1a784dc48ff824d0d3715d86";

// One side of a call, as the messages of a capture.
class Leg {
public:
    Leg(CaptureWriter& capture, std::string callId, std::string from, std::string to, std::string headers = {})
        : m_capture(capture)
        , m_callId(std::move(callId))
        , m_from(std::move(from))
        , m_to(std::move(to))
        , m_headers(std::move(headers)) {}

    Leg& request(std::int64_t ms, const std::string& method, int cseq = 1, bool isInDialog = false) {
        const std::string tag = isInDialog ? ";tag=b" + m_callId : "";
        return send(ms, true, method + " sip:200@" + m_to + " SIP/2.0\r\n", method, cseq, tag);
    }
    Leg& answer(std::int64_t ms, const std::string& status, const std::string& method = "INVITE", int cseq = 1,
                const std::string& headers = {}) {
        return send(ms, false, "SIP/2.0 " + status + "\r\n" + headers, method, cseq, ";tag=b" + m_callId);
    }

private:
    Leg& send(std::int64_t ms, bool isForward, const std::string& start, const std::string& method, int cseq,
              const std::string& tag) {
        const bool isAck = method == "ACK" && tag.empty(); // of a refusal: the branch of its INVITE
        const std::string branch = "z9hG4bK" + m_callId + std::to_string(cseq) + (isAck ? "INVITE" : method);
        const std::string toTag = isAck ? ";tag=b" + m_callId : tag;
        const std::string text = start + "Via: SIP/2.0/UDP " + m_from + ";branch=" + branch + "\r\nFrom: <sip:100@" +
                                 m_from + ">;tag=a" + m_callId + "\r\nTo: <sip:200@" + m_to + ">" + toTag +
                                 "\r\nCall-ID: " + m_callId + "\r\nCSeq: " + std::to_string(cseq) + " " + method +
                                 "\r\n" + m_headers + "Content-Length: 0\r\n\r\n";
        m_capture.udp(ms, isForward ? m_from : m_to, 5060, isForward ? m_to : m_from, 5060, text);
        return *this;
    }
    CaptureWriter& m_capture;
    std::string m_callId, m_from, m_to, m_headers;
};

std::string carrier(int n) {
    return "198.51.100." + std::to_string(n);
}

const std::string kSession = "Session-ID: " + kUuid + "\r\n";

// Telephone -> B2BUA -> carrier, answered, hung up by the carrier's side.
void answeredCall(CaptureWriter& capture, const std::string& name = "x", std::int64_t at = 0) {
    const std::string session = "Session-ID: " + kUuid.substr(0, 31) + (name == "x" ? "6" : "7") + "\r\n";
    Leg near(capture, "near-" + name, kPhone, kB2bua, session);
    Leg far(capture, "far-" + name, kB2bua, carrier(1), session);
    near.request(at, "INVITE");
    far.request(at + 10, "INVITE").answer(at + 500, "180 Ringing");
    near.answer(at + 505, "180 Ringing");
    far.answer(at + 2000, "200 OK");
    near.answer(at + 2004, "200 OK").request(at + 2010, "ACK", 1, true);
    far.request(at + 2015, "ACK", 1, true);
    near.request(at + 8990, "BYE", 2, true);
    far.request(at + 9000, "BYE", 2, true).answer(at + 9010, "200 OK", "BYE", 2);
    near.answer(at + 9011, "200 OK", "BYE", 2);
}

// Everything that the analysis says, but for ids of findings.
std::string dump(store::CaseReader& reader) {
    std::string text;
    store::RowFilter all;
    all.isFoldedShown = true;
    for (const store::RowRecord& r : reader.rows(all, store::RowSort::Start, false, 0, 10'000)) {
        text += "row " + std::to_string(r.facts.id.value) + " " + std::string(toString(r.facts.state)) + " " +
                std::to_string(r.facts.finalStatus) + " " + std::to_string(r.facts.messages) + " " +
                std::to_string(r.facts.legs) + " " + r.causeKey + "\n";
        for (const std::string& callId : r.facts.callIds)
            text += "  " + callId + "\n";
        for (const dialog::LegFacts& leg : reader.legs(r.facts.id))
            text += "  leg " + std::to_string(leg.id.value) + " to " + std::to_string(leg.joinedTo.value) + " " +
                    leg.strategy + " " + leg.evidence + "\n";
        for (const store::PossibleJoin& p : reader.possibleJoins(r.facts.id))
            text +=
                "  perhaps " + std::to_string(p.legA.value) + " " + std::to_string(p.legB.value) + p.strategy + "\n";
        for (const rules::Finding& f : reader.findings({r.facts.id}))
            text += "  " + f.rule + " " + std::string(toString(f.severity)) + " " + std::string(toString(f.role)) +
                    " " + std::to_string(f.proof.empty() ? 0 : f.proof.front().value) + "\n";
        for (const EventId e : reader.failingEvents({r.facts.id}))
            text += "  failing " + std::to_string(e.value) + "\n";
        reader.eachEvent({r.facts.id}, [&](const store::EventRecord& e) {
            text += "  " + std::to_string(e.id.value) + " after " + std::to_string(e.nextHopOf.value) + "\n";
            return true;
        });
    }
    return text;
}

std::vector<store::RowRecord> rowsOf(store::CaseReader& reader) {
    return reader.rows({}, store::RowSort::Start, false, 0, 1000);
}

} // namespace

// Joins over a whole import: what is written, that it is the same when made again, and that the user's word is
// followed.
class TestJoinedCalls : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::string path(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

    store::CaseReader analysed(const std::string& casePath) const {
        if (!ingest::analyse(casePath, test::codes()))
            qFatal("no analysis");
        return std::move(*store::CaseReader::open(casePath));
    }

private Q_SLOTS:
    // A Call-ID that a B2BUA gives to every call tells nothing; that it was passed over stands in the import log.
    void keysOfTooManyCallsAreLogged() {
        constexpr int kCalls = 40;
        CaptureWriter capture;
        for (int i = 0; i < kCalls; ++i) {
            const std::string name = "c" + std::to_string(i);
            Leg(capture, name, kPhone, carrier(i + 1), "X-Old: shared\r\nSession-ID: " + kUuid + "\r\n")
                .request(i * 1000, "INVITE")
                .answer(i * 1000 + 100, "404 Not Found")
                .request(i * 1000 + 110, "ACK");
        }
        ImportedCase imported({capture.writeTo(path("common.pcapng"))});
        QCOMPARE(rowsOf(imported.reader()).size(), std::size_t{kCalls}); // joined to none
        const auto count = [](const std::vector<ImportLog::Item>& log) {
            std::uint64_t sum = 0;
            for (const ImportLog::Item& item : log)
                sum += item.code == "join.common-key" ? item.count : 0;
            return sum;
        };
        QVERIFY(count(imported.reader().sources().front().log) > 0);
        QCOMPARE(count(imported.report().sources.front().log), count(imported.reader().sources().front().log));
        CaptureWriter two;
        answeredCall(two);
        ImportedCase none({two.writeTo(path("two.pcapng"))});
        QCOMPARE(count(none.reader().sources().front().log), std::uint64_t{0});
    }

    void oneCallOfTwoLegs() {
        CaptureWriter capture;
        answeredCall(capture);
        ImportedCase imported({capture.writeTo(path("answered.pcapng"))});
        store::CaseReader& reader = imported.reader();
        const auto rows = rowsOf(reader);
        QCOMPARE(rows.size(), std::size_t{1});
        const dialog::RowFacts& row = rows[0].facts;
        QCOMPARE(row.id, RowId{1});
        QVERIFY(row.state == dialog::RowState::Answered);
        QVERIFY(row.endedBy == dialog::EndedBy::Caller);
        QCOMPARE(row.callIds, (std::vector<std::string>{"near-x", "far-x"}));
        QCOMPARE(row.legs, 2U);
        QCOMPARE(row.messages, 12U);
        QCOMPARE(imported.report().totals.calls, std::uint64_t{1});
        const auto legs = reader.legs(row.id);
        QCOMPARE(legs.size(), std::size_t{2});
        QVERIFY(!legs[0].joinedTo.isValid());
        QCOMPARE(legs[1].joinedTo, legs[0].id);
        QCOMPARE(legs[1].strategy, std::string("session-id"));
        QCOMPARE(legs[1].score, 100);
        QCOMPARE(legs[1].evidence, kUuid);
        // The INVITE, the answers, the ACK and the BYE are the same on both hops.
        std::vector<std::int64_t> relays;
        reader.eachEvent({row.id}, [&](const store::EventRecord& e) {
            if (e.nextHopOf.isValid())
                relays.push_back(e.nextHopOf.value);
            return true;
        });
        QCOMPARE(relays, (std::vector<std::int64_t>{1, 3, 5, 7, 9, 11}));
    }

    // The same refusal on both legs is one fault, made beyond and named there.
    void refusalIsOneFault() {
        CaptureWriter capture;
        Leg near(capture, "near", kPhone, kB2bua, kSession);
        Leg far(capture, "far", kB2bua, carrier(1), kSession);
        near.request(0, "INVITE");
        far.request(10, "INVITE").answer(300, "404 Not Found").request(305, "ACK");
        near.answer(310, "404 Not Found").request(320, "ACK");
        ImportedCase imported({capture.writeTo(path("refused.pcapng"))});
        store::CaseReader& reader = imported.reader();
        const auto rows = rowsOf(reader);
        QCOMPARE(rows.size(), std::size_t{1});
        QVERIFY(rows[0].facts.state == dialog::RowState::Failed);
        auto findings = reader.findings({RowId{1}});
        std::erase_if(findings, [](const rules::Finding& f) { return f.role == rules::FindingRole::Remark; });
        QCOMPARE(findings.size(), std::size_t{2});
        QCOMPARE(findings[0].proof.front(), EventId{3}); // of the carrier
        QVERIFY(findings[0].role == rules::FindingRole::Cause);
        QVERIFY(findings[1].role == rules::FindingRole::Effect);
        QCOMPARE(findings[1].explainedBy, findings[0].id);
        QCOMPARE(reader.failingEvents({RowId{1}}), (std::vector<EventId>{EventId{3}}));
        QCOMPARE(rows[0].causeKey, std::string("sip.404"));
    }

    // "Any failure on one branch, fork or trunk while another answered" is a step.
    void secondTrunkAnswers() {
        CaptureWriter capture;
        Leg near(capture, "near", kPhone, kB2bua, kSession);
        Leg first(capture, "first", kB2bua, carrier(1), kSession);
        Leg second(capture, "second", kB2bua, carrier(2), kSession);
        near.request(0, "INVITE");
        first.request(10, "INVITE").answer(300, "503 Service Unavailable").request(305, "ACK");
        second.request(310, "INVITE").answer(900, "200 OK");
        near.answer(905, "200 OK").request(910, "ACK", 1, true);
        second.request(915, "ACK", 1, true);
        ImportedCase imported({capture.writeTo(path("trunks.pcapng"))});
        store::CaseReader& reader = imported.reader();
        const auto rows = rowsOf(reader);
        QCOMPARE(rows.size(), std::size_t{1});
        QVERIFY(rows[0].facts.state == dialog::RowState::Answered);
        QCOMPARE(rows[0].facts.legs, 3U);
        QVERIFY(rows[0].worst <= rules::Severity::Info);
        QVERIFY(reader.failingEvents({RowId{1}}).empty());
        QVERIFY(rows[0].causeKey.empty());
    }

    void sameWhenMadeAgain() {
        CaptureWriter capture;
        answeredCall(capture, "x");
        answeredCall(capture, "y", 20'000);
        capture.call(21'000, "alone", 4000, 4002);
        const std::string file = capture.writeTo(path("again.pcapng"));
        ImportedCase imported({file});
        const std::string before = dump(imported.reader());
        store::CaseReader again = analysed(imported.path());
        QCOMPARE(QString::fromStdString(dump(again)), QString::fromStdString(before));
        QCOMPARE(rowsOf(again).size(), std::size_t{3});
    }

    // Two captures of one call, one before and one behind the B2BUA, and one added after the other.
    void legsInTwoInputs() {
        CaptureWriter before;
        CaptureWriter behind;
        Leg near(before, "near", kPhone, kB2bua, kSession);
        Leg far(behind, "far", kB2bua, carrier(1), kSession);
        near.request(0, "INVITE").answer(400, "486 Busy Here").request(410, "ACK");
        far.request(60'010, "INVITE").answer(60'390, "486 Busy Here").request(60'395, "ACK"); // its clock is off
        const std::string a = before.writeTo(path("before.pcapng"));
        const std::string b = behind.writeTo(path("behind.pcapng"));
        ImportedCase together({a, b});
        QCOMPARE(rowsOf(together.reader()).size(), std::size_t{1});

        ImportedCase first({a});
        QCOMPARE(rowsOf(first.reader())[0].facts.legs, 1U);
        ingest::ImportRequest more;
        more.inputs = {b};
        more.casePath = first.path();
        more.isAdding = true;
        more.codes = &test::codes();
        ingest::ImportObserver nobody;
        QVERIFY(ingest::runImport(more, nobody, {}).has_value());
        auto added = store::CaseReader::open(first.path());
        QVERIFY(added.has_value());
        QCOMPARE(QString::fromStdString(dump(*added)), QString::fromStdString(dump(together.reader())));
    }

    void linkedByHandAndTakenApart() {
        CaptureWriter capture;
        Leg(capture, "one", kPhone, kB2bua).request(0, "INVITE").answer(400, "486 Busy Here").request(410, "ACK");
        Leg(capture, "two", kB2bua, carrier(1))
            .request(7000, "INVITE")
            .answer(7400, "486 Busy Here")
            .request(7410, "ACK");
        Leg(capture, "three", carrier(3), carrier(4)).request(9000, "INVITE").answer(9400, "200 OK");
        ImportedCase imported({capture.writeTo(path("apart.pcapng"))});
        store::CaseReader& reader = imported.reader();
        QCOMPARE(rowsOf(reader).size(), std::size_t{3});
        const EventId one = reader.firstMessage(reader.legs(RowId{1})[0].id);
        const EventId two = reader.firstMessage(reader.legs(RowId{2})[0].id);
        auto editor = store::CaseEditor::open(imported.path());
        QVERIFY(editor.has_value());
        QVERIFY(editor->addLegLink({one, two, true}));
        store::CaseReader linked = analysed(imported.path());
        QCOMPARE(rowsOf(linked).size(), std::size_t{2});
        QCOMPARE(rowsOf(linked)[0].facts.id, RowId{1});
        QCOMPARE(linked.legs(RowId{1})[1].strategy, std::string("user"));
        QVERIFY(linked.row(RowId{3}).has_value());
        // Taken apart again: the number stays with the oldest leg, and that of the row that went is not given again.
        QVERIFY(editor->addLegLink({two, one, false}));
        store::CaseReader apart = analysed(imported.path());
        std::vector<std::int64_t> ids;
        for (const store::RowRecord& r : rowsOf(apart))
            ids.push_back(r.facts.id.value);
        QCOMPARE(ids, (std::vector<std::int64_t>{1, 4, 3}));
        const auto possible = apart.possibleJoins(RowId{1});
        QCOMPARE(possible.size(), std::size_t{1});
        QCOMPARE(possible[0].rowB, RowId{4});
        QCOMPARE(possible[0].strategy, std::string("unlinked"));
    }

    // Legs of a PBX, an SBC and Teams, with nothing in common but the two numbers: one call, and its fault named once.
    void ownSample() {
        ImportedCase imported({std::string(ECHELLE_SOURCE_DIR) + "/resources/samples/teams_no_trunk.pcap"});
        store::CaseReader& reader = imported.reader();
        store::RowFilter calls;
        calls.kinds = {dialog::RowKind::Call};
        const auto rows = reader.rows(calls, store::RowSort::Start, false, 0, 10);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].facts.legs, 2U);
        std::vector<std::string> hosts;
        std::size_t causes = 0;
        for (const rules::Finding& f : reader.findings({rows[0].facts.id}))
            causes += f.role == rules::FindingRole::Cause ? 1 : 0;
        reader.eachEvent({rows[0].facts.id}, [&](const store::EventRecord& e) {
            for (const Endpoint& end : {e.from, e.to})
                if (std::find(hosts.begin(), hosts.end(), end.address.toString()) == hosts.end())
                    hosts.push_back(end.address.toString());
            return true;
        });
        QCOMPARE(causes, std::size_t{1});
        QCOMPARE(hosts.size(), std::size_t{3});
        QCOMPARE(rows[0].causeKey, std::string("microsoft.510532.403.no-trunk-found"));
    }
};

QTEST_GUILESS_MAIN(TestJoinedCalls)
#include "test_joined_calls.moc"
