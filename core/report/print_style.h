#pragma once

#include "core/ladder/display_list.h"
#include "core/render/theme.h"

#include <QFont>

// How a report looks: sizes in points (the unit of all that is painted), fonts and colours.
namespace echelle::report::style {

inline constexpr double kSide = 45;     // left and right of the text
inline constexpr double kTop = 48;      // above it
inline constexpr double kBottom = 54;   // below it, with the footer inside
inline constexpr double kFooterUp = 30; // baseline of the footer above the lower edge

inline constexpr double kLine = 12.5;      // of body text
inline constexpr double kSmallLine = 10.5; // of small text, tables and messages in full
inline constexpr double kGap = 5;          // after a paragraph
inline constexpr double kBlockGap = 11;    // between blocks
inline constexpr double kBoxPad = 9;       // inside a box
inline constexpr double kMark = 11;
inline constexpr double kFactName = 92; // width of the names of facts
inline constexpr double kItemIndent = 18;

inline constexpr double kLadderScale = 0.62; // points per unit of the ladder: its labels have 8 points then
inline constexpr double kSmallestLadder = 0.5;
inline constexpr double kSmallestSketch = 0.42;

enum class Face : std::uint8_t {
    Body,
    BodyStrong,
    Small,
    SmallStrong,
    Mono,
    MonoStrong,
    Title,
    Heading1,
    Heading2,
    Headline
};
// Made once. Ligatures are off, since a reader searches for "final" and not for "ﬁnal".
[[nodiscard]] const QFont& font(Face face);
[[nodiscard]] double width(Face face, const QString& text);

[[nodiscard]] QColor color(ladder::ColorRole role);
// The signal colour of a mark.
[[nodiscard]] ladder::ColorRole colorRole(ladder::Mark mark);

} // namespace echelle::report::style
