#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay refused(const std::string& status, const std::string& header = "") {
    return ScriptPlay(test::kPeers + "end: 60\n0 A > B INVITE {sdp}\n" + header + "1 B > A " + status +
                      "\n1.1 A > B ACK\n");
}
} // namespace

// Oracle: RFC 4412 section 4.6.2; verdicts.md: only after 417.
class TestMissingPriority : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play = refused("417 Unknown Resource-Priority");
        const rules::Finding* f = play.find("sip.missing-priority");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QVERIFY(f->catalogKeys.empty());
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
    }

    void tellsAnUnknownOneFromNone() {
        const ScriptPlay play = refused("417 Unknown Resource-Priority", " Resource-Priority: dsn.flash\n");
        QCOMPARE(play.find("sip.missing-priority")->catalogKeys.front(),
                 std::string("rule.sip.missing-priority.unknown"));
        QCOMPARE(argument(*play.find("sip.missing-priority"), "priority"), std::string("dsn.flash"));
    }

    void silentWithout417() { QVERIFY(refused("403 Forbidden").find("sip.missing-priority") == nullptr); }
};

ECHELLE_RULE_TEST(TestMissingPriority)
#include "sip_missing_priority.moc"
