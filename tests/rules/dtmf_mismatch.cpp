#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
ScriptPlay keys(const std::string& status, const std::string& type = "application/dtmf-relay") {
    return ScriptPlay(test::kPeers + "end: 60\n" + test::kSetUp + "10 A > B INFO\n Content-Type: " + type +
                      "\n10.1 B > A " + status + "\n");
}
} // namespace

// Oracle: RFC 6086 section 4.2.2.
class TestDtmfMismatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused() {
        const ScriptPlay play = keys("415 Unsupported Media Type");
        const rules::Finding* f = play.find("dtmf.mismatch");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(f->catalogKeys.front(), std::string("rule.dtmf.mismatch.events-known"));
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(argument(*f, "count"), std::string("1"));
    }

    void silent() {
        QVERIFY(keys("200 OK").findings.empty());
        QVERIFY(keys("415 Unsupported Media Type", "application/media_control+xml").find("dtmf.mismatch") == nullptr);
    }
};

ECHELLE_RULE_TEST(TestDtmfMismatch)
#include "dtmf_mismatch.moc"
