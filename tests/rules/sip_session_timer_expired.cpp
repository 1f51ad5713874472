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
ScriptPlay ended(const std::string& byeAt, const std::string& more = "", const std::string& reason = "") {
    return ScriptPlay(test::kPeers +
                      "end: 3000\n0 A > B INVITE {sdp}\n1 B > A 200 OK {sdp}\n Session-Expires: 180;refresher=uac\n"
                      "1.1 A > B ACK\n" +
                      more + byeAt + " B > A BYE\n" + reason + byeAt + " A > B 200 OK\n");
}
const std::string kRule = "sip.session-timer-expired";
} // namespace

// Oracle: RFC 4028 section 10: BYE is due at SE - min(32 s, SE/3); 1800 - 32 = 1768, 180 - 32 = 148.
class TestSessionTimerExpired : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play = ended("149.0");
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Inferred));
        QCOMPARE(argument(*f, "interval"), std::string("180"));
        QCOMPARE(argument(*f, "seconds"), std::string("148"));
        QCOMPARE(argument(*f, "refresher"), std::string("10.0.0.1:5060")); // uac of the INVITE: the caller
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.2:5060"));
        QVERIFY(ended("181.0").find(kRule) != nullptr);
    }

    void observedWhereTheSenderSaysSo() {
        const ScriptPlay play = ended("149.0", "", " Reason: SIP;cause=408;text=\"Session Timer expired\"\n");
        QCOMPARE(nameOf(play.find(kRule)->evidence), nameOf(EvidenceTag::Observed));
    }

    void silent() {
        QVERIFY(ended("120.0").find(kRule) == nullptr);
        QVERIFY(ended("165.0").find(kRule) == nullptr);
        const std::string refresh = "91 A > B UPDATE\n91.1 B > A 200 OK\n Session-Expires: 180;refresher=uac\n";
        QVERIFY(ended("149.0", refresh).find(kRule) == nullptr);
        QVERIFY(ended("239.0", refresh).find(kRule) != nullptr); // 148 s after the refresh
        // A 2xx without the header ends the use of timers.
        QVERIFY(ended("149.0", "91 A > B UPDATE\n91.1 B > A 200 OK\n").find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestSessionTimerExpired)
#include "sip_session_timer_expired.moc"
