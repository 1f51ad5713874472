#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::answer;
using test::argument;
using test::nameOf;
using test::request;
using test::RulePlay;
using test::Say;

namespace {
const std::string kRule = "sip.auth-loop";

std::string challenge(const std::string& nonce, const std::string& more = {}) {
    return "WWW-Authenticate: Digest realm=\"example.com\", nonce=\"" + nonce + "\"" + more;
}
std::string credentials(const std::string& nonce) {
    return "Authorization: Digest username=\"alice\", realm=\"example.com\", nonce=\"" + nonce +
           "\", uri=\"sip:x\", response=\"0\"";
}
// REGISTERs one after another: credentials with that nonce ("" for none), and the answer's headers or status.
struct Step {
    std::string nonce;
    std::string status;
    std::string header;
};
RulePlay registering(const std::vector<Step>& steps, double end = 100) {
    std::vector<Say> script;
    int n = 1;
    for (const Step& s : steps) {
        const Say say =
            request(n, "REGISTER", n, std::to_string(n), {},
                    s.nonce.empty() ? std::vector<std::string>{} : std::vector<std::string>{credentials(s.nonce)});
        script.push_back(say);
        script.push_back(answer(say, n + 0.1, s.status,
                                s.header.empty() ? std::vector<std::string>{} : std::vector<std::string>{s.header}));
        ++n;
    }
    return RulePlay(script, end);
}
const std::string k401 = "401 Unauthorized";
} // namespace

// Oracle: RFC 3261 section 22, RFC 7616 3.3 (stale), verdicts "Silent when: fewer than two refusals of credentials for
// one realm with a nonce that is not stale".
class TestAuthLoop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongCredentials() {
        const RulePlay play =
            registering({{"", k401, challenge("n1")}, {"n1", k401, challenge("n2")}, {"n2", k401, challenge("n3")}});
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(f->catalogKeys.front(), std::string("rule.sip.auth-loop.wrong-credentials"));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{6}, EventId{4}}));
        QCOMPARE(argument(*f, "realm"), std::string("example.com"));
        QCOMPARE(argument(*f, "count"), std::string("2"));
        QCOMPARE(argument(*f, "status"), std::string("401"));
        QCOMPARE(argument(*f, "method"), std::string("REGISTER"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.2:5060"));
        QCOMPARE(argument(*f, "sender"), std::string("10.0.0.1:5060"));
        // The general rule rests on the same 401: it stands in also.
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QVERIFY(play.find("sip.final-failure") == nullptr);
    }

    void neverAnswered() {
        const RulePlay play =
            registering({{"", k401, challenge("n1")}, {"", k401, challenge("n2")}, {"", k401, challenge("n3")}});
        QCOMPARE(play.find(kRule)->catalogKeys.front(), std::string("rule.sip.auth-loop.unanswered"));
        QCOMPARE(argument(*play.find(kRule), "count"), std::string("3"));
    }

    void oneRefusalIsSilent() {
        const RulePlay play = registering({{"", k401, challenge("n1")}, {"n1", k401, challenge("n2")}});
        QVERIFY(play.find(kRule) == nullptr);
        QVERIFY(play.find("sip.final-failure") != nullptr);
    }

    void staleNoncesAreSilent() {
        QVERIFY(registering({{"", k401, challenge("n1")},
                             {"n1", k401, challenge("n2", ", stale=true")},
                             {"n2", k401, challenge("n3", ", stale=TRUE")},
                             {"n3", "200 OK", ""}})
                    .findings.empty());
        // Also while it has not succeeded, and where the server forgets to say stale but the nonce was an old one.
        QVERIFY(registering({{"", k401, challenge("n1")},
                             {"n1", k401, challenge("n2", ", stale=true")},
                             {"n2", k401, challenge("n3", ", stale=true")}})
                    .find(kRule) == nullptr);
        QVERIFY(registering({{"old", k401, challenge("n1")}, {"older", k401, challenge("n2")}}).find(kRule) == nullptr);
    }

    void successInTheEndIsSilent() {
        QVERIFY(registering({{"", k401, challenge("n1")},
                             {"n1", k401, challenge("n2")},
                             {"n2", k401, challenge("n3")},
                             {"n3", "200 OK", ""}})
                    .findings.empty());
    }

    void refusalsOfTwoRealmsAreNotAdded() {
        const std::string other = "WWW-Authenticate: Digest realm=\"other\", nonce=\"o1\"";
        QVERIFY(
            registering({{"", k401, challenge("n1")}, {"n1", k401, challenge("n2")}, {"", k401, other}}).find(kRule) ==
            nullptr);
    }
};

ECHELLE_RULE_TEST(TestAuthLoop)
#include "sip_auth_loop.moc"
