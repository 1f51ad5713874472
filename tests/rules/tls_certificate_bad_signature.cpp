#include "rule_test.h"
#include "tls_fault.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: RFC 5280 section 6.1.3; verdicts: aborted, signature does not verify.
class TestCertificateBadSignature : public QObject {
    Q_OBJECT

    const test::TlsFault m_fault{"tls.certificate-bad-signature",
                                 {{"tls_stage", "certificate"},
                                  {"tls_certificate", "CN=sbc.example.com"},
                                  {"ending", "reset"},
                                  {"reset_by", "client"},
                                  {"tls_alert", "bad_certificate"},
                                  {"tls_alert_by", "client"},
                                  {"tls_signature", "bad"}}};

private Q_SLOTS:
    void fires() { m_fault.checkError(); }

    void namesThePairWhereMicrosoftIsTheClient() {
        m_fault.checkPair(569002, "microsoft.569002.504.tls-bad-signature");
    }

    void silentWhereItWasAcceptedOrTheReasonIsAnother() {
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}}));
        QVERIFY(!m_fault.fires({{"tls_signature", ""}}));
        QVERIFY(!m_fault.fires({{"tls_alert", "protocol_version"}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateBadSignature)
#include "tls_certificate_bad_signature.moc"
