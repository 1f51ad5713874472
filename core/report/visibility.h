#pragma once

#include "core/report/wording.h"
#include "core/store/case_reader.h"

#include <QStringList>

namespace echelle::report {

// What this input could not show, one sentence each: what no one may conclude from it. row: the one the report is
// about; nullptr where it is about many.
[[nodiscard]] QStringList limitsOf(const std::vector<store::SourceRecord>& sources, const store::RowRecord* row,
                                   const std::vector<dialog::LegFacts>& legs, const Wording& wording);

} // namespace echelle::report
