#include "rule_test.h"
#include "tls_fault.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: RFC 8446 section 6.1; verdicts: the SBC sent close_notify, the peer still wrote on it.
class TestContextExpired : public QObject {
    Q_OBJECT

    const test::TlsFault m_fault{"tls.context-expired",
                                 {{"tls_stage", "established"},
                                  {"tls_wrote_after_close", "client"},
                                  {"ending", "closed"},
                                  {"closed_by", "server"}}};

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = m_fault.play();
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("tls.context-expired"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Warning));
        QCOMPARE(f.proof, std::vector<EventId>{EventId{1003}});
        QCOMPARE(f.microsoftCode, 0);
    }

    void namesThePairWhereMicrosoftIsTheClient() {
        const rules::Finding f = m_fault.finding({}, "52.114.75.24:3000");
        QCOMPARE(f.microsoftCode, 569002);
        QCOMPARE(f.catalogKeys, (std::vector<std::string>{"rule.tls.context-expired.microsoft",
                                                          "microsoft.569002.504.tls-context-expired"}));
    }

    void infersWhereTheCloseIsEncrypted() {
        QCOMPARE(nameOf(m_fault.finding().evidence), nameOf(rules::EvidenceTag::Observed));
        QCOMPARE(nameOf(m_fault.finding({{"tls_close_hidden", "yes"}}).evidence), nameOf(rules::EvidenceTag::Inferred));
    }

    void silentWhereNobodyWroteOn() {
        QVERIFY(!m_fault.fires({{"tls_wrote_after_close", ""}}));
        QVERIFY(!m_fault.fires({{"tls_wrote_after_close", "server"}})); // the server finished what it had begun
    }
};

ECHELLE_RULE_TEST(TestContextExpired)
#include "tls_context_expired.moc"
