#pragma once

#include "core/dialog/call_facts.h"

#include <array>
#include <string_view>
#include <vector>

namespace echelle::rules {

// One deviation: where it shows in a row, and which refusals of Teams follow from it.
struct TeamsCheck {
    std::string_view id;
    // The message that shows it; kNoIndex where none does.
    dialog::Index (*find)(const dialog::CallFacts& facts);
    std::array<int, 3> statuses{};       // final statuses of Teams; 0: none
    std::array<int, 2> microsoftCodes{}; // of which, where the refusal names one, one must fit
};

[[nodiscard]] const std::vector<TeamsCheck>& headerChecks();      // of URIs and header fields
[[nodiscard]] const std::vector<TeamsCheck>& descriptionChecks(); // of session descriptions
[[nodiscard]] const std::vector<TeamsCheck>& exchangeChecks();    // of what follows what

// A request of that method from the SBC to Teams, outside a dialog, as first sent.
[[nodiscard]] bool isInitialToTeams(const dialog::CallFacts& facts, dialog::Index message, sip::Method method);

} // namespace echelle::rules
