#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::Severity;
using test::answer;
using test::argument;
using test::nameOf;
using test::request;
using test::RulePlay;
using test::Say;

namespace {
const std::string kRule = "sip.no-final-response";
} // namespace

// Oracle: RFC 3261 section 17 (Timers B and F: 64*T1 = 32 s), verdicts "Silent when".
class TestNoFinalResponse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inviteSentInVain() {
        const RulePlay play(
            {request(0, "INVITE", 1, "1"), request(0.5, "INVITE", 1, "1"), request(1.5, "INVITE", 1, "1")}, 40);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Inferred));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{3}, EventId{1}}));
        QCOMPARE(argument(*f, "method"), std::string("INVITE"));
        QCOMPARE(argument(*f, "sends"), std::string("3"));
        QCOMPARE(argument(*f, "seconds"), std::string("40"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.2:5060"));
        QCOMPARE(argument(*f, "sender"), std::string("10.0.0.1:5060"));
    }

    void overTcpOneSendIsEnough() {
        Say invite = request(0, "INVITE", 1, "1");
        invite.transport = Transport::Tcp;
        QCOMPARE(nameOf(RulePlay({invite}, 40).find(kRule)->severity), nameOf(Severity::Error));
    }

    void sentOnceOverUdpIsOnlyARemark() {
        // An unanswered request is sent again over UDP (17.1.1.2): this capture point may not have seen the answer.
        const RulePlay play({request(0, "INVITE", 1, "1")}, 40);
        QVERIFY(play.alarms().empty());
        QCOMPARE(play.find(kRule)->catalogKeys, std::vector<std::string>{"rule.sip.no-final-response.sent-once"});
    }

    void tryingForThreeMinutes() {
        Say invite = request(0, "INVITE", 1, "1");
        invite.transport = Transport::Tcp;
        QVERIFY(RulePlay({invite, answer(invite, 0.1, "100 Trying")}, 100).find(kRule) == nullptr);
        const RulePlay play({invite, answer(invite, 0.1, "100 Trying")}, 200);
        QCOMPARE(play.find(kRule)->catalogKeys, std::vector<std::string>{"rule.sip.no-final-response.trying"});
    }

    void silentWithinTimerB() {
        QVERIFY(RulePlay({request(0, "INVITE", 1, "1"), request(0.5, "INVITE", 1, "1")}, 31.9).find(kRule) == nullptr);
    }

    void silentWhileItRings() {
        const Say invite = request(0, "INVITE", 1, "1");
        QVERIFY(RulePlay({invite, answer(invite, 1, "180 Ringing")}, 500).find(kRule) == nullptr);
    }

    void silentWhereOneSideOnlyWasCaptured() {
        // Credentials, an ACK and a To tag show that answers came.
        const RulePlay play(
            {request(0, "INVITE", 1, "1"), request(0.5, "INVITE", 1, "1"), request(0.7, "ACK", 1, "1", "p"),
             request(1, "INVITE", 2, "2", {}, {"Authorization: Digest realm=\"r\", nonce=\"n\""}),
             request(3, "ACK", 2, "3", "b"), request(9, "BYE", 3, "4", "b"), request(9.5, "BYE", 3, "4", "b")},
            100);
        QVERIFY(play.find(kRule) == nullptr);
    }

    void silentForACancelledCall() {
        QVERIFY(
            RulePlay({request(0, "INVITE", 1, "1"), request(0.5, "INVITE", 1, "1"), request(5, "CANCEL", 1, "1")}, 100)
                .find(kRule) == nullptr);
    }

    void failoverThatWorkedIsNoAlarm() {
        const Say second{.at = 4, .to = "10.0.0.3:5060", .cseq = 1, .branch = "2"};
        const Say bye{.at = 9, .to = "10.0.0.3:5060", .what = "BYE", .cseq = 2, .branch = "3", .toTag = "b"};
        const RulePlay play({request(0, "INVITE", 1, "1"), request(0.5, "INVITE", 1, "1"), second,
                             answer(second, 5, "200 OK"), bye, answer(bye, 9.1, "200 OK")},
                            100);
        QVERIFY(play.alarms().empty());
    }

    void pingsThatNobodyAnswersAreAWarning() {
        const RulePlay play({request(0, "OPTIONS", 1, "1"), request(0.5, "OPTIONS", 1, "1")}, 40);
        QCOMPARE(nameOf(play.find(kRule)->severity), nameOf(Severity::Warning));
    }
};

ECHELLE_RULE_TEST(TestNoFinalResponse)
#include "sip_no_final_response.moc"
