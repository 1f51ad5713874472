#include "core/render/theme.h"

namespace echelle::render {

namespace {
using ladder::ColorRole;

struct Entry {
    ColorRole role;
    QRgb light, dark, print;
};

// Hues of legs come from Okabe and Ito's set, darkened or lightened until they can be seen as lines; vermilion is left
// out, since it is too near to the colour of failure. Print is made for grey printers too: what it colours also has a
// shape.
constexpr Entry kTable[] = {
    {ColorRole::Canvas, 0xffffff, 0x1d2025, 0xffffff},      {ColorRole::HeaderFill, 0xf5f6f8, 0x24282e, 0xf2f2f2},
    {ColorRole::Text, 0x1f2328, 0xe4e7eb, 0x000000},        {ColorRole::TextMuted, 0x5b636d, 0xa5adb8, 0x4a4a4a},
    {ColorRole::Lifeline, 0x8c959f, 0x6c7683, 0x8a8a8a},    {ColorRole::Rule, 0x8c959f, 0x6c7683, 0x8a8a8a},
    {ColorRole::Failure, 0xc02626, 0xff8a80, 0xb00000},     {ColorRole::Warning, 0x8a5800, 0xf0b557, 0x6b4400},
    {ColorRole::Good, 0x1c7a3a, 0x6ccf8c, 0x14602c},        {ColorRole::Accent, 0x0b66c2, 0x62aef5, 0x0b4f94},
    {ColorRole::NeutralMark, 0x5b636d, 0xa5adb8, 0x4a4a4a}, {ColorRole::SelectionFill, 0xdbeafb, 0x26405c, 0xe6e6e6},
    {ColorRole::MarkedFill, 0xf1e9fb, 0x3a3152, 0xededed},  {ColorRole::HoverFill, 0xf3f5f8, 0x282d34, 0xffffff},
    {ColorRole::LitFill, 0xeef4fb, 0x232f3d, 0xffffff},     {ColorRole::HoldFill, 0xdfe3e8, 0x3d444e, 0xd9d9d9},
    {ColorRole::BadgeFill, 0xe9ecf0, 0x343a43, 0xe6e6e6},   {ColorRole::NoteFill, 0xfff6d6, 0x3b3520, 0xf6f6f6},
    {ColorRole::NoteBorder, 0xa08a3a, 0x9d8a4a, 0x8a8a8a},  {ColorRole::FailureFill, 0xfdecec, 0x442628, 0xf2f2f2},
    {ColorRole::GapFill, 0xf3f4f6, 0x262a31, 0xf2f2f2},     {ColorRole::Leg0, 0x0b5fa5, 0x6ab4f0, 0x0b4f8a},
    {ColorRole::Leg1, 0x9a5f00, 0xe5a23c, 0x7d4d00},        {ColorRole::Leg2, 0x00705a, 0x35c4a0, 0x005a48},
    {ColorRole::Leg3, 0xa03c80, 0xe594c6, 0x86306a},        {ColorRole::Leg4, 0x1b1b5a, 0xffffff, 0x1b1b5a},
    {ColorRole::Leg5, 0x6b2a00, 0xa07cff, 0x6b2a00},
};
static_assert(std::size(kTable) == ladder::kColorRoleCount);

Theme made(ThemeKind kind, QRgb Entry::*column) {
    Theme theme;
    theme.kind = kind;
    for (const Entry& entry : kTable)
        theme.colors[static_cast<std::size_t>(entry.role)] = QColor::fromRgb(entry.*column);
    return theme;
}
} // namespace

const Theme& theme(ThemeKind kind) {
    static const Theme kLight = made(ThemeKind::Light, &Entry::light);
    static const Theme kDark = made(ThemeKind::Dark, &Entry::dark);
    static const Theme kPrint = made(ThemeKind::Print, &Entry::print);
    switch (kind) {
    case ThemeKind::Dark:
        return kDark;
    case ThemeKind::Print:
        return kPrint;
    case ThemeKind::Light:
        break;
    }
    return kLight;
}

QPalette palette(ThemeKind kind) {
    const Theme& t = theme(kind);
    QPalette p;
    const auto set = [&](QPalette::ColorRole role, ColorRole from) { p.setColor(role, t.color(from)); };
    set(QPalette::Window, ColorRole::HeaderFill);
    set(QPalette::WindowText, ColorRole::Text);
    set(QPalette::Base, ColorRole::Canvas);
    set(QPalette::AlternateBase, ColorRole::HoverFill);
    set(QPalette::Text, ColorRole::Text);
    set(QPalette::PlaceholderText, ColorRole::TextMuted);
    set(QPalette::Button, ColorRole::BadgeFill);
    set(QPalette::ButtonText, ColorRole::Text);
    set(QPalette::BrightText, ColorRole::Failure);
    set(QPalette::ToolTipBase, ColorRole::NoteFill);
    set(QPalette::ToolTipText, ColorRole::Text);
    set(QPalette::Highlight, ColorRole::SelectionFill);
    set(QPalette::HighlightedText, ColorRole::Text);
    set(QPalette::Link, ColorRole::Accent);
    set(QPalette::LinkVisited, ColorRole::Accent);
    set(QPalette::Mid, ColorRole::Lifeline);
    set(QPalette::Dark, ColorRole::Lifeline);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t.color(ColorRole::Lifeline));
    return p;
}

ThemeKind themeOf(const QPalette& desktop) {
    return desktop.color(QPalette::Window).lightnessF() < 0.5F ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace echelle::render
