#pragma once

#include "core/report/case_material.h"
#include "core/report/document.h"

namespace echelle::report {

// Failures of one cause among the rows of the report.
struct CauseGroup {
    store::FailureGroup failures;
    QString title;
    rules::Side side = rules::Side::Unknown;
    QStringList numbers; // called ones, the first few
    QStringList peers;   // addresses that refused, or that were asked
};
[[nodiscard]] std::vector<CauseGroup> causeGroups(const CaseMaterial& material);

// How many there are, and what the failures come to.
[[nodiscard]] Verdict overallVerdict(const CaseMaterial& material, const std::vector<CauseGroup>& groups);
[[nodiscard]] Facts overallFacts(const CaseMaterial& material);
// Calls by outcome, per hour (per ten minutes or per day where hours would say too little). No bars where no row has a
// time.
void appendTimeline(const CaseMaterial& material, std::vector<Block>& blocks);
// detailed: rows that have a section of their own.
void appendCauses(const CaseMaterial& material, const std::vector<CauseGroup>& groups,
                  const std::vector<RowId>& detailed, std::vector<Block>& blocks);
// The rows in order, with links to those that are detailed; the failing ones alone where there are too many.
void appendRowTable(const CaseMaterial& material, const std::vector<RowId>& detailed, std::vector<Block>& blocks);

} // namespace echelle::report
