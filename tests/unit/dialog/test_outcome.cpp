#include "sip_play.h"

#include <QtTest/QTest>

using namespace echelle;
using dialog::EndedBy;
using dialog::RowState;
using test::nameOf;
using test::Play;
using test::Say;

namespace {
using Script = std::vector<Say>;

const std::string kCaller = "10.0.0.1:5060";
const std::string kCallee = "10.0.0.2:5060";

Say invite(double at, int cseq = 1, const std::string& branch = "1") {
    return {.at = at, .cseq = cseq, .branch = branch};
}
Say reply(double at, const std::string& what, int cseq = 1, const std::string& branch = "1",
          const std::string& toTag = "b") {
    return {.at = at,
            .from = kCallee,
            .to = kCaller,
            .what = what,
            .cseq = cseq,
            .branch = branch,
            .toTag = what.substr(0, 3) == "100" ? "" : toTag};
}
Say ack(double at, int cseq = 1, const std::string& branch = "1", const std::string& toTag = "b") {
    return {.at = at, .what = "ACK", .cseq = cseq, .branch = branch, .toTag = toTag};
}
Say bye(double at, bool isByCaller = true, std::vector<std::string> headers = {}) {
    return {.at = at,
            .from = isByCaller ? kCaller : kCallee,
            .to = isByCaller ? kCallee : kCaller,
            .what = "BYE",
            .cseq = 50,
            .branch = "bye",
            .fromTag = isByCaller ? "a" : "b",
            .toTag = isByCaller ? "b" : "a",
            .headers = std::move(headers)};
}
Say with(Say say, std::vector<std::string> headers) {
    say.headers = std::move(headers);
    return say;
}
Script operator+(Script a, const Script& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}
const Script kAnswered{invite(0), reply(0.1, "100 Trying"), reply(1, "180 Ringing"), reply(3, "200 OK"),
                       ack(3.1, 1, "ack")};
} // namespace

// Oracle: the definition of a call's outcome (verdicts), case by case; RFC 3261 for what may follow what.
class TestOutcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void call_data() {
        QTest::addColumn<Script>("script");
        QTest::addColumn<double>("end");
        QTest::addColumn<RowState>("state");
        QTest::addColumn<EndedBy>("endedBy");
        QTest::addColumn<bool>("isPartial");
        QTest::addColumn<int>("finalStatus");
        const auto row = [](const char* name, const Script& script, double end, RowState state, EndedBy endedBy,
                            bool isPartial, int finalStatus) {
            QTest::newRow(name) << script << end << state << endedBy << isPartial << finalStatus;
        };
        using S = RowState;
        using E = EndedBy;
        row("answered, caller hangs up", kAnswered + Script{bye(9)}, 100, S::Answered, E::Caller, false, 200);
        row("answered, callee hangs up", kAnswered + Script{bye(9, false)}, 100, S::Answered, E::Callee, false, 200);
        row("cut at the end", kAnswered, 4, S::Answered, E::None, true, 200);
        row("BYE with cause 102", kAnswered + Script{bye(9, false, {"Reason: Q.850;cause=102"})}, 100, S::Answered,
            E::Network, false, 200);
        row("BYE for RTP timeout", kAnswered + Script{bye(9, true, {"Reason: SIP;cause=200;text=\"RTP Timeout\""})},
            100, S::Answered, E::Network, false, 200);
        row("BYE without INVITE",
            {bye(0),
             {.at = 0.1,
              .from = kCallee,
              .to = kCaller,
              .what = "200 OK",
              .method = "BYE",
              .cseq = 50,
              .branch = "bye",
              .toTag = "b"}},
            100, S::Answered, E::Unknown, true, 0);
        row("cut at the start, 200 seen", {reply(0, "200 OK"), ack(0.1, 1, "ack"), bye(5)}, 100, S::Answered, E::Caller,
            true, 200);
        row("407 then 200",
            {invite(0), reply(0.1, "407 Proxy Authentication Required", 1, "1", "p"), ack(0.2, 1, "1", "p"),
             invite(0.3, 2, "2"), reply(1, "200 OK", 2, "2"), ack(1.1, 2, "ack"), bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("stale nonce: two challenges, then 200",
            {invite(0), reply(0.1, "401 Unauthorized"), ack(0.2), invite(0.3, 2, "2"),
             reply(0.4, "401 Unauthorized", 2, "2"), ack(0.5, 2, "2"), invite(0.6, 3, "3"), reply(1, "200 OK", 3, "3"),
             ack(1.1, 3, "ack"), bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("401 never answered", {invite(0), reply(0.1, "401 Unauthorized"), ack(0.2)}, 100, S::Failed, E::None, false,
            401);
        row("cut after the 401", {invite(0), reply(0.1, "401 Unauthorized"), ack(0.2)}, 1, S::Incomplete, E::None, true,
            401);
        row("422 repeated",
            {invite(0), reply(0.1, "422 Session Interval Too Small"), ack(0.2), invite(0.3, 2, "2"),
             reply(1, "200 OK", 2, "2"), ack(1.1, 2, "ack"), bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("488 re-offered",
            {invite(0), reply(0.1, "488 Not Acceptable Here"), ack(0.2), invite(0.3, 2, "2"),
             reply(1, "200 OK", 2, "2"), ack(1.1, 2, "ack"), bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("484 overlap",
            {invite(0), reply(0.1, "484 Address Incomplete"), ack(0.2), invite(1, 2, "2"), reply(2, "200 OK", 2, "2"),
             ack(2.1, 2, "ack"), bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("302 followed",
            {invite(0), reply(0.1, "302 Moved Temporarily"), ack(0.2), invite(0.3, 2, "2"), reply(1, "200 OK", 2, "2"),
             ack(1.1, 2, "ack"), bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("302 not followed here", {invite(0), reply(0.1, "302 Moved Temporarily"), ack(0.2)}, 400, S::Redirected,
            E::None, false, 302);
        row("hunting: 503 then 200 elsewhere",
            {invite(0),
             reply(0.1, "503 Service Unavailable"),
             ack(0.2),
             {.at = 0.3, .to = "10.0.0.3:5060", .cseq = 2, .branch = "2"},
             {.at = 1,
              .from = "10.0.0.3:5060",
              .to = kCaller,
              .what = "200 OK",
              .cseq = 2,
              .branch = "2",
              .toTag = "c"},
             {.at = 1.1, .to = "10.0.0.3:5060", .what = "ACK", .cseq = 2, .branch = "ack", .toTag = "c"}},
            2, S::Answered, E::None, true, 200);
        row("parallel trunks: one fails, one answers",
            {invite(0),
             {.at = 0.01, .to = "10.0.0.3:5060", .branch = "2"},
             reply(0.1, "200 OK"),
             {.at = 0.2, .from = "10.0.0.3:5060", .to = kCaller, .what = "486 Busy Here", .branch = "2", .toTag = "c"},
             ack(0.3, 1, "ack"),
             bye(5)},
            100, S::Answered, E::Caller, false, 200);
        row("busy", {invite(0), reply(0.1, "486 Busy Here"), ack(0.2)}, 100, S::Busy, E::Callee, false, 486);
        row("busy everywhere", {invite(0), reply(0.1, "600 Busy Everywhere"), ack(0.2)}, 100, S::Busy, E::Callee, false,
            600);
        row("declined", {invite(0), reply(0.1, "603 Decline"), ack(0.2)}, 100, S::Declined, E::Callee, false, 603);
        row("unwanted", {invite(0), reply(0.1, "607 Unwanted"), ack(0.2)}, 100, S::Declined, E::Callee, false, 607);
        row("480 after ringing",
            {invite(0), reply(0.1, "180 Ringing"), reply(30, "480 Temporarily Unavailable"), ack(30.1)}, 100,
            S::Unanswered, E::None, false, 480);
        row("408 after ringing", {invite(0), reply(0.1, "180 Ringing"), reply(30, "408 Request Timeout"), ack(30.1)},
            100, S::Unanswered, E::None, false, 408);
        row("480 at once", {invite(0), reply(0.1, "480 Temporarily Unavailable"), ack(0.2)}, 100, S::Failed, E::None,
            false, 480);
        row("404", {invite(0), reply(0.1, "404 Not Found"), ack(0.2)}, 1, S::Failed, E::None, false, 404);
        row("cancelled",
            {invite(0),
             reply(0.1, "180 Ringing"),
             {.at = 4, .what = "CANCEL"},
             {.at = 4.1, .from = kCallee, .to = kCaller, .what = "200 OK", .method = "CANCEL", .toTag = "b"},
             reply(4.2, "487 Request Terminated"),
             ack(4.3)},
            100, S::Cancelled, E::Caller, false, 487);
        row("cancelled, cut before the 487", {invite(0), reply(0.1, "180 Ringing"), {.at = 4, .what = "CANCEL"}}, 5,
            S::Cancelled, E::Caller, false, 0);
        row("CANCEL crossed by the 200",
            {invite(0),
             reply(0.1, "180 Ringing"),
             {.at = 4, .what = "CANCEL"},
             reply(4.05, "200 OK"),
             ack(4.1, 1, "ack"),
             bye(4.2)},
            100, S::Answered, E::Caller, false, 200);
        row("487 without CANCEL", {invite(0), reply(4, "487 Request Terminated"), ack(4.3)}, 100, S::Cancelled,
            E::Unknown, false, 487);
        row("answered elsewhere",
            {invite(0),
             reply(0.1, "180 Ringing"),
             {.at = 4, .what = "CANCEL", .headers = {"Reason: SIP;cause=200;text=\"Call completed elsewhere\""}},
             reply(4.2, "487 Request Terminated"),
             ack(4.3)},
            100, S::Cancelled, E::Elsewhere, false, 487);
        row("answered elsewhere, said by the 487",
            {invite(0), with(reply(4.2, "487 Request Terminated"), {"Reason: SIP;cause=200"}), ack(4.3)}, 100,
            S::Cancelled, E::Elsewhere, false, 487);
        row("no answer at all", {invite(0), invite(0.5), invite(1.5)}, 32, S::Unanswered, E::None, false, 0);
        row("no answer yet", {invite(0), invite(0.5)}, 31.9, S::InProgress, E::None, true, 0);
        row("rings long", {invite(0), reply(1, "180 Ringing")}, 181, S::Unanswered, E::None, false, 0);
        row("still ringing", {invite(0), reply(1, "180 Ringing")}, 180.9, S::InProgress, E::None, true, 0);
        row("only an ACK", {ack(0)}, 100, S::Incomplete, E::None, true, 0);
        row("only a ringing", {reply(0, "180 Ringing")}, 1, S::Incomplete, E::None, true, 0);
        // RFC 3261 13.2.2.4 and 15: what can only follow an answer proves one that this capture point did not see.
        row("answer not captured, its ACK was", {invite(0), ack(1, 1, "ack"), bye(5)}, 100, S::Answered, E::Caller,
            true, 0);
        row("answer not captured, the callee hung up", {invite(0), reply(1, "180 Ringing"), bye(5, false)}, 100,
            S::Answered, E::Callee, true, 0);
        row("answer not captured, re-INVITE was",
            {invite(0), {.at = 5, .cseq = 2, .branch = "re", .toTag = "b"}, reply(5.1, "200 OK", 2, "re")}, 100,
            S::Answered, E::None, true, 0);
        row("over, but whether answered was not captured", {invite(0), reply(1, "180 Ringing"), bye(5)}, 100,
            S::Incomplete, E::Caller, true, 0);
        row("refusal not captured, its ACK was", {invite(0), ack(1)}, 100, S::Incomplete, E::None, true, 0);
        row("a challenge without its request", {reply(0, "401 Unauthorized")}, 100, S::Incomplete, E::None, true, 401);
        row("credentials refused at the end of the input",
            {invite(0), with(reply(0.1, "401 Unauthorized"), {"WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""}),
             ack(0.2), with(invite(0.3, 2, "2"), {"Authorization: Digest username=\"a\", realm=\"r\", nonce=\"n\""}),
             with(reply(0.4, "401 Unauthorized", 2, "2"), {"WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""}),
             ack(0.5, 2, "2")},
            1, S::Failed, E::None, false, 401);
        row("credentials refused at the end of the input, but their nonce had aged",
            {invite(0), with(reply(0.1, "401 Unauthorized"), {"WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""}),
             ack(0.2), with(invite(0.3, 2, "2"), {"Authorization: Digest username=\"a\", realm=\"r\", nonce=\"n\""}),
             with(reply(0.4, "401 Unauthorized", 2, "2"),
                  {"WWW-Authenticate: Digest realm=\"r\", nonce=\"m\", stale=true"}),
             ack(0.5, 2, "2")},
            1, S::Incomplete, E::None, true, 401);
        row("re-INVITE refused",
            kAnswered + Script{{.at = 5, .cseq = 2, .branch = "re", .toTag = "b"},
                               reply(5.1, "488 Not Acceptable Here", 2, "re"),
                               ack(5.2, 2, "re"),
                               bye(9)},
            100, S::Answered, E::Caller, false, 200);
        row("491 then repeated",
            kAnswered + Script{{.at = 5, .cseq = 2, .branch = "re", .toTag = "b"},
                               reply(5.1, "491 Request Pending", 2, "re"),
                               ack(5.2, 2, "re"),
                               {.at = 7, .cseq = 3, .branch = "re2", .toTag = "b"},
                               reply(7.1, "200 OK", 3, "re2"),
                               ack(7.2, 3, "reack"),
                               bye(9)},
            100, S::Answered, E::Caller, false, 200);
        row("BYE answered 481",
            kAnswered + Script{bye(9),
                               {.at = 9.1,
                                .from = kCallee,
                                .to = kCaller,
                                .what = "481 Call/Transaction Does Not Exist",
                                .method = "BYE",
                                .cseq = 50,
                                .branch = "bye",
                                .toTag = "b"}},
            100, S::Answered, E::Caller, false, 200);
    }
    void call() {
        QFETCH(Script, script);
        QFETCH(double, end);
        QFETCH(RowState, state);
        QFETCH(EndedBy, endedBy);
        QFETCH(bool, isPartial);
        QFETCH(int, finalStatus);
        Play play;
        play.run(script);
        play.end(end);
        QCOMPARE(play.rows.size(), std::size_t{1});
        const dialog::RowFacts& row = play.rows[0];
        QCOMPARE(nameOf(row.state), nameOf(state));
        QCOMPARE(nameOf(row.endedBy), nameOf(endedBy));
        QCOMPARE(row.isPartial, isPartial);
        QCOMPARE(row.finalStatus, finalStatus);
        QCOMPARE(row.messages, static_cast<std::uint32_t>(script.size()));
    }

    void timesOfACall() {
        // First INVITE at 0, 200 at 3, BYE at 9: set-up 3 s, talk 6 s; after a challenge the set-up counts from the
        // first INVITE.
        Play play;
        play.run(kAnswered + Script{bye(9)});
        play.end(60);
        QCOMPARE(play.rows[0].setup->ns, Duration::seconds(3).ns);
        QCOMPARE(play.rows[0].talk->ns, Duration::seconds(6).ns);
        QCOMPARE((play.rows[0].end - play.rows[0].start).ns, Duration::seconds(9).ns);

        Play challenged;
        challenged.run(
            {invite(0), reply(0.1, "401 Unauthorized"), ack(0.2), invite(2, 2, "2"), reply(5, "200 OK", 2, "2")});
        challenged.end();
        QCOMPARE(challenged.rows[0].setup->ns, Duration::seconds(5).ns);
    }

    void forkOfTwoAnswersEndsWithTheLast() {
        // Both phones answer; the caller hangs one up at once (13.2.2.4) and the other later.
        Say byeToC = bye(3.3);
        byeToC.toTag = "c";
        byeToC.branch = "byeC";
        Play play;
        play.run({invite(0), reply(1, "180 Ringing"), reply(1.1, "180 Ringing", 1, "1", "c"), reply(3, "200 OK"),
                  reply(3.1, "200 OK", 1, "1", "c"), ack(3.2, 1, "ackB"), ack(3.25, 1, "ackC", "c"), byeToC, bye(10)});
        play.end(60);
        QCOMPARE(play.rows[0].forks, 1U);
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Answered));
        QCOMPARE(play.rows[0].talk->ns, Duration::seconds(7).ns);
    }

    void otherTagOfAFailureIsNoFork() {
        Play play;
        play.run({invite(0), reply(1, "180 Ringing"), reply(3, "486 Busy Here", 1, "1", "proxy"),
                  ack(3.1, 1, "1", "proxy")});
        play.end(60);
        QCOMPARE(play.rows[0].forks, 0U);
    }

    void failingEvents_data() {
        QTest::addColumn<Script>("script");
        QTest::addColumn<std::vector<int>>("failing");
        QTest::newRow("the final response of a failed call")
            << Script{invite(0), reply(0.1, "100 Trying"), reply(0.2, "503 Service Unavailable"), ack(0.3)}
            << std::vector<int>{3};
        QTest::newRow("nothing of a busy one")
            << Script{invite(0), reply(0.2, "486 Busy Here"), ack(0.3)} << std::vector<int>{};
        QTest::newRow("last send of an unanswered request")
            << Script{invite(0), invite(0.5), invite(1.5)} << std::vector<int>{3};
        QTest::newRow("a refused request in the dialog")
            << kAnswered + Script{{.at = 5, .what = "INFO", .cseq = 2, .branch = "i", .toTag = "b"},
                                  {.at = 5.1,
                                   .from = kCallee,
                                   .to = kCaller,
                                   .what = "415 Unsupported Media Type",
                                   .method = "INFO",
                                   .cseq = 2,
                                   .branch = "i",
                                   .toTag = "b"},
                                  bye(9),
                                  {.at = 9.1,
                                   .from = kCallee,
                                   .to = kCaller,
                                   .what = "200 OK",
                                   .method = "BYE",
                                   .cseq = 50,
                                   .branch = "bye",
                                   .toTag = "b"}}
            << std::vector<int>{7};
        QTest::newRow("not the request whose answer was not captured")
            << Script{invite(0), reply(1, "180 Ringing"), ack(1, 1, "ack"), bye(5, false)} << std::vector<int>{4};
        QTest::newRow("not where it was retried")
            << kAnswered + Script{{.at = 5, .cseq = 2, .branch = "re", .toTag = "b"},
                                  reply(5.1, "491 Request Pending", 2, "re"),
                                  ack(5.2, 2, "re"),
                                  {.at = 7, .cseq = 3, .branch = "re2", .toTag = "b"},
                                  reply(7.1, "200 OK", 3, "re2"),
                                  ack(7.2, 3, "reack")}
            << std::vector<int>{};
    }
    void failingEvents() {
        QFETCH(Script, script);
        QFETCH(std::vector<int>, failing);
        Play play;
        play.run(script);
        play.end(40);
        std::vector<int> found;
        for (EventId id : play.rows.at(0).failing)
            found.push_back(static_cast<int>(id.value));
        QCOMPARE(found, failing);
    }

    void withoutClockNothingIsUnanswered() {
        Play play;
        Say say = invite(0);
        say.hasClock = false;
        play.say(say);
        play.end(1000);
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::InProgress));
        QVERIFY(!play.rows[0].setup);
    }
};

QTEST_APPLESS_MAIN(TestOutcome)
#include "test_outcome.moc"
