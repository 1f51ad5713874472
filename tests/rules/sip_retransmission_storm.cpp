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
std::string sends(int count, const std::string& more) {
    std::string text = test::kPeers + "end: 60\n0 A > B INVITE {sdp}\n";
    for (int i = 1; i < count; ++i)
        text += std::to_string(i) + " A > B INVITE {again}\n";
    return text + more;
}
const std::string kAnswered = "9 B > A 200 OK {sdp}\n9.1 A > B ACK\n";
} // namespace

// Oracle: RFC 3261 17.1.1.2; verdicts.md: silent up to three sends.
class TestRetransmissionStorm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play(sends(4, kAnswered));
        const rules::Finding* f = play.find("sip.retransmission-storm");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Measured));
        QCOMPARE(argument(*f, "sends"), std::string("4"));
        QCOMPARE(argument(*f, "seconds"), std::string("3"));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{4}, EventId{1}}));
    }

    void silentUpToThree() { QVERIFY(ScriptPlay(sends(3, kAnswered)).find("sip.retransmission-storm") == nullptr); }

    // Without any answer the missing answer is the finding, and this one stands in its also.
    void standsBehindTheMissingAnswer() {
        const ScriptPlay play(sends(7, ""));
        QVERIFY(play.find("sip.retransmission-storm") == nullptr);
        QCOMPARE(play.find("sip.no-final-response")->also, std::vector<std::string>{"sip.retransmission-storm"});
    }
};

ECHELLE_RULE_TEST(TestRetransmissionStorm)
#include "sip_retransmission_storm.moc"
