#include "core/scene/ladder_scene.h"
#include "tests/unit/scene/fake_events.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::scene;
using ladder::RowKind;
using test::sipMessage;

namespace {
// An INVITE sent seven times from 0 to 31.5 s (RFC 3261 figures 5 and 17.1.1.2: T1 doubling), never answered.
std::shared_ptr<test::FakeEvents> unanswered() {
    auto events = std::make_shared<test::FakeEvents>();
    for (const std::int64_t ms : {0, 500, 1500, 3500, 7500, 15500, 31500})
        events->add(ms, "10.1.1.1", "10.1.1.2", sipMessage("INVITE sip:bob@example.com SIP/2.0", "1 INVITE"));
    for (std::size_t i = 1; i < 7; ++i)
        events->events[i].retransmissionOf = EventId{1};
    events->failing = {EventId{7}};
    return events;
}

LadderScene sceneOf(std::shared_ptr<test::FakeEvents> events, Settings settings = {}) {
    return {std::move(events), std::make_shared<test::KeyWords>(), {RowId{1}}, std::move(settings)};
}
} // namespace

class TestScene : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retransmissionsAreOneArrow() {
        const LadderScene scene = sceneOf(unanswered());
        QCOMPARE(scene.rowCount(), std::size_t(1));
        const ladder::RowContent row = scene.content(0);
        QCOMPARE(row.label, std::string("INVITE"));
        QCOMPARE(row.repeat, std::string("×7"));
        QCOMPARE(row.aside, std::string("over(span=31.5 s)"));
        QCOMPARE(row.emphasis, ladder::Emphasis::Failing); // the last send fails, and the arrow stands for it
        QCOMPARE(row.mark, ladder::Mark::Cross);
        for (int id = 1; id <= 7; ++id) {
            QCOMPARE(scene.rowOf(EventId{id}), std::optional<std::size_t>(0));
            QCOMPARE(scene.numberOf(EventId{id}), std::optional<std::uint32_t>(1));
        }
    }

    void retransmissionsUnfold() {
        Settings settings;
        settings.unfolded = {EventId{1}};
        settings.hasGaps = false;
        const LadderScene scene = sceneOf(unanswered(), settings);
        QCOMPARE(scene.rowCount(), std::size_t(7));
        QVERIFY(!scene.isFailing(0) && scene.isFailing(6));
        QCOMPARE(scene.content(3).aside, std::string("sent-again(number=1)"));
        QCOMPARE(scene.content(3).number, std::string());
        QCOMPARE(scene.rowOf(EventId{4}), std::optional<std::size_t>(3));
    }

    void times_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QStringList>("wanted");
        const QString utc = QStringLiteral("UTC");
        QTest::newRow("absolute") << int(TimeMode::Absolute) << utc
                                  << QStringList{QStringLiteral("20:26:38.000"), QStringLiteral("20:26:38.310"),
                                                 QStringLiteral("20:26:39.000")};
        // Paris is an hour ahead of UTC in November.
        QTest::newRow("zone") << int(TimeMode::Absolute) << QStringLiteral("Europe/Paris")
                              << QStringList{QStringLiteral("21:26:38.000"), QStringLiteral("21:26:38.310"),
                                             QStringLiteral("21:26:39.000")};
        QTest::newRow("unknown zone") << int(TimeMode::Absolute) << QStringLiteral("Mars/Olympus")
                                      << QStringList{QStringLiteral("20:26:38.000"), QStringLiteral("20:26:38.310"),
                                                     QStringLiteral("20:26:39.000")};
        QTest::newRow("since start") << int(TimeMode::SinceStart) << utc
                                     << QStringList{QStringLiteral("+0.000"), QStringLiteral("+0.310"),
                                                    QStringLiteral("+1.000")};
        QTest::newRow("since previous") << int(TimeMode::SincePrevious) << utc
                                        << QStringList{QString(), QStringLiteral("+0.310"), QStringLiteral("+0.690")};
    }
    void times() {
        QFETCH(int, mode);
        QFETCH(QString, zone);
        QFETCH(QStringList, wanted);
        auto events = std::make_shared<test::FakeEvents>();
        for (const std::int64_t ms : {0, 310, 1000})
            events->add(ms, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS"));
        Settings settings;
        settings.timeMode = static_cast<TimeMode>(mode);
        settings.zone = zone.toStdString();
        const LadderScene scene = sceneOf(events, settings);
        QStringList times;
        for (std::size_t row = 0; row < scene.rowCount(); ++row)
            times += QString::fromStdString(scene.content(row).time);
        QCOMPARE(times, wanted);
    }

    void decimalsFollowTheLanguage() {
        auto events = std::make_shared<test::FakeEvents>();
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS"));
        events->add(310, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "2 OPTIONS"));
        auto french = std::make_shared<test::KeyWords>();
        french->point = ",";
        const LadderScene scene(events, french, {RowId{1}});
        QCOMPARE(scene.content(1).time, std::string("+0,310"));
    }

    void withoutAClockThereIsOnlyOrder() {
        auto events = std::make_shared<test::FakeEvents>();
        for (int i = 0; i < 3; ++i)
            events->add(i * 100'000, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS")).time =
                Timestamp{};
        const LadderScene scene = sceneOf(events);
        QCOMPARE(scene.rowCount(), std::size_t(3)); // no gaps
        QCOMPARE(scene.content(2).time, std::string());
        QCOMPARE(scene.timeTitle(), std::string("no-time"));
        QVERIFY(!scene.sincePrevious(1) && !scene.untilNext(1));
    }

    void longSilenceIsABreak() {
        auto events = std::make_shared<test::FakeEvents>();
        for (const std::int64_t ms : {0, 20, 40, 60, 60'060, 60'080})
            events->add(ms, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS"));
        const LadderScene scene = sceneOf(events);
        QCOMPARE(scene.rowCount(), std::size_t(7));
        QCOMPARE(scene.shape(4).kind, RowKind::Gap);
        QCOMPARE(scene.content(4).label, std::string("gap(span=60.0 s)"));
        QVERIFY(!scene.eventOf(4).isValid());
        QCOMPARE(scene.sincePrevious(5)->ns, Duration::seconds(60).ns); // looks over the break
    }

    void steadyStepsAreNoBreaks() {
        auto events = std::make_shared<test::FakeEvents>();
        for (int i = 0; i < 10; ++i) // a registration every minute
            events->add(i * 60'000, "10.1.1.1", "10.1.1.2", sipMessage("REGISTER sip:x SIP/2.0", "1 REGISTER"));
        QCOMPARE(sceneOf(events).rowCount(), std::size_t(10));
    }

    void dayChangesInTheZone() {
        auto events = std::make_shared<test::FakeEvents>();
        // 20:26:38 and 95 minutes later: midnight lies between them in Helsinki (UTC+2), not in UTC.
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS"));
        events->add(5'700'000, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "2 OPTIONS"));
        Settings settings;
        settings.timeMode = TimeMode::Absolute;
        settings.zone = "Europe/Helsinki";
        const LadderScene helsinki = sceneOf(events, settings);
        QCOMPARE(helsinki.rowCount(), std::size_t(3));
        QCOMPARE(helsinki.content(1).label, std::string("2026-11-22"));
        settings.zone = "UTC";
        QCOMPARE(sceneOf(events, settings).rowCount(), std::size_t(2));
    }

    void findingsAndNotesStandAtTheirMessage() {
        auto events = unanswered();
        events->add(32'000, "10.1.1.2", "10.1.1.1", sipMessage("SIP/2.0 408 Request Timeout", "1 INVITE"));
        rules::Finding finding;
        finding.rule = "sip.no-final-response";
        finding.severity = rules::Severity::Warning;
        finding.proof = {EventId{7}}; // a folded send
        events->found = {finding};
        events->noted = {{NoteId{1}, EventId{8}, {}, "two\nlines", 0, 0},
                         {NoteId{2}, {}, RowId{1}, "whole call", 0, 0}};
        const LadderScene scene = sceneOf(events);
        const auto first = scene.annotations(0);
        QCOMPARE(first.size(), std::size_t(2));
        QCOMPARE(first[0].text, std::string("sip.no-final-response"));
        QCOMPARE(first[0].mark, ladder::Mark::Exclamation);
        QCOMPARE(first[1].text, std::string("whole call"));
        const auto last = scene.annotations(scene.rowCount() - 1);
        QCOMPARE(last.at(0).text, std::string("two lines"));
        QVERIFY(scene.shape(0).hasAnnotations);
    }

    void holdShadesUntilResumeAndToTheEnd() {
        auto events = std::make_shared<test::FakeEvents>();
        using dialog::SessionNote;
        const SessionNote notes[] = {SessionNote::None,   SessionNote::Hold, SessionNote::None,
                                     SessionNote::Resume, SessionNote::Hold, SessionNote::None};
        for (int i = 0; i < 6; ++i)
            events->add(i * 100, "10.1.1.1", "10.1.1.2", sipMessage("INVITE sip:x SIP/2.0", "1 INVITE")).note =
                notes[i];
        const LadderScene scene = sceneOf(events);
        for (const std::size_t lane : {std::size_t(0), std::size_t(1)}) {
            const auto held = scene.heldRanges(lane);
            QCOMPARE(held.size(), std::size_t(2));
            QCOMPARE(held[0].first, std::size_t(1));
            QCOMPARE(held[0].last, std::size_t(3));
            QCOMPARE(held[1].first, std::size_t(4));
            QCOMPARE(held[1].last, std::size_t(5)); // never resumed: to the last message of the leg
        }
        QCOMPARE(scene.content(1).badge, std::string("hold"));
        QCOMPARE(scene.content(3).badge, std::string("resume"));
    }

    void nextHopSaysWhatItRelays() {
        auto events = std::make_shared<test::FakeEvents>();
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("INVITE sip:x SIP/2.0", "1 INVITE"));
        events->add(5, "10.1.1.2", "10.1.1.3", sipMessage("INVITE sip:x SIP/2.0", "1 INVITE")).nextHopOf = EventId{1};
        events->events[1].leg = LegId{2};
        const LadderScene scene = sceneOf(events);
        QCOMPARE(scene.content(1).aside, std::string("relays-after(number=1)(span=5.00 ms)"));
        QVERIFY(scene.content(0).leg != scene.content(1).leg); // legs have hues of their own
    }

    void bytesAreReadForTheRowsThatAreDrawn() {
        auto events = std::make_shared<test::FakeEvents>();
        for (int i = 0; i < 1'000; ++i)
            events->add(i, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS"));
        const LadderScene scene = sceneOf(events);
        QCOMPARE(events->bytesAsked, std::size_t(0));
        for (int again = 0; again < 2; ++again) {
            for (std::size_t row = 500; row < 510; ++row)
                (void)scene.content(row);
        }
        QCOMPARE(events->bytesAsked, std::size_t(10));
    }

    void oddInputsAreDrawn() {
        auto events = std::make_shared<test::FakeEvents>();
        events->add(0, "10.1.1.1", "10.1.1.2", "\x01\x02 no SIP at all");
        events->add(0, "10.1.1.1", "10.1.1.2", "");
        events->events[1].status = 999'999;
        // A repeat of a message that is not here, of itself, and of a later one; times at the ends of their type.
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS")).retransmissionOf =
            EventId{77};
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS")).retransmissionOf =
            EventId{4};
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS")).retransmissionOf =
            EventId{6};
        events->add(0, "10.1.1.1", "10.1.1.2", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS"));
        events->events[4].time.ns = std::numeric_limits<std::int64_t>::min() + 1;
        events->events[5].time.ns = std::numeric_limits<std::int64_t>::max();
        for (const TimeMode mode : {TimeMode::Absolute, TimeMode::SinceStart, TimeMode::SincePrevious}) {
            Settings settings;
            settings.timeMode = mode;
            const LadderScene scene = sceneOf(events, settings);
            QVERIFY(scene.rowCount() >= 6);
            for (std::size_t row = 0; row < scene.rowCount(); ++row) {
                const ladder::RowContent content = scene.content(row);
                QVERIFY(content.label.find('\x01') == std::string::npos);
                QVERIFY(!content.label.empty());
            }
        }
    }

    void noEvents() {
        const LadderScene scene = sceneOf(std::make_shared<test::FakeEvents>());
        QCOMPARE(scene.rowCount(), std::size_t(0));
        QCOMPARE(scene.laneCount(), std::size_t(0));
        QVERIFY(!scene.rowOf(EventId{1}));
        QVERIFY(!scene.timeTitle().empty());
    }
};

QTEST_GUILESS_MAIN(TestScene)
#include "test_scene.moc"
