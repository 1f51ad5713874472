#pragma once

#include "core/rules/hold/held_periods.h"

#include <optional>

namespace echelle::rules {

// A hold that nobody took back, and why that is worth a word.
struct StuckHold {
    enum class Kind : std::uint8_t {
        ResumeRefused,   // the holding side asked for it, and the last request was refused
        TransferPending, // a REFER was accepted while held, and no result came
        Transferred,     // a REFER while held ended with success or failure, or its sender hung up after it
        HungUp           // a party hung up while held
    };
    HeldPeriod period;
    Kind kind = Kind::HungUp;
    dialog::Index refer = dialog::kNoIndex; // the REFER (message), of the two kinds of transfer
    dialog::Index bye = dialog::kNoIndex;   // message; kNoIndex: the input ends before
};

// The last hold of the row that was never resumed; nothing where none was, or where the input just ends meanwhile.
[[nodiscard]] std::optional<StuckHold> findStuckHold(const dialog::CallFacts& facts);

} // namespace echelle::rules
