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

// Oracle: verdicts "TCP: silent for RST after FIN or after an idle keep-alive"; RFC 9293 section 3.5.3.
class TestTcpReset : public QObject {
    Q_OBJECT

    static Say overTcp(Say say) {
        say.transport = Transport::Tcp;
        return say;
    }
    static RulePlay invite(const std::vector<Packet>& packets, const std::vector<std::string>& answers = {},
                           double inputEnd = 60) {
        const Say asked = overTcp(request(0, "INVITE", 1, "1"));
        std::vector<Say> script{asked};
        for (std::size_t i = 0; i < answers.size(); ++i)
            script.push_back(answer(asked, 0.5 + static_cast<double>(i), answers[i]));
        return RulePlay(script, inputEnd, packets);
    }
    static const Packet kReset;

private Q_SLOTS:
    void firesWhereAnInviteWaits() {
        const RulePlay play = invite({kReset}, {"100 Trying"});
        const rules::Finding* f = play.find("transport.tcp-reset");
        QVERIFY(f != nullptr);
        QCOMPARE(play.findings.front().rule, std::string("transport.tcp-reset"));
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f->evidence), nameOf(rules::EvidenceTag::Observed));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{1001}, EventId{1}}));
        QCOMPARE(argument(*f, "method"), std::string("INVITE"));
        QCOMPARE(argument(*f, "by"), std::string("10.0.0.2:5060"));
        QVERIFY(f->catalogKeys.empty());
    }

    void explainsTheMissingAnswer() {
        const RulePlay play = invite({kReset});
        const rules::Finding* effect = play.find("sip.no-final-response");
        QVERIFY(effect != nullptr);
        QCOMPARE(nameOf(effect->role), nameOf(rules::FindingRole::Effect));
        QCOMPARE(effect->explainedBy, FindingId{1});
    }

    void tellsThatTheSenderDidIt() {
        const RulePlay play = invite({{1, "tcp.rst"}});
        QCOMPARE(play.find("transport.tcp-reset")->catalogKeys,
                 std::vector<std::string>{"rule.transport.tcp-reset.by-sender"});
    }

    void silentWhereTheAnswerCame() {
        QVERIFY(invite({{30, "tcp.rst"}}, {"200 OK"}).find("transport.tcp-reset") == nullptr);
        QVERIFY(invite({{30, "tcp.rst"}}, {"486 Busy Here"}).find("transport.tcp-reset") == nullptr);
    }

    void silentForAnotherConnectionOrAnEarlierOne() {
        QVERIFY(invite({{1, "tcp.rst", "10.0.0.1:40001", "10.0.0.2:5060"}}).find("transport.tcp-reset") == nullptr);
        QVERIFY(invite({{-1, "tcp.rst"}}).find("transport.tcp-reset") == nullptr);
    }

    void silentOverUdp() {
        const RulePlay play({request(0, "INVITE", 1, "1")}, 60, {kReset});
        QVERIFY(play.find("transport.tcp-reset") == nullptr);
    }

    // The answer may still come another way.
    void silentWhereTheInputEndsTooSoon() { QVERIFY(invite({kReset}, {}, 20).find("transport.tcp-reset") == nullptr); }

    void unreadConnection_data() {
        QTest::addColumn<QByteArray>("ending");
        QTest::addColumn<QByteArray>("idle");
        QTest::addColumn<QByteArray>("payloads");
        QTest::addColumn<bool>("fires");
        QTest::newRow("in use") << QByteArray("reset") << QByteArray("40") << QByteArray("9") << true;
        QTest::newRow("idle") << QByteArray("reset") << QByteArray("60000") << QByteArray("9") << false;
        QTest::newRow("after FIN") << QByteArray("closed") << QByteArray("40") << QByteArray("9") << false;
        QTest::newRow("nothing said") << QByteArray("reset") << QByteArray("0") << QByteArray("0") << false;
    }
    void unreadConnection() {
        QFETCH(QByteArray, ending);
        QFETCH(QByteArray, idle);
        QFETCH(QByteArray, payloads);
        QFETCH(bool, fires);
        const ConnectionPlay play({{"ending", ending.toStdString()},
                                   {"idle_ms", idle.toStdString()},
                                   {"reset_by", "server"},
                                   {"payloads_from_client", payloads.toStdString()}},
                                  {kReset});
        const rules::Finding* f = play.find("transport.tcp-reset");
        QCOMPARE(f != nullptr, fires);
        if (!fires)
            return;
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Warning));
        QCOMPARE(argument(*f, "by"), std::string("10.0.0.2:5061"));
        QCOMPARE(f->microsoftCode, 0); // none is published for a reset after the handshake
    }
};
const Packet TestTcpReset::kReset{1, "tcp.rst", "10.0.0.2:5060", "10.0.0.1:5060"};

ECHELLE_RULE_TEST(TestTcpReset)
#include "transport_tcp_reset.moc"
