#include "core/scene/catalog_words.h"

#include <QLocale>

namespace echelle::scene {

namespace {
QString toQString(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}
} // namespace

CatalogWords::CatalogWords(std::shared_ptr<const catalog::Catalog> catalog, QString locale)
    : m_catalog(std::move(catalog))
    , m_locale(std::move(locale))
    , m_decimalPoint(QLocale(m_locale).decimalPoint().toStdString()) {}

std::string CatalogWords::label(std::string_view key, const Arguments& arguments) const {
    return m_catalog->label(toQString(key), m_locale, arguments).toStdString();
}

std::string CatalogWords::title(const rules::Finding& finding) const {
    const std::string key = finding.catalogKeys.empty() ? "rule." + finding.rule : finding.catalogKeys.front();
    return m_catalog->text(toQString(key), m_locale, finding.arguments).title.toStdString();
}

} // namespace echelle::scene
