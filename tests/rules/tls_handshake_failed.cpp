#include "rule_test.h"
#include "tls_fault.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts: alert from the SBC, no common version or cipher, no TLS at all; tls_fatal_alert.pcap has the first
// shape.
class TestHandshakeFailed : public QObject {
    Q_OBJECT

    const test::TlsFault m_fault{"tls.handshake-failed",
                                 {{"tls_stage", "client-hello"},
                                  {"tls_alert", "protocol_version"},
                                  {"tls_alert_by", "server"},
                                  {"ending", "closed"},
                                  {"closed_by", "server"},
                                  {"syn_acks", "1"}}};

private Q_SLOTS:
    void fires() { m_fault.checkError(); }

    void namesThePairWhereMicrosoftIsTheClient() {
        m_fault.checkPair(569003, "microsoft.569003.504.tls-handshake-failed");
    }

    void tellsWhoAndWhat() {
        const rules::Finding f = m_fault.finding();
        QCOMPARE(argument(f, "alert"), std::string("protocol_version"));
        QCOMPARE(argument(f, "by"), std::string("10.0.0.2:5061"));
        // Of an alert that Microsoft sends itself none is published.
        QCOMPARE(m_fault.finding({{"tls_alert_by", "client"}, {"tls_stage", "server-hello"}}, "52.114.75.24:3000")
                     .microsoftCode,
                 0);
    }

    void firesWhereTheServerGoesAway() {
        const rules::Finding f = m_fault.finding(
            {{"tls_alert", ""}, {"tls_stage", "server-hello"}, {"ending", "reset"}, {"reset_by", "server"}});
        QCOMPARE(f.catalogKeys, std::vector<std::string>{"rule.tls.handshake-failed.silent"});
    }

    // No TLS at all: closed, or answered with something else, at which the client sends an alert.
    void firesWhereTheServerSpeaksNoTls() {
        for (const Arguments& changes : {Arguments{{"tls_alert", ""}, {"tls_alert_by", ""}},
                                         Arguments{{"tls_alert", "decode_error"}, {"tls_alert_by", "client"}}}) {
            const rules::Finding f = m_fault.finding(changes, "52.114.75.24:3000");
            QCOMPARE(f.catalogKeys.front(), std::string("rule.tls.handshake-failed.no-tls"));
            QCOMPARE(f.microsoftCode, 569003);
        }
    }

    // The alert speaks of a certificate that shows no fault.
    void firesWhereNoRuleOfCertificatesDoes() {
        const Arguments refused{{"tls_stage", "certificate"},
                                {"tls_certificate", "CN=sbc.example.com"},
                                {"tls_alert", "certificate_unknown"},
                                {"tls_alert_by", "client"}};
        const rules::Finding f = m_fault.finding(refused, "52.114.75.24:3000");
        QCOMPARE(f.catalogKeys, std::vector<std::string>{"rule.tls.handshake-failed.certificate"});
        QCOMPARE(argument(f, "by"), std::string("52.114.75.24:3000"));
        QCOMPARE(f.microsoftCode, 0);
        // The server takes none for an answer: what it speaks of was never sent.
        QVERIFY(m_fault.fires({{"tls_alert", "bad_certificate"}, {"tls_certificate_of", "client"}}));
    }

    void saysThatTls13HidesTheReason() {
        const rules::Finding f = m_fault.finding(
            {{"tls_alert", ""}, {"tls_stage", "server-hello"}, {"tls_hidden", "yes"}, {"closed_by", "client"}});
        QCOMPARE(f.catalogKeys, std::vector<std::string>{"rule.tls.handshake-failed.hidden"});
    }

    void silent() {
        QVERIFY(!m_fault.fires({{"tls_alert", "unknown_ca"}, {"tls_certificate", "CN=a"}})); // another rule's
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_stage", "established"}}));          // closed after use
        QVERIFY(!m_fault.fires({{"tls_stage", "established"}}));                             // an alert in use
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"ending", "open"}}));                    // the input ended
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"tls_stage", "certificate"}, {"closed_by", "client"}}));
        QVERIFY(!m_fault.fires({{"tls_stage", ""}}));
        QVERIFY(!m_fault.fires({{"tls_alert", ""}, {"syn_acks", ""}})); // only the client's side was captured
    }
};

ECHELLE_RULE_TEST(TestHandshakeFailed)
#include "tls_handshake_failed.moc"
