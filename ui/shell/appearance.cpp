#include "ui/shell/appearance.h"

#include "core/render/fonts.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

render::ThemeKind& desktopTheme() {
    static render::ThemeKind kind = render::ThemeKind::Light;
    return kind;
}

constexpr double kSmallestText = 9.0; // points
constexpr double kLargestText = 14.0;

} // namespace

void prepareAppearance() {
    desktopTheme() = render::themeOf(QGuiApplication::palette());
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    // The desktop's size, our family: its figures have equal width.
    QFont font = QApplication::font();
    font.setFamily(render::sansFamily());
    const double size = font.pointSizeF() > 0 ? font.pointSizeF() : 10.0;
    font.setPointSizeF(std::clamp(size, kSmallestText, kLargestText));
    QApplication::setFont(font);
}

render::ThemeKind systemTheme() {
    return desktopTheme();
}

void applyTheme(render::ThemeKind kind) {
    const QPalette palette = render::palette(kind);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace echelle::ui
