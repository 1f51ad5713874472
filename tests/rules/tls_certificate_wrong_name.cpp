#include "rule_test.h"
#include "tls_fault.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: RFC 6125 section 6.4; verdicts: aborted, name not in SAN or CN.
class TestCertificateWrongName : public QObject {
    Q_OBJECT

    const test::TlsFault m_fault{"tls.certificate-wrong-name",
                                 {{"tls_stage", "certificate"},
                                  {"tls_certificate", "CN=sbc.example.com"},
                                  {"ending", "reset"},
                                  {"reset_by", "client"},
                                  {"tls_alert", "bad_certificate"},
                                  {"tls_alert_by", "client"},
                                  {"tls_wrong_name", "sbc1.example.com"},
                                  {"tls_names", "sbc.example.com"}}};

private Q_SLOTS:
    void fires() { m_fault.checkError(); }

    void namesThePairWhereMicrosoftIsTheClient() { m_fault.checkPair(569002, "microsoft.569002.504.tls-wrong-name"); }

    void tellsTheNames() {
        const rules::Finding f = m_fault.finding();
        QCOMPARE(argument(f, "name"), std::string("sbc1.example.com"));
        QCOMPARE(argument(f, "names"), std::string("sbc.example.com"));
    }

    void silentWhereItWasAcceptedOrTheReasonIsAnother() {
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_stage", "established"}, {"ending", "open"}}));
        QVERIFY(!m_fault.fires({{"tls_wrong_name", ""}}));
        QVERIFY(!m_fault.fires({{"tls_alert", "unknown_ca"}}));
        QVERIFY(!m_fault.fires({{"tls_alert", "protocol_version"}}));
    }
};

ECHELLE_RULE_TEST(TestCertificateWrongName)
#include "tls_certificate_wrong_name.moc"
