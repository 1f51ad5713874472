#include "core/render/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace echelle::render {

namespace {
using ladder::TextRole;

QString firstInstalled(const QStringList& wanted, QFontDatabase::SystemFont otherwise) {
    const QStringList families = QFontDatabase::families();
    for (const QString& family : wanted) {
        if (families.contains(family))
            return family;
    }
    return QFontDatabase::systemFont(otherwise).family();
}

struct Style {
    int pixels;
    QFont::Weight weight;
};

Style styleOf(TextRole role) {
    switch (role) {
    case TextRole::LaneName:
        return {13, QFont::DemiBold};
    case TextRole::Label:
        return {13, QFont::Normal};
    case TextRole::LabelStrong:
        return {13, QFont::DemiBold};
    case TextRole::SmallStrong:
        return {11, QFont::DemiBold};
    case TextRole::Time:
        return {12, QFont::Normal};
    case TextRole::Address:
    case TextRole::Small:
        break;
    }
    return {11, QFont::Normal};
}

constexpr qsizetype kCachedWidths = 4096;
} // namespace

QString sansFamily() {
    static const QString kFamily =
        firstInstalled({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"), QStringLiteral("Segoe UI"),
                        QStringLiteral("Helvetica Neue"), QStringLiteral("Liberation Sans")},
                       QFontDatabase::GeneralFont);
    return kFamily;
}

QString monoFamily() {
    static const QString kFamily =
        firstInstalled({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"),
                        QStringLiteral("Consolas"), QStringLiteral("Menlo"), QStringLiteral("Liberation Mono")},
                       QFontDatabase::FixedFont);
    return kFamily;
}

QFont fontOf(TextRole role) {
    const Style style = styleOf(role);
    QFont font(sansFamily());
    font.setPixelSize(style.pixels);
    font.setWeight(style.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

FontMeasurer::FontMeasurer() {
    for (int role = 0; role < ladder::kTextRoleCount; ++role) {
        const QFontMetricsF metrics(fontOf(static_cast<TextRole>(role)));
        m_faces.push_back({metrics, metrics.capHeight(), {}});
    }
}

double FontMeasurer::width(TextRole role, std::string_view utf8) const {
    const Face& face = m_faces[static_cast<std::size_t>(role)];
    const QByteArray key(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (const auto known = face.widths.constFind(key); known != face.widths.constEnd())
        return *known;
    if (face.widths.size() >= kCachedWidths)
        face.widths.clear();
    const double width = face.metrics.horizontalAdvance(QString::fromUtf8(key));
    face.widths.insert(key, width);
    return width;
}

double FontMeasurer::capHeight(TextRole role) const {
    return m_faces[static_cast<std::size_t>(role)].capHeight;
}

} // namespace echelle::render
