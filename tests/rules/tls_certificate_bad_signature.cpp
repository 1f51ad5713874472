#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: RFC 5280 section 6.1.3; verdicts: aborted, signature does not verify.
class TestCertificateBadSignature : public QObject {
    Q_OBJECT

    // The facts of the fault, changed: an empty value takes one away.
    static ConnectionPlay connection(const Arguments& changes = {}, const std::string& client = "10.0.0.1:40000") {
        Arguments facts{
            {"tls_stage", "certificate"}, {"tls_certificate", "CN=sbc.example.com"}, {"ending", "reset"},
            {"reset_by", "client"},       {"tls_alert", "bad_certificate"},          {"tls_alert_by", "client"},
            {"tls_signature", "bad"}};
        for (const Argument& change : changes) {
            std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
            if (!change.value.empty())
                facts.push_back(change);
        }
        return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
    }
    static bool fires(const Arguments& changes) {
        return connection(changes).find("tls.certificate-bad-signature") != nullptr;
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = connection();
        const rules::Finding* f = play.find("tls.certificate-bad-signature");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Cause));
        QCOMPARE(f->proof.front(), EventId{1003});
        QCOMPARE(f->microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = *connection({}, "52.114.75.24:3000").find("tls.certificate-bad-signature");
        QCOMPARE(f.microsoftCode, 569002);
        QVERIFY(std::find(f.catalogKeys.begin(), f.catalogKeys.end(), "microsoft.569002.504.tls-bad-signature") !=
                f.catalogKeys.end());
        QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
    }

    void silentWhereItWasAcceptedOrTheReasonIsAnother() {
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}}));
        QVERIFY(!fires({{"tls_signature", ""}}));
        QVERIFY(!fires({{"tls_alert", "protocol_version"}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateBadSignature)
#include "tls_certificate_bad_signature.moc"
