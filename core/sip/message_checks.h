#pragma once

#include "core/sip/message.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::sip {

// Reads the hot fields of m.headers into the message and notes what is wrong with the headers. Does not touch the body.
void readHeaderFields(Message& m);

// The number of a Content-Length value; nullopt where it is none.
[[nodiscard]] std::optional<std::uint64_t> readContentLength(std::string_view value);

// Content-Length of a header block, read without building a message; nullopt where absent or no number. The largest of
// several.
[[nodiscard]] std::optional<std::uint64_t> contentLengthOf(std::string_view headerBlock);

} // namespace echelle::sip
