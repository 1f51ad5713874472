#pragma once

#include "core/report/document.h"
#include "core/report/wording.h"
#include "core/rules/finding.h"

namespace echelle::report {

// A finding in words: what the rule saw, then what the catalog knows of the codes it carries.
struct FindingText {
    QString title;
    QStringList tags; // severity, evidence, side to act
    std::vector<Text> paragraphs;
    QStringList actions;
    QString source; // where the explanation comes from
};
[[nodiscard]] FindingText textOf(const rules::Finding& finding, const Wording& wording);

// The finding that a row comes to: the first cause that nothing explains; nullptr where nothing went wrong.
[[nodiscard]] const rules::Finding* leading(const std::vector<rules::Finding>& findings);
// The title of a cause by its catalog key, without the values of one call.
[[nodiscard]] QString causeTitle(const rules::Finding& finding, const Wording& wording);

// The box for a row: "Most likely: ..." on inference alone, and what settles it; without a finding, that no fault was
// seen, or that the cause cannot be told.
[[nodiscard]] Verdict verdictOf(const dialog::RowFacts& row, const std::vector<rules::Finding>& findings,
                                const Wording& wording);

} // namespace echelle::report
