#pragma once

#include "core/ladder/row_source.h"

#include <functional>
#include <string>
#include <string_view>

namespace echelle::ladder {

// The ladder as a Mermaid sequence diagram. Captured text is escaped: it can neither end a statement nor add one.
void writeMermaid(const RowSource& source, const std::function<void(std::string_view)>& write);

// Text as it may stand in a label or note: Mermaid's entity codes (#59; and so on) for all that has a meaning there.
[[nodiscard]] std::string mermaidEscaped(std::string_view utf8);

} // namespace echelle::ladder
