#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::FindingRole;
using rules::Severity;
using test::nameOf;
using test::ScriptPlay;

namespace {
std::string large(int bytes) {
    return " X-Long: " + std::string(static_cast<std::size_t>(bytes), 'x') + "\n";
}
const std::string kAgain = "3.5 A > B INVITE {again}\n5 A > B INVITE {again}\n";
const std::string kRule = "sip.udp-too-large";
} // namespace

// Oracle: RFC 3261 18.1.1 (1,300 bytes); 1,472 bytes fill a datagram of 1,500.
class TestUdpTooLarge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCauseWhereSizeSetsItApart() {
        const ScriptPlay play(test::kPeers +
                              "end: 60\n0 A > B INVITE {sdp}\n1 B > A 401 Unauthorized\n1.1 A > B ACK\n"
                              "3 A > B INVITE {sdp}\n" +
                              large(1300) + kAgain);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->role), nameOf(FindingRole::Cause));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Inferred));
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QVERIFY(play.find("sip.no-final-response")->explainedBy.isValid());
    }

    void aRemarkBesideAnyOtherUnansweredOne() {
        const ScriptPlay play(test::kPeers + "end: 60\n3 A > B INVITE {sdp}\n" + large(1300) + kAgain);
        QCOMPARE(nameOf(play.find(kRule)->role), nameOf(FindingRole::Remark));
        QVERIFY(!play.find("sip.no-final-response")->explainedBy.isValid());
    }

    void anInfoWhereItArrived() {
        const ScriptPlay play(test::kPeers + "end: 60\n0 A > B INVITE {sdp}\n" + large(1500) +
                              "1 B > A 200 OK {sdp}\n1.1 A > B ACK\n");
        QVERIFY(play.alarms().empty());
        QCOMPARE(nameOf(play.find(kRule)->severity), nameOf(Severity::Info));
    }

    void silent() {
        QVERIFY(ScriptPlay("peers: A=10.0.0.1:5060 B=10.0.0.2:5060/TCP\nend: 60\n0 A > B INVITE {sdp}\n" + large(1500) +
                           "1 B > A 200 OK {sdp}\n1.1 A > B ACK\n")
                    .find(kRule) == nullptr);
        QVERIFY(ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE {sdp}\n" + large(900) +
                           "1 B > A 200 OK {sdp}\n1.1 A > B ACK\n")
                    .find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestUdpTooLarge)
#include "sip_udp_too_large.moc"
