#pragma once

#include "core/compare/alignment.h"
#include "core/compare/exchange.h"

namespace echelle::compare {

// Which legs do the same in both calls: in order, best those towards the same address.
[[nodiscard]] std::vector<AlignedPair> pairLegs(const ParsedSide& a, const ParsedSide& b);

// Which transactions of both calls do the same; those of legs that have no counterpart stand alone. Indices into
// ParsedSide::exchanges; in no particular order over the legs.
[[nodiscard]] std::vector<AlignedPair> pairExchanges(const ParsedSide& a, const ParsedSide& b,
                                                     const std::vector<AlignedPair>& legs);

// Which messages of two such transactions do the same. Indices into Exchange::steps.
[[nodiscard]] std::vector<AlignedPair> pairSteps(const ParsedSide& a, const Exchange& ofA, const ParsedSide& b,
                                                 const Exchange& ofB);

} // namespace echelle::compare
