#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts "Transport faults and the Microsoft pairs": SYN answered by RST.
class TestTcpRefused : public QObject {
    Q_OBJECT

    static ConnectionPlay attempt(const std::string& ending, const std::string& client = "10.0.0.1:40000",
                                  Arguments more = {}) {
        Arguments facts{{"ending", ending}, {"tries", "1"}, {"attempts", "3"}};
        facts.insert(facts.end(), more.begin(), more.end());
        return {
            facts, {{0, "tcp.syn", client, "10.0.0.2:5061"}, {0.01, "tcp.rst", "10.0.0.2:5061", client}}, 60, client};
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = attempt("refused");
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("transport.tcp-refused"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Observed));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1002}, EventId{1001}})); // the RST, then the SYN
        QCOMPARE(argument(f, "server"), std::string("10.0.0.2:5061"));
        QCOMPARE(argument(f, "client"), std::string("10.0.0.1"));
        QCOMPARE(argument(f, "attempts"), std::string("3"));
        QCOMPARE(f.microsoftCode, 0);
        QVERIFY(f.catalogKeys.empty());
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const ConnectionPlay play = attempt("refused", "52.114.75.24:3000");
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.microsoftCode, 569002);
        QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
        QCOMPARE(f.catalogKeys, (std::vector<std::string>{"rule.transport.tcp-refused.microsoft",
                                                          "microsoft.569002.504.tcp-refused"}));
        QCOMPARE(nameOf(f.side), nameOf(rules::Side::Sbc));
    }

    void silentWhereItWasNot() {
        for (const char* ending : {"closed", "reset", "open", "unanswered"})
            QVERIFY2(attempt(ending).find("transport.tcp-refused") == nullptr, ending);
    }

    void silentForAScan() {
        QVERIFY(attempt("refused", "10.0.0.1:40000", {{"scan_targets", "20"}}).find("transport.tcp-refused") ==
                nullptr);
    }
};

ECHELLE_RULE_TEST(TestTcpRefused)
#include "transport_tcp_refused.moc"
