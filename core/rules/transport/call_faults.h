#pragma once

#include "core/dialog/call_facts.h"
#include "core/rules/packet_events.h"
#include "core/rules/registry.h"

namespace echelle::rules {

// A request of the row that was waiting for its final response, and the packet that ended the wait.
struct CallFault {
    const dialog::TransactionFacts* transaction = nullptr;
    const PacketEventFacts* packet = nullptr;
};

// Whether the request waits for a final response to the end, on its own: none came, and it is not what an ACK or a
// CANCEL is, nor given up by its sender.
[[nodiscard]] bool isWaiting(const dialog::TransactionFacts& transaction);
// How much it matters that the transaction came to nothing: less where the sender tried again and was answered.
[[nodiscard]] Severity severityOf(const RuleContext& context, const dialog::TransactionFacts& transaction);
// Whether a packet came while the transaction waited: not before its request; and the input goes on long enough behind
// it to say that no answer came all the same, by another try or connection. Without a clock: no.
[[nodiscard]] bool isDuring(const RuleContext& context, const dialog::TransactionFacts& transaction,
                            const PacketEventFacts& packet);
// A finding of that rule, which cites the packet and the request, with {method}, {sender}, {address}.
[[nodiscard]] Finding newFinding(const RuleContext& context, std::string_view rule, const CallFault& fault);

} // namespace echelle::rules
