#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;

// Oracle: RFC 8489 section 6.2.1, verdicts.md "Media".
class TestStunNoResponse : public QObject {
    Q_OBJECT

    static ConnectionPlay asked(const std::string& protocol, Arguments facts, double inputEnd = 60, double end = 8) {
        return {std::move(facts), {{0, "stun.request"}, {0.5, "stun.request"}, {8, "stun.request"}},
                inputEnd,         "10.0.0.1:40000",
                protocol,         end};
    }
    static Arguments silence(const std::string& sends = "3") {
        return {{"ending", "no-answer"}, {"requests", "1"}, {"sends", sends}};
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = asked("STUN", silence());
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("stun.no-response"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Warning));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1003}, EventId{1001}}));
        QCOMPARE(argument(f, "sends"), std::string("3"));
        QCOMPARE(argument(f, "seconds"), std::string("8"));
    }
    void firesForOneSendOnlyAfterPatience() {
        QVERIFY(asked("STUN", silence("1"), 30, 0).find("stun.no-response") != nullptr);
        QVERIFY(asked("STUN", silence("1"), 10, 0).find("stun.no-response") == nullptr);
    }
    void silentWhereTheInputEndsTooSoon() { QVERIFY(asked("STUN", silence(), 9).findings.empty()); }
    void silentWhereItWentOnOverTcp() {
        Arguments facts = silence();
        facts.push_back({"around", "10.0.0.2:443"});
        QVERIFY(asked("STUN", facts).find("stun.no-response") == nullptr);
    }
    void silentForRelays() { QVERIFY(asked("TURN", silence()).find("stun.no-response") == nullptr); }
};

ECHELLE_RULE_TEST(TestStunNoResponse)
#include "stun_no_response.moc"
