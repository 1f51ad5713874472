#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

// Oracle: RFC 3515 section 2.4.2.
class TestReferRejected : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused() {
        const ScriptPlay play(test::kPeers + "end: 60\n" + test::kSetUp + test::kRefer + "20.1 A > B 603 Decline\n");
        const rules::Finding* f = play.find("transfer.refer-rejected");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(f->sipCode, 603);
        QCOMPARE(f->catalogKeys.front(), std::string("rule.transfer.refer-rejected"));
        QCOMPARE(argument(*f, "target"), std::string("<sip:target@example.com>"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.1:5060"));
        // The general rule rests on the same refusal.
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(play.findings.size(), std::size_t{1});
    }

    void challengedThenTakenIsSilent() {
        const ScriptPlay play(test::kPeers + "end: 60\n" + test::kSetUp + test::kRefer + R"(
20.1 A > B  401 Unauthorized
20.2 B > A  REFER
     Refer-To: <sip:target@example.com>
20.3 A > B  202 Accepted
21.0 A > B  NOTIFY {sipfrag=200}
     Event: refer
     Subscription-State: terminated;reason=noresource
21.1 B > A  200 OK
)");
        QVERIFY(play.findings.empty());
    }
};

ECHELLE_RULE_TEST(TestReferRejected)
#include "transfer_refer_rejected.moc"
