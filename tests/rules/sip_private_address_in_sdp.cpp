#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::FindingRole;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay call(const std::string& peers, const std::string& connection, const std::string& more = "") {
    return ScriptPlay("peers: " + peers + "\nend: 60\n0 A > B INVITE\n v=0\n o=A 1 1 IN IP4 " + connection +
                      "\n c=IN IP4 " + connection + "\n t=0 0\n m=audio 4000 RTP/AVP 8\n" + more +
                      "1 B > A 200 OK {sdp}\n1.1 A > B ACK\n");
}
const std::string kPublic = "A=203.0.113.9:5060 B=198.51.100.1:5060";
const std::string kRule = "sip.private-address-in-sdp";
} // namespace

// Oracle: verdicts.md: the receiver is public and there is no ICE; media unknown here, so an info.
class TestPrivateAddressInSdp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRemark() {
        const ScriptPlay play = call(kPublic, "192.168.1.20");
        QVERIFY(play.alarms().empty());
        QCOMPARE(nameOf(play.find(kRule)->role), nameOf(FindingRole::Remark));
        QCOMPARE(argument(*play.find(kRule), "media"), std::string("192.168.1.20"));
    }

    void silent() {
        QVERIFY(call("A=192.168.1.20:5060 B=192.168.1.1:5060", "192.168.1.20").find(kRule) == nullptr);
        QVERIFY(call(kPublic, "203.0.113.9").find(kRule) == nullptr);
        QVERIFY(call(kPublic, "192.168.1.20", " a=ice-ufrag:abcd\n").find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestPrivateAddressInSdp)
#include "sip_private_address_in_sdp.moc"
