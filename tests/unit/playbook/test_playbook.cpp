#ifndef Q_MOC_RUN // moc cannot read some headers of the standard library
#include "core/playbook/playbook.h"
#include "rules/script.h"
#endif

#include <QtTest/QTest>

using namespace echelle;
using playbook::Hypothesis;
using playbook::Weight;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;
using test::ScriptPlay;

namespace {

// The events as the store gives them out (store::EventRecord), from what the rules read.
std::vector<store::EventRecord> eventsOf(const dialog::CallFacts& facts) {
    std::vector<store::EventRecord> events;
    for (const dialog::MessageFacts& m : facts.messages) {
        store::EventRecord e;
        e.id = m.id;
        e.method = m.method;
        e.status = m.status;
        e.transport = m.transport;
        e.from = facts.addresses[m.from];
        e.to = facts.addresses[m.to];
        e.sdpRole = m.sdpRole;
        e.defects = m.defects;
        events.push_back(e);
    }
    return events;
}

std::vector<store::EventRecord> eventsOf(const std::vector<Packet>& packets) {
    std::vector<store::EventRecord> events;
    std::int64_t id = test::kFirstPacket;
    for (const Packet& p : packets) {
        store::EventRecord e;
        e.id = EventId{id++};
        e.kind = store::EventKind::Packet;
        e.transport = p.transport;
        e.from = test::endpoint(p.from);
        e.to = test::endpoint(p.to);
        e.packetKind = p.kind;
        for (const Argument& fact : p.summary)
            e.packetSummary += fact.name + "=" + fact.value + "\n";
        events.push_back(e);
    }
    return events;
}

store::RowRecord rowOf(dialog::RowKind kind, dialog::RowState state) {
    store::RowRecord row;
    row.facts.id = RowId{1};
    row.facts.kind = kind;
    row.facts.state = state;
    return row;
}

std::vector<Hypothesis> ofScript(const std::string& text) {
    const ScriptPlay play(text);
    if (play.rows.size() != 1)
        qFatal("the script is not one row");
    store::RowRecord row;
    row.facts = play.rows[0];
    return playbook::weigh(row, play.findings, eventsOf(play.facts[0]));
}

std::vector<Hypothesis> ofConnection(const Arguments& facts, const std::vector<Packet>& packets) {
    const ConnectionPlay play(facts, packets);
    return playbook::weigh(rowOf(dialog::RowKind::Connection, dialog::RowState::Incomplete), play.findings,
                           eventsOf(packets));
}

rules::Finding finding(const std::string& rule, rules::EvidenceTag tag = rules::EvidenceTag::Observed) {
    rules::Finding f;
    f.rule = rule;
    f.severity = rules::Severity::Error;
    f.evidence = tag;
    f.proof = {EventId{77}};
    return f;
}

// A call over WebRTC that failed with these findings, beside these packets.
std::vector<Hypothesis> ofCloud(const std::vector<rules::Finding>& findings, const std::vector<Packet>& packets) {
    return playbook::weigh(rowOf(dialog::RowKind::Record, dialog::RowState::Failed), findings, eventsOf(packets));
}

Hypothesis only(const std::vector<Hypothesis>& all, const std::string& id) {
    for (const Hypothesis& h : all)
        if (h.id == id)
            return h;
    Hypothesis none;
    none.id = "not listed";
    return none;
}

std::string invite(const std::string& rest, const std::string& end = "60") {
    return test::kPeers + "end: " + end + "\n0 A > B INVITE {sdp}\n" + rest;
}
std::string refused(const std::string& status) {
    return invite("0.1 B > A " + status + "\n0.2 A > B ACK\n");
}

const Packet kStun{0.1, "stun.success", "10.0.0.2:3478", "10.0.0.1:5000", {{"method", "Binding"}}, Transport::Udp};
const Packet kAllocateRefused{0.1,           "stun.error", "10.0.0.2:3478", "10.0.0.1:5000", {{"method", "Allocate"}},
                              Transport::Udp};

} // namespace

// Oracle: verdicts.md for what may be said; the facts of each case are RFC 3261, 8489, 8656 and 9293.
class TestPlaybook : public QObject {
    Q_OBJECT

    static void isWeighed(const std::vector<Hypothesis>& all, const std::string& id, Weight weight) {
        const Hypothesis h = only(all, id);
        QCOMPARE(h.id, id);
        QCOMPARE(nameOf(h.weight), nameOf(weight));
        QCOMPARE(h.cited.empty(), weight == Weight::NotTested);
        QCOMPARE(h.reached.has_value(), weight != Weight::NotTested);
    }

private Q_SLOTS:
    void answersOfTheTrunk_data() {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("supported");
        QTest::addColumn<QString>("contradicted");
        QTest::newRow("refusing") << "503 Service Unavailable"
                                  << "sbc-refusing"
                                  << "network-path";
        QTest::newRow("malformed") << "400 Bad Request"
                                   << "malformed-message"
                                   << "sbc-refusing";
        QTest::newRow("codec") << "488 Not Acceptable Here"
                               << "wrong-codec"
                               << "malformed-message";
        QTest::newRow("number") << "404 Not Found"
                                << "wrong-number"
                                << "authentication";
        QTest::newRow("authentication") << "401 Unauthorized"
                                        << "authentication"
                                        << "dns";
        QTest::newRow("certificate") << "484 Address Incomplete"
                                     << "wrong-number"
                                     << "certificate";
    }
    void answersOfTheTrunk() {
        QFETCH(QString, status);
        QFETCH(QString, supported);
        QFETCH(QString, contradicted);
        const auto all = ofScript(refused(status.toStdString()));
        isWeighed(all, supported.toStdString(), Weight::Supported);
        isWeighed(all, contradicted.toStdString(), Weight::Contradicted);
        QVERIFY(only(all, supported.toStdString()).cited.front() == EventId{2});
    }

    void ringingExcludesTheNumber() {
        isWeighed(ofScript(invite("0.1 B > A 180 Ringing\n0.2 B > A 500 Server Internal Error\n0.3 A > B ACK\n")),
                  "wrong-number", Weight::Contradicted);
        // An announcement that the number is not in service comes as early media of a 183.
        isWeighed(
            ofScript(invite("0.1 B > A 183 Session Progress\n0.2 B > A 500 Server Internal Error\n0.3 A > B ACK\n")),
            "wrong-number", Weight::NotTested);
    }

    // The refusing server may have met the fault one hop further, where this input does not look.
    void aServerErrorHidesWhatIsBehind() {
        const auto all = ofScript(refused("503 Service Unavailable"));
        for (const char* id : {"dns", "certificate", "malformed-message", "authentication", "wrong-codec"})
            isWeighed(all, id, Weight::NotTested);
    }

    void silenceSupportsThePathByInferenceOnly() {
        const auto all =
            ofScript(invite("0.5 A > B INVITE {again}\n1.5 A > B INVITE {again}\n3.5 A > B INVITE {again}\n"));
        isWeighed(all, "network-path", Weight::Supported);
        QCOMPARE(nameOf(*only(all, "network-path").reached), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(nameOf(only(all, "network-path").playbookTag), nameOf(rules::EvidenceTag::Measured));
        isWeighed(all, "sbc-refusing", Weight::Supported);
        isWeighed(all, "wrong-number", Weight::NotTested);
    }

    void authenticationThatSucceeded() {
        // Challenged, answered with credentials, ringing: then the server failed.
        const auto all = ofScript(invite("0.1 B > A 407 Proxy Authentication Required\n0.2 A > B ACK\n"
                                         "0.3 A > B INVITE {sdp}\n0.4 B > A 180 Ringing\n"
                                         "0.5 B > A 500 Server Internal Error\n0.6 A > B ACK\n"));
        isWeighed(all, "authentication", Weight::Contradicted);
    }

    void refusedAfterTheChallenge() {
        const auto all = ofScript(invite("0.1 B > A 407 Proxy Authentication Required\n0.2 A > B ACK\n"
                                         "0.3 A > B INVITE {sdp}\n0.4 B > A 403 Forbidden\n0.5 A > B ACK\n"));
        isWeighed(all, "authentication", Weight::Supported);
        QCOMPARE(nameOf(*only(all, "authentication").reached), nameOf(rules::EvidenceTag::Correlated));
        QCOMPARE(only(all, "authentication").cited, (std::vector<EventId>{EventId{5}, EventId{2}}));
    }

    // 408 from a server: what failed may lie behind it.
    void aTimeoutBehindThePeerExcludesNoPath() {
        const auto all = ofScript(refused("408 Request Timeout"));
        for (const char* id : {"sbc-refusing", "network-path", "dns", "certificate"})
            QVERIFY2(only(all, id).weight != Weight::Contradicted, id);
    }

    void anAnswerExcludesTheCodec() {
        store::RowRecord row = rowOf(dialog::RowKind::Call, dialog::RowState::Answered);
        const ScriptPlay play(test::kPeers + test::kSetUp);
        const auto all = playbook::weigh(row, {finding("ice.failed")}, eventsOf(play.facts[0]));
        isWeighed(all, "wrong-codec", Weight::Contradicted);
        isWeighed(all, "invalid-token", Weight::Contradicted);
        isWeighed(all, "signalling-connection-lost", Weight::Contradicted);
    }

    void connections() {
        const std::string client = "10.0.0.1:40000";
        const std::string server = "10.0.0.2:5061";
        const auto silent = ofConnection(
            {{"ending", "unanswered"}, {"tries", "4"}, {"span_ms", "7000"}, {"attempts", "1"}, {"syn_acks", "0"}},
            {{0, "tcp.syn", client, server}, {7, "tcp.syn", client, server}});
        isWeighed(silent, "network-path", Weight::Supported);
        isWeighed(silent, "certificate", Weight::NotTested);

        const auto unknown =
            ofConnection({{"ending", "no-such-host"}, {"queries", "2"}}, {{0, "dns.query"}, {0.1, "dns.answer"}});
        isWeighed(unknown, "dns", Weight::Supported);

        const std::vector<Packet> handshake{{0, "tcp.syn-ack", server, client},
                                            {0.1, "tls.client-hello", client, server},
                                            {0.2, "tls.certificate", server, client},
                                            {0.3, "tls.alert", client, server},
                                            {0, "dns.answer", "10.0.0.9:53", client, {{"answer", "A 10.0.0.2"}}}};
        const auto expired = ofConnection({{"tls_stage", "certificate"},
                                           {"tls_certificate", "CN=sbc.example.com"},
                                           {"ending", "reset"},
                                           {"reset_by", "client"},
                                           {"tls_alert", "certificate_expired"},
                                           {"tls_alert_by", "client"},
                                           {"tls_expired", "CN=sbc.example.com"},
                                           {"tls_not_after", "2026-01-01T00:00:00Z"},
                                           {"tls_days", "9"}},
                                          handshake);
        isWeighed(expired, "certificate", Weight::Supported);
        isWeighed(expired, "network-path", Weight::Contradicted);
        isWeighed(expired, "dns", Weight::Contradicted);
    }

    void aFinishedHandshakeExcludesTheCertificate() {
        const auto weighed = [](const std::string& version) {
            return playbook::weigh(
                rowOf(dialog::RowKind::Connection, dialog::RowState::Incomplete),
                {finding("transport.connection-lost")},
                eventsOf({{0.1, "tls.server-hello", "10.0.0.2:5061", "10.0.0.1:4", {{"version", version}}},
                          {0.2, "tls.finished", "10.0.0.1:4", "10.0.0.2:5061"},
                          {0.3, "tls.finished", "10.0.0.2:5061", "10.0.0.1:4"}}));
        };
        isWeighed(weighed("TLS 1.2"), "certificate", Weight::Contradicted);
        isWeighed(weighed("TLS 1.3"), "certificate", Weight::NotTested);
    }

    void cloud_data() {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("id");
        QTest::newRow("udp") << "udp.blocked"
                             << "firewall-blocking-udp";
        QTest::newRow("relay") << "acs.relays-unreachable"
                               << "turn-unreachable";
        QTest::newRow("ice") << "ice.failed"
                             << "ice-negotiation-failure";
        QTest::newRow("token") << "acs.token-scope"
                               << "invalid-token";
        QTest::newRow("socket") << "acs.signalling-websocket-failed"
                                << "signalling-connection-lost";
    }
    void cloud() {
        QFETCH(QString, rule);
        QFETCH(QString, id);
        const auto all = ofCloud({finding(rule.toStdString())}, {});
        isWeighed(all, id.toStdString(), Weight::Supported);
        QCOMPARE(all.size(), std::size_t{5}); // those of a trunk are not asked here
        for (const Hypothesis& h : all)
            if (h.id != id.toStdString())
                QCOMPARE(nameOf(h.weight), nameOf(Weight::NotTested));
    }

    void answersOfRelays() {
        const auto all = ofCloud({finding("acs.token-invalid")}, {kStun, kAllocateRefused});
        isWeighed(all, "firewall-blocking-udp", Weight::Contradicted);
        QCOMPARE(nameOf(*only(all, "firewall-blocking-udp").reached), nameOf(rules::EvidenceTag::Measured));
        isWeighed(all, "turn-unreachable", Weight::Contradicted);
        QVERIFY(only(all, "turn-unreachable").cited.front() == EventId{1002});
    }

    void anAnsweredCheckSpeaksAgainstIce() {
        Packet check{0.1, "stun.request", "10.0.0.1:5000", "10.0.0.7:6000", {{"method", "Binding"}}, Transport::Udp};
        const Packet success{0.2,           "stun.success", "10.0.0.7:6000", "10.0.0.1:5000", {{"method", "Binding"}},
                             Transport::Udp};
        const std::vector<rules::Finding> findings{finding("acs.token-scope")};
        isWeighed(ofCloud(findings, {check, success}), "ice-negotiation-failure", Weight::NotTested);
        check.summary.push_back({"credentials", "yes"});
        isWeighed(ofCloud(findings, {check, success}), "ice-negotiation-failure", Weight::Contradicted);
        isWeighed(ofCloud({finding("ice.failed")}, {check, success}), "ice-negotiation-failure", Weight::Supported);
    }

    // What is inferred from silence yields to an answer; what was seen does not, and the answer stands against it.
    void factsOutweighInference() {
        isWeighed(ofCloud({finding("stun.no-response")}, {kStun}), "firewall-blocking-udp", Weight::Contradicted);
        const auto blocked = ofCloud({finding("udp.blocked")}, {kStun});
        isWeighed(blocked, "firewall-blocking-udp", Weight::Supported);
        QCOMPARE(only(blocked, "firewall-blocking-udp").against, std::vector<EventId>{EventId{1001}});
    }

    void healthyRowsAreSilent() {
        QVERIFY(ofScript(test::kPeers + test::kSetUp + test::kHangUp).empty());
        QVERIFY(ofScript(refused("486 Busy Here")).empty());
        QVERIFY(ofScript(refused("603 Decline")).empty());
        QVERIFY(
            ofScript(invite("0.1 B > A 180 Ringing\n30 B > A 480 Temporarily Unavailable\n30.1 A > B ACK\n")).empty());
        // A refused SUBSCRIBE that the rules call information.
        rules::Finding refusal = finding("sip.final-failure");
        refusal.severity = rules::Severity::Info;
        QVERIFY(playbook::weigh(rowOf(dialog::RowKind::Subscription, dialog::RowState::Failed), {refusal}, {}).empty());
        // A certificate that was accepted though it is out of date is told as information.
        rules::Finding accepted = finding("tls.certificate-expired");
        accepted.severity = rules::Severity::Info;
        QVERIFY(
            playbook::weigh(rowOf(dialog::RowKind::Connection, dialog::RowState::Incomplete), {accepted}, {}).empty());
    }
};

QTEST_APPLESS_MAIN(TestPlaybook)
#include "test_playbook.moc"
