#include <QtTest/QTest> // first: see core/base/ids.h

#include "rule_test.h"

#ifndef Q_MOC_RUN // moc cannot read the standard headers that this includes
#include "core/rules/joined_findings.h"
#endif

using namespace echelle;
using namespace echelle::rules;
using dialog::RowState;

namespace {

Finding finding(const char* rule, int proof, int status, Severity severity = Severity::Error,
                FindingRole role = FindingRole::Cause) {
    Finding f;
    f.rule = rule;
    f.severity = severity;
    f.role = role;
    f.sipCode = status;
    f.proof = {EventId{proof}};
    f.catalogKeys = {"sip." + std::to_string(status)};
    return f;
}

PartFindings part(std::size_t parent, RowState state, std::vector<Finding> findings, bool isTransfer = false) {
    return {parent, isTransfer, state, std::move(findings)};
}

std::string text(const JoinedFindings& joined) {
    std::string all;
    for (const Finding& f : joined.findings)
        all += f.rule + " " + std::to_string(f.sipCode) + " " + std::string(toString(f.severity)) + " " +
               std::string(toString(f.role)) + " by " + std::to_string(f.explainedBy.value) + "\n";
    return all;
}

} // namespace

class TestJoinedFindings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Caller <- B2BUA <- carrier: the carrier's 503 is why, under whatever code it comes back.
    void passedOn() {
        const JoinedFindings joined = joinFindings({part(0, RowState::Failed, {finding("sip.final-failure", 9, 480)}),
                                                    part(0, RowState::Failed, {finding("sip.final-failure", 8, 503)})});
        QCOMPARE(text(joined), std::string("sip.final-failure 503 error cause by 0\n"
                                           "sip.final-failure 480 error effect by 1\n"));
        QCOMPARE(joined.relayed, (std::vector<EventId>{EventId{9}}));
    }
    // Over two B2BUAs each failure is explained by the next beyond it.
    void passedOnTwice() {
        const JoinedFindings joined = joinFindings({part(0, RowState::Failed, {finding("sip.final-failure", 9, 480)}),
                                                    part(0, RowState::Failed, {finding("sip.final-failure", 8, 404)}),
                                                    part(1, RowState::Failed, {finding("sip.final-failure", 7, 404)})});
        QCOMPARE(text(joined), std::string("sip.final-failure 404 error cause by 0\n"
                                           "sip.final-failure 404 error effect by 1\n"
                                           "sip.final-failure 480 error effect by 2\n"));
    }
    void noAnswerBeyond() {
        const JoinedFindings joined =
            joinFindings({part(0, RowState::Failed, {finding("sip.final-failure", 9, 504)}),
                          part(0, RowState::Unanswered, {finding("sip.no-final-response", 3, 0)})});
        QCOMPARE(text(joined), std::string("sip.no-final-response 0 error cause by 0\n"
                                           "sip.final-failure 504 error effect by 1\n"));
    }
    // What came later beyond, or weighs less, is not why.
    void notWhy() {
        const JoinedFindings later = joinFindings({part(0, RowState::Failed, {finding("sip.final-failure", 9, 480)}),
                                                   part(0, RowState::Failed, {finding("sip.final-failure", 12, 503)})});
        QCOMPARE(text(later), std::string("sip.final-failure 480 error cause by 0\n"
                                          "sip.final-failure 503 error cause by 0\n"));
        const JoinedFindings lighter =
            joinFindings({part(0, RowState::Failed, {finding("sip.final-failure", 9, 480)}),
                          part(0, RowState::Busy, {finding("sip.final-failure", 8, 486, Severity::Info)})});
        QVERIFY(lighter.relayed.empty());
    }
    void gotOver() {
        const JoinedFindings joined = joinFindings({part(0, RowState::Answered, {}),
                                                    part(0, RowState::Failed, {finding("sip.final-failure", 3, 503)}),
                                                    part(0, RowState::Answered, {})});
        QCOMPARE(text(joined), std::string("sip.final-failure 503 info remark by 0\n"));
        QCOMPARE(joined.relayed, (std::vector<EventId>{EventId{3}}));
    }
    // A transfer that failed is no branch that was got over.
    void failedTransfer() {
        const JoinedFindings joined =
            joinFindings({part(0, RowState::Answered, {}),
                          part(0, RowState::Failed, {finding("sip.final-failure", 30, 404)}, true)});
        QCOMPARE(text(joined), std::string("sip.final-failure 404 error cause by 0\n"));
        QVERIFY(joined.relayed.empty());
    }
    void sameOnBothLegs() {
        const JoinedFindings joined =
            joinFindings({part(0, RowState::Cancelled, {finding("sip.cancelled-by-caller", 5, 487, Severity::Info)}),
                          part(0, RowState::Cancelled, {finding("sip.cancelled-by-caller", 6, 487, Severity::Info)})});
        QCOMPARE(text(joined), std::string("sip.cancelled-by-caller 487 info cause by 0\n"
                                           "sip.cancelled-by-caller 487 info effect by 1\n"));
        const Finding remark = finding("sip.udp-too-large", 1, 0, Severity::Info, FindingRole::Remark);
        Finding beyond = remark;
        beyond.proof = {EventId{2}};
        const JoinedFindings folded =
            joinFindings({part(0, RowState::Answered, {remark}), part(0, RowState::Answered, {beyond})});
        QCOMPARE(folded.findings.size(), std::size_t{1});
        QCOMPARE(folded.findings[0].proof, (std::vector<EventId>{EventId{1}, EventId{2}}));
    }
    // What explains what within a leg stays.
    void withinALeg() {
        Finding effect = finding("sip.no-final-response", 4, 0);
        effect.role = FindingRole::Effect;
        effect.explainedBy = FindingId{1};
        const JoinedFindings joined =
            joinFindings({part(0, RowState::Answered, {finding("x", 9, 0, Severity::Info, FindingRole::Remark)}),
                          part(0, RowState::Failed, {finding("sip.malformed", 3, 0), effect}, true)});
        QCOMPARE(text(joined),
                 std::string("sip.malformed 0 error cause by 0\nsip.no-final-response 0 error effect by 1\n"
                             "x 0 info remark by 0\n"));
    }
};

ECHELLE_RULE_TEST(TestJoinedFindings)
#include "joined_findings.moc"
