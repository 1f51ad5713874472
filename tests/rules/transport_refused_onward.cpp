#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::answer;
using test::argument;
using test::nameOf;
using test::Packet;
using test::request;
using test::RulePlay;
using test::Say;

namespace {
// 10.0.0.1 calls through 10.0.0.2, which tries to reach 10.0.0.9 over TCP.
const std::string kProxy = "10.0.0.2:40000";
const std::string kNext = "10.0.0.9:5060";
const Packet kSyn{0.1, "tcp.syn", kProxy, kNext};
const Packet kRefusal{0.2, "tcp.rst", kNext, kProxy};

RulePlay refused(const std::string& status, const std::vector<Packet>& packets) {
    const Say invite = request(0, "INVITE", 1, "1");
    return RulePlay({invite, answer(invite, 1, status), request(1.1, "ACK", 1, "1", "b")}, 60, packets);
}
bool isSilent(const RulePlay& play) {
    return play.find("transport.tcp-refused") == nullptr && play.find("transport.tcp-timeout") == nullptr;
}
} // namespace

// Oracle: RFC 3261 sections 16.7 to 16.9; verdicts: two observations that agree are correlated.
class TestRefusedOnward : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void explainsTheRefusalOfTheCall() {
        const RulePlay play = refused("503 Service Unavailable", {kSyn, kRefusal});
        const rules::Finding* f = play.find("transport.tcp-refused");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->evidence), nameOf(rules::EvidenceTag::Correlated));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Cause));
        QCOMPARE(f->catalogKeys, std::vector<std::string>{"rule.transport.tcp-refused.onward"});
        QCOMPARE(argument(*f, "server"), kNext);
        QCOMPARE(argument(*f, "status"), std::string("503"));
        QVERIFY(play.find("sip.final-failure")->explainedBy.isValid());
    }

    void unansweredToo() {
        const RulePlay play = refused("408 Request Timeout", {kSyn, {0.6, "tcp.syn", kProxy, kNext}});
        QCOMPARE(argument(*play.find("transport.tcp-timeout"), "tries"), std::string("2"));
        QVERIFY(play.find("sip.final-failure")->explainedBy.isValid());
    }

    void silent() {
        QVERIFY(isSilent(refused("503 Service Unavailable", {})));
        QVERIFY(isSilent(refused("404 Not Found", {kSyn, kRefusal}))); // says something else
        QVERIFY(isSilent(refused("503 Service Unavailable", {kSyn}))); // sent once: may have been answered
        QVERIFY(isSilent(refused("503 Service Unavailable",
                                 {kSyn, {0.15, "tcp.syn-ack", kNext, kProxy}, {0.2, "tcp.rst", kNext, kProxy}})));
        // Before the call, after its refusal, or of another host.
        QVERIFY(isSilent(
            refused("503 Service Unavailable", {{-2, "tcp.syn", kProxy, kNext}, {-1, "tcp.rst", kNext, kProxy}})));
        QVERIFY(isSilent(
            refused("503 Service Unavailable", {{5, "tcp.syn", kProxy, kNext}, {6, "tcp.rst", kNext, kProxy}})));
        QVERIFY(isSilent(refused("503 Service Unavailable", {{0.1, "tcp.syn", "10.0.0.7:40000", kNext},
                                                             {0.2, "tcp.rst", kNext, "10.0.0.7:40000"}})));
    }

    void silentWhereTheRequestWentOn() {
        const Say invite = request(0, "INVITE", 1, "1");
        Say onward = invite;
        onward.at = 0.3;
        onward.from = "10.0.0.2:5060";
        onward.to = "10.0.0.3:5060";
        onward.branch = "2,1";
        const Say failure = answer(onward, 0.9, "503 Service Unavailable");
        const RulePlay play(
            {invite, onward, failure, answer(invite, 1, "503 Service Unavailable"), request(1.1, "ACK", 1, "1", "b")},
            60, {kSyn, kRefusal});
        QVERIFY(isSilent(play));
    }
};

ECHELLE_RULE_TEST(TestRefusedOnward)
#include "transport_refused_onward.moc"
