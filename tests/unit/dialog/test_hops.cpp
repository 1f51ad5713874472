#include "sip_play.h"

#include <QtTest/QTest>

using namespace echelle;
using test::nameOf;
using test::Play;
using test::Say;

namespace {
const std::string kPhone = "10.0.0.1:5060";
const std::string kProxy = "10.0.0.9:5060";
const std::string kServer = "10.0.0.2:5060";

std::string hopText(const dialog::LegFacts& leg) {
    return leg.hopA.toString() + " " + leg.hopB.toString();
}
} // namespace

// Oracle: "next hop", "retransmission", "leg" and "hop" as ARCHITECTURE.md defines them; RFC 3261 16.6 and 17.
class TestHops : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callThroughAProxyIsOneRowOfTwoLegs() {
        Play play;
        play.run({{.at = 0.00, .from = kPhone, .to = kProxy, .branch = "1"},
                  {.at = 0.01, .from = kProxy, .to = kPhone, .what = "100 Trying", .branch = "1"},
                  {.at = 0.02, .from = kProxy, .to = kServer, .branch = "2,1"},
                  {.at = 0.03, .from = kServer, .to = kProxy, .what = "100 Trying", .branch = "2,1"},
                  {.at = 1.00, .from = kServer, .to = kProxy, .what = "180 Ringing", .branch = "2,1", .toTag = "b"},
                  {.at = 1.01, .from = kProxy, .to = kPhone, .what = "180 Ringing", .branch = "1", .toTag = "b"},
                  {.at = 2.00, .from = kServer, .to = kProxy, .what = "200 OK", .branch = "2,1", .toTag = "b"},
                  {.at = 2.01, .from = kProxy, .to = kPhone, .what = "200 OK", .branch = "1", .toTag = "b"},
                  {.at = 2.10, .from = kPhone, .to = kProxy, .what = "ACK", .branch = "3", .toTag = "b"},
                  {.at = 2.11, .from = kProxy, .to = kServer, .what = "ACK", .branch = "4,3", .toTag = "b"}});
        play.end();
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(play.rows[0].legs, 2U);
        QCOMPARE(play.rows[0].messages, 10U);
        QCOMPARE(play.rows[0].retransmissions, 0U);
        // 100 Trying is never passed on (16.7): no hop.
        const std::vector<int> hops{0, 0, 1, 0, 0, 5, 0, 7, 0, 9};
        for (std::size_t i = 0; i < hops.size(); ++i)
            QCOMPARE(static_cast<int>(play.placements[i].nextHopOf.value), hops[i]);
        QCOMPARE(hopText(play.legs[0]), std::string("10.0.0.1 10.0.0.9"));
        QCOMPARE(hopText(play.legs[1]), std::string("10.0.0.2 10.0.0.9"));
        QVERIFY(!play.legs[0].joinedTo.isValid());
        QCOMPARE(play.legs[1].joinedTo, play.legs[0].id);
        QCOMPARE(play.legs[1].strategy, std::string("via-branch"));
        QCOMPARE(play.legs[1].evidence, std::string("z9hG4bK1"));
    }

    void failureOfOneBranchIsNoFailureOfTheCall() {
        // The proxy tries two servers; the first refuses, the second answers: the caller's side got 200.
        const std::string second = "10.0.0.3:5060";
        Play play;
        play.run({{.at = 0.0, .from = kPhone, .to = kProxy, .branch = "1"},
                  {.at = 0.1, .from = kProxy, .to = kServer, .branch = "2,1"},
                  {.at = 0.2,
                   .from = kServer,
                   .to = kProxy,
                   .what = "503 Service Unavailable",
                   .branch = "2,1",
                   .toTag = "x"},
                  {.at = 0.3, .from = kProxy, .to = kServer, .what = "ACK", .branch = "2", .toTag = "x"},
                  {.at = 0.4, .from = kProxy, .to = second, .branch = "3,1"},
                  {.at = 1.0, .from = second, .to = kProxy, .what = "200 OK", .branch = "3,1", .toTag = "b"},
                  {.at = 1.1, .from = kProxy, .to = kPhone, .what = "200 OK", .branch = "1", .toTag = "b"}});
        play.end();
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(nameOf(play.rows[0].state), nameOf(dialog::RowState::Answered));
        QCOMPARE(play.rows[0].finalStatus, 200);
        QCOMPARE(play.rows[0].legs, 3U);
        QVERIFY(play.rows[0].failing.empty());
        QCOMPARE(play.placements[3].leg, play.placements[1].leg); // the ACK goes with its INVITE
    }

    void hopSeenLateIsStillTheCallers() {
        // Two sources with clocks apart: the second hop comes first. The caller's side is the one with fewer Via
        // entries.
        Play play;
        play.run({{.at = 0.0, .from = kProxy, .to = kServer, .branch = "2,1"},
                  {.at = 0.1, .from = kServer, .to = kProxy, .what = "486 Busy Here", .branch = "2,1", .toTag = "x"},
                  {.at = 0.2, .from = kPhone, .to = kProxy, .branch = "1"},
                  {.at = 0.3, .from = kProxy, .to = kPhone, .what = "603 Decline", .branch = "1", .toTag = "y"}});
        play.end(60);
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(play.rows[0].finalStatus, 603);
    }

    void retransmissions_data() {
        QTest::addColumn<int>("transport");
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("isRetransmission");
        const int udp = static_cast<int>(Transport::Udp);
        const int tcp = static_cast<int>(Transport::Tcp);
        const int tls = static_cast<int>(Transport::Tls);
        QTest::newRow("INVITE over UDP") << udp << QStringLiteral("INVITE") << true;
        QTest::newRow("INVITE over TCP") << tcp << QStringLiteral("INVITE") << false;
        QTest::newRow("180 over UDP") << udp << QStringLiteral("180 Ringing") << true;
        QTest::newRow("180 over TLS") << tls << QStringLiteral("180 Ringing") << false;
        QTest::newRow("200 over TCP") << tcp << QStringLiteral("200 OK") << true;
        QTest::newRow("ACK over TCP") << tcp << QStringLiteral("ACK") << true;
        QTest::newRow("404 over TCP") << tcp << QStringLiteral("404 Not Found") << false;
    }
    void retransmissions() {
        QFETCH(int, transport);
        QFETCH(QString, what);
        QFETCH(bool, isRetransmission);
        const auto t = static_cast<Transport>(transport);
        Play play;
        play.say({.at = 0, .transport = t});
        const bool isInvite = what == QLatin1String("INVITE");
        const bool isResponse = what[0].isDigit();
        Say say{.at = 1,
                .from = isResponse ? kServer : kPhone,
                .to = isResponse ? kPhone : kServer,
                .what = what.toStdString(),
                .branch = what == QLatin1String("ACK") ? "ack" : "1",
                .toTag = isInvite ? "" : "b",
                .transport = t,
                .ipId = 1};
        if (!isInvite)
            play.say(say);
        say.at = 1.5;
        say.ipId = 2;
        play.say(say);
        const auto& last = play.placements.back();
        QCOMPARE(last.retransmissionOf.isValid(), isRetransmission);
        if (isRetransmission)
            QCOMPARE(last.retransmissionOf, EventId{isInvite ? 1 : 2});
        QCOMPARE(last.leg, play.placements.front().leg);
    }

    void otherAnswersAreNoRetransmissions() {
        // Another To tag is a fork, another RSeq or body another response.
        Play play;
        const auto ringing = [](double at, const char* tag, std::vector<std::string> headers, std::string body) {
            return Say{.at = at,
                       .from = kServer,
                       .to = kPhone,
                       .what = "183 Session Progress",
                       .toTag = tag,
                       .sdp = std::move(body),
                       .headers = std::move(headers)};
        };
        play.run({{.at = 0},
                  ringing(1, "b", {}, ""),
                  ringing(2, "c", {}, ""),
                  ringing(3, "b", {"RSeq: 1"}, ""),
                  ringing(4, "b", {"RSeq: 2"}, ""),
                  ringing(5, "b", {"RSeq: 2"}, test::sdp(1)),
                  ringing(6, "b", {"RSeq: 2"}, "")});
        for (std::size_t i = 0; i < 6; ++i)
            QVERIFY(!play.placements[i].retransmissionOf.isValid());
        QCOMPARE(play.placements[6].retransmissionOf, EventId{5});
        play.end();
        QCOMPARE(play.rows[0].forks, 1U);
    }

    void portsCountWhereTheyMust() {
        // One host: caller 5061, proxy 5060, callee 5062 on 127.0.0.1.
        Play local;
        local.run({{.at = 0, .from = "127.0.0.1:5061", .to = "127.0.0.1:5060", .branch = "1"},
                   {.at = 0.1, .from = "127.0.0.1:5060", .to = "127.0.0.1:5062", .branch = "2,1"},
                   {.at = 0.2,
                    .from = "127.0.0.1:5062",
                    .to = "127.0.0.1:5060",
                    .what = "180 Ringing",
                    .branch = "2,1",
                    .toTag = "b"}});
        local.end();
        QCOMPARE(local.legs.size(), std::size_t{2});
        QCOMPARE(hopText(local.legs[0]), std::string("127.0.0.1:5060 127.0.0.1:5061"));
        QCOMPARE(local.placements[2].leg, local.placements[1].leg);

        // Two hosts: a request of the dialog to another port stays on the hop.
        Play moved;
        moved.run({{.at = 0},
                   {.at = 1, .from = kServer, .to = kPhone, .what = "200 OK", .toTag = "b"},
                   {.at = 2,
                    .from = "10.0.0.1:40000",
                    .to = "10.0.0.2:5070",
                    .what = "BYE",
                    .cseq = 2,
                    .branch = "bye",
                    .toTag = "b"}});
        moved.end();
        QCOMPARE(moved.legs.size(), std::size_t{1});
        QCOMPARE(hopText(moved.legs[0]), std::string("10.0.0.1 10.0.0.2"));

        // Two hosts, the same request again with another branch and ports: there and back is two hops.
        Play back;
        back.run(
            {{.at = 0, .branch = "1"}, {.at = 0.1, .from = "10.0.0.2:5080", .to = "10.0.0.1:5070", .branch = "2,1"}});
        back.end();
        QCOMPARE(back.legs.size(), std::size_t{2});
        QCOMPARE(hopText(back.legs[0]), std::string("10.0.0.1:5060 10.0.0.2:5060"));
        QCOMPARE(hopText(back.legs[1]), std::string("10.0.0.1:5070 10.0.0.2:5080"));
    }

    void connectingPortDoesNotCount() {
        Play play;
        play.run({{.at = 0, .from = "10.0.0.1:49152", .transport = Transport::Tcp},
                  {.at = 1,
                   .from = kServer,
                   .to = "10.0.0.1:49152",
                   .what = "200 OK",
                   .toTag = "b",
                   .transport = Transport::Tcp},
                  {.at = 2,
                   .from = "10.0.0.1:49200",
                   .what = "ACK",
                   .branch = "ack",
                   .toTag = "b",
                   .transport = Transport::Tcp}});
        play.end();
        QCOMPARE(play.legs.size(), std::size_t{1});
        QCOMPARE(hopText(play.legs[0]), std::string("10.0.0.1 10.0.0.2:5060"));
    }

    void translatedCopySharesTheLeg() {
        const std::string outside = "203.0.113.9:61000";
        Play play;
        play.run(
            {{.at = 0, .ipId = 1},
             {.at = 0.001, .from = outside, .ipId = 1, .ttl = 63},
             {.at = 0.5, .from = kServer, .to = outside, .what = "180 Ringing", .toTag = "b", .ipId = 8},
             {.at = 0.501, .from = kServer, .to = kPhone, .what = "180 Ringing", .toTag = "b", .ipId = 8, .ttl = 63},
             {.at = 3,
              .from = kServer,
              .to = outside,
              .what = "BYE",
              .cseq = 7,
              .branch = "bye",
              .fromTag = "b",
              .toTag = "a"}});
        play.end();
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(play.legs.size(), std::size_t{1});
        QCOMPARE(play.rows[0].messages, 3U);
        QCOMPARE(play.rows[0].sightings, 5U);
    }
};

QTEST_APPLESS_MAIN(TestHops)
#include "test_hops.moc"
