#pragma once

#include "core/dialog/call_facts.h"

#include <optional>
#include <vector>

namespace echelle::rules {

// A session description that was offered, and what came back (RFC 3264, RFC 6337): messages of one transaction, and the
// ACK where the offer came late.
struct Exchange {
    dialog::Index transaction = dialog::kNoIndex;
    dialog::Index offer = dialog::kNoIndex; // the message
    dialog::Index answer =
        dialog::kNoIndex;    // that in the 2xx before one in a provisional response; kNoIndex: none seen
    bool isAccepted = false; // a 2xx took the offer (or the ACK answered it)
};

// In order, each as its first hop saw it. Of forks, the answer of the one whose 2xx counts.
[[nodiscard]] std::vector<Exchange> exchangesOf(const dialog::CallFacts& facts);

// The offer of a final refusal that nothing followed: the INVITE that decided a failed call, or a request within the
// dialog that was not tried again. Nothing where the refused request carried none.
[[nodiscard]] std::optional<Exchange> refusedOffer(const dialog::CallFacts& facts, const dialog::TransactionFacts& t);

[[nodiscard]] const dialog::SdpFacts* sdpOf(const dialog::CallFacts& facts, dialog::Index message); // nullptr: none

} // namespace echelle::rules
