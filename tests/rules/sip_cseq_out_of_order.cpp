#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::FindingRole;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
std::string script(const std::string& head, const std::string& refusal = "500 Server Internal Error") {
    return head + "end: 60\n" + test::kSetUp + test::kRefer + "20.1 A > B 202 Accepted\n" +
           "20.2 A > B NOTIFY {sipfrag=180 cseq=35}\n Event: refer\n"
           "20.3 A > B NOTIFY {sipfrag=100 cseq=34}\n Event: refer\n20.4 B > A " +
           refusal + "\n20.5 B > A 200 OK\n";
}
const std::string kTcp = "peers: A=10.0.0.1:5060 B=10.0.0.2:5060/TCP\n";
} // namespace

// Oracle: RFC 3261 12.2.1.1 and 12.2.2; verdicts.md: proven by the sender's own log or one TCP stream, else captured.
class TestCseqOutOfOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void provenByOneTcpConnection() {
        const ScriptPlay play(script(kTcp));
        const rules::Finding* f = play.find("sip.cseq-out-of-order");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Observed));
        QVERIFY(f->catalogKeys.empty());
        QCOMPARE(f->sipCode, 500);
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{7}, EventId{6}, EventId{8}}));
        QCOMPARE(argument(*f, "low"), std::string("34"));
        QCOMPARE(argument(*f, "high"), std::string("35"));
        QCOMPARE(argument(*f, "method"), std::string("NOTIFY"));
        QCOMPARE(argument(*f, "sender"), std::string("10.0.0.1:5060"));
    }

    void onUdpAwayFromTheSenderItIsTheCapturedOrder() {
        const ScriptPlay play(script(test::kPeers));
        const rules::Finding* f = play.find("sip.cseq-out-of-order");
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Inferred));
        QCOMPARE(f->catalogKeys, std::vector<std::string>{"rule.sip.cseq-out-of-order.captured"});
    }

    void provenByTheSendersOwnLog() {
        const auto evidence = [](const std::string& text) {
            return nameOf(ScriptPlay(text).find("sip.cseq-out-of-order")->evidence);
        };
        // Two parties in a log over UDP: whose it is is not known ...
        const std::string two = script(test::kPeers + "source: log\n");
        QCOMPARE(evidence(two), nameOf(EvidenceTag::Inferred));
        // ... and with a third one it is that of the one which all messages have in common.
        QCOMPARE(evidence(two + "30 A > C OPTIONS {call=2}\n"), nameOf(EvidenceTag::Observed));
        QCOMPARE(evidence(two + "30 B > C OPTIONS {call=2}\n"), nameOf(EvidenceTag::Inferred));
    }

    void acceptedIsARemark() {
        const ScriptPlay play(script(kTcp, "200 OK"));
        const rules::Finding* f = play.find("sip.cseq-out-of-order");
        QCOMPARE(nameOf(f->role), nameOf(FindingRole::Remark));
        QCOMPARE(f->catalogKeys, std::vector<std::string>{"rule.sip.cseq-out-of-order.accepted"});
    }

    void silentInOrder() {
        const ScriptPlay play(test::kPeers + "end: 60\n" + test::kSetUp + R"(
10.0 A > B  INFO
10.1 B > A  200 OK
11.0 B > A  INFO
11.1 A > B  200 OK
12.0 A > B  INVITE {sdp v=2}
12.1 B > A  200 OK {sdp v=2}
12.2 A > B  ACK
)" + test::kHangUp);
        QVERIFY(play.findings.empty());
    }

    // A retransmission carries the old number again, and is none.
    void silentForRetransmissions() {
        const ScriptPlay play(test::kPeers + "end: 60\n" + test::kSetUp + R"(
10.0 A > B  INFO
11.0 A > B  BYE
11.5 A > B  INFO {again}
11.6 B > A  200 OK
11.7 B > A  200 OK
)");
        QVERIFY(play.find("sip.cseq-out-of-order") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestCseqOutOfOrder)
#include "sip_cseq_out_of_order.moc"
