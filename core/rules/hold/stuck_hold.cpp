#include "core/rules/hold/stuck_hold.h"

#include "core/rules/arguments.h"
#include "core/rules/transfer/transfers.h"

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;

// One that hangs up the moment after a REFER is done with the call; one that waits longer waits for the transfer.
constexpr Duration kWaited = Duration::seconds(10);
constexpr Duration kTimerF = Duration::seconds(32); // 64*T1: by then at least one NOTIFY is due (RFC 3515 2.4.4)

bool isPending(const CallFacts& facts, const Transfer& transfer, Index bye) {
    const TransactionFacts& refer = facts.transactions[transfer.refer];
    if (reportedStatus(facts, transfer) != 0)
        return false;
    const Timestamp asked = timeOf(facts, refer.request);
    if (bye == kNoIndex)
        return facts.inputAfter(asked) >= kTimerF;
    const bool isByReferrer = facts.messages[bye].isFromInitiator == refer.isFromInitiator;
    const Timestamp end = timeOf(facts, bye);
    return !isByReferrer && asked.isValid() && end.isValid() && end - asked >= kWaited;
}
} // namespace

std::optional<StuckHold> findStuckHold(const CallFacts& facts) {
    const std::vector<HeldPeriod> periods = heldPeriodsOf(facts);
    if (periods.empty() || periods.back().resume != kNoIndex)
        return std::nullopt;
    StuckHold stuck;
    stuck.period = periods.back();
    stuck.bye = endingBye(facts);
    for (const Transfer& transfer : transfersOf(facts)) {
        const TransactionFacts& refer = facts.transactions[transfer.refer];
        if (refer.request < stuck.period.hold || refer.finalStatus < 200 || refer.finalStatus >= 300)
            continue;
        stuck.refer = refer.request;
        stuck.kind =
            isPending(facts, transfer, stuck.bye) ? StuckHold::Kind::TransferPending : StuckHold::Kind::Transferred;
    }
    if (stuck.refer != kNoIndex && stuck.kind == StuckHold::Kind::TransferPending)
        return stuck;
    if (stuck.period.refusedResume != kNoIndex)
        stuck.kind = StuckHold::Kind::ResumeRefused;
    else if (stuck.bye == kNoIndex)
        return std::nullopt;
    return stuck;
}

} // namespace echelle::rules
