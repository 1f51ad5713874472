#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::answer;
using test::argument;
using test::nameOf;
using test::Packet;
using test::request;
using test::RulePlay;
using test::Say;

// Oracle: RFC 3261 section 18.2.2: a response whose connection is gone must come on another one.
class TestConnectionLost : public QObject {
    Q_OBJECT

    static RulePlay invite(const std::vector<Packet>& packets, bool isAnswered = false, double inputEnd = 60) {
        Say asked = request(0, "INVITE", 1, "1");
        asked.transport = Transport::Tcp;
        std::vector<Say> script{asked};
        if (isAnswered) { // on a connection that the other side opened
            Say ok = answer(asked, 5, "200 OK");
            ok.from = "10.0.0.2:41000";
            script.push_back(ok);
        }
        return RulePlay(script, inputEnd, packets);
    }

private Q_SLOTS:
    void firesWhereItIsClosedBeforeTheAnswer() {
        const RulePlay play = invite({{1, "tcp.fin", "10.0.0.2:5060", "10.0.0.1:5060"}, {1.1, "tcp.fin"}});
        const rules::Finding* f = play.find("transport.connection-lost");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{1001}, EventId{1}}));
        QCOMPARE(argument(*f, "by"), std::string("10.0.0.2:5060"));
        QVERIFY(f->catalogKeys.empty());
        QCOMPARE(play.findings.front().rule, std::string("transport.connection-lost"));
    }

    void tellsThatTheSenderDidIt() {
        const RulePlay play = invite({{1, "tcp.fin"}});
        QCOMPARE(play.find("transport.connection-lost")->catalogKeys,
                 std::vector<std::string>{"rule.transport.connection-lost.by-sender"});
    }

    void silentWhereTheAnswerCameOnAnother() {
        QVERIFY(invite({{1, "tcp.fin"}}, true).find("transport.connection-lost") == nullptr);
    }

    void silentWhereItWasReset() {
        const RulePlay play = invite({{1, "tcp.fin"}, {2, "tcp.rst"}});
        QVERIFY(play.find("transport.connection-lost") == nullptr);
        QVERIFY(play.find("transport.tcp-reset") != nullptr);
    }

    // The answer may still come another way.
    void silentWhereTheInputEndsTooSoon() {
        QVERIFY(invite({{1, "tcp.fin"}}, false, 20).find("transport.connection-lost") == nullptr);
    }

    void silentForAnEarlierConnection() {
        QVERIFY(invite({{-3, "tcp.fin"}}).find("transport.connection-lost") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestConnectionLost)
#include "transport_connection_lost.moc"
