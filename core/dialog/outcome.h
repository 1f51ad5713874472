#pragma once

#include "core/dialog/dialog_set.h"

namespace echelle::dialog {

// The row of a dialog set as verdicts.md "Outcome of a call" defines it: state, who ended it, times, failing events.
// Sets facts.deciding. facts.inputEnd and isInputEnded are set by the caller. Fold marks are not set here.
[[nodiscard]] RowFacts judge(DialogSet& set);

// True while an INVITE of the set waits for its final response.
[[nodiscard]] bool isWaiting(const DialogSet& set);
// True while a dialog of the set is confirmed and no BYE was seen.
[[nodiscard]] bool isTalking(const DialogSet& set);
// The final response that the caller's side got last, 0 where none.
[[nodiscard]] int lastFinalStatus(const DialogSet& set);

} // namespace echelle::dialog
