#pragma once

#include <string_view>

namespace echelle::sip {

// What kinds of bytes occur in a text, found in one pass.
struct ByteTraits {
    bool hasHigh = false;    // above 127
    bool hasControl = false; // a control character that is not HTAB, CR or LF
    bool hasBareCr = false;  // a CR before anything but CR or LF
};
[[nodiscard]] ByteTraits byteTraitsOf(std::string_view text);

} // namespace echelle::sip
