#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::FindingRole;
using rules::Severity;
using rules::Side;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay held(const std::string& peer, const std::string& status, const std::string& more = "",
                const std::string& port = "4000") {
    return ScriptPlay("peers: A=198.51.100.30:5061 B=" + peer + "\nend: 60\n" + test::kSetUp +
                      "9.0 A > B INVITE\n v=0\n o=A 77 2 IN IP4 198.51.100.30\n c=IN IP4 0.0.0.0\n t=0 0\n m=audio " +
                      port + " RTP/AVP 8\n" + more + "9.1 B > A " + status + "\n9.2 A > B ACK\n");
}
const std::string kTeamsPeer = "52.114.76.76:5061/TLS";
} // namespace

// Oracle: RFC 3264 8.4, facts "no-zero-connection", verdicts.md: port 9 or 0, or ICE, is trickle or declined.
class TestZeroConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void teams() {
        const ScriptPlay play = held(kTeamsPeer, "488 Not Acceptable Here");
        const rules::Finding* f = play.find("hold.zero-connection");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->side), nameOf(Side::Sbc));
        QCOMPARE(f->catalogKeys.front(), std::string("rule.hold.zero-connection.teams"));
        QCOMPARE(f->also, (std::vector<std::string>{"teams.no-zero-connection", "sip.final-failure"}));
        QCOMPARE(argument(*f, "status"), std::string("488"));
        QCOMPARE(nameOf(held(kTeamsPeer, "200 OK").find("hold.zero-connection")->severity), nameOf(Severity::Warning));
    }

    void elsewhereItIsARemark() {
        const ScriptPlay play = held("10.0.0.2:5060", "200 OK");
        QVERIFY(play.alarms().empty());
        QCOMPARE(nameOf(play.find("hold.zero-connection")->role), nameOf(FindingRole::Remark));
        const ScriptPlay refused = held("10.0.0.2:5060", "488 Not Acceptable Here");
        QCOMPARE(nameOf(refused.find("hold.zero-connection")->evidence), nameOf(EvidenceTag::Correlated));
    }

    void silent() {
        QVERIFY(held(kTeamsPeer, "200 OK", "", "9").find("hold.zero-connection") == nullptr);
        QVERIFY(held(kTeamsPeer, "200 OK", "", "0").find("hold.zero-connection") == nullptr);
        QVERIFY(held(kTeamsPeer, "200 OK", " a=ice-ufrag:abcd\n").find("hold.zero-connection") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestZeroConnection)
#include "hold_zero_connection.moc"
