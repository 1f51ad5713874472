#pragma once

#include "core/catalog/catalog.h"
#include "core/scene/words.h"

namespace echelle::scene {

// The catalog's words in one locale.
class CatalogWords : public Words {
public:
    CatalogWords(std::shared_ptr<const catalog::Catalog> catalog, QString locale);

    [[nodiscard]] std::string label(std::string_view key, const Arguments& arguments = {}) const override;
    // Of the best entry that fits; where none does, the rule's own text.
    [[nodiscard]] std::string title(const rules::Finding& finding) const override;
    [[nodiscard]] std::string_view decimalPoint() const override { return m_decimalPoint; }

private:
    std::shared_ptr<const catalog::Catalog> m_catalog;
    QString m_locale;
    std::string m_decimalPoint;
};

} // namespace echelle::scene
