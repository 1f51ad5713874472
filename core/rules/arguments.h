#pragma once

#include "core/dialog/call_facts.h"
#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::rules {

// A finding of that rule on the row, with the arguments that every rule offers: {from} and {to}.
[[nodiscard]] Finding newFinding(const RuleContext& context, std::string_view rule);
void add(Finding& finding, std::string_view name, std::string_view value); // made valid UTF-8
void add(Finding& finding, std::string_view name, std::int64_t value);
// Whole seconds, rounded down; "0" without a clock.
void addSeconds(Finding& finding, std::string_view name, Duration value);

[[nodiscard]] Timestamp timeOf(const dialog::CallFacts& facts, dialog::Index message);
// The method of a request, the status code of a response.
[[nodiscard]] std::string nameOf(const dialog::MessageFacts& message);
// Who has to act on what the sender of a message did: known where one end is Teams Direct Routing.
[[nodiscard]] Side sideOfSender(const dialog::CallFacts& facts, dialog::Index message);
// The message as the first element sent it that was seen: followed back over its hops.
[[nodiscard]] dialog::Index originOf(const dialog::CallFacts& facts, dialog::Index message);

} // namespace echelle::rules
