#include "sip_play.h"

#include <QtTest/QTest>

using namespace echelle;
using dialog::SightingRelation;
using test::nameOf;
using test::Play;
using test::Say;

// Oracle: the windows and the order of cases 1 to 3 in the definition of message and sighting (ARCHITECTURE.md).
class TestSightingMatcher : public QObject {
    Q_OBJECT

private:
    static Say first() { return {.ipId = 700}; }
    static SightingRelation relationOfSecond(const Say& second) {
        Play play;
        play.say(first());
        play.say(second);
        return play.relations[1];
    }

private Q_SLOTS:
    void second_data() {
        QTest::addColumn<double>("at");
        QTest::addColumn<int>("ipId");
        QTest::addColumn<int>("ttl");
        QTest::addColumn<int>("interfaceIndex");
        QTest::addColumn<int>("linkKey");
        QTest::addColumn<int>("source");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("relation");
        const auto row = [](const char* name, double at, int ipId, int ttl, int interfaceIndex, int linkKey, int source,
                            const char* to, SightingRelation relation) {
            QTest::newRow(name) << at << ipId << ttl << interfaceIndex << linkKey << source << QString::fromLatin1(to)
                                << static_cast<int>(relation);
        };
        const char* same = "10.0.0.2:5060";
        const char* other = "192.168.7.2:5060";
        row("equal IP ID within 1 s", 0.999, 700, 64, 0, 0, 1, same, SightingRelation::DoubleCapture);
        row("equal IP ID later", 1.001, 700, 64, 0, 0, 1, same, SightingRelation::First);
        row("other IP ID at once: sent again", 0.00028, 701, 64, 0, 0, 1, same, SightingRelation::First);
        row("other TTL within 10 ms", 0.0099, 701, 63, 0, 0, 1, same, SightingRelation::DoubleCapture);
        row("other TTL later", 0.0101, 701, 63, 0, 0, 1, same, SightingRelation::First);
        row("other interface", 0.005, 701, 64, 1, 0, 1, same, SightingRelation::DoubleCapture);
        row("other VLAN or MAC", 0.005, 701, 64, 0, 9, 1, same, SightingRelation::DoubleCapture);
        row("no IP ID within 1 ms", 0.0009, 0, 64, 0, 0, 1, same, SightingRelation::DoubleCapture);
        row("no IP ID later", 0.0011, 0, 64, 0, 0, 1, same, SightingRelation::First);
        row("other source within 2 s", 1.999, 5, 60, 0, 0, 2, same, SightingRelation::OtherSource);
        row("other source, other addresses", 0.2, 5, 60, 0, 0, 2, other, SightingRelation::OtherSource);
        row("other source later", 2.001, 5, 60, 0, 0, 2, same, SightingRelation::First);
        row("other addresses within 1 s", 0.9, 5, 63, 0, 0, 1, other, SightingRelation::TranslatedCopy);
        row("other addresses later", 1.1, 5, 63, 0, 0, 1, other, SightingRelation::First);
    }
    void second() {
        QFETCH(double, at);
        QFETCH(int, ipId);
        QFETCH(int, ttl);
        QFETCH(int, interfaceIndex);
        QFETCH(int, linkKey);
        QFETCH(int, source);
        QFETCH(QString, to);
        QFETCH(int, relation);
        const Say second{.at = at,
                         .to = to.toStdString(),
                         .source = source,
                         .ipId = ipId,
                         .ttl = ttl,
                         .interfaceIndex = interfaceIndex,
                         .linkKey = linkKey};
        QCOMPARE(static_cast<int>(relationOfSecond(second)), relation);
    }

    void otherBytesAreAnotherMessage() {
        Say changed = first();
        changed.headers = {"Subject: other"};
        QCOMPARE(nameOf(relationOfSecond(changed)), nameOf(SightingRelation::First));
    }

    void recordsWithoutClockAreNeverJoined() {
        Play play;
        play.say({.hasClock = false});
        play.say({.source = 2, .hasClock = false});
        QCOMPARE(play.placements.size(), std::size_t{2});
    }

    void logWritesEachSendOnce() {
        // A log of whole seconds: two sends in one second are two messages.
        Play play;
        play.say({.isFromCapture = false});
        play.say({.isFromCapture = false});
        QCOMPARE(nameOf(play.relations[1]), nameOf(SightingRelation::First));
        QCOMPARE(play.placements[1].retransmissionOf, EventId{1});
    }

    void otherSourceIsOneToOne() {
        // A send and its retransmission, both seen by two sources: two messages with two sightings each.
        Play play;
        play.run({{.at = 0.0, .ipId = 1}, {.at = 0.3, .source = 2}, {.at = 0.5, .ipId = 2}, {.at = 0.8, .source = 2}});
        QCOMPARE(play.placements.size(), std::size_t{2});
        QCOMPARE(nameOf(play.relations[1]), nameOf(SightingRelation::OtherSource));
        QCOMPARE(nameOf(play.relations[2]), nameOf(SightingRelation::First));
        QCOMPARE(nameOf(play.relations[3]), nameOf(SightingRelation::OtherSource));
        play.end();
        QCOMPARE(play.rows[0].messages, 2U);
        QCOMPARE(play.rows[0].sightings, 4U);
        QCOMPARE(play.rows[0].retransmissions, 1U);
    }

    void retransmissionOfACopiedMessageIsACopyOfTheRetransmission() {
        const std::string outside = "203.0.113.9:5060";
        Play play;
        play.run({{.at = 0.0, .ipId = 1},
                  {.at = 0.001, .from = outside, .ipId = 1, .ttl = 63},
                  {.at = 0.5, .ipId = 2},
                  {.at = 0.501, .from = outside, .ipId = 2, .ttl = 63}});
        QCOMPARE(nameOf(play.relations[1]), nameOf(SightingRelation::TranslatedCopy));
        QCOMPARE(nameOf(play.relations[2]), nameOf(SightingRelation::First));
        QCOMPARE(nameOf(play.relations[3]), nameOf(SightingRelation::TranslatedCopy));
        QCOMPARE(play.placements[1].retransmissionOf, EventId{1});
    }

    void manyEqualRecordsStayBounded() {
        Play play;
        for (int i = 0; i < 3000; ++i)
            play.say({.at = i * 0.0005, .ipId = 1 + i});
        QCOMPARE(play.placements.size(), std::size_t{3000});
    }
};

QTEST_APPLESS_MAIN(TestSightingMatcher)
#include "test_sighting_matcher.moc"
