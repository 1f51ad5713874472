#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace echelle::scene {

// Why two legs are one call, in words: the strategy of a dialog::LegFacts or store::PossibleJoin, which may be several
// signs ("called-number+calling-number"). label: the word of a key "join....".
[[nodiscard]] std::string joinReason(std::string_view strategy,
                                     const std::function<std::string(const std::string&)>& label);

} // namespace echelle::scene
