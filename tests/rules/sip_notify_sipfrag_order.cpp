#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::FindingRole;
using rules::Severity;
using rules::Side;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
std::string notify(int at, const std::string& status) {
    const std::string time = std::to_string(at);
    return time + ".0 A > B NOTIFY {sipfrag=" + status + "}\n Event: refer\n" + time + ".1 B > A 200 OK\n";
}
const std::string kReferred = test::kTeams + "end: 60\n" + test::kSetUp + test::kRefer + "20.1 A > B 202 Accepted\n";
} // namespace

// Oracle: RFC 3515 section 2.4.4 and 2.4.5.
class TestNotifySipfragOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressThatRunsBack() {
        const ScriptPlay play(kReferred + notify(21, "180") + notify(22, "100"));
        const rules::Finding* f = play.find("sip.notify-sipfrag-order");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(nameOf(f->side), nameOf(Side::Sbc));
        QCOMPARE(argument(*f, "late"), std::string("100"));
        QCOMPARE(argument(*f, "before"), std::string("180"));
        QVERIFY(play.find("sip.cseq-out-of-order") == nullptr);
    }

    void aRemarkWhereTheTransferWentThrough() {
        const ScriptPlay play(kReferred + notify(21, "180") + notify(22, "100") + notify(23, "200"));
        QVERIFY(play.find("sip.notify-sipfrag-order") != nullptr);
        QCOMPARE(nameOf(play.find("sip.notify-sipfrag-order")->role), nameOf(FindingRole::Remark));
    }

    void silentInOrder() {
        for (const char* before : {"100", "183", "180"})
            QVERIFY(ScriptPlay(kReferred + notify(21, before) + notify(22, "180") + notify(23, "200"))
                        .find("sip.notify-sipfrag-order") == nullptr);
    }

    void eachReferBeginsAnew() {
        const ScriptPlay play(kReferred + notify(21, "180") + notify(22, "200") +
                              "30 B > A REFER\n30.1 A > B 202 Accepted\n" + notify(31, "100"));
        QVERIFY(play.find("sip.notify-sipfrag-order") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestNotifySipfragOrder)
#include "sip_notify_sipfrag_order.moc"
