#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace echelle::sip {

// The text that stands in for a secret of so many characters, in the reader's language: "hidden, 32 characters".
using SecretPlaceholder = std::function<std::string(std::size_t)>;

// The message with its secrets replaced, as every output shows it unless asked otherwise (verdicts.md "Order and
// words"); all else byte for byte. Secrets are: SDES keys, MIKEY and k= keys, ice-pwd and identity assertions in
// session descriptions; digest responses, nonces, opaque and AKA keys; all other credentials of an Authorization field;
// Identity tokens, fields named after a token, cookie or password; passwords and tokens in URIs; DTMF digits in INFO
// and KPML; bodies of MESSAGE.
[[nodiscard]] std::string hideSecrets(std::string_view message, const SecretPlaceholder& placeholder);

} // namespace echelle::sip
