#include "core/store/case_reader.h"
#include "support/case_builder.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using dialog::RowState;

class TestCaseQueries : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::optional<store::CaseReader> m_reader;
    std::vector<std::int64_t> ids(const store::RowFilter& filter, store::RowSort sort = store::RowSort::Start,
                                  bool isDescending = false) {
        std::vector<std::int64_t> all;
        for (const store::RowRecord& r : m_reader->rows(filter, sort, isDescending, 0, 100))
            all.push_back(r.facts.id.value);
        std::vector<std::int64_t> same;
        for (RowId id : m_reader->rowIds(filter, sort, isDescending))
            same.push_back(id.value);
        if (all != same || m_reader->countRows(filter) != all.size())
            return {-1};
        return all;
    }
    using Ids = std::vector<std::int64_t>;

private Q_SLOTS:
    void initTestCase() {
        const std::string path = m_dir.filePath(QStringLiteral("case")).toStdString();
        test::CaseBuilder b(path);
        const RowId answered = b.addRow(RowState::Answered, 5000, "sip:+33123@a.example", "sip:100%_@b.example");
        const RowId failed = b.addRow(RowState::Failed, 1000, "sip:+33456@a.example", "sip:b@b.example");
        const RowId ping = b.addRow(RowState::Succeeded, 2000, "sip:x", "sip:y", dialog::RowKind::Options);
        b.row(ping).facts.isFolded = true;
        b.row(ping).facts.foldReason = "ping";
        const RowId late = b.addRow(RowState::Failed, 59'000, "sip:c@c.example", "sip:d@d.example");
        b.row(failed).facts.finalStatus = 403;
        b.row(failed).facts.finalReason = "Forbidden";
        const EventId invite = b.addMessage(failed, 1000, "INVITE one", sip::Method::Invite);
        const EventId refusal = b.addMessage(failed, 1200, "SIP/2.0 403 Forbidden", sip::Method::Invite, 403);
        b.addMessage(answered, 5000, "INVITE two", sip::Method::Invite);
        b.addMessage(late, 59'000, "INVITE three", sip::Method::Invite);
        b.row(failed).facts.failing = {refusal};
        b.batch().sightings.push_back({invite,
                                       {SourceId{1},
                                        {PlaceKind::Frame, 3},
                                        0,
                                        test::CaseBuilder::at(1001),
                                        test::endpoint("192.0.2.1"),
                                        test::endpoint("198.51.100.7"),
                                        dialog::SightingRelation::DoubleCapture},
                                       Transport::Udp,
                                       7,
                                       0});
        rules::Finding cause;
        cause.rule = "sip.final-failure";
        cause.severity = rules::Severity::Error;
        cause.proof = {refusal, invite};
        cause.sipCode = 403;
        cause.microsoftCode = 510532;
        cause.derived = {"microsoft"};
        cause.catalogKeys = {"microsoft.510532.403.no-trunk-found", "sip.403"};
        cause.arguments = {{"status", "403"}, {"reason", "Forbidden"}};
        rules::Finding effect = cause;
        effect.rule = "sip.other";
        effect.severity = rules::Severity::Warning;
        effect.role = rules::FindingRole::Effect;
        effect.explainedBy = FindingId{1};
        b.row(failed).findings = {cause, effect};
        b.row(late).findings = {cause};
        b.finish();
        auto opened = store::CaseReader::open(path);
        QVERIFY(opened.has_value());
        m_reader = std::move(*opened);
    }

    void ordersAndFilters() {
        QCOMPARE(ids({}), (Ids{2, 1, 4}));
        QCOMPARE(ids({}, store::RowSort::Start, true), (Ids{4, 1, 2}));
        store::RowFilter f;
        f.isFoldedShown = true;
        QCOMPARE(ids(f), (Ids{2, 3, 1, 4}));
        f = {};
        f.states = {RowState::Failed};
        QCOMPARE(ids(f), (Ids{2, 4}));
        f.from = test::CaseBuilder::at(2000);
        QCOMPARE(ids(f), (Ids{4}));
        f = {};
        f.text = "+33";
        QCOMPARE(ids(f), (Ids{2, 1}));
        f.text = "%_"; // taken as text, not as wildcards
        QCOMPARE(ids(f), (Ids{1}));
        f.text = "403";
        QCOMPARE(ids(f), (Ids{2}));
        f.text = "CALL-4@EXAMPLE";
        QCOMPARE(ids(f), (Ids{4}));
        f.text = "' OR 1 --";
        QCOMPARE(ids(f), Ids{});
        f = {};
        f.causeKey = "microsoft.510532.403.no-trunk-found";
        QCOMPARE(ids(f), (Ids{2, 4}));
    }
    void ordersByEveryColumn() {
        using store::RowSort;
        QCOMPARE(ids({}, RowSort::State), (Ids{2, 4, 1})); // failures first, in order of time
        QCOMPARE(ids({}, RowSort::State, true), (Ids{2, 4, 1}));
        QCOMPARE(ids({}, RowSort::From), (Ids{1, 2, 4}));
        QCOMPARE(ids({}, RowSort::From, true), (Ids{4, 2, 1}));
        QCOMPARE(ids({}, RowSort::To), (Ids{1, 2, 4}));
        QCOMPARE(ids({}, RowSort::Outcome, true), (Ids{2, 4, 1}));           // 403, then by state: failed, answered
        QCOMPARE(ids({}, RowSort::Duration, true).front(), std::int64_t{2}); // 200 ms, the others none
        QCOMPARE(ids({}, RowSort::Messages, true), (Ids{2, 1, 4}));
        QCOMPARE(ids({}, RowSort::Messages), (Ids{1, 4, 2}));
    }
    void pagesAndRowsByNumber() {
        QCOMPARE(m_reader->rows({}, store::RowSort::Start, false, 1, 1).front().facts.id.value, std::int64_t{1});
        QVERIFY(m_reader->rows({}, store::RowSort::Start, false, 3, 10).empty());
        QVERIFY(m_reader->rows({}, store::RowSort::Start, false, 0, 0).empty());
        QCOMPARE(m_reader->row(RowId{3})->facts.foldReason, std::string("ping"));
        QVERIFY(!m_reader->row(RowId{99}));
        store::RowFilter some;
        some.ids = {RowId{4}, RowId{2}, RowId{99}};
        QCOMPARE(ids(some), (Ids{2, 4}));
    }
    void filtersByAddressAndTogether() {
        store::RowFilter f;
        f.text = "198.51.100.7";
        QCOMPARE(ids(f), (Ids{2, 1, 4}));
        f.states = {RowState::Answered};
        QCOMPARE(ids(f), (Ids{1}));
        QCOMPARE(m_reader->facets(f).total, 3U); // states are what is counted, not what is asked for
        f = {};
        f.text = "FORBID";
        f.to = test::CaseBuilder::at(1000);
        QVERIFY(ids(f).empty()); // up to, not including
        f.to = test::CaseBuilder::at(1001);
        QCOMPARE(ids(f), (Ids{2}));
        f = {};
        f.causeKey = "no.such";
        QVERIFY(ids(f).empty());
    }
    void positionsAreInOrder() {
        const std::vector<EventId> asked{EventId{1}, EventId{2}, EventId{3}, EventId{4}, EventId{77}};
        std::vector<std::int64_t> events;
        std::vector<std::int64_t> rows;
        for (const store::EventPosition& position : m_reader->positions(asked)) {
            events.push_back(position.id.value);
            rows.push_back(position.row.value);
        }
        QCOMPARE(events, (Ids{1, 2, 3, 4}));
        QCOMPARE(rows, (Ids{2, 2, 1, 4}));
        std::string all;
        m_reader->eachRawMessage([&](EventId, std::string_view raw) {
            all += raw;
            return all.size() < 20;
        });
        QCOMPARE(all, std::string("INVITE oneSIP/2.0 403 Forbidden"));
    }
    void facetsAndGroups() {
        const store::FacetCounts facets = m_reader->facets({});
        QCOMPARE(facets.total, 3U);
        QCOMPARE(facets.folded, 1U);
        QCOMPARE(facets.states.at(RowState::Failed), 2U);
        QCOMPARE(facets.kinds.at(dialog::RowKind::Call), 3U);
        const auto groups = m_reader->failureGroups({});
        QCOMPARE(groups.size(), 1U);
        QCOMPARE(groups.front().rows, 2U);
        QCOMPARE(groups.front().causeKey, std::string("microsoft.510532.403.no-trunk-found"));
        QCOMPARE(groups.front().example.value, 2);
        QCOMPARE(groups.front().rule, std::string("sip.final-failure"));
        QCOMPARE(groups.front().sipCode, 403);
        QVERIFY(groups.front().severity == rules::Severity::Error);
        QCOMPARE(groups.front().first, test::CaseBuilder::at(1000));
        QCOMPARE(groups.front().last, test::CaseBuilder::at(59'000));
    }
    void timelineHoldsEveryRow() {
        const auto buckets = m_reader->timeline({}, 10);
        QCOMPARE(buckets.size(), 10U);
        std::uint64_t sum = 0;
        for (const auto& b : buckets)
            for (const auto& [state, n] : b.counts)
                sum += n;
        QCOMPARE(sum, 3U);
        QCOMPARE(buckets.front().counts.at(RowState::Failed), 1U);
        QCOMPARE(buckets.back().counts.at(RowState::Failed), 1U);
    }
    void timelineOfOneRowHasAnAxis() {
        store::RowFilter one;
        one.from = test::CaseBuilder::at(1000);
        one.to = test::CaseBuilder::at(1001);
        const auto buckets = m_reader->timeline(one, 10);
        QCOMPARE(buckets.size(), 10U);
        QCOMPARE(buckets.front().counts.at(RowState::Failed), 1U);
        QCOMPARE(buckets[1].start - buckets[0].start, Duration::milliseconds(100));
    }
    void eventsOfARow() {
        std::vector<std::string> raws;
        m_reader->eachEventWithBytes({RowId{2}}, [&](const store::EventRecord& e, std::string_view raw) {
            raws.emplace_back(raw);
            if (e.status == 0) {
                Q_ASSERT(e.sightings == 2);
                Q_ASSERT(e.from == test::endpoint("192.0.2.1"));
            }
            return true;
        });
        QCOMPARE(raws, (std::vector<std::string>{"INVITE one", "SIP/2.0 403 Forbidden"}));
        QCOMPARE(m_reader->countEvents({RowId{2}}), 2U);
        QCOMPARE(m_reader->countEvents({}), 4U);
        QCOMPARE(m_reader->sightings(EventId{1}).size(), 2U);
        QVERIFY(m_reader->sightings(EventId{1}).back().relation == dialog::SightingRelation::DoubleCapture);
        QCOMPARE(m_reader->failingEvents({RowId{2}}), std::vector<EventId>{EventId{2}});
        QCOMPARE(m_reader->eventAt(SourceId{1}, {PlaceKind::Frame, 3})->value, 1); // frame 3 is its second sighting
        QCOMPARE(m_reader->eventAt(SourceId{1}, {PlaceKind::Frame, 4})->value, 2);
        QVERIFY(!m_reader->eventAt(SourceId{1}, {PlaceKind::Frame, 1000}));
        QVERIFY(!m_reader->event(EventId{77}));
        QCOMPARE(m_reader->totals().sightings, 5U);
        QCOMPARE(m_reader->totals().messages, 4U);
        QCOMPARE(m_reader->totals().calls, 3U);
        QCOMPARE(m_reader->totals().rows, 4U);
    }
    void findingsComeBack() {
        const auto findings = m_reader->findings({RowId{2}});
        QCOMPARE(findings.size(), 2U);
        QCOMPARE(findings[0].catalogKeys.size(), 2U);
        QCOMPARE(findings[0].derived, std::vector<std::string>{"microsoft"});
        QCOMPARE(findings[0].arguments, (Arguments{{"status", "403"}, {"reason", "Forbidden"}}));
        QCOMPARE(findings[0].proof, (std::vector<EventId>{EventId{2}, EventId{1}}));
        QCOMPARE(findings[1].explainedBy.value, findings[0].id.value);
        QVERIFY(m_reader->row(RowId{2})->worst == rules::Severity::Error);
    }
    void sourcesComeBack() {
        const auto sources = m_reader->sources();
        QCOMPARE(sources.size(), 1U);
        QCOMPARE(sources[0].skipped.at("rtp"), 900U);
        QCOMPARE(sources[0].log.size(), 1U);
        QCOMPARE(sources[0].log[0].first.size(), 2U);
    }
};

QTEST_APPLESS_MAIN(TestCaseQueries)
#include "test_case_queries.moc"
