#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::answer;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;
using test::request;
using test::RulePlay;
using test::Say;

// Oracle: RFC 1122 section 4.1.3.1; frames 1 and 2 of mixed_403_407_483_loop_icmp.pcapng have this shape.
class TestIcmpUnreachable : public QObject {
    Q_OBJECT

    static Packet error(double at, const std::string& by = "10.0.0.2:0", const std::string& lost = "yes",
                        const std::string& quotedTo = "10.0.0.2:5060") {
        return {at,
                "icmp.error",
                by,
                "10.0.0.1:0",
                {{"icmp", "port unreachable"},
                 {"quoted_from", "10.0.0.1:5060"},
                 {"quoted_to", quotedTo},
                 {"type", "3"},
                 {"code", "3"},
                 {"lost", lost}},
                Transport::Unknown};
    }
    static RulePlay invite(const std::vector<Packet>& packets, const std::string& answered = {}, double inputEnd = 60) {
        const Say asked = request(0, "INVITE", 1, "1");
        std::vector<Say> script{asked};
        if (!answered.empty())
            script.push_back(answer(asked, 5, answered));
        return RulePlay(script, inputEnd, packets);
    }

private Q_SLOTS:
    void firesWhereTheHostSaysSo() {
        const RulePlay play = invite({error(0.001)});
        const rules::Finding* f = play.find("transport.icmp-unreachable");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{1001}, EventId{1}}));
        QCOMPARE(nameOf(f->side), nameOf(rules::Side::Endpoint));
        QCOMPARE(argument(*f, "icmp"), std::string("port unreachable"));
        QCOMPARE(argument(*f, "by"), std::string("10.0.0.2"));
        QCOMPARE(f->catalogKeys, std::vector<std::string>{"rule.transport.icmp-unreachable.by-host"});
        QCOMPARE(play.findings.front().rule, std::string("transport.icmp-unreachable"));
    }

    void firesWhereARouterSaysSo() {
        const RulePlay play = invite({error(0.001, "192.0.2.1:0")});
        QVERIFY(play.find("transport.icmp-unreachable")->catalogKeys.empty());
        QCOMPARE(argument(*play.find("transport.icmp-unreachable"), "by"), std::string("192.0.2.1"));
    }

    void silentWhereTheAnswerCame() {
        QVERIFY(invite({error(0.001)}, "200 OK").find("transport.icmp-unreachable") == nullptr);
        QVERIFY(invite({error(0.001)}, "486 Busy Here").find("transport.icmp-unreachable") == nullptr);
    }

    // The same request, asked again later, was answered: told, and no fault of the row.
    void remarkWhereTryingAgainHelped() {
        const Say first = request(0, "REGISTER", 1, "1");
        const Say second = request(64, "REGISTER", 2, "2");
        const RulePlay play({first, second, answer(second, 64.1, "200 OK")}, 200, {error(0.001)});
        const rules::Finding* f = play.find("transport.icmp-unreachable");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Info));
        QCOMPARE(nameOf(f->role), nameOf(rules::FindingRole::Remark));
    }

    void silentForOtherPacketsAndTooBigOnes() {
        QVERIFY(invite({error(0.001, "10.0.0.2:0", "no")}).find("transport.icmp-unreachable") == nullptr);
        QVERIFY(invite({error(0.001, "10.0.0.2:0", "yes", "10.0.0.2:5070")}).find("transport.icmp-unreachable") ==
                nullptr);
        QVERIFY(invite({error(-5)}).find("transport.icmp-unreachable") == nullptr);
    }

    // The answer may still come another way.
    void silentWhereTheInputEndsTooSoon() {
        QVERIFY(invite({error(0.001)}, {}, 20).find("transport.icmp-unreachable") == nullptr);
    }

    void connecting() {
        const ConnectionPlay play({{"ending", "unreachable"}, {"attempts", "2"}}, {{0, "tcp.syn"}, error(0.001)});
        const rules::Finding* f = play.find("transport.icmp-unreachable");
        QVERIFY(f != nullptr);
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{1002}, EventId{1001}}));
        QCOMPARE(f->catalogKeys, std::vector<std::string>{"rule.transport.icmp-unreachable.connecting"});
        QCOMPARE(f->microsoftCode, 0); // none is published
        QVERIFY(ConnectionPlay({{"ending", "unanswered"}}, {error(0.001)}).find("transport.icmp-unreachable") ==
                nullptr);
    }
};

ECHELLE_RULE_TEST(TestIcmpUnreachable)
#include "transport_icmp_unreachable.moc"
