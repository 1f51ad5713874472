#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: RFC 6125 section 6.4; verdicts: aborted, name not in SAN or CN.
class TestCertificateWrongName : public QObject {
    Q_OBJECT

    // The facts of the fault, changed: an empty value takes one away.
    static ConnectionPlay connection(const Arguments& changes = {}, const std::string& client = "10.0.0.1:40000") {
        Arguments facts{{"tls_stage", "certificate"},
                        {"tls_certificate", "CN=sbc.example.com"},
                        {"ending", "reset"},
                        {"reset_by", "client"},
                        {"tls_alert", "bad_certificate"},
                        {"tls_alert_by", "client"},
                        {"tls_wrong_name", "sbc1.example.com"},
                        {"tls_names", "sbc.example.com"}};
        for (const Argument& change : changes) {
            std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
            if (!change.value.empty())
                facts.push_back(change);
        }
        return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
    }
    static bool fires(const Arguments& changes) {
        return connection(changes).find("tls.certificate-wrong-name") != nullptr;
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = connection();
        const rules::Finding* f = play.find("tls.certificate-wrong-name");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Cause));
        QCOMPARE(f->proof.front(), EventId{1003});
        QCOMPARE(f->microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = *connection({}, "52.114.75.24:3000").find("tls.certificate-wrong-name");
        QCOMPARE(f.microsoftCode, 569002);
        QVERIFY(std::find(f.catalogKeys.begin(), f.catalogKeys.end(), "microsoft.569002.504.tls-wrong-name") !=
                f.catalogKeys.end());
        QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
    }

    void tellsTheNames() {
        const rules::Finding f = *connection().find("tls.certificate-wrong-name");
        QCOMPARE(argument(f, "name"), std::string("sbc1.example.com"));
        QCOMPARE(argument(f, "names"), std::string("sbc.example.com"));
    }

    void silentWhereItWasAcceptedOrTheReasonIsAnother() {
        QVERIFY(!fires({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}}));
        QVERIFY(!fires({{"tls_wrong_name", ""}}));
        QVERIFY(!fires({{"tls_alert", "unknown_ca"}}));
        QVERIFY(!fires({{"tls_alert", "protocol_version"}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateWrongName)
#include "tls_certificate_wrong_name.moc"
