#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::answer;
using test::argument;
using test::nameOf;
using test::request;
using test::RulePlay;
using test::Say;

// Oracle: verdicts "Outcome of a call": cancelled, answered elsewhere; an info.
class TestCancelledByCaller : public QObject {
    Q_OBJECT

private:
    static constexpr const char* kRule = "sip.cancelled-by-caller";

    static RulePlay cancelled(bool isRinging, std::vector<std::string> headers = {}) {
        const Say invite = request(0, "INVITE", 1, "1");
        const Say cancel = request(21, "CANCEL", 1, "1", {}, std::move(headers));
        std::vector<Say> script{invite};
        script.push_back(answer(invite, 3, isRinging ? "180 Ringing" : "100 Trying"));
        script.insert(script.end(),
                      {cancel, answer(cancel, 21.1, "200 OK"), answer(invite, 21.2, "487 Request Terminated"),
                       request(21.3, "ACK", 1, "1", "b")});
        return RulePlay(script, 60);
    }

private Q_SLOTS:
    void firesAsInfo() {
        const RulePlay play = cancelled(true);
        QCOMPARE(play.alarms(), std::vector<std::string>{});
        const rules::Finding* found = play.find(kRule);
        QVERIFY(found != nullptr);
        const rules::Finding& f = *found;
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Info));
        QCOMPARE(f.sipCode, 487);
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{3}, EventId{5}}));
        QCOMPARE(argument(f, "seconds"), std::string("21"));
        QCOMPARE(argument(f, "ringing_seconds"), std::string("18"));
        QVERIFY(f.catalogKeys.empty());
    }

    void tellsThatItNeverRang() {
        const RulePlay play = cancelled(false);
        QVERIFY(play.find(kRule) != nullptr);
        QCOMPARE(play.find(kRule)->catalogKeys, std::vector<std::string>{"rule.sip.cancelled-by-caller.not-ringing"});
    }

    void silentWhereItWasAnsweredElsewhere() {
        const RulePlay play = cancelled(true, {"Reason: SIP;cause=200;text=\"Call completed elsewhere\""});
        QVERIFY(play.find(kRule) == nullptr);
    }

    void silentWithoutCancel() {
        const Say invite = request(0, "INVITE", 1, "1");
        const RulePlay play({invite, answer(invite, 5, "487 Request Terminated")}, 60);
        QVERIFY(play.find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestCancelledByCaller)
#include "sip_cancelled_by_caller.moc"
