#include "ui/views/facet_bar.h"

#include "ui/models/case_document.h"
#include "ui/views/chip.h"
#include "ui/views/flow_layout.h"
#include "ui/views/look.h"

#include <algorithm>

namespace echelle::ui {

namespace {

// What needs attention first.
constexpr dialog::RowState kStateOrder[] = {dialog::RowState::Failed,     dialog::RowState::Unanswered,
                                            dialog::RowState::Declined,   dialog::RowState::Busy,
                                            dialog::RowState::Answered,   dialog::RowState::Succeeded,
                                            dialog::RowState::Cancelled,  dialog::RowState::Redirected,
                                            dialog::RowState::InProgress, dialog::RowState::Incomplete};

template <typename Key>
bool contains(const std::vector<Key>& list, Key key) {
    return std::find(list.begin(), list.end(), key) != list.end();
}

template <typename Key>
std::vector<Key> checkedOf(const std::map<Key, Chip*>& chips) {
    std::vector<Key> keys;
    for (const auto& [key, chip] : chips)
        if (chip->isChecked())
            keys.push_back(key);
    return keys;
}

} // namespace

FacetBar::FacetBar(CaseDocument* document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* layout = new FlowLayout(kGrid, this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FacetBar::refresh() {
    if (m_document->isOpen())
        rebuild(m_document->reader().facets(m_document->filter()));
}

void FacetBar::rebuild(const store::FacetCounts& counts) {
    const store::RowFilter& filter = m_document->filter();
    std::vector<Chip*> order;
    const auto add = [&](Chip*& chip, const QString& label, std::uint64_t count, bool isChecked) {
        if (chip == nullptr) {
            chip = new Chip(this);
            chip->setFont(smallFont(font()));
            connect(chip, &Chip::clicked, this, &FacetBar::apply);
        }
        chip->setLabel(label);
        chip->setCount(count);
        chip->setChecked(isChecked);
        chip->setVisible(count > 0 || isChecked);
        order.push_back(chip);
    };
    const auto countOf = [](const auto& map, auto key) {
        const auto found = map.find(key);
        return found == map.end() ? std::uint64_t{0} : found->second;
    };
    for (const dialog::RowState state : kStateOrder) {
        Chip*& chip = m_states[state];
        add(chip, Words::state(state), countOf(counts.states, state), contains(filter.states, state));
        chip->setState(state);
    }
    // One kind alone needs no choice.
    const bool hasKinds = counts.kinds.size() > 1 || !filter.kinds.empty();
    for (int k = 0; k <= static_cast<int>(dialog::RowKind::Record); ++k) {
        const auto kind = static_cast<dialog::RowKind>(k);
        add(m_kinds[kind], Words::kindPlural(kind), hasKinds ? countOf(counts.kinds, kind) : 0,
            contains(filter.kinds, kind));
    }
    add(m_folded, tr("Pings and scans"), counts.folded, filter.isFoldedShown);
    m_folded->setToolTip(toolTipOf(tr("Keep-alives and scanners are folded away; press to list them too.")));
    while (layout()->count() > 0)
        delete layout()->takeAt(0);
    for (Chip* chip : order)
        layout()->addWidget(chip);
    QWidget* previous = nullptr;
    for (Chip* chip : order) {
        if (previous != nullptr)
            setTabOrder(previous, chip);
        previous = chip;
    }
    updateGeometry();
}

void FacetBar::apply() {
    store::RowFilter filter = m_document->filter();
    filter.states = checkedOf(m_states);
    filter.kinds = checkedOf(m_kinds);
    filter.isFoldedShown = m_folded != nullptr && m_folded->isChecked();
    m_document->setFilter(filter);
}

} // namespace echelle::ui
