#include "rule_test.h"
#include "tls_fault.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts: the leaf out of date at capture time is an error only where the handshake then failed.
class TestCertificateExpired : public QObject {
    Q_OBJECT

    const test::TlsFault m_fault{"tls.certificate-expired",
                                 {{"tls_stage", "certificate"},
                                  {"tls_certificate", "CN=sbc.example.com"},
                                  {"ending", "reset"},
                                  {"reset_by", "client"},
                                  {"tls_alert", "certificate_expired"},
                                  {"tls_alert_by", "client"},
                                  {"tls_expired", "CN=sbc.example.com"},
                                  {"tls_not_after", "2026-01-01T00:00:00Z"},
                                  {"tls_days", "9"}}};

private Q_SLOTS:
    void fires() { m_fault.checkError(); }

    void namesThePairWhereMicrosoftIsTheClient() { m_fault.checkPair(569008, "microsoft.569008.504.tls-expired"); }

    void tellsTheDate() {
        const rules::Finding f = m_fault.finding();
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Correlated));
        QCOMPARE(argument(f, "days"), std::string("9"));
        QCOMPARE(argument(f, "subject"), std::string("CN=sbc.example.com"));
        // Without a word from the client the date is the best reason that remains.
        QCOMPARE(nameOf(m_fault.finding({{"tls_alert", ""}}).evidence), nameOf(rules::EvidenceTag::Inferred));
    }

    // A leaf nine days out of date, and data flowed: seen in the shared samples.
    void infoWhereItWasAccepted() {
        const ConnectionPlay play = m_fault.play({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}});
        QCOMPARE(play.findings.size(), std::size_t{1});
        QCOMPARE(nameOf(play.findings[0].severity), nameOf(rules::Severity::Info));
        QCOMPARE(nameOf(play.findings[0].role), nameOf(rules::FindingRole::Remark));
        QCOMPARE(play.findings[0].catalogKeys, std::vector<std::string>{"rule.tls.certificate-expired.accepted"});
    }

    void saysWhereItIsTooEarly() {
        const rules::Finding f = m_fault.finding({{"tls_not_before", "2026-12-24"}, {"tls_days", "-23"}});
        QCOMPARE(f.catalogKeys.front(), std::string("rule.tls.certificate-expired.early"));
        QCOMPARE(argument(f, "first"), std::string("2026-12-24"));
    }

    void silentWhereTheReasonIsAnother() {
        QVERIFY(!m_fault.fires({{"tls_expired", ""}}));
        QVERIFY(!m_fault.fires({{"tls_alert", "unknown_ca"}}));
        QVERIFY(!m_fault.fires({{"tls_alert", "protocol_version"}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateExpired)
#include "tls_certificate_expired.moc"
