#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::EvidenceTag;
using rules::FindingRole;
using test::nameOf;
using test::ScriptPlay;

namespace {
const std::string kForum = test::kTeams + "source: log\nend: 120\n" + test::kSetUp + test::kHold + test::kRefer + R"(
20.1 A > B  202 Accepted
21.0 A > B  NOTIFY {sipfrag=180 cseq=32435}
     Event: refer
     Subscription-State: active;expires=600
21.01 A > B  NOTIFY {sipfrag=100 cseq=32434}
     Event: refer
     Subscription-State: active;expires=600
21.1 B > A  500 Server Internal Error
21.2 B > A  200 OK
)";
const std::string kResume = "40.0 B > A INVITE {sdp=sendrecv v=3}\n40.1 A > B 200 OK {sdp v=3}\n40.2 B > A ACK\n";
const std::string kEnd = "80.0 A > B BYE {cseq=32436}\n80.1 B > A 200 OK\n";
} // namespace

// Oracle: verdicts.md "The forum case": observed, observed, correlated, never caused.
class TestAfterNotifyOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void observedObservedCorrelated() {
        const ScriptPlay play(kForum + kEnd);
        QCOMPARE(play.alarms(), (std::vector<std::string>{"sip.cseq-out-of-order", "hold.never-resumed"}));
        const rules::Finding* cseq = play.find("sip.cseq-out-of-order");
        const rules::Finding* hold = play.find("hold.never-resumed");
        const rules::Finding* both = play.find("hold.after-notify-order");
        QVERIFY(both != nullptr);
        QCOMPARE(nameOf(cseq->evidence), nameOf(EvidenceTag::Observed));
        QCOMPARE(nameOf(hold->evidence), nameOf(EvidenceTag::Observed));
        QCOMPARE(nameOf(both->evidence), nameOf(EvidenceTag::Correlated));
        QCOMPARE(nameOf(both->role), nameOf(FindingRole::Remark));
        // Neither explains the other.
        for (const rules::Finding& f : play.findings)
            QVERIFY(!f.explainedBy.isValid());
        // 1-3 set-up, 4-6 hold, 7-8 REFER: 9 is the 180, 10 the late 100, 11 its refusal.
        QCOMPARE(both->proof, (std::vector<EventId>{EventId{10}, EventId{9}, EventId{11}, EventId{4}}));
        QCOMPARE(cseq->proof, (std::vector<EventId>{EventId{10}, EventId{9}, EventId{11}}));
        // What rests on the same proof stands in also, once.
        QCOMPARE(cseq->also,
                 (std::vector<std::string>{"teams.notify-order", "sip.notify-sipfrag-order", "sip.final-failure"}));
        QVERIFY(play.find("sip.final-failure") == nullptr);
        QVERIFY(play.find("sip.notify-sipfrag-order") == nullptr);
    }

    void silentWhereTheCallResumed() {
        const ScriptPlay play(kForum + kResume + kEnd);
        QCOMPARE(play.alarms(), std::vector<std::string>{"sip.cseq-out-of-order"});
        QVERIFY(play.find("hold.after-notify-order") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestAfterNotifyOrder)
#include "hold_after_notify_order.moc"
