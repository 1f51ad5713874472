#pragma once

#include <string_view>
#include <vector>

namespace echelle::sip {

// Slices of the scanned text that hold secrets, in no order; they may overlap.
using SecretSlices = std::vector<std::string_view>;

// Parameters of digest challenges and credentials (RFC 7616, RFC 3310) behind the scheme.
void scanDigest(std::string_view value, SecretSlices& found);
// Everything behind the scheme, unless that is Digest.
void scanCredentials(std::string_view value, SecretSlices& found);
// Every signature of an Identity field (RFC 8224, RFC 4474), its parameters left.
void scanIdentity(std::string_view value, SecretSlices& found);
// "sip:user:password@host", and parameters named token, password and the like, anywhere in a text.
void scanUris(std::string_view text, SecretSlices& found);
// Lines of session descriptions, anywhere in a text.
void scanSdpLines(std::string_view text, SecretSlices& found);
// Digits in a body of this media type; isInfo: also "Signal=" lines of a body of any type.
void scanDigits(std::string_view mediaType, std::string_view body, bool isInfo, SecretSlices& found);
// A field that by its name carries a token, cookie or password.
[[nodiscard]] bool isSecretFieldName(std::string_view name);

} // namespace echelle::sip
