#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts "Transport faults and the Microsoft pairs": SYNs unanswered.
class TestTcpTimeout : public QObject {
    Q_OBJECT

    static ConnectionPlay attempt(const std::string& ending, const std::string& tries, double inputEnd,
                                  const std::string& client = "10.0.0.1:40000", const std::string& synAcks = "0") {
        return {{{"ending", ending}, {"tries", tries}, {"span_ms", "7000"}, {"attempts", "1"}, {"syn_acks", synAcks}},
                {{0, "tcp.syn", client, "10.0.0.2:5061"}, {7, "tcp.syn", client, "10.0.0.2:5061"}},
                inputEnd,
                client};
    }

private Q_SLOTS:
    void firesWhereTheClientTriedAgain() {
        const ConnectionPlay play = attempt("unanswered", "4", 8);
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("transport.tcp-timeout"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Observed));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1002}, EventId{1001}}));
        QCOMPARE(argument(f, "tries"), std::string("4"));
        QCOMPARE(argument(f, "seconds"), std::string("7"));
        QVERIFY(f.catalogKeys.empty());
    }

    // One SYN and a long silence: the best reason that remains, no more.
    void infersFromSilence() {
        const ConnectionPlay play = attempt("unanswered", "1", 30);
        QCOMPARE(play.findings.size(), std::size_t{1});
        QCOMPARE(nameOf(play.findings[0].evidence), nameOf(rules::EvidenceTag::Inferred));
    }

    void silentWhereTheInputEndsTooSoon() {
        QVERIFY(attempt("unanswered", "1", 5).findings.empty());
        QVERIFY(attempt("half-open", "1", 5, "10.0.0.1:40000", "2").findings.empty());
        QVERIFY(attempt("half-open", "1", 60, "10.0.0.1:40000", "1").findings.empty());
    }

    void tellsThatTheAnswerIsNotTakenUp() {
        const ConnectionPlay play = attempt("half-open", "3", 30, "10.0.0.1:40000", "5");
        QCOMPARE(play.findings[0].catalogKeys, std::vector<std::string>{"rule.transport.tcp-timeout.half-open"});
        QCOMPARE(argument(play.findings[0], "syn_acks"), std::string("5"));
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const ConnectionPlay play = attempt("unanswered", "4", 60, "52.114.75.24:3000");
        QCOMPARE(play.findings[0].microsoftCode, 569002);
        QCOMPARE(play.findings[0].catalogKeys, (std::vector<std::string>{"rule.transport.tcp-timeout.microsoft",
                                                                         "microsoft.569002.504.tcp-timeout"}));
    }

    void silentWhereItWasAnswered() {
        for (const char* ending : {"refused", "unreachable", "closed", "open", "reset"})
            QVERIFY2(attempt(ending, "4", 60).find("transport.tcp-timeout") == nullptr, ending);
    }
};

ECHELLE_RULE_TEST(TestTcpTimeout)
#include "transport_tcp_timeout.moc"
