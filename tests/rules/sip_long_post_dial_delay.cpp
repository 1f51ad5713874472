#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay rang(const std::string& at, const std::string& what = "180 Ringing") {
    return ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE {sdp}\n0.1 B > A 100 Trying\n" + at + " B > A " + what +
                      "\n");
}
} // namespace

// Oracle: verdicts.md: above 11 s to 18x.
class TestLongPostDialDelay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play = rang("11.5");
        const rules::Finding* f = play.find("sip.long-post-dial-delay");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Measured));
        QCOMPARE(argument(*f, "seconds"), std::string("11"));
        QCOMPARE(argument(*f, "status"), std::string("180"));
        QVERIFY(rang("20", "200 OK {sdp}").find("sip.long-post-dial-delay") != nullptr);
    }

    // With a search over trunks the caller waits from his first INVITE on.
    void countsFromTheFirstInvite() {
        const ScriptPlay play(test::kPeers +
                              "end: 60\n0 A > B INVITE {sdp}\n10 B > A 503 Service Unavailable\n10.1 A > B ACK\n"
                              "10.2 A > C INVITE {sdp}\n14 C > A 180 Ringing\n");
        QCOMPARE(argument(*play.find("sip.long-post-dial-delay"), "seconds"), std::string("14"));
    }

    void silent() {
        QVERIFY(rang("11.0").find("sip.long-post-dial-delay") == nullptr);
        QVERIFY(rang("30", "404 Not Found").find("sip.long-post-dial-delay") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestLongPostDialDelay)
#include "sip_long_post_dial_delay.moc"
