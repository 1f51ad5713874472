#pragma once

#include <string>
#include <string_view>

namespace echelle::logs {

// The sample itself, or of UTF-16 (by its byte order mark) the ASCII in it, in scratch: enough to tell a format.
[[nodiscard]] std::string_view asciiOf(std::string_view sample, std::string& scratch);

// Whether a line of the sample that holds the words passes the test. The line comes whole, at most kMaxLine bytes of
// it before the words and behind them, without colour codes; where a collector packed several lines into one ("#012"),
// the piece comes.
[[nodiscard]] bool hasLine(std::string_view sample, std::string_view words, bool (*test)(std::string_view line));

} // namespace echelle::logs
