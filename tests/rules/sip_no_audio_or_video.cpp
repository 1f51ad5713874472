#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::Severity;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay offered(const std::string& media, const std::string& status) {
    return ScriptPlay(test::kPeers +
                      "end: 60\n0 A > B INVITE\n v=0\n o=A 1 1 IN IP4 10.0.0.1\n c=IN IP4 10.0.0.1\n t=0 0\n " + media +
                      "\n1 B > A " + status + "\n1.1 A > B ACK\n");
}
const std::string kRule = "sip.no-audio-or-video";
} // namespace

// Oracle: verdicts.md: an info unless refused.
class TestNoAudioOrVideo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused() {
        const ScriptPlay play = offered("m=application 4000 TCP/MSRP *", "488 Not Acceptable Here");
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Correlated));
        QVERIFY(play.find("sip.final-failure")->explainedBy.isValid());
    }

    void anInfoOtherwise() {
        const ScriptPlay play = offered("m=application 4000 TCP/MSRP *", "200 OK");
        QVERIFY(play.alarms().empty());
        QVERIFY(play.find(kRule) != nullptr);
        QVERIFY(offered("m=audio 0 RTP/AVP 8", "200 OK").find(kRule) != nullptr);
    }

    void silent() {
        QVERIFY(offered("m=audio 4000 RTP/AVP 8", "488 Not Acceptable Here").find(kRule) == nullptr);
        QVERIFY(offered("m=video 4000 RTP/AVP 96", "488 Not Acceptable Here").find(kRule) == nullptr);
        // There, but its port is no number.
        QVERIFY(offered("m=audio 4000E RTP/AVP 8", "200 OK").find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestNoAudioOrVideo)
#include "sip_no_audio_or_video.moc"
