#pragma once

#include "core/report/report.h"
#include "core/report/wording.h"
#include "core/scene/ladder_scene.h"
#include "core/store/case_reader.h"

#include <memory>
#include <optional>
#include <vector>

namespace echelle::report {

// The case as the sections read it.
struct CaseMaterial {
    const ReportRequest& request;
    const Wording& wording;
    std::shared_ptr<store::CaseReader> reader;
    std::vector<store::SourceRecord> sources;
    std::vector<store::NoteRecord> notes;
    store::RowFilter selection; // the rows it is about

    [[nodiscard]] QString sourceNameOf(SourceId id) const; // "" for none
};

// One row and all that is said about it.
struct RowMaterial {
    store::RowRecord row;
    std::vector<rules::Finding> findings;
    std::vector<dialog::LegFacts> legs;
    std::shared_ptr<scene::LadderScene> ladder;
    std::vector<EventId> cited;           // printed in full, in the case's order
    std::vector<store::NoteRecord> notes; // on the row or one of its events

    [[nodiscard]] bool isCited(EventId event) const;
    // "message 6"; of one that is not in the ladder its bare name.
    [[nodiscard]] QString messageName(EventId event, const Wording& wording) const;
    // Where a reader finds it: in full, else in the ladder.
    [[nodiscard]] QString target(EventId event) const;
};

// nullopt where there is no such row.
[[nodiscard]] std::optional<RowMaterial> readRow(const CaseMaterial& material, RowId id);

} // namespace echelle::report
