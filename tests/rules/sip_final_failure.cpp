#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using rules::FindingRole;
using rules::Severity;
using rules::Side;
using test::answer;
using test::argument;
using test::nameOf;
using test::request;
using test::RulePlay;
using test::Say;

namespace {
const std::string kRule = "sip.final-failure";
const std::string kGuid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

RulePlay callRefused(const std::string& status, std::vector<std::string> headers = {}) {
    const Say invite = request(0, "INVITE", 1, "1");
    return RulePlay({invite, answer(invite, 1, status, std::move(headers)), request(1.1, "ACK", 1, "1", "b")}, 60);
}
} // namespace

// Oracle: verdicts "Codes on a trace" and "Outcome of a call"; the published pairs of the catalog.
class TestFinalFailure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void microsoftPhraseInTheReason() {
        const RulePlay play =
            callRefused("403 Forbidden", {"Reason: Q.850;cause=63;text=\"" + kGuid + ";No trunk config was found.\""});
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(Severity::Error));
        QCOMPARE(nameOf(f->role), nameOf(FindingRole::Cause));
        QCOMPARE(f->sipCode, 403);
        QCOMPARE(f->microsoftCode, 510532);
        QCOMPARE(f->q850Code, 63);
        QCOMPARE(f->derived, std::vector<std::string>{"microsoft"});
        QCOMPARE(f->catalogKeys.size(), std::size_t{3});
        QVERIFY(f->catalogKeys[0].starts_with("microsoft.510532.403."));
        QCOMPARE(f->catalogKeys[1], std::string("q850.63"));
        QCOMPARE(f->catalogKeys[2], std::string("sip.403"));
        QCOMPARE(f->proof.front(), EventId{2});
        QCOMPARE(argument(*f, "status"), std::string("403"));
        QCOMPARE(argument(*f, "reason"), std::string("Forbidden"));
        QCOMPARE(argument(*f, "phrase"), std::string("No trunk config was found"));
        QCOMPARE(argument(*f, "guid"), kGuid);
        QCOMPARE(argument(*f, "cause"), std::string("63"));
        QCOMPARE(argument(*f, "from"), std::string("alice"));
        QCOMPARE(argument(*f, "to"), std::string("bob"));
        QCOMPARE(argument(*f, "method"), std::string("INVITE"));
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.2:5060"));
        QCOMPARE(argument(*f, "receiver"), std::string("10.0.0.1:5060"));
    }

    // The element that answers could not resolve a name: the number is not at fault.
    void namesThatCannotBeResolved() {
        QCOMPARE(nameOf(callRefused("480 Temporarily Unavailable").find(kRule)->side), nameOf(Side::Number));
        QCOMPARE(nameOf(callRefused("480 No DNS results").find(kRule)->side), nameOf(Side::Unknown));
    }

    void microsoftPhraseElsewhere() {
        QCOMPARE(callRefused("403 User is not Enterprise Voice enabled").find(kRule)->microsoftCode, 510560);
        QCOMPARE(
            callRefused("480 X", {"Warning: 399 sbc \"No callee endpoints were found.\""}).find(kRule)->microsoftCode,
            10037);
    }

    void miscellaneousWarningIsNoHeadline() {
        const RulePlay play = callRefused("480 No DNS results", {"Warning: 399 sbc \"No results for the name\""});
        QCOMPARE(play.find(kRule)->catalogKeys, (std::vector<std::string>{"sip.480", "warning.399"}));
        const RulePlay specific = callRefused("480 Not Now", {"Warning: 307 sbc \"Insufficient\""});
        QCOMPARE(specific.find(kRule)->catalogKeys, (std::vector<std::string>{"warning.307", "sip.480"}));
    }

    void registrationHasNoDialledNumber() {
        const Say ask = request(0, "REGISTER", 1, "1");
        QCOMPARE(nameOf(RulePlay({ask, answer(ask, 1, "404 Not Found")}, 60).find(kRule)->side), nameOf(Side::Unknown));
        QCOMPARE(nameOf(callRefused("404 Not Found").find(kRule)->side), nameOf(Side::Number));
    }

    void registeredPhraseIsNotMicrosofts() {
        // 540400 is published with the phrase "Bad Request", which every server says.
        const RulePlay plain = callRefused("400 Bad Request");
        QCOMPARE(plain.find(kRule)->microsoftCode, 0);
        QVERIFY(plain.find(kRule)->derived.empty());
        QCOMPARE(plain.find(kRule)->catalogKeys, std::vector<std::string>{"sip.400"});
        const RulePlay marked =
            callRefused("400 Bad Request", {"Reason: Q.850;cause=127;text=\"" + kGuid + ";Bad Request\""});
        QCOMPARE(marked.find(kRule)->microsoftCode, 540400);
    }

    void codesOfTheSbcSide() {
        const rules::Finding f = *callRefused("404 Phone number not found").find(kRule);
        QCOMPARE(f.microsoftCode, 560404);
        QVERIFY(f.side == Side::Sbc || f.side == Side::Number); // whose to act on, never Microsoft
        QVERIFY(f.side != Side::Microsoft);
    }

    void unknownStatusHasNoKey() {
        const RulePlay play = callRefused("499 Odd");
        QVERIFY(play.find(kRule)->catalogKeys.empty());
        QCOMPARE(play.find(kRule)->sipCode, 499);
    }

    void senderIsTheFirstHopThatSentIt() {
        const std::string proxy = "10.0.0.9:5060";
        const Say near{.at = 0, .to = proxy, .branch = "1"};
        const Say far{.at = 0.1, .from = proxy, .to = "10.0.0.3:5060", .branch = "2,1"};
        const RulePlay play(
            {near, far, answer(far, 1, "503 Service Unavailable"), answer(near, 1.1, "503 Service Unavailable")}, 60);
        const rules::Finding* f = play.find(kRule);
        QCOMPARE(argument(*f, "address"), std::string("10.0.0.3:5060"));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{4}, EventId{3}, EventId{1}}));
    }

    void outcomesThatAreNoErrors_data() {
        QTest::addColumn<QString>("status");
        QTest::newRow("busy") << QStringLiteral("486 Busy Here");
        QTest::newRow("declined") << QStringLiteral("603 Decline");
        QTest::newRow("unanswered") << QStringLiteral("480 Temporarily Unavailable");
        QTest::newRow("redirected") << QStringLiteral("302 Moved Temporarily");
        QTest::newRow("cancelled") << QStringLiteral("487 Request Terminated");
    }
    void outcomesThatAreNoErrors() {
        QFETCH(QString, status);
        const Say invite = request(0, "INVITE", 1, "1");
        const RulePlay play({invite, answer(invite, 1, "180 Ringing"), answer(invite, 9, status.toStdString()),
                             request(9.1, "ACK", 1, "1", "b")},
                            400);
        QVERIFY(play.alarms().empty());
    }

    void stepsAreSilent_data() {
        QTest::addColumn<QString>("status");
        for (const char* s :
             {"401 Unauthorized", "407 Proxy Authentication Required", "422 Session Interval Too Small",
              "420 Bad Extension", "421 Extension Required", "415 Unsupported Media Type", "488 Not Acceptable Here",
              "484 Address Incomplete", "491 Request Pending", "302 Moved Temporarily", "503 Service Unavailable"})
            QTest::newRow(s) << QString::fromLatin1(s);
    }
    void stepsAreSilent() {
        QFETCH(QString, status);
        const Say first = request(0, "INVITE", 1, "1");
        const Say second = request(0.5, "INVITE", 2, "2");
        const Say bye = request(9, "BYE", 3, "3", "b");
        const RulePlay play({first, answer(first, 0.1, status.toStdString()), request(0.2, "ACK", 1, "1", "b"), second,
                             answer(second, 1, "200 OK"), request(1.1, "ACK", 2, "ack", "b"), bye,
                             answer(bye, 9.1, "200 OK")},
                            100);
        QVERIFY(play.alarms().empty());
        QVERIFY(play.find(kRule) == nullptr);
    }

    void registrationRefused() {
        const Say say = request(0, "REGISTER", 1, "1");
        const RulePlay refused({say, answer(say, 0.1, "403 Forbidden")}, 60);
        QCOMPARE(nameOf(refused.find(kRule)->severity), nameOf(Severity::Error));
        QCOMPARE(argument(*refused.find(kRule), "method"), std::string("REGISTER"));
    }

    void oddMethodsAreRemarks() {
        for (const char* method : {"SUBSCRIBE", "PUBLISH", "FROBNICATE"})
            for (const char* status : {"489 Bad Event", "501 Not Implemented", "405 Method Not Allowed"}) {
                const Say say = request(0, method, 1, "1");
                const RulePlay play({say, answer(say, 0.1, status)}, 60);
                QVERIFY(play.find(kRule) != nullptr);
                QCOMPARE(nameOf(play.find(kRule)->severity), nameOf(Severity::Info));
                QCOMPARE(nameOf(play.find(kRule)->role), nameOf(FindingRole::Remark));
            }
    }

    void answeredOptionsAreSilent() {
        const Say say = request(0, "OPTIONS", 1, "1");
        QVERIFY(RulePlay({say, answer(say, 0.1, "404 Not Found")}, 60).findings.empty());
    }

    void refusalInTheDialogIsARemark() {
        const Say invite = request(0, "INVITE", 1, "1");
        const Say again = request(5, "INVITE", 2, "2", "b");
        const Say bye = request(9, "BYE", 3, "3", "b");
        const RulePlay play({invite, answer(invite, 1, "200 OK"), request(1.1, "ACK", 1, "ack", "b"), again,
                             answer(again, 5.1, "488 Not Acceptable Here"), request(5.2, "ACK", 2, "2", "b"), bye,
                             answer(bye, 9.1, "481 Call/Transaction Does Not Exist")},
                            100);
        QVERIFY(play.alarms().empty());
        const rules::Finding* f = play.find(kRule);
        QVERIFY(f != nullptr);
        QCOMPARE(f->catalogKeys[0], std::string("rule.sip.final-failure.in-dialog"));
        QCOMPARE(nameOf(f->role), nameOf(FindingRole::Remark));
    }

    // Two NOTIFYs sent in the wrong order: the refused one has the lower CSeq, and nothing was sent after it.
    void lateNotifyIsNotRetried() {
        const Say invite = request(0, "INVITE", 1, "1");
        const Say ringing = request(5, "NOTIFY", 32435, "2", "b", {"Event: refer"});
        const Say trying = request(5.001, "NOTIFY", 32434, "3", "b", {"Event: refer"});
        const RulePlay play({invite, answer(invite, 1, "200 OK"), request(1.1, "ACK", 1, "ack", "b"), ringing, trying,
                             answer(ringing, 5.1, "200 OK"), answer(trying, 5.2, "500 Server Internal Error")},
                            100);
        QVERIFY(play.find(kRule) == nullptr);
        const rules::Finding* f = play.find("sip.cseq-out-of-order");
        QVERIFY(f != nullptr);
        QCOMPARE(f->also, std::vector<std::string>{"sip.final-failure"});
        QCOMPARE(f->sipCode, 500);
    }

    void scansAreNoFailedCalls() {
        const Say say = request(0, "INVITE", 1, "1", {}, {"User-Agent: friendly-scanner"});
        QVERIFY(RulePlay({say, answer(say, 0.1, "404 Not Found")}, 60).findings.empty());
    }
};

ECHELLE_RULE_TEST(TestFinalFailure)
#include "sip_final_failure.moc"
