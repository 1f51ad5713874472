#pragma once

#include "core/dialog/call_facts.h"
#include "core/rules/registry.h"

#include <string_view>

namespace echelle::rules {

[[nodiscard]] constexpr bool isSuccess(int status) {
    return status >= 200 && status < 300;
}

// The INVITE that decided a call, where its request was seen; nullptr for any other row.
[[nodiscard]] const dialog::TransactionFacts* decidingInvite(const RuleContext& context);

// The call failed, and with one of the statuses by which a description is refused (RFC 3261 sections 13.3.1.3,
// 21.4.13, 21.4.26, 21.6.4): 488, 606, 415.
[[nodiscard]] bool isDescriptionRefused(const RuleContext& context);
[[nodiscard]] constexpr bool refusesDescription(int status) {
    return status == 488 || status == 606 || status == 415;
}

// Some User-Agent or Server of the row names that product; without case.
[[nodiscard]] bool namesAgent(const dialog::CallFacts& facts, std::string_view product);

// Text of Reason, Warning and the reason phrase of a response, one after another, in lower case.
[[nodiscard]] std::string wordsOf(const dialog::CallFacts& facts, dialog::Index response);

} // namespace echelle::rules
