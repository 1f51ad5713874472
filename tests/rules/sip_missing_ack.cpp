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

namespace {
const std::string kRule = "sip.missing-ack";
using Script = std::vector<Say>;

// A call whose 200 is sent at 1, 1.5 and 2.5 s.
Script repeated(std::vector<std::string> headers = {"Contact: <sip:bob@10.0.0.2>"}) {
    const Say invite = request(0, "INVITE", 1, "1");
    return {invite, answer(invite, 1, "200 OK", headers), answer(invite, 1.5, "200 OK", headers),
            answer(invite, 2.5, "200 OK", headers)};
}
Say calleesBye(double at) {
    return {.at = at,
            .from = "10.0.0.2:5060",
            .to = "10.0.0.1:5060",
            .what = "BYE",
            .cseq = 9,
            .branch = "bye",
            .fromTag = "b",
            .toTag = "a"};
}
} // namespace

// Oracle: RFC 3261 13.3.1.4 (2xx repeated until the ACK, BYE after 64*T1), verdicts "Silent when".
class TestMissingAck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const RulePlay play(repeated(), 40);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{4}, EventId{2}}));
        QCOMPARE(argument(*f, "sends"), std::string("3"));
        QCOMPARE(argument(*f, "status"), std::string("200"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.2:5060"));
        QCOMPARE(argument(*f, "receiver"), std::string("10.0.0.1:5060"));
        QCOMPARE(argument(*f, "contact"), std::string("<sip:bob@10.0.0.2>"));
    }

    void calleesByeAfterTheTimerIsTheEffect() {
        Script script = repeated();
        script.push_back(calleesBye(33));
        const RulePlay play(script, 80);
        QCOMPARE(play.find(kRule)->catalogKeys, std::vector<std::string>{"rule.sip.missing-ack.hung-up"});
    }

    void silent_data() {
        QTest::addColumn<std::vector<Say>>("script");
        QTest::addColumn<double>("end");
        const Say invite = request(0, "INVITE", 1, "1");
        QTest::newRow("200 not repeated") << Script{invite, answer(invite, 1, "200 OK")} << 100.0;
        QTest::newRow("under 32 s left") << repeated() << 32.9;
        Script acknowledged = repeated();
        acknowledged.push_back(request(3, "ACK", 1, "ack", "b"));
        QTest::newRow("late ACK") << acknowledged << 100.0;
        Script hungUp = repeated();
        hungUp.push_back(request(20, "BYE", 2, "bye", "b"));
        QTest::newRow("caller's BYE") << hungUp << 100.0;
        Script early = repeated();
        early.push_back(calleesBye(20));
        QTest::newRow("callee's BYE before the timer") << early << 100.0;
        QTest::newRow("ACK goes straight to the Contact") << repeated({"Contact: <sip:bob@192.0.2.77:5060>"}) << 100.0;
        Script otherHop = repeated();
        Say ack = request(3, "ACK", 1, "ack", "b");
        ack.to = "10.0.0.7:5060";
        otherHop.push_back(ack);
        QTest::newRow("ACK seen on another hop") << otherHop << 100.0;
    }
    void silent() {
        QFETCH(std::vector<Say>, script);
        QFETCH(double, end);
        QVERIFY(RulePlay(script, end).find(kRule) == nullptr);
    }

    void recordRouteKeepsTheAckOnTheHop() {
        const RulePlay play(repeated({"Contact: <sip:bob@192.0.2.77:5060>", "Record-Route: <sip:10.0.0.2;lr>"}), 100);
        QVERIFY(play.find(kRule) != nullptr);
    }
};

ECHELLE_RULE_TEST(TestMissingAck)
#include "sip_missing_ack.moc"
