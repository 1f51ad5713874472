#pragma once

#include "core/report/case_material.h"
#include "core/report/document.h"

namespace echelle::report {

// Who, when, what came of it, how long, how much was seen: five lines.
[[nodiscard]] Facts happenedIn(const RowMaterial& row, const Wording& wording);

// The few messages that tell the story.
[[nodiscard]] Ladder smallLadder(const RowMaterial& row, const Wording& wording, std::size_t mostRows);

// The whole of one row: findings with proof, its data, the ladder, the cited messages in full, notes. level: of its
// headings.
void appendDetails(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks);

} // namespace echelle::report
