#include "core/report/print_style.h"

#include "core/render/fonts.h"

#include <QFontMetricsF>

#include <array>

namespace echelle::report::style {

namespace {

constexpr std::size_t kFaces = 10;

QFont made(const QString& family, int points, QFont::Weight weight) {
    constexpr double kHardlyAny = 0.02; // any letter spacing keeps Qt from forming ligatures
    QFont font(family);
    font.setPixelSize(points); // a pixel of the layout is a point of the page
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, kHardlyAny);
    return font;
}

std::array<QFont, kFaces> makeFonts() {
    const QString sans = render::sansFamily();
    const QString mono = render::monoFamily();
    return {made(sans, 9, QFont::Normal), made(sans, 9, QFont::Bold),   made(sans, 8, QFont::Normal),
            made(sans, 8, QFont::Bold),   made(mono, 8, QFont::Normal), made(mono, 8, QFont::Bold),
            made(sans, 20, QFont::Bold),  made(sans, 14, QFont::Bold),  made(sans, 10, QFont::Bold),
            made(sans, 13, QFont::Bold)};
}

} // namespace

const QFont& font(Face face) {
    static const std::array<QFont, kFaces> kFonts = makeFonts();
    return kFonts[static_cast<std::size_t>(face)];
}

double width(Face face, const QString& text) {
    return QFontMetricsF(font(face)).horizontalAdvance(text);
}

QColor color(ladder::ColorRole role) {
    return render::theme(render::ThemeKind::Print).color(role);
}

ladder::ColorRole colorRole(ladder::Mark mark) {
    switch (mark) {
    case ladder::Mark::Cross:
        return ladder::ColorRole::Failure;
    case ladder::Mark::Exclamation:
        return ladder::ColorRole::Warning;
    case ladder::Mark::Check:
        return ladder::ColorRole::Good;
    case ladder::Mark::None:
    case ladder::Mark::Barred:
    case ladder::Mark::Information:
    case ladder::Mark::Note:
        break;
    }
    return ladder::ColorRole::NeutralMark;
}

} // namespace echelle::report::style
