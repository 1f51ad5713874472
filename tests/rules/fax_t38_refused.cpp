#include "rule_test.h"
#include "script.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::FindingRole;
using rules::Severity;
using test::argument;
using test::nameOf;
using test::ScriptPlay;

namespace {
const std::string kRule = "fax.t38-refused";
ScriptPlay fax(const std::string& reply, const std::string& more) {
    return ScriptPlay(test::kPeers + "end: 60\n" + test::kSetUp +
                      "10 B > A INVITE\n v=0\n o=B 77 2 IN IP4 10.0.0.2\n c=IN IP4 10.0.0.2\n t=0 0\n"
                      " m=image 5000 udptl t38\n10.1 A > B " +
                      reply + "\n10.2 B > A ACK\n" + more);
}
} // namespace

// Oracle: ITU-T T.38 annex D: the call may fall back to its audio.
class TestT38Refused : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused() {
        const ScriptPlay play = fax("488 Not Acceptable Here", test::kHangUp);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Warning));
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(argument(*f, "sender"), std::string("10.0.0.2:5060"));
    }

    void aRemarkWhereG711WasTaken() {
        const ScriptPlay play =
            fax("488 Not Acceptable Here",
                "11 B > A INVITE {sdp v=3}\n11.1 A > B 200 OK {sdp v=3}\n11.2 B > A ACK\n" + test::kHangUp);
        QVERIFY(play.alarms().empty());
        QCOMPARE(nameOf(play.find(kRule)->role), nameOf(FindingRole::Remark));
    }

    void silentWhereTaken() { QVERIFY(fax("200 OK", test::kHangUp).find(kRule) == nullptr); }
};

ECHELLE_RULE_TEST(TestT38Refused)
#include "fax_t38_refused.moc"
