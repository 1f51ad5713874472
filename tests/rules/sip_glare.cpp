#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay crossed(const std::string& more) {
    return ScriptPlay(test::kPeers + "end: 60\n" + test::kSetUp +
                      "10 A > B INVITE {sdp v=2}\n10.1 B > A 491 Request Pending\n10.2 A > B ACK\n" + more);
}
} // namespace

// Oracle: RFC 3261 section 14.1; verdicts.md: silent for 491 then success.
class TestGlare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fires() {
        const ScriptPlay play = crossed(test::kHangUp);
        const rules::Finding* f = play.find("sip.glare");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(argument(*f, "method"), std::string("INVITE"));
        QCOMPARE(argument(*f, "seconds"), std::string("29"));
    }

    void silent() {
        QVERIFY(crossed("12.5 A > B INVITE {sdp v=2}\n12.6 B > A 200 OK {sdp v=2}\n12.7 A > B ACK\n" + test::kHangUp)
                    .findings.empty());
        QVERIFY(crossed("12.5 B > A UPDATE {sdp v=2}\n12.6 A > B 200 OK {sdp v=2}\n").find("sip.glare") == nullptr);
        QVERIFY(crossed("11 A > B BYE\n11.1 B > A 200 OK\n").find("sip.glare") == nullptr); // no time to try again
    }
};

ECHELLE_RULE_TEST(TestGlare)
#include "sip_glare.moc"
