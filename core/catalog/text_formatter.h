#pragma once

#include "core/base/error.h"

#include <QString>

namespace echelle::catalog {

// Replaces each {name} by the argument of that name, once: a value that holds braces is not looked at again. A name
// without argument stays as it is, so that a lack is seen. Values are taken as UTF-8, other bytes become U+FFFD,
// control characters blanks.
[[nodiscard]] QString formatted(const QString& text, const Arguments& arguments);

// Lower case, apostrophes and quotes plain, every kind of blank one blank, blanks before punctuation dropped: what
// searches and matches compare, so that a French phrase is found with and without its typography.
[[nodiscard]] QString folded(const QString& text);

} // namespace echelle::catalog
