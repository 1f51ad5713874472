#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts: the leaf out of date at capture time is an error only where the handshake then failed.
class TestCertificateExpired : public QObject {
    Q_OBJECT

    // The facts of the fault, changed: an empty value takes one away.
    static ConnectionPlay connection(const Arguments& changes = {}, const std::string& client = "10.0.0.1:40000") {
        Arguments facts{{"tls_stage", "certificate"},
                        {"tls_certificate", "CN=sbc.example.com"},
                        {"ending", "reset"},
                        {"reset_by", "client"},
                        {"tls_alert", "certificate_expired"},
                        {"tls_alert_by", "client"},
                        {"tls_expired", "CN=sbc.example.com"},
                        {"tls_not_after", "2026-01-01T00:00:00Z"},
                        {"tls_days", "9"}};
        for (const Argument& change : changes) {
            std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
            if (!change.value.empty())
                facts.push_back(change);
        }
        return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
    }
    static bool fires(const Arguments& changes) {
        return connection(changes).find("tls.certificate-expired") != nullptr;
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = connection();
        const rules::Finding* f = play.find("tls.certificate-expired");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Cause));
        QCOMPARE(f->proof.front(), EventId{1003});
        QCOMPARE(f->microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = *connection({}, "52.114.75.24:3000").find("tls.certificate-expired");
        QCOMPARE(f.microsoftCode, 569008);
        QVERIFY(std::find(f.catalogKeys.begin(), f.catalogKeys.end(), "microsoft.569008.504.tls-expired") !=
                f.catalogKeys.end());
        QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
    }

    void tellsTheDate() {
        const rules::Finding f = *connection().find("tls.certificate-expired");
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Correlated));
        QCOMPARE(argument(f, "days"), std::string("9"));
        QCOMPARE(argument(f, "subject"), std::string("CN=sbc.example.com"));
        // Without a word from the client the date is the best reason that remains.
        QCOMPARE(nameOf(connection({{"tls_alert", ""}}).find("tls.certificate-expired")->evidence),
                 nameOf(rules::EvidenceTag::Inferred));
    }

    // A leaf nine days out of date, and data flowed: seen in the shared samples.
    void infoWhereItWasAccepted() {
        const ConnectionPlay play = connection({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}});
        QCOMPARE(play.findings.size(), std::size_t{1});
        QCOMPARE(nameOf(play.findings[0].severity), nameOf(rules::Severity::Info));
        QCOMPARE(nameOf(play.findings[0].role), nameOf(rules::FindingRole::Remark));
        QCOMPARE(play.findings[0].catalogKeys, std::vector<std::string>{"rule.tls.certificate-expired.accepted"});
    }

    void silentWhereTheReasonIsAnother() {
        QVERIFY(!fires({{"tls_expired", ""}}));
        QVERIFY(!fires({{"tls_alert", "unknown_ca"}}));
        QVERIFY(!fires({{"tls_alert", "protocol_version"}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateExpired)
#include "tls_certificate_expired.moc"
