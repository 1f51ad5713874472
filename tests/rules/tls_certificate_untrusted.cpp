#include "rule_test.h"
#include "tls_fault.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts: unknown_ca, self-signed leaf, intermediate missing, and aborted; without an alert inferred.
class TestCertificateUntrusted : public QObject {
    Q_OBJECT

    const test::TlsFault m_fault{"tls.certificate-untrusted",
                                 {{"tls_stage", "certificate"},
                                  {"tls_certificate", "CN=sbc.example.com"},
                                  {"ending", "reset"},
                                  {"reset_by", "client"},
                                  {"tls_alert", "unknown_ca"},
                                  {"tls_alert_by", "client"},
                                  {"tls_untrusted", "self-signed"}}};

private Q_SLOTS:
    void fires() { m_fault.checkError(); }

    void namesThePairWhereMicrosoftIsTheClient() {
        m_fault.checkPair(569009, "microsoft.569009.504.tls-untrusted-root");
    }

    void tagsWhatItKnows() {
        QCOMPARE(nameOf(m_fault.finding().evidence), nameOf(rules::EvidenceTag::Observed));
        const rules::Finding f = m_fault.finding({{"tls_alert", ""}, {"tls_untrusted", "incomplete"}});
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(f.catalogKeys, std::vector<std::string>{"rule.tls.certificate-untrusted.incomplete"});
    }

    void firesOnTheAlertAlone() { QVERIFY(m_fault.fires({{"tls_untrusted", ""}})); }

    // The server does not take the client's certificate: who shows it is called {server} in the texts.
    void speaksOfTheClientsCertificate() {
        const Arguments refused{{"tls_alert_by", "server"}, {"tls_certificate_of", "client"}, {"tls_untrusted", ""}};
        const rules::Finding f = m_fault.finding(refused);
        QCOMPARE(argument(f, "server"), std::string("10.0.0.1"));
        QCOMPARE(argument(f, "client"), std::string("10.0.0.2:5061"));
        // An alert from the SBC in a handshake that Microsoft began.
        const rules::Finding pair = m_fault.finding(refused, "52.114.75.24:3000");
        QCOMPARE(pair.microsoftCode, 569003);
        QCOMPARE(pair.catalogKeys, (std::vector<std::string>{"rule.tls.certificate-untrusted",
                                                             "microsoft.569003.504.tls-handshake-failed"}));
        QVERIFY(!m_fault.fires({{"tls_certificate_of", "client"}, {"tls_certificate", ""}})); // none was sent
    }

    void silentWhereItWasAcceptedOrTheReasonIsAnother() {
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}}));
        QVERIFY(!m_fault.fires({{"tls_alert", "handshake_failure"}}));
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_expired", "CN=sbc.example.com"}}));
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_untrusted", ""}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateUntrusted)
#include "tls_certificate_untrusted.moc"
