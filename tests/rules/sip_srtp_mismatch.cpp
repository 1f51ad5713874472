#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::Severity;
using rules::Side;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay call(const std::string& offer, const std::string& reply, const std::string& header = "",
                const std::string& peers = test::kPeers) {
    return ScriptPlay(peers + "end: 60\n0 A > B INVITE {sdp " + offer + "}\n1 B > A " + reply + "\n" + header +
                      "1.1 A > B ACK\n");
}
const std::string kRule = "sip.srtp-mismatch";
} // namespace

// Oracle: RFC 3264 section 6; verdicts.md: a=crypto on RTP/AVP is best effort.
class TestSrtpMismatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answeredWithTheOtherProfile() {
        const ScriptPlay play = call("proto=RTP/SAVP", "200 OK {sdp}");
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(argument(*f, "offered"), std::string("RTP/SAVP"));
        QCOMPARE(argument(*f, "answered"), std::string("RTP/AVP"));
    }

    void refused() {
        const ScriptPlay said = call("", "488 Not Acceptable Here", " Warning: 399 x \"SRTP required\"\n");
        QCOMPARE(nameOf(said.find(kRule)->evidence), nameOf(EvidenceTag::Observed));
        const ScriptPlay own = call("", "488 Not Acceptable Here {sdp proto=RTP/SAVP}");
        QCOMPARE(nameOf(own.find(kRule)->evidence), nameOf(EvidenceTag::Correlated));
        const ScriptPlay teams = call("", "488 Not Acceptable Here", "", test::kTeams);
        QCOMPARE(nameOf(teams.find(kRule)->evidence), nameOf(EvidenceTag::Correlated));
        QVERIFY(teams.find(kRule)->also.front() == "teams.srtp-mandatory");
        QCOMPARE(nameOf(teams.find(kRule)->side), nameOf(Side::Sbc));
    }

    void silent() {
        QVERIFY(call("proto=RTP/SAVP", "200 OK {sdp proto=RTP/SAVP}").find(kRule) == nullptr);
        QVERIFY(call("", "200 OK {sdp}").find(kRule) == nullptr);
        QVERIFY(call("", "488 Not Acceptable Here").find(kRule) == nullptr);
        // Which of the two it was cannot be told.
        QVERIFY(call("proto=RTP/SAVP", "488 Not Acceptable Here (No Matching Codec or Encryption Algo)").find(kRule) ==
                nullptr);
        QVERIFY(call("proto=RTP/SAVP", "200 OK {sdp port=0}").find(kRule) == nullptr);
        // Best effort: offered with a=crypto on RTP/AVP.
        QVERIFY(ScriptPlay(test::kPeers +
                           "end: 60\n0 A > B INVITE\n v=0\n o=A 1 1 IN IP4 10.0.0.1\n c=IN IP4 10.0.0.1\n t=0 0\n"
                           " m=audio 4000 RTP/AVP 8\n a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\n1 B > A 200 OK {sdp "
                           "proto=RTP/SAVP}\n1.1 A > B ACK\n")
                    .find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestSrtpMismatch)
#include "sip_srtp_mismatch.moc"
