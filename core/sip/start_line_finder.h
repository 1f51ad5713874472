#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace echelle::sip {

// Maybe: the first line has no end yet, and could become a start line.
enum class StartLineLook : std::uint8_t { No, Maybe, Yes };

// Whether the bytes, at the beginning of a line, are a SIP start line, a damaged one included. isWhole: nothing
// follows, so a line without an end counts as complete and there is no Maybe.
[[nodiscard]] StartLineLook lookAtStartLine(std::string_view bytes, bool isWhole = false);

// Where, behind the first line, a start line begins or might begin; the size where none does.
[[nodiscard]] std::size_t findNextStart(std::string_view bytes, bool atEnd);

// A start line and a line behind it that begins like a header field: firmer than a start line alone, for use inside a
// body.
[[nodiscard]] bool isStartLineFollowedByHeader(std::string_view bytes);

// From where on lines are not settled for the function above, since bytes are missing: at least from.
[[nodiscard]] std::size_t startOfUnsettledLines(std::string_view bytes, std::size_t from);

// A datagram of a few bytes that phones send to hold a binding open.
[[nodiscard]] bool isKeepAliveText(std::string_view bytes);

} // namespace echelle::sip
