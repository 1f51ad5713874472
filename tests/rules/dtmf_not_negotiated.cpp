#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::FindingRole;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay call(const std::string& offer, const std::string& answer) {
    return ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE {sdp codecs=" + offer +
                      "}\n1 B > A 200 OK {sdp codecs=" + answer + "}\n1.1 A > B ACK\n");
}
} // namespace

// Oracle: RFC 4733 2.5, RFC 3264 6.1.
class TestDtmfNotNegotiated : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRemark() {
        const ScriptPlay play = call("8,101", "8");
        QVERIFY(play.alarms().empty());
        QVERIFY(play.find("dtmf.not-negotiated") != nullptr);
        QCOMPARE(nameOf(play.find("dtmf.not-negotiated")->role), nameOf(FindingRole::Remark));
        QCOMPARE(argument(*play.find("dtmf.not-negotiated"), "address"), std::string("10.0.0.2:5060"));
    }

    void silent() {
        QVERIFY(call("8,101", "8,101").findings.empty());
        QVERIFY(call("8", "8").findings.empty());
        // Its number is in the answer, without a name.
        QVERIFY(
            ScriptPlay(test::kPeers +
                       "end: 60\n0 A > B INVITE {sdp codecs=8,101}\n1 B > A 200 OK\n v=0\n o=B 1 1 IN IP4 10.0.0.2\n"
                       " c=IN IP4 10.0.0.2\n t=0 0\n m=audio 4000 RTP/AVP 8 101\n a=rtpmap:8 PCMA/8000\n1.1 A > B "
                       "ACK\n")
                .find("dtmf.not-negotiated") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestDtmfNotNegotiated)
#include "dtmf_not_negotiated.moc"
