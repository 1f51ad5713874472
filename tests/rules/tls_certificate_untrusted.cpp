#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts: unknown_ca, self-signed leaf, intermediate missing, and aborted; without an alert inferred.
class TestCertificateUntrusted : public QObject {
    Q_OBJECT

    // The facts of the fault, changed: an empty value takes one away.
    static ConnectionPlay connection(const Arguments& changes = {}, const std::string& client = "10.0.0.1:40000") {
        Arguments facts{{"tls_stage", "certificate"},
                        {"tls_certificate", "CN=sbc.example.com"},
                        {"ending", "reset"},
                        {"reset_by", "client"},
                        {"tls_alert", "unknown_ca"},
                        {"tls_alert_by", "client"},
                        {"tls_untrusted", "self-signed"}};
        for (const Argument& change : changes) {
            std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
            if (!change.value.empty())
                facts.push_back(change);
        }
        return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
    }
    static bool fires(const Arguments& changes) {
        return connection(changes).find("tls.certificate-untrusted") != nullptr;
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = connection();
        const rules::Finding* f = play.find("tls.certificate-untrusted");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Cause));
        QCOMPARE(f->proof.front(), EventId{1003});
        QCOMPARE(f->microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = *connection({}, "52.114.75.24:3000").find("tls.certificate-untrusted");
        QCOMPARE(f.microsoftCode, 569009);
        QVERIFY(std::find(f.catalogKeys.begin(), f.catalogKeys.end(), "microsoft.569009.504.tls-untrusted-root") !=
                f.catalogKeys.end());
        QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
    }

    void tagsWhatItKnows() {
        QCOMPARE(nameOf(connection().find("tls.certificate-untrusted")->evidence),
                 nameOf(rules::EvidenceTag::Observed));
        const rules::Finding f =
            *connection({{"tls_alert", ""}, {"tls_untrusted", "incomplete"}}).find("tls.certificate-untrusted");
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(f.catalogKeys, std::vector<std::string>{"rule.tls.certificate-untrusted.incomplete"});
    }

    void firesOnTheAlertAlone() { QVERIFY(fires({{"tls_untrusted", ""}})); }

    void silentWhereItWasAcceptedOrTheReasonIsAnother() {
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}}));
        QVERIFY(!fires({{"tls_alert", "handshake_failure"}}));
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_expired", "CN=sbc.example.com"}}));
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_untrusted", ""}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateUntrusted)
#include "tls_certificate_untrusted.moc"
