#pragma once

#include "core/report/case_material.h"
#include "core/report/document.h"

namespace echelle::report {

// The messages of a row that are cited, as captured, secrets hidden unless the request says otherwise.
void appendVerbatim(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks);

} // namespace echelle::report
