#pragma once

#include "core/store/case_types.h"

#include <vector>

namespace echelle::cli {

class Console;
class JsonOutput;

// The inputs of a case, as `import` and `sources` print them: their counts, their clock, and everything of them that
// could not be used.
void writeSourcesJson(JsonOutput& json, const std::vector<store::SourceRecord>& sources, const Console& console);
void writeSourcesText(Console& console, const std::vector<store::SourceRecord>& sources);

} // namespace echelle::cli
