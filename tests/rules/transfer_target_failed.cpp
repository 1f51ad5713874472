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
ScriptPlay reported(const std::string& status) {
    return ScriptPlay(test::kPeers + "end: 60\n" + test::kSetUp + test::kRefer + "20.1 A > B 202 Accepted\n" +
                      "21.0 A > B NOTIFY {sipfrag=100}\n Event: refer\n21.1 B > A 200 OK\n22.0 A > B NOTIFY {sipfrag=" +
                      status + "}\n Event: refer\n Subscription-State: terminated\n22.1 B > A 200 OK\n");
}
} // namespace

// Oracle: RFC 3515 section 2.4.5.
class TestTargetFailed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failed() {
        const ScriptPlay play = reported("404");
        const rules::Finding* f = play.find("transfer.target-failed");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(f->sipCode, 404);
        QCOMPARE(f->catalogKeys, (std::vector<std::string>{"rule.transfer.target-failed", "sip.404"}));
        QCOMPARE(nameOf(f->side), nameOf(Side::Number));
        QCOMPARE(argument(*f, "target"), std::string("<sip:target@example.com>"));
    }

    void whatPeopleDoIsARemark() {
        for (const char* status : {"486", "603", "480"}) {
            const ScriptPlay play = reported(status);
            QVERIFY(play.alarms().empty());
            QVERIFY(play.find("transfer.target-failed") != nullptr);
        }
    }

    void successIsSilent() { QVERIFY(reported("200").findings.empty()); }
};

ECHELLE_RULE_TEST(TestTargetFailed)
#include "transfer_target_failed.moc"
