#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;

// Oracle: verdicts "TCP: silent for ... port scans; they fold with a count".
class TestPortScan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firesAsRemark() {
        for (const char* ending : {"refused", "unanswered", "unreachable"}) {
            const ConnectionPlay play({{"ending", ending}, {"tries", "3"}, {"attempts", "20"}, {"scan_targets", "18"}},
                                      {{0, "tcp.syn"}, {0, "icmp.error"}});
            QCOMPARE(play.findings.size(), std::size_t{1});
            const rules::Finding& f = play.findings[0];
            QCOMPARE(f.rule, std::string("transport.port-scan"));
            QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Info));
            QCOMPARE(nameOf(f.role), nameOf(rules::FindingRole::Remark));
            QCOMPARE(argument(f, "targets"), std::string("18"));
            QCOMPARE(argument(f, "attempts"), std::string("20"));
        }
    }

    void silentForOneServer() {
        const ConnectionPlay play({{"ending", "refused"}, {"attempts", "900"}}, {});
        QVERIFY(play.find("transport.port-scan") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestPortScan)
#include "transport_port_scan.moc"
