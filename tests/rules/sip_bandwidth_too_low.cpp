#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay offered(const std::string& bandwidth, const std::string& status, const std::string& warning = "") {
    return ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE\n v=0\n o=A 1 1 IN IP4 10.0.0.1\n c=IN IP4 10.0.0.1\n" +
                      bandwidth + " t=0 0\n m=audio 4000 RTP/AVP 8\n1 B > A " + status + "\n" + warning +
                      "1.1 A > B ACK\n");
}
const std::string kRule = "sip.bandwidth-too-low";
const std::string k370 = " Warning: 370 gw \"Insufficient bandwidth\"\n";
} // namespace

// Oracle: RFC 3261 20.43 (370); G.729 needs 8 + 16 kbit/s with its headers at 20 ms.
class TestBandwidthTooLow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saidByTheWarning() {
        const ScriptPlay play = offered(" b=AS:64\n", "488 Not Acceptable Here", k370);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Observed));
        QCOMPARE(argument(*f, "kilobits"), std::string("64"));
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(offered("", "606 Not Acceptable", k370).find(kRule)->catalogKeys,
                 std::vector<std::string>{"rule.sip.bandwidth-too-low.not-given"});
    }

    void inferredFromALowOffer() {
        const ScriptPlay play = offered(" b=TIAS:12000\n", "488 Not Acceptable Here");
        QCOMPARE(nameOf(play.find(kRule)->evidence), nameOf(EvidenceTag::Inferred));
        QCOMPARE(argument(*play.find(kRule), "kilobits"), std::string("12"));
    }

    void silent() {
        QVERIFY(offered(" b=AS:80\n", "488 Not Acceptable Here").find(kRule) == nullptr);
        QVERIFY(offered(" b=RS:0\n", "488 Not Acceptable Here").find(kRule) == nullptr);
        QVERIFY(offered(" b=AS:0\n", "488 Not Acceptable Here").find(kRule) == nullptr);
        QVERIFY(offered(" b=AS:12\n", "404 Not Found").find(kRule) == nullptr);
        QVERIFY(offered(" b=AS:12\n", "200 OK").find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestBandwidthTooLow)
#include "sip_bandwidth_too_low.moc"
