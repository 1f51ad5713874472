#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
std::string script(const std::string& end, const std::string& more = "") {
    return "end: " + end + "\n" + test::kPeers + test::kSetUp + test::kRefer + "20.1 A > B 202 Accepted\n" + more;
}
std::string notify(const std::string& status, const std::string& state = "active;expires=60") {
    return "21.0 A > B NOTIFY {sipfrag=" + status + "}\n Event: refer\n Subscription-State: " + state +
           "\n21.1 B > A 200 OK\n";
}
bool isSilent(const std::string& text) {
    return ScriptPlay(text).find("transfer.no-final-notify") == nullptr;
}
} // namespace

// Oracle: RFC 3515 section 2.4.4: a NOTIFY at once, and one with the outcome.
class TestNoFinalNotify : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressOnly() {
        const ScriptPlay play(script("300", notify("180")));
        const rules::Finding* f = play.find("transfer.no-final-notify");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QVERIFY(f->catalogKeys.empty());
        QCOMPARE(argument(*f, "status"), std::string("180"));
        QCOMPARE(argument(*f, "seconds"), std::string("279"));
    }

    void noneAtAll() {
        const ScriptPlay play(script("100", "30 A > B OPTIONS\n30.1 B > A 200 OK\n"));
        QCOMPARE(play.find("transfer.no-final-notify")->catalogKeys,
                 std::vector<std::string>{"rule.transfer.no-final-notify.none"});
    }

    void silent() {
        QVERIFY(isSilent(script("100", notify("180"))));                       // it may still ring
        QVERIFY(isSilent(script("300", notify("200"))));                       // the outcome was told
        QVERIFY(isSilent(script("300", notify("100", "terminated"))));         // the subscription was ended
        QVERIFY(isSilent(script("300", "21 B > A BYE\n21.1 A > B 200 OK\n"))); // the referrer hung up
        QVERIFY(isSilent(script("30")));                                       // the input ends at once
    }
};

ECHELLE_RULE_TEST(TestNoFinalNotify)
#include "transfer_no_final_notify.moc"
