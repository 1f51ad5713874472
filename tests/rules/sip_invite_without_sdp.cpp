#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::FindingRole;
using rules::Severity;
using rules::Side;
using test::nameOf;
using test::ScriptPlay;

namespace {
const std::string kRule = "sip.invite-without-sdp";
const std::string kRefused = "end: 60\n0 A > B INVITE\n1 B > A 488 Not Acceptable Here\n1.1 A > B ACK\n";
const std::string kTaken = "end: 60\n0 A > B INVITE\n1 B > A 200 OK {sdp}\n1.1 A > B ACK {sdp}\n";
} // namespace

// Oracle: RFC 3261 13.2.1; verdicts.md "RealConnect signs".
class TestInviteWithoutSdp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused() {
        const ScriptPlay play(test::kPeers + kRefused);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Correlated));
        QCOMPARE(f->catalogKeys.front(), std::string("rule.sip.invite-without-sdp.refused"));
        QVERIFY(play.find("sip.final-failure")->explainedBy.isValid());
    }

    void legalElsewhere() {
        const ScriptPlay play(test::kPeers + kTaken);
        QVERIFY(play.alarms().empty());
        QCOMPARE(nameOf(play.find(kRule)->role), nameOf(FindingRole::Remark));
    }

    void teams() {
        const ScriptPlay play(test::kTeams + kTaken);
        QCOMPARE(nameOf(play.find(kRule)->severity), nameOf(Severity::Warning));
        QCOMPARE(nameOf(play.find(kRule)->side), nameOf(Side::Sbc));
        QCOMPARE(play.find(kRule)->also, std::vector<std::string>{"teams.no-delayed-offer"});
    }

    void silent() {
        QVERIFY(ScriptPlay(test::kPeers + "end: 60\n" + test::kSetUp).find(kRule) == nullptr);
        // A line that cannot be read may have been the one that named the description.
        QVERIFY(ScriptPlay(test::kPeers +
                           "end: 60\n0 A > B INVITE\n Con%s t application/sdp\n1 B > A 200 OK {sdp}\n1.1 A > B "
                           "ACK\n")
                    .find(kRule) == nullptr);
        // Busy has nothing to do with it.
        QVERIFY(ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE\n1 B > A 486 Busy Here\n").alarms().empty());
    }
};

ECHELLE_RULE_TEST(TestInviteWithoutSdp)
#include "sip_invite_without_sdp.moc"
