#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;

// Oracle: verdicts.md "Media".
class TestUdpBlocked : public QObject {
    Q_OBJECT

    static ConnectionPlay asked(const std::string& around, const std::string& sends = "3") {
        Arguments facts{{"ending", "no-answer"}, {"requests", "1"}, {"sends", sends}};
        if (!around.empty())
            facts.push_back({"around", around});
        return {std::move(facts), {{0, "stun.request"}, {0.5, "stun.request"}}, 60, "10.0.0.1:40000", "TURN", 0.5};
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = asked("10.0.0.2:443");
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("udp.blocked"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Warning));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(argument(f, "around"), std::string("10.0.0.2:443"));
    }
    void silentWithoutAWayAround() { QVERIFY(asked({}).find("udp.blocked") == nullptr); }
    void silentWhereItRacedBothAtOnce() { QVERIFY(asked("10.0.0.2:443", "1").find("udp.blocked") == nullptr); }
};

ECHELLE_RULE_TEST(TestUdpBlocked)
#include "udp_blocked.moc"
