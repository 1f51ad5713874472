#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using rules::Side;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
std::string script(const std::string& peer, const std::string& from, const std::string& to,
                   const std::string& direction, const std::string& resume = "200 OK {sdp v=3}") {
    const std::string there = " " + from + " > " + to + " ";
    const std::string back = " " + to + " > " + from + " ";
    return "peers: A=198.51.100.30:5061 B=" + peer + "\nend: 60\n" + test::kSetUp + "9.0" + there +
           "INVITE {sdp=" + direction + " v=2}\n9.1" + back + "200 OK {sdp=inactive v=2}\n9.2" + there + "ACK\n20.0" +
           there + "INVITE {sdp=sendrecv v=3}\n20.1" + back + resume + "\n20.2" + there + "ACK\n" + test::kHangUp;
}
const std::string kTeamsPeer = "52.114.76.76:5061/TLS";
} // namespace

// Oracle: facts "hold-inactive": only a=inactive is understood; error if the call then failed to resume.
class TestSendonlyToTeams : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesTowardsTeams() {
        const ScriptPlay play(script(kTeamsPeer, "A", "B", "sendonly"));
        const rules::Finding* f = play.find("hold.sendonly-to-teams");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(nameOf(f->side), nameOf(Side::Sbc));
        QCOMPARE(argument(*f, "direction"), std::string("sendonly"));
        QCOMPARE(argument(*f, "address"), std::string("198.51.100.30:5061"));
        QCOMPARE(f->also, std::vector<std::string>{"teams.hold-inactive"});
    }

    void anErrorWhereTheResumeFailed() {
        const ScriptPlay play(script(kTeamsPeer, "A", "B", "recvonly", "488 Not Acceptable Here"));
        QVERIFY(play.find("hold.sendonly-to-teams") != nullptr);
    }

    void silent() {
        QVERIFY(ScriptPlay(script("10.0.0.2:5060", "A", "B", "sendonly")).find("hold.sendonly-to-teams") == nullptr);
        QVERIFY(ScriptPlay(script(kTeamsPeer, "B", "A", "sendonly")).find("hold.sendonly-to-teams") == nullptr);
        QVERIFY(ScriptPlay(script(kTeamsPeer, "A", "B", "inactive")).find("hold.sendonly-to-teams") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestSendonlyToTeams)
#include "hold_sendonly_to_teams.moc"
