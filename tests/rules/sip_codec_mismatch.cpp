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
ScriptPlay call(const std::string& offered, const std::string& reply, const std::string& header = "") {
    return ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE {sdp codecs=" + offered + "}\n1 B > A " + reply + "\n" +
                      header + "1.1 A > B ACK\n");
}
const std::string kRule = "sip.codec-mismatch";
} // namespace

// Oracle: RFC 3264 6.1; verdicts.md: only if refused or answered outside the offer.
class TestCodecMismatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answeredOutsideTheOffer() {
        const ScriptPlay play = call("8", "200 OK {sdp codecs=0}");
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Observed));
        QCOMPARE(argument(*f, "offered"), std::string("PCMA/8000"));
        QCOMPARE(argument(*f, "answered"), std::string("PCMU/8000"));
    }

    void refused() {
        const ScriptPlay own = call("18", "488 Not Acceptable Here {sdp codecs=8,0}");
        QCOMPARE(nameOf(own.find(kRule)->evidence), nameOf(EvidenceTag::Observed));
        QCOMPARE(own.find(kRule)->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(argument(*own.find(kRule), "answered"), std::string("PCMA/8000, PCMU/8000"));
        const ScriptPlay said = call("18", "488 Not Acceptable Here", " Warning: 305 pbx \"Incompatible\"\n");
        QCOMPARE(said.find(kRule)->catalogKeys.front(), std::string("rule.sip.codec-mismatch.said"));
    }

    void silent() {
        QVERIFY(call("8,0", "200 OK {sdp codecs=0}").find(kRule) == nullptr);
        QVERIFY(call("8", "200 OK {sdp codecs=8,0}").find(kRule) == nullptr); // further ones are allowed
        QVERIFY(call("8", "488 Not Acceptable Here").find(kRule) == nullptr); // says nothing of codecs
        QVERIFY(call("8,18", "488 Not Acceptable Here {sdp codecs=8}").find(kRule) == nullptr);
        QVERIFY(call("8", "200 OK {sdp codecs=0 port=0}").find(kRule) == nullptr); // refused section
    }
};

ECHELLE_RULE_TEST(TestCodecMismatch)
#include "sip_codec_mismatch.moc"
