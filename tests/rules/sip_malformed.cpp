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
const std::string kRule = "sip.malformed";
const std::string kBadLength = "Content-Length: abc"; // beside the right one: unreadable, and repeated
} // namespace

// Oracle: RFC 3261 sections 18.3, 20.14 and 21.4.1 (400: the request could not be understood).
class TestMalformed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusedForIt() {
        const Say invite = request(0, "INVITE", 1, "1", {}, {kBadLength});
        const RulePlay play({invite, answer(invite, 0.1, "400 Bad Content-Length"), request(0.2, "ACK", 1, "1", "b")},
                            60);
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Error));
        QCOMPARE(f->proof.front(), EventId{1});
        QCOMPARE(f->catalogKeys.front(), std::string("defect.content-length"));
        QCOMPARE(argument(*f, "defect"), std::string("content-length"));
        QCOMPARE(argument(*f, "message"), std::string("INVITE"));
        QCOMPARE(argument(*f, "count"), std::string("1"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.1:5060"));
        // It explains the refusal, which folds beneath it.
        QCOMPARE(play.findings.front().rule, kRule);
        QCOMPARE(play.find("sip.final-failure")->explainedBy, FindingId{1});
        QCOMPARE(nameOf(play.find("sip.final-failure")->role), nameOf(rules::FindingRole::Effect));
    }

    void acceptedAllTheSame() {
        const Say invite = request(0, "INVITE", 1, "1", {}, {kBadLength});
        const Say bye = request(5, "BYE", 2, "2", "b");
        const RulePlay play({invite, answer(invite, 0.1, "200 OK"), request(0.2, "ACK", 1, "ack", "b"), bye,
                             answer(bye, 5.1, "200 OK")},
                            60);
        QVERIFY(play.find(kRule) != nullptr);
        QVERIFY(play.alarms().empty());
    }

    // 503 and 404 say why they came; that the response, or the request before, was written badly does not.
    void noCauseOfAnotherRefusal() {
        const Say invite = request(0, "INVITE", 1, "1", {}, {kBadLength});
        for (const char* refusal : {"503 Service Unavailable", "404 Not Found"}) {
            const RulePlay play({invite, answer(invite, 0.1, refusal, {kBadLength}), request(0.2, "ACK", 1, "1", "b")},
                                60);
            QCOMPARE(nameOf(play.find(kRule)->severity), nameOf(rules::Severity::Info));
            QCOMPARE(nameOf(play.find(kRule)->role), nameOf(rules::FindingRole::Remark));
            QCOMPARE(nameOf(play.find("sip.final-failure")->role), nameOf(rules::FindingRole::Cause));
            QVERIFY(!play.find("sip.final-failure")->explainedBy.isValid());
        }
    }

    void maybeWhyNobodyAnswered() {
        Say invite = request(0, "INVITE", 1, "1", {}, {kBadLength});
        Say again = invite;
        again.at = 0.5;
        const RulePlay play({invite, again}, 60);
        QCOMPARE(nameOf(play.find(kRule)->severity), nameOf(rules::Severity::Warning));
        QCOMPARE(nameOf(play.find(kRule)->evidence), nameOf(rules::EvidenceTag::Correlated));
    }

    void silentForSoundMessages() {
        const Say invite = request(0, "INVITE", 1, "1");
        QVERIFY(RulePlay({invite, answer(invite, 0.1, "400 Bad Request")}, 60).find(kRule) == nullptr);
    }
};

ECHELLE_RULE_TEST(TestMalformed)
#include "sip_malformed.moc"
