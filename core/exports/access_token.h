#pragma once

#include "core/base/timestamp.h"

#include <string>
#include <string_view>

namespace echelle::exports {

// What a JSON Web Token allows (RFC 7519). The token itself is a secret: it is read here and kept nowhere.
struct TokenFacts {
    std::string scope; // as the claim has it: "voip chat"
    std::string audience;
    Timestamp expiry;
    bool isFound = false;
};

// The text with each token in it replaced by "[token]", and what the last of them allows.
[[nodiscard]] std::string withoutTokens(std::string_view text, TokenFacts& facts);

} // namespace echelle::exports
