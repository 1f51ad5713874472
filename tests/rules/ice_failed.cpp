#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;

// Oracle: RFC 8445 section 8, verdicts.md "Media".
class TestIceFailed : public QObject {
    Q_OBJECT

    static ConnectionPlay checks(double end, double inputEnd, const std::string& error = {}) {
        Arguments facts{{"ending", "failed"}, {"pairs", "4"}, {"requests", "8"}, {"sends", "20"}};
        if (!error.empty())
            facts.push_back({"error", error});
        return {std::move(facts),
                {{0, "stun.request"}, {1, "stun.error"}, {end, "stun.request"}},
                inputEnd,
                "10.0.0.1:40000",
                "ICE",
                end};
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = checks(10, 60);
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("ice.failed"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1003}, EventId{1001}}));
        QCOMPARE(rules::leadingKey(f), std::string("rule.ice.failed"));
        QCOMPARE(argument(f, "pairs"), std::string("4"));
        QCOMPARE(argument(f, "seconds"), std::string("10"));
    }
    void speaksOfRefusalsWhereThereWereSome() {
        const ConnectionPlay play = checks(10, 60, "487 Role Conflict");
        const rules::Finding* f = play.find("ice.failed");
        QVERIFY(f != nullptr);
        QCOMPARE(rules::leadingKey(*f), std::string("rule.ice.failed.refused"));
        QCOMPARE(f->proof.front(), EventId{1002});
    }
    void silentWhereItWasGivenUpSoon() { QVERIFY(checks(3, 60).findings.empty()); }
    void silentWhereTheInputEndsTooSoon() { QVERIFY(checks(10, 12).findings.empty()); }
};

ECHELLE_RULE_TEST(TestIceFailed)
#include "ice_failed.moc"
