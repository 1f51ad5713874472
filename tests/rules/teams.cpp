#include "core/rules/teams/teams_rules.h"
#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::FindingRole;
using rules::Severity;
using rules::Side;
using test::nameOf;
using test::ScriptPlay;

namespace {
std::string invite(const std::string& options, const std::string& headers, const std::string& reply = "200 OK {sdp}",
                   const std::string& peers = test::kTeams) {
    return peers + "end: 60\n0 A > B INVITE {" + options + "}\n" + headers + "1 B > A " + reply + "\n1.1 A > B ACK\n";
}
const std::string kUri = "uri=sip:+33199002031@sip.pstnhub.microsoft.com";
const std::string kContact = " Contact: <sip:sbc.example.com:5061;transport=tls>\n X-MS-SBC: Vendor/Model/1\n";
const std::string kGood = "sdp proto=RTP/SAVP from=sip:+33199002030@sbc.example.com " + kUri + ";user=phone";

bool has(const std::string& text, const std::string& id) {
    return ScriptPlay(text).find("teams." + id) != nullptr;
}
} // namespace

// Oracle: facts of Teams Direct Routing; verdicts.md: remarks once per case, a healthy call shows no warning.
class TestTeams : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headers_data() {
        QTest::addColumn<QString>("script");
        const auto row = [](const char* id, const std::string& options, const std::string& headers) {
            QTest::newRow(id) << QString::fromStdString(invite(options, headers));
        };
        row("contact-fqdn", kGood, " Contact: <sip:198.51.100.30:5061;transport=tls>\n");
        row("contact-transport-tls", kGood, " Contact: <sip:sbc.example.com;transport=udp>\n");
        row("contact-first-only", kGood, " Contact: <sip:sbc.example.com>, <sip:sbc2.example.com>\n");
        row("record-route-consistency", kGood, kContact + " Record-Route: <sip:10.1.1.1;lr>\n");
        row("no-sips-uri", kGood, " Contact: <sips:sbc.example.com>\n");
        row("no-empty-user", kGood, " Contact: <sip:@sbc.example.com>\n");
        row("ruri-plus", "sdp uri=sip:0199002031@sip.pstnhub.microsoft.com", kContact);
        row("user-phone", "sdp " + kUri, kContact);
        row("from-plus", "sdp from=sip:0199002030@sbc.example.com " + kUri, kContact);
        row("no-require-100rel", kGood, kContact + " Require: timer, 100rel\n");
        row("replaces-not-sent", kGood, kContact + " Replaces: x;to-tag=1;from-tag=2\n");
        row("allow-refer-notify", kGood, kContact + " Allow: INVITE, ACK, BYE, REFER\n");
        row("three-fqdn", "sdp uri=sip:+33199002031@52.114.76.76", kContact);
        row("caller-id-from", kGood, kContact + " P-Asserted-Identity: <sip:+33199002039@sbc.example.com>\n");
        row("x-ms-sbc", kGood, " Contact: <sip:sbc.example.com:5061;transport=tls>\n");
        row("srtp-mandatory", "sdp " + kUri, kContact);
        row("codecs", "sdp codecs=3 " + kUri, kContact);
    }
    // Each is a remark here, since the call was taken; and silent for a call that is as Microsoft asks.
    void headers() {
        QFETCH(QString, script);
        const std::string id = std::string("teams.") + QTest::currentDataTag();
        const ScriptPlay play(script.toStdString());
        const rules::Finding* f = play.find(id);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Info));
        QCOMPARE(nameOf(f->role), nameOf(FindingRole::Remark));
        QCOMPARE(nameOf(f->side), nameOf(Side::Sbc));
        QCOMPARE(f->catalogKeys, std::vector<std::string>{id});
        QVERIFY(ScriptPlay(invite(kGood, kContact, "200 OK {sdp proto=RTP/SAVP}")).find(id) == nullptr);
    }

    void nothingIsSaidOfOtherPeers() {
        const ScriptPlay play(invite("sdp", " Contact: <sip:198.51.100.30>\n", "200 OK {sdp}", test::kPeers));
        for (const rules::Finding& f : play.findings)
            QVERIFY(f.rule.compare(0, 6, "teams.") != 0);
    }

    void knownByItsNameAtAnyPublicAddress() {
        const std::string peers = "peers: A=198.51.100.30:5061 B=203.0.113.5:5061/TLS\n";
        QVERIFY(has(invite("sdp " + kUri, kContact, "200 OK {sdp}", peers), "signalling-ip"));
        // A proxy on the inside passes the name on, and is not Teams.
        QVERIFY(!has(invite("sdp " + kUri, kContact, "200 OK {sdp}", test::kPeers), "user-phone"));
    }

    void aCauseWhereTeamsRefusedForIt() {
        const ScriptPlay play(invite(kGood, " Contact: <sip:198.51.100.30:5061;transport=tls>\n", "403 Forbidden"));
        const rules::Finding* f = play.find("teams.contact-fqdn");
        QCOMPARE(nameOf(f->role), nameOf(FindingRole::Cause));
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(EvidenceTag::Correlated));
        QVERIFY(play.find("sip.final-failure")->explainedBy.isValid());
        // Where Microsoft says another reason, that one stands.
        const ScriptPlay other(
            invite(kGood, " Contact: <sip:198.51.100.30:5061;transport=tls>\n",
                   "403 Forbidden\n Reason: Q.850;cause=63;text=\"3f2504e0-4f89-11d3-9a0c-0305e82c3301;User is not "
                   "Enterprise Voice enabled.\""));
        QCOMPARE(nameOf(other.find("teams.contact-fqdn")->role), nameOf(FindingRole::Remark));
        QVERIFY(!other.find("sip.final-failure")->explainedBy.isValid());
    }

    void exchanges() {
        QVERIFY(has(invite(kGood, kContact, "503 Service Unavailable\n Retry-After: 1") + "2 A > B INVITE {sdp out}\n",
                    "retry-after-503"));
        QVERIFY(has(test::kTeams + "end: 60\n0 B > A INVITE {sdp}\n0.1 A > B 100 Trying\n10 B > A CANCEL\n10.1 A > B "
                                   "200 OK\n10.2 A > B 487 Request Terminated\n",
                    "failover-timer"));
        QVERIFY(!has(test::kTeams + "end: 60\n0 B > A INVITE {sdp}\n5 A > B 180 Ringing\n10 B > A CANCEL\n10.1 A > B "
                                    "200 OK\n10.2 A > B 487 Request Terminated\n",
                     "failover-timer"));
        QVERIFY(
            has(test::kTeams + "end: 60\n0 A > B INVITE {sdp}\n1 B > A 200 OK {sdp}\n5 B > A BYE\n5.1 A > B 200 OK\n",
                "ack-within-4s"));
        QVERIFY(has(test::kTeams + "end: 60\n" + test::kSetUp +
                        "2 A > B INVITE {sdp v=2}\n2.1 B > A 200 OK {sdp v=2}\n2.2 A > B ACK\n"
                        "3 B > A INVITE {sdp v=3}\n3.1 A > B 200 OK {sdp v=3}\n3.2 B > A ACK\n",
                    "reinvite-delay"));
    }

    void remarksAreToldOncePerCase() {
        rules::CaseRemarks remarks;
        const std::string text = invite("sdp " + kUri, kContact);
        ScriptPlay first(text);
        ScriptPlay second(text);
        const std::size_t count = first.findings.size();
        remarks.thin(first.findings);
        remarks.thin(second.findings);
        QCOMPARE(first.findings.size(), count);
        QVERIFY(second.find("teams.user-phone") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestTeams)
#include "teams.moc"
