#include "core/base/diagnostic.h"
#include "core/dialog/dialog_sets.h"
#include "core/dialog/key_index.h"
#include "sip_play.h"

#include <QtTest/QTest>

#include <random>
#include <unordered_map>

using namespace echelle;
using dialog::RowKind;
using dialog::RowState;
using test::nameOf;
using test::Play;
using test::Say;

namespace {
const std::string kUa = "10.0.0.1:5060";
const std::string kServer = "10.0.0.2:5060";

Say reply(const Say& request, double at, const std::string& what, const std::string& toTag = "b") {
    Say say = request;
    std::swap(say.from, say.to);
    say.at = at;
    say.method = request.what;
    say.what = what;
    say.toTag = toTag;
    say.headers.clear();
    return say;
}
} // namespace

// Oracle: "row" and the kinds as ARCHITECTURE.md defines them; the outcome of registrations, subscriptions and pings in
// verdicts.
class TestRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<RowKind>("kind");
        QTest::newRow("INVITE") << QStringLiteral("INVITE") << RowKind::Call;
        QTest::newRow("REGISTER") << QStringLiteral("REGISTER") << RowKind::Registration;
        QTest::newRow("SUBSCRIBE") << QStringLiteral("SUBSCRIBE") << RowKind::Subscription;
        QTest::newRow("PUBLISH") << QStringLiteral("PUBLISH") << RowKind::Subscription;
        QTest::newRow("OPTIONS") << QStringLiteral("OPTIONS") << RowKind::Options;
        QTest::newRow("MESSAGE") << QStringLiteral("MESSAGE") << RowKind::Message;
        QTest::newRow("unknown") << QStringLiteral("FROBNICATE") << RowKind::Message;
    }
    void kinds() {
        QFETCH(QString, method);
        QFETCH(RowKind, kind);
        Play play;
        play.say({.what = method.toStdString()});
        play.end();
        QCOMPARE(nameOf(play.rows.at(0).kind), nameOf(kind));
    }

    void keepAliveNotifyIsAPing() {
        Play play;
        play.say({.what = "NOTIFY", .headers = {"Event: keep-alive"}});
        play.end();
        QCOMPARE(nameOf(play.rows[0].kind), nameOf(RowKind::Options));
        QVERIFY(play.rows[0].isFolded);
        QCOMPARE(play.rows[0].foldReason, std::string("ping"));
    }

    void anyAnswerToOptionsMeansAlive() {
        for (const char* answer :
             {"200 OK", "404 Not Found", "405 Method Not Allowed", "483 Too Many Hops", "501 Not Implemented"}) {
            Play play;
            const Say ping{.what = "OPTIONS"};
            play.run({ping, reply(ping, 0.1, answer)});
            play.end(100);
            QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Succeeded));
            QVERIFY(play.rows[0].isFolded);
            QVERIFY(play.rows[0].failing.empty());
        }
    }

    void calleesRequestsBelongToTheCall() {
        const Say invite{.at = 0};
        const Say bye{.at = 5,
                      .from = kServer,
                      .to = kUa,
                      .what = "BYE",
                      .cseq = 900,
                      .branch = "x",
                      .fromTag = "b",
                      .toTag = "a"};
        const Say info{.at = 4,
                       .from = kServer,
                       .to = kUa,
                       .what = "OPTIONS",
                       .cseq = 899,
                       .branch = "o",
                       .fromTag = "b",
                       .toTag = "a"};
        Play play;
        play.run({invite, reply(invite, 1, "200 OK"), info, reply(info, 4.1, "200 OK", "a"), bye,
                  reply(bye, 5.1, "200 OK", "a")});
        play.end(60);
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(nameOf(play.rows[0].kind), nameOf(RowKind::Call));
        QCOMPARE(play.rows[0].messages, 6U);
    }

    void midStreamRequestsOfBothSidesAreOneCall() {
        const Say info{.at = 0,
                       .from = kServer,
                       .to = kUa,
                       .what = "INFO",
                       .cseq = 4,
                       .branch = "i",
                       .fromTag = "b",
                       .toTag = "a"};
        const Say bye{.at = 5, .what = "BYE", .cseq = 9, .branch = "x", .toTag = "b"};
        Play play;
        play.run({info, reply(info, 0.1, "200 OK", "a"), bye, reply(bye, 5.1, "200 OK")});
        play.end(60);
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(nameOf(play.rows[0].kind), nameOf(RowKind::Call));
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Answered));
        QVERIFY(play.rows[0].isPartial);
    }

    void registerAndInviteOfOneCallIdAreTwoRows() {
        // SIPp scenarios register and call under one Call-ID and tag: a call is an INVITE and all in its dialogs.
        const Say registering{.at = 0, .what = "REGISTER", .branch = "r"};
        const Say invite{.at = 1, .cseq = 2, .branch = "i"};
        Play play;
        play.run({registering, reply(registering, 0.1, "200 OK"), invite, reply(invite, 1.1, "486 Busy Here")});
        play.end(60);
        QCOMPARE(play.rows.size(), std::size_t{2});
        QCOMPARE(play.rows[0].messages, 2U);
        QCOMPARE(play.rows[1].messages, 2U);
    }

    void refreshesAreOneRowUntilFiveMinutesIdle() {
        Play play;
        double at = 0;
        for (int i = 0; i < 4; ++i) {
            const Say refresh{.at = at, .what = "REGISTER", .cseq = 1 + i, .branch = std::to_string(i)};
            play.run({refresh, reply(refresh, at + 0.1, "200 OK")});
            at += i == 2 ? 301 : 200; // the fourth comes 300.9 s after the third's answer
        }
        play.end();
        QCOMPARE(play.rows.size(), std::size_t{2});
        QCOMPARE(play.rows[0].messages, 6U);
        QCOMPARE(play.rows[1].messages, 2U);
    }

    void registrationStates() {
        const auto stateOf = [](const std::vector<std::string>& answers, double end) {
            Play play;
            int n = 0;
            for (const std::string& answer : answers) {
                const Say say{.at = n * 1.0, .what = "REGISTER", .cseq = 1 + n, .branch = std::to_string(n)};
                play.say(say);
                if (!answer.empty())
                    play.say(reply(say, n + 0.1, answer));
                ++n;
            }
            play.end(end);
            return play.rows.at(0).state;
        };
        QCOMPARE(nameOf(stateOf({"401 Unauthorized", "200 OK"}, 100)), nameOf(RowState::Succeeded));
        QCOMPARE(nameOf(stateOf({"401 Unauthorized", "403 Forbidden"}, 100)), nameOf(RowState::Failed));
        QCOMPARE(nameOf(stateOf({"423 Interval Too Brief", "200 OK"}, 100)), nameOf(RowState::Succeeded));
        QCOMPARE(nameOf(stateOf({"401 Unauthorized"}, 100)), nameOf(RowState::Failed));
        QCOMPARE(nameOf(stateOf({"401 Unauthorized"}, 1)), nameOf(RowState::Incomplete));
        QCOMPARE(nameOf(stateOf({""}, 32)), nameOf(RowState::Unanswered));
        QCOMPARE(nameOf(stateOf({""}, 31)), nameOf(RowState::InProgress));
    }

    void challengeAnsweredWithAnotherTagIsNoFailure() {
        const Say first{.at = 0, .what = "REGISTER", .cseq = 1, .branch = "1", .fromTag = "t1"};
        const Say second{.at = 0.5, .what = "REGISTER", .cseq = 2, .branch = "2", .fromTag = "t2"};
        Play play;
        play.run({first, reply(first, 0.1, "401 Unauthorized"), second, reply(second, 0.6, "200 OK")});
        play.end(100);
        QCOMPARE(play.rows.size(), std::size_t{2}); // a row is one Call-ID and From tag
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Incomplete));
        QCOMPARE(nameOf(play.rows[1].state), nameOf(RowState::Succeeded));
    }

    void scanOfManyUsersIsFolded() {
        Play play;
        for (int i = 0; i < 40; ++i) {
            const Say say{.at = i * 0.1,
                          .from = "203.0.113.66:5071",
                          .what = "REGISTER",
                          .branch = "s" + std::to_string(i),
                          .callId = "scan-" + std::to_string(i),
                          .toUser = std::to_string(100 + i)};
            play.run({say, reply(say, i * 0.1 + 0.01, "404 Not Found")});
        }
        const Say peer{.at = 9, .what = "REGISTER", .branch = "p", .callId = "peer"};
        play.run({peer, reply(peer, 9.1, "403 Forbidden")});
        play.end(100);
        QCOMPARE(play.rows.size(), std::size_t{41});
        for (std::size_t i = 0; i < 40; ++i)
            QCOMPARE(play.rows[i].foldReason, std::string("scan"));
        QVERIFY(!play.rows[40].isFolded);
    }

    void sourceThatOnceGotPastIsNoScanner() {
        Play play;
        for (int i = 0; i < 40; ++i) {
            const Say say{.at = i * 0.1,
                          .branch = "s" + std::to_string(i),
                          .callId = "n-" + std::to_string(i),
                          .toUser = std::to_string(100 + i)};
            play.run({say, reply(say, i * 0.1 + 0.01, i == 20 ? "180 Ringing" : "404 Not Found")});
        }
        play.end(100);
        for (const auto& row : play.rows)
            QVERIFY(!row.isFolded);
    }

    void scannersAreKnownByName() {
        Play play;
        const Say say{.what = "INVITE", .headers = {"User-Agent: friendly-scanner"}};
        play.run({say, reply(say, 0.1, "403 Forbidden")});
        play.end(100);
        QCOMPARE(play.rows[0].foldReason, std::string("scan"));
    }

    void endedCallsLeaveWhileOthersTalk() {
        // Ended calls come out 64*T1 after their end; the one that talks stays.
        Play play;
        const Say talk{.at = 0, .branch = "t", .callId = "talk"};
        play.run({talk, reply(talk, 1, "200 OK")});
        const Say busy{.at = 2, .branch = "u", .callId = "busy"};
        play.run({busy, reply(busy, 2.1, "486 Busy Here")});
        play.say({.at = 30, .what = "OPTIONS", .branch = "p", .callId = "ping"});
        QCOMPARE(play.rows.size(), std::size_t{0});
        play.say({.at = 36, .what = "OPTIONS", .branch = "q", .callId = "ping2"});
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Busy));
        play.end(400);
        QCOMPARE(play.rows.size(), std::size_t{4});
    }

    void clockThatJumpsDoesNotTearACall() {
        // Years between the messages, as rewritten captures have them; nothing else came between.
        const double year = 366 * 86400.0;
        const Say first{.at = 0};
        const Say bye{.at = 4 * year, .what = "BYE", .cseq = 2, .branch = "x", .toTag = "b"};
        Play play;
        play.run({first,
                  reply(first, year, "100 Trying"),
                  reply(first, 2 * year, "200 OK"),
                  {.at = 3 * year, .what = "ACK", .branch = "ack", .toTag = "b"},
                  bye,
                  reply(bye, 5 * year, "200 OK")});
        play.end(6 * year);
        QCOMPARE(play.rows.size(), std::size_t{1});
        QCOMPARE(play.rows[0].messages, 6U);
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Answered));
    }

    void newInviteAfterTheHangUpIsAnotherCall() {
        const Say first{.at = 0};
        const Say bye{.at = 5, .what = "BYE", .cseq = 2, .branch = "x", .toTag = "b"};
        const Say again{.at = 8, .cseq = 3, .branch = "again"};
        Play play;
        play.run({first, reply(first, 1, "200 OK"), bye, reply(bye, 5.1, "200 OK"), again,
                  reply(again, 8.1, "486 Busy Here"),
                  reply(bye, 8.2, "200 OK")}); // the BYE's answer once more: still of the first call
        play.end(60);
        QCOMPARE(play.rows.size(), std::size_t{2});
        QCOMPARE(play.rows[0].messages, 5U);
        QCOMPARE(nameOf(play.rows[1].state), nameOf(RowState::Busy));
    }

    void callsThatNeverEndStayBounded() {
        // One-sided captures hold no BYE: beyond the bound, the call longest idle is given out as the end of the input
        // would.
        constexpr int kCalls = dialog::DialogSets::kMaxLive + 100;
        Play play;
        for (int i = 0; i < kCalls; ++i) {
            const std::string name = std::to_string(i);
            play.say({.at = i * 1e-4,
                      .from = kServer,
                      .to = kUa,
                      .what = "200 OK",
                      .branch = name,
                      .toTag = "b",
                      .callId = name});
        }
        QCOMPARE(play.rows.size(), std::size_t{100});
        QCOMPARE(play.rows[0].callIds, std::vector<std::string>{"0"});
        QCOMPARE(nameOf(play.rows[0].state), nameOf(RowState::Answered));
        QVERIFY(play.rows[0].isPartial);
        play.end();
        QCOMPARE(play.rows.size(), static_cast<std::size_t>(kCalls));
    }

    void everyMessageHasOneRow() {
        Play play;
        for (int i = 0; i < 500; ++i) // a mixture without sense, some without tags or Call-ID
            play.say({.at = i * 0.7,
                      .what = i % 3 == 0   ? "INVITE"
                              : i % 3 == 1 ? "481 No"
                                           : "NOTIFY",
                      .cseq = i % 5,
                      .branch = std::to_string(i % 11),
                      .fromTag = i % 4 == 0 ? "" : "a",
                      .toTag = i % 2 == 0 ? "" : "b",
                      .callId = i % 7 == 0 ? "" : "c" + std::to_string(i % 3)});
        play.end(1000);
        std::uint32_t messages = 0;
        for (const auto& row : play.rows)
            messages += row.messages;
        QCOMPARE(messages, static_cast<std::uint32_t>(play.placements.size()));
        for (const auto& p : play.placements)
            QVERIFY(p.row.isValid() && p.leg.isValid());
    }

    void keyIndexAgainstTheStandardMap() {
        dialog::KeyIndex index;
        std::unordered_map<std::uint64_t, std::uint32_t> oracle;
        std::mt19937_64 random(7);
        for (std::uint32_t i = 0; i < 20000; ++i) {
            const std::uint64_t key = 1 + random() % 700 * 64; // many share their home
            if (random() % 3 == 0) {
                index.erase(key);
                oracle.erase(key);
            } else {
                index.set(key, i);
                oracle[key] = i;
            }
        }
        QCOMPARE(index.size(), oracle.size());
        for (std::uint64_t key = 1; key < 700 * 64; key += 64)
            QCOMPARE(index.find(key), oracle.count(key) != 0 ? oracle[key] : dialog::KeyIndex::kNone);
    }
};

QTEST_APPLESS_MAIN(TestRows)
#include "test_rows.moc"
