#pragma once

#include "core/store/case_types.h"

#include <QWidget>

#include <map>

namespace echelle::ui {

class CaseDocument;
class Chip;

// Chips over the list: outcomes and kinds with their counts, and what is folded away.
class FacetBar : public QWidget {
    Q_OBJECT

public:
    explicit FacetBar(CaseDocument* document, QWidget* parent = nullptr);

    void refresh(); // counts and words anew

private:
    void rebuild(const store::FacetCounts& counts);
    void apply();

    CaseDocument* m_document; // the window's
    std::map<dialog::RowState, Chip*> m_states;
    std::map<dialog::RowKind, Chip*> m_kinds;
    Chip* m_folded = nullptr;
};

} // namespace echelle::ui
