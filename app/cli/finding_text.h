#pragma once

#include "core/catalog/catalog.h"
#include "core/rules/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::cli {

class Console;
class JsonOutput;

// What the window says of the finding, as one text (scene/finding_text.h).
[[nodiscard]] catalog::EntryText textOf(const rules::Finding& finding, const Console& console);
[[nodiscard]] std::string sourceOf(std::string_view key, const Console& console);

// "title", "explanation", "actions", "source" of one object.
void writeEntryText(JsonOutput& json, const catalog::EntryText& text, const std::string& source);
// "codes" and "derived" of one object.
void writeCodes(JsonOutput& json, const rules::Finding& finding);

// Title, explanation and actions as paragraphs of at most 100 columns.
[[nodiscard]] std::string paragraphs(const catalog::EntryText& text, const std::string& headline,
                                     const Console& console);
// Broken at blanks into lines, each with the indentation before it.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::string_view indentation);

} // namespace echelle::cli
