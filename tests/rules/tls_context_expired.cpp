#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: RFC 8446 section 6.1; verdicts: the SBC sent close_notify, the peer still wrote on it.
class TestContextExpired : public QObject {
    Q_OBJECT

    // The facts of the fault, changed: an empty value takes one away.
    static ConnectionPlay connection(const Arguments& changes = {}, const std::string& client = "10.0.0.1:40000") {
        Arguments facts{{"tls_stage", "established"},
                        {"tls_wrote_after_close", "client"},
                        {"ending", "closed"},
                        {"closed_by", "server"}};
        for (const Argument& change : changes) {
            std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
            if (!change.value.empty())
                facts.push_back(change);
        }
        return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
    }
    static bool fires(const Arguments& changes) { return connection(changes).find("tls.context-expired") != nullptr; }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = connection();
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("tls.context-expired"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Warning));
        QCOMPARE(f.proof, std::vector<EventId>{EventId{1003}});
        QCOMPARE(f.microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = *connection({}, "52.114.75.24:3000").find("tls.context-expired");
        QCOMPARE(f.microsoftCode, 569002);
        QCOMPARE(f.catalogKeys, (std::vector<std::string>{"rule.tls.context-expired.microsoft",
                                                          "microsoft.569002.504.tls-context-expired"}));
    }

    void silentWhereNobodyWroteOn() {
        QVERIFY(!fires({{"tls_wrote_after_close", ""}}));
        QVERIFY(!fires({{"tls_wrote_after_close", "server"}})); // the server finished what it had begun
    }
};

ECHELLE_RULE_TEST(TestContextExpired)
#include "tls_context_expired.moc"
