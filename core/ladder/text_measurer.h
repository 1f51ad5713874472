#pragma once

#include <cstdint>
#include <string_view>

namespace echelle::ladder {

// What a text is; the painter gives each role its font.
enum class TextRole : std::uint8_t { LaneName, Address, Label, LabelStrong, Small, SmallStrong, Time };
inline constexpr int kTextRoleCount = 7;

// Sizes of text in units of the display list (a logical pixel at 100 %).
class TextMeasurer {
public:
    virtual ~TextMeasurer() = default;
    [[nodiscard]] virtual double width(TextRole role, std::string_view utf8) const = 0;
    // Height above the baseline of a capital letter; what centring a line of text goes by.
    [[nodiscard]] virtual double capHeight(TextRole role) const = 0;
};

} // namespace echelle::ladder
