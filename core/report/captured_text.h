#pragma once

#include <QString>
#include <QStringList>

#include <string_view>

namespace echelle::report {

// Captured text within a sentence: one line, without what could turn or hide the text beside it.
[[nodiscard]] QString capturedLine(std::string_view bytes, std::size_t maxBytes = 512);

// Captured bytes as lines of a message printed in full. Bytes and marks that do not print are written out: a byte that
// is no UTF-8 as ‹xFF›, a control character as ‹x1B›, a mark that turns or hides text as ‹U+202E›; a tab is kept as
// blanks. At most maxBytes are read; what is left out is told in omitted.
[[nodiscard]] QStringList capturedLines(std::string_view bytes, std::size_t maxBytes, std::size_t& omitted);

} // namespace echelle::report
