#pragma once

#include "core/report/case_material.h"
#include "core/report/document.h"

namespace echelle::report {

// Two calls beside each other, on a page of its own: where they first diverge, what stands for what, both courses, and
// every divergence with its values. Nothing where the case has not both.
void appendComparison(const CaseMaterial& material, std::vector<Block>& blocks);

} // namespace echelle::report
