#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay redirected(const std::string& contact, const std::string& more = "", const std::string& end = "60") {
    return ScriptPlay(test::kPeers + "end: " + end +
                      "\n0 A > B INVITE {sdp}\n1 B > A 302 Moved Temporarily\n Contact: <" + contact +
                      ">\n1.1 A > B ACK\n" + more);
}
} // namespace

// Oracle: RFC 3261 8.1.3.4; verdicts.md: silent where the target is not visible here, or voicemail.
class TestRedirectUnanswered : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play = redirected("sip:bob@10.0.0.2:5080");
        const rules::Finding* f = play.find("sip.redirect-unanswered");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(argument(*f, "contact"), std::string("<sip:bob@10.0.0.2:5080>"));
        QCOMPARE(argument(*f, "status"), std::string("302"));
    }

    void silent() {
        QVERIFY(redirected("sip:bob@198.51.100.7").findings.empty());          // not visible here
        QVERIFY(redirected("sip:bob@elsewhere.example.com").findings.empty()); // a name: nobody knows where
        QVERIFY(redirected("sip:voicemail@10.0.0.2").findings.empty());
        QVERIFY(redirected("sip:bob@10.0.0.2:5080", "", "20").findings.empty()); // the input ends
        QVERIFY(redirected("sip:bob@10.0.0.2:5080", "2 A > B INVITE {sdp}\n3 B > A 200 OK {sdp}\n3.1 A > B ACK\n")
                    .find("sip.redirect-unanswered") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestRedirectUnanswered)
#include "sip_redirect_unanswered.moc"
