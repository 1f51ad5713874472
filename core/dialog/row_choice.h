#pragma once

#include "core/dialog/dialog_sets.h"
#include "core/dialog/transactions.h"

namespace echelle::dialog {

struct RowChoice {
    std::uint32_t slot = DialogSets::kNone; // none: a new set of that kind
    DialogSets::Kind kind = DialogSets::Kind::Other;
};

// The dialog set a message belongs to (model.md "Leg, call, row"): by Call-ID and From tag, or by its To tag where the
// other side speaks; among the call and the other dealings of that pair by method and transaction.
[[nodiscard]] RowChoice chooseRow(const DialogSets& sets, const Transactions& transactions, const sip::Message& m,
                                  std::uint64_t callIdHash);

// Kind of a row that is no call, from its first message.
[[nodiscard]] RowKind kindOf(const sip::Message& m);

} // namespace echelle::dialog
