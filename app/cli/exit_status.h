#pragma once

#include "core/base/error.h"

#include <cstdint>

namespace echelle::cli {

// The exit status of cli.md; 130 and 143 (ended by a signal) are made from the signal's number.
enum class ExitStatus : std::uint8_t {
    Done = 0,
    NothingThere = 1,
    WrongUsage = 2,
    OutputFailed = 3,
    InternalFault = 4
};

// What the two together give: a fault before all, then an output that failed, then wrong usage, then nothing there.
[[nodiscard]] ExitStatus worse(ExitStatus a, ExitStatus b);

// That of an error met while inputs are read; Done for what is only a notice (no SIP in a capture, an input twice ...).
[[nodiscard]] ExitStatus statusOf(const Error& error);

} // namespace echelle::cli
