#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::nameOf;
using test::ScriptPlay;

// Oracle: RFC 3261 section 16.3.
class TestLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play(test::kPeers +
                              "end: 60\n0 A > B INVITE {sdp}\n1 B > A 483 Too Many Hops\n1.1 A > B ACK\n");
        const rules::Finding* f = play.find("sip.loop");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(f->sipCode, 483);
    }

    void countsTheRounds() {
        const ScriptPlay play(test::kPeers + R"(
end: 60
0.0 A > B  INVITE {sdp}
0.1 B > C  INVITE {fwd}
0.2 C > B  INVITE {fwd}
0.3 B > C  INVITE {fwd}
0.4 C > B  483 Too Many Hops
0.5 B > C  483 Too Many Hops
0.6 C > B  483 Too Many Hops
0.7 B > A  483 Too Many Hops
)");
        QVERIFY(play.find("sip.loop") != nullptr);
    }

    void silent() {
        QVERIFY(ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE {sdp}\n1 B > A 404 Not Found\n").find("sip.loop") ==
                nullptr);
        // A ping answered 483 is alive (verdicts.md).
        QVERIFY(ScriptPlay(test::kPeers + "end: 60\n0 A > B OPTIONS\n1 B > A 483 Too Many Hops\n").findings.empty());
    }
};

ECHELLE_RULE_TEST(TestLoop)
#include "sip_loop.moc"
