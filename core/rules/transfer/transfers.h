#pragma once

#include "core/dialog/call_facts.h"

#include <vector>

namespace echelle::rules {

// A REFER within or outside a dialog and what was reported of it (RFC 3515): NOTIFYs with a body of type
// message/sipfrag from the other side.
struct Transfer {
    dialog::Index refer = dialog::kNoIndex; // transaction
    std::vector<dialog::Index> notifies;    // messages with a sipfrag, in order, each once
    [[nodiscard]] dialog::Index lastNotify() const { return notifies.empty() ? dialog::kNoIndex : notifies.back(); }
};

// What came of it, as the NOTIFYs say: the last final status reported; 0: none.
[[nodiscard]] int reportedStatus(const dialog::CallFacts& facts, const Transfer& transfer);
[[nodiscard]] dialog::Index finalNotify(const dialog::CallFacts& facts, const Transfer& transfer); // kNoIndex: none

// In order. A NOTIFY belongs to the last REFER that the side receiving it had sent before.
[[nodiscard]] std::vector<Transfer> transfersOf(const dialog::CallFacts& facts);

} // namespace echelle::rules
