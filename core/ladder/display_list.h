#pragma once

#include "core/ladder/row.h"
#include "core/ladder/text_measurer.h"

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace echelle::ladder {

// A colour by what it is for; the theme says which one it is.
enum class ColorRole : std::uint8_t {
    Canvas,
    HeaderFill,
    Text,
    TextMuted,
    Lifeline,
    Rule,
    Failure,
    Warning,
    Good,
    Accent,
    NeutralMark, // words and lines
    SelectionFill,
    MarkedFill,
    HoverFill,
    LitFill,
    HoldFill,
    BadgeFill,
    NoteFill,
    NoteBorder,
    FailureFill,
    GapFill,
    Leg0,
    Leg1,
    Leg2,
    Leg3,
    Leg4,
    Leg5
};
inline constexpr int kLegHues = 6;
inline constexpr int kColorRoleCount = static_cast<int>(ColorRole::Leg5) + 1;
// The hue of a leg; they come round again after kLegHues. Without a leg: that of text.
[[nodiscard]] ColorRole legColor(int leg);

enum class Stroke : std::uint8_t { Solid, Dashed, Dotted };
enum class Align : std::uint8_t { Left, Center, Right };

// Primitives, in units of a logical pixel at 100 %, y downwards. Later ones lie over earlier ones.
struct Line {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    double width = 1;
    Stroke stroke = Stroke::Solid;
    ColorRole color = ColorRole::Text;
};
struct ArrowHead { // its tip
    double x = 0, y = 0;
    bool isLeftward = false;
    double size = 8;
    bool isFilled = true;
    ColorRole color = ColorRole::Text;
};
struct Text {
    double x = 0, y = 0; // of the baseline: its left end, middle or right end, as align says
    TextRole role = TextRole::Label;
    Align align = Align::Left;
    ColorRole color = ColorRole::Text;
    std::string text; // elided already; UTF-8
};
struct Rect {
    double x = 0, y = 0, w = 0, h = 0;
    double radius = 0;
    ColorRole fill = ColorRole::Canvas;
    bool hasBorder = false;
    ColorRole border = ColorRole::Rule;
};
struct MarkShape {       // a filled disc or square with the sign cut out
    double x = 0, y = 0; // centre
    double size = 14;
    Mark mark = Mark::None;
    ColorRole color = ColorRole::Text;
};
using Primitive = std::variant<Line, ArrowHead, Text, Rect, MarkShape>;

// What is drawn, before it is known on what: screen, PNG, SVG and PDF paint the same list.
struct DisplayList {
    double width = 0;
    double height = 0;
    std::vector<Primitive> primitives;

    // Adds those of another list, moved by (dx, dy).
    void append(const DisplayList& other, double dx, double dy);
};

} // namespace echelle::ladder
