#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts: alert from the SBC, no common version or cipher, no TLS at all; tls_fatal_alert.pcap has the first
// shape.
class TestHandshakeFailed : public QObject {
    Q_OBJECT

    // The facts of the fault, changed: an empty value takes one away.
    static ConnectionPlay connection(const Arguments& changes = {}, const std::string& client = "10.0.0.1:40000") {
        Arguments facts{{"tls_stage", "client-hello"},
                        {"tls_alert", "protocol_version"},
                        {"tls_alert_by", "server"},
                        {"ending", "closed"},
                        {"closed_by", "server"}};
        for (const Argument& change : changes) {
            std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
            if (!change.value.empty())
                facts.push_back(change);
        }
        return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
    }
    static bool fires(const Arguments& changes) { return connection(changes).find("tls.handshake-failed") != nullptr; }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = connection();
        const rules::Finding* f = play.find("tls.handshake-failed");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Cause));
        QCOMPARE(f->proof.front(), EventId{1003});
        QCOMPARE(f->microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = *connection({}, "52.114.75.24:3000").find("tls.handshake-failed");
        QCOMPARE(f.microsoftCode, 569003);
        QVERIFY(std::find(f.catalogKeys.begin(), f.catalogKeys.end(), "microsoft.569003.504.tls-handshake-failed") !=
                f.catalogKeys.end());
        QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
    }

    void tellsWhoAndWhat() {
        const rules::Finding f = *connection().find("tls.handshake-failed");
        QCOMPARE(argument(f, "alert"), std::string("protocol_version"));
        QCOMPARE(argument(f, "by"), std::string("10.0.0.2:5061"));
        // Of an alert that Microsoft sends itself none is published.
        QCOMPARE(
            connection({{"tls_alert_by", "client"}}, "52.114.75.24:3000").find("tls.handshake-failed")->microsoftCode,
            0);
    }

    void firesWhereTheServerGoesAway() {
        const ConnectionPlay play = connection({{"tls_alert", ""}, {"ending", "reset"}, {"reset_by", "server"}});
        const rules::Finding* f = play.find("tls.handshake-failed");
        QVERIFY(f != nullptr);
        QCOMPARE(f->catalogKeys, std::vector<std::string>{"rule.tls.handshake-failed.silent"});
    }

    void silent() {
        QVERIFY(!fires({{"tls_alert", "unknown_ca"}}));                     // of the certificate
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_stage", "established"}})); // closed after use
        QVERIFY(!fires({{"tls_stage", "established"}}));                    // an alert in use
        QVERIFY(!fires({{"tls_alert", ""}, {"ending", "open"}}));           // the input ended
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_stage", "certificate"}, {"closed_by", "client"}}));
        QVERIFY(!fires({{"tls_stage", ""}}));
    }
};

ECHELLE_RULE_TEST(TestHandshakeFailed)
#include "tls_handshake_failed.moc"
