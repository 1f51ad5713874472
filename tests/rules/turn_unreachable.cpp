#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;

// Oracle: RFC 8656 section 7, verdicts.md "Media".
class TestTurnUnreachable : public QObject {
    Q_OBJECT

    static ConnectionPlay asked(Arguments facts, double inputEnd = 60, const std::string& protocol = "TURN") {
        return {
            std::move(facts), {{0, "stun.request"}, {0.5, "stun.request"}}, inputEnd, "10.0.0.1:40000", protocol, 0.5};
    }
    static Arguments silence() { return {{"ending", "no-answer"}, {"requests", "1"}, {"sends", "2"}}; }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = asked(silence());
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("turn.unreachable"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1002}, EventId{1001}}));
    }
    void silentWhereTheInputEndsTooSoon() { QVERIFY(asked(silence(), 2).findings.empty()); }
    void silentWhereItWentOnOverTcp() {
        Arguments facts = silence();
        facts.push_back({"around", "10.0.0.2:443"});
        QVERIFY(asked(facts).find("turn.unreachable") == nullptr);
    }
    void silentForStunAlone() { QVERIFY(asked(silence(), 60, "STUN").find("turn.unreachable") == nullptr); }
    void silentWhereItAnswered() {
        QVERIFY(asked({{"ending", "unauthorized"}, {"sends", "2"}}).find("turn.unreachable") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestTurnUnreachable)
#include "turn_unreachable.moc"
