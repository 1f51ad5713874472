#pragma once

#include "core/dialog/call_facts.h"

#include <optional>

namespace echelle::rules {

// Two requests of one side in one dialog, the later one with the lower CSeq (RFC 3261 section 12.2.1.1: strictly
// increasing).
struct CseqInversion {
    dialog::Index late = dialog::kNoIndex;    // the request with the lower number (message)
    dialog::Index before = dialog::kNoIndex;  // the one with the higher number that went before it
    dialog::Index refusal = dialog::kNoIndex; // its refusal with 500 (section 12.2.2), else kNoIndex
    bool isProven = false; // the order is that of the sender: his own log, or one TCP connection; else captured order
};

// The first that was refused, else the first of all.
[[nodiscard]] std::optional<CseqInversion> findCseqInversion(const dialog::CallFacts& facts);

} // namespace echelle::rules
