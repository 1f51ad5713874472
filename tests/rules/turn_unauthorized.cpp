#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;

// Oracle: RFC 8489 section 9.2.4. Which refusals count is tested in tests/unit/net/test_stun.cpp.
class TestTurnUnauthorized : public QObject {
    Q_OBJECT

    static ConnectionPlay refused(const std::string& ending) {
        return {{{"ending", ending},
                 {"error", "401 Unauthorized"},
                 {"refusals", "2"},
                 {"realm", "example.com"},
                 {"requests", "3"},
                 {"sends", "3"}},
                {{0, "stun.request"}, {0.1, "stun.error"}, {0.2, "stun.request"}, {0.3, "stun.error"}},
                60,
                "10.0.0.1:40000",
                "TURN",
                0.3};
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = refused("unauthorized");
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("turn.unauthorized"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Observed));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1004}, EventId{1003}}));
        QCOMPARE(argument(f, "error"), std::string("401 Unauthorized"));
        QCOMPARE(argument(f, "realm"), std::string("example.com"));
        QCOMPARE(argument(f, "refusals"), std::string("2"));
    }
    void silentForAnythingElse() {
        for (const char* ending : {"no-answer", "failed", ""})
            QVERIFY2(refused(ending).find("turn.unauthorized") == nullptr, ending);
    }
};

ECHELLE_RULE_TEST(TestTurnUnauthorized)
#include "turn_unauthorized.moc"
