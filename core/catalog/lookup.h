#pragma once

#include "core/catalog/catalog.h"

#include <functional>
#include <vector>

namespace echelle::catalog {

// Title and explanation of an entry in every language, title first: title, explanation, title, explanation ...
using TextsOf = std::function<QStringList(const Entry&)>;

// What `explain` answers, best first (cli.md): a code or an exact title first, then phrases, then words.
[[nodiscard]] std::vector<const Entry*> lookUp(const std::vector<Entry>& entries, const QStringList& query,
                                               const TextsOf& textsOf);

} // namespace echelle::catalog
