#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
const std::string kHeld = test::kPeers + "end: 300\n" + test::kSetUp + test::kHold;
}

// Oracle: verdicts.md "Held calls": a refresh is no hold or resume, an info where a party hung up or transferred.
class TestNeverResumed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resumeRefused() {
        const ScriptPlay play(
            kHeld + "20.0 B > A INVITE {sdp=sendrecv v=3}\n20.1 A > B 488 Not Acceptable Here\n20.2 B > A ACK\n" +
            test::kHangUp);
        const rules::Finding* f = play.find("hold.never-resumed");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(f->catalogKeys.front(), std::string("rule.hold.never-resumed.refused"));
        QCOMPARE(f->sipCode, 488);
        QCOMPARE(argument(*f, "seconds"), std::string("30"));
        QCOMPARE(argument(*f, "direction"), std::string("inactive"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.2:5060"));
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
    }

    void hungUpWhileHeldIsARemark() {
        const ScriptPlay play(kHeld + test::kHangUp);
        QVERIFY(play.alarms().empty());
        QCOMPARE(play.find("hold.never-resumed")->catalogKeys.front(), std::string("rule.hold.never-resumed.hung-up"));
    }

    void transferredWhileHeldIsARemark() {
        const ScriptPlay play(kHeld + test::kRefer + R"(
20.1 A > B  202 Accepted
21.0 A > B  NOTIFY {sipfrag=200}
     Event: refer
     Subscription-State: terminated;reason=noresource
21.1 B > A  200 OK
40.0 B > A  BYE
40.1 A > B  200 OK
)");
        QVERIFY(play.alarms().empty());
        QVERIFY(play.find("hold.never-resumed") != nullptr);
    }

    void aReferrerThatHangsUpAtOnceIsDone() {
        const ScriptPlay play(kHeld + test::kRefer + "20.1 A > B 202 Accepted\n20.5 B > A BYE\n20.6 A > B 200 OK\n");
        QVERIFY(play.alarms().empty());
    }

    void resumedIsSilent_data() {
        QTest::addColumn<QString>("resume");
        QTest::newRow("re-INVITE") << QStringLiteral(
            "20.0 B > A INVITE {sdp=sendrecv v=3}\n20.1 A > B 200 OK {sdp v=3}\n20.2 B > A ACK\n");
        QTest::newRow("UPDATE") << QStringLiteral("20.0 B > A UPDATE {sdp v=3}\n20.1 A > B 200 OK {sdp v=3}\n");
        QTest::newRow("refused once, then taken")
            << QStringLiteral("20.0 B > A INVITE {sdp=sendrecv v=3}\n20.1 A > B 491 Request Pending\n20.2 B > A ACK\n"
                              "22.0 B > A INVITE {sdp=sendrecv v=4}\n22.1 A > B 200 OK {sdp v=4}\n22.2 B > A ACK\n");
        QTest::newRow("answered with sendrecv")
            << QStringLiteral("20.0 A > B INVITE {sdp v=3}\n20.1 B > A 200 OK {sdp=sendrecv v=3}\n20.2 A > B ACK\n");
    }
    void resumedIsSilent() {
        QFETCH(QString, resume);
        QVERIFY(ScriptPlay(kHeld + resume.toStdString() + test::kHangUp).find("hold.never-resumed") == nullptr);
    }

    void refreshIsNoResume() {
        const ScriptPlay play(
            kHeld + "20.0 B > A INVITE {sdp=inactive v=2}\n20.1 A > B 200 OK {sdp=inactive v=2}\n20.2 B > A ACK\n" +
            test::kHangUp);
        QVERIFY(play.find("hold.never-resumed") != nullptr);
    }

    void inputThatEndsMeanwhileIsSilent() { QVERIFY(ScriptPlay(kHeld).findings.empty()); }
};

ECHELLE_RULE_TEST(TestNeverResumed)
#include "hold_never_resumed.moc"
