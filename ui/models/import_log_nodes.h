#pragma once

#include "core/catalog/catalog.h"
#include "core/store/case_types.h"
#include "ui/models/tree_model.h"

#include <vector>

namespace echelle::ui {

// What could not be used of the inputs, and what was passed over: one node per source, beneath it each diagnostic as
// the catalog's sentence with its count and first places. Columns: text, count.
[[nodiscard]] std::vector<TreeModel::Node> importLogNodes(const std::vector<store::SourceRecord>& sources,
                                                          const catalog::Catalog& catalog, const QString& locale);
// One line over all sources: "sbc.pcap: 1,204 packets, 131 messages, 2 not readable".
[[nodiscard]] QString importSummary(const std::vector<store::SourceRecord>& sources);

} // namespace echelle::ui
