#pragma once

#include "core/dialog/dialog_set.h"

namespace echelle::dialog {

// The hop a request travels on (model.md "Leg, call, row"): found among the set's legs by the unordered pair of
// addresses, else a new leg without an id. branch: of the request's top Via, hashed.
[[nodiscard]] std::uint16_t hopOf(CallFacts& facts, const MessageFacts& message, std::uint64_t branch);

// A translated copy's addresses (request's direction): what is first seen there later is on the same hop.
void addAlias(HopFacts& hop, const Endpoint& from, const Endpoint& to);

// The hop's two endpoints as stored: lower first, port 0 where it does not count.
[[nodiscard]] std::pair<Endpoint, Endpoint> hopEnds(const HopFacts& hop);

} // namespace echelle::dialog
