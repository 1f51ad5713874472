#pragma once

#include "core/catalog/catalog.h"
#include "core/store/case_reader.h"
#include "ui/models/tree_model.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace echelle::ui {

// A finding in the words of one language, ready to be shown (verdicts.md "Order and words").
struct Explanation {
    FindingId id;
    rules::Severity severity = rules::Severity::None;
    rules::EvidenceTag evidence = rules::EvidenceTag::Observed;
    rules::Side side = rules::Side::Unknown;
    bool isInferred = false; // the headline then begins "Most likely"
    QString title;
    QString observed;    // what the rule itself says with this call's values; may equal none of the other texts
    QString explanation; // of the code, from the catalog
    QStringList actions;
    QString source;           // document and section
    QString codes;            // "SIP 403 · Q.850 63 · Microsoft 510532 (derived)"
    QStringList alternatives; // titles of further catalog entries that fit as well
    struct Proof {
        EventId event;
        QString text; // "4  403 Forbidden"
    };
    std::vector<Proof> proof;
};

[[nodiscard]] Explanation explain(const rules::Finding& finding, const catalog::Catalog& catalog, const QString& locale,
                                  store::CaseReader& reader);
// Title only, for lists.
[[nodiscard]] QString titleOf(const rules::Finding& finding, const catalog::Catalog& catalog, const QString& locale);
// Findings as a tree: causes first, what they explain beneath them. Columns: title, evidence.
[[nodiscard]] std::vector<TreeModel::Node> findingNodes(const std::vector<rules::Finding>& findings,
                                                        const catalog::Catalog& catalog, const QString& locale);
// "INVITE", "403 Forbidden": the start line in short.
[[nodiscard]] QString eventTitle(const store::EventRecord& event, store::CaseReader& reader);

} // namespace echelle::ui
