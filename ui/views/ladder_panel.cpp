#include "ui/views/ladder_panel.h"

#include "core/scene/case_events.h"
#include "core/scene/catalog_words.h"
#include "ui/models/case_document.h"
#include "ui/views/find_bar.h"
#include "ui/views/ladder_view.h"
#include "ui/views/look.h"
#include "ui/views/state_mark.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

LadderPanel::LadderPanel(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_title(new QLabel)
    , m_facts(new QLabel)
    , m_state(new StateMark)
    , m_ticket(new QToolButton)
    , m_note(new QToolButton)
    , m_ladder(new LadderView)
    , m_findBar(new FindBar(document)) {
    for (QLabel* label : {m_title, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_title->setFont(strongFont(font()));
    makeSecondary(m_facts);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_title);
    lines->addWidget(m_facts);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, kGrid);
    head->setSpacing(2 * kGrid);
    head->addWidget(m_state);
    head->addLayout(lines, 1);
    for (QToolButton* button : {m_ticket, m_note}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        head->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_ladder, 1);
    layout->addWidget(m_findBar);
    m_findBar->hide();
    m_ladder->setFrameShape(QFrame::NoFrame);
    connect(m_findBar, &FindBar::closed, this, [this] {
        m_findBar->hide();
        m_ladder->setFocus();
    });
    connect(m_document, &CaseDocument::caseAboutToChange, this, [this] { m_ladder->setSource(nullptr, nullptr); });
    connect(m_document, &CaseDocument::caseChanged, this, &LadderPanel::attach);
    connect(m_document, &CaseDocument::notesChanged, m_ladder, &LadderView::reloadNotes);
    connect(m_document, &CaseDocument::lanesChanged, m_ladder, &LadderView::reloadLanes);
    connect(m_document, &CaseDocument::timeModeChanged, this,
            [this] { m_ladder->setTimeMode(m_document->timeMode()); });
    m_ladder->setTimeMode(m_document->timeMode());
    applyTheme();
    retranslate();
}

void LadderPanel::attach() {
    m_row = {};
    m_findBar->forget();
    if (m_document->isOpen())
        m_ladder->setSource(std::make_shared<scene::CaseEvents>(m_document->sharedReader()),
                            std::make_shared<scene::CatalogWords>(m_document->sharedCatalog(), m_document->locale()));
    showTitle();
}

void LadderPanel::showSelection(RowId row, EventId event) {
    if (row != m_row) {
        m_row = row;
        m_ladder->setRows(row.isValid() ? std::vector{row} : std::vector<RowId>{});
        showTitle();
    }
    m_ladder->setSelection(event);
}

void LadderPanel::showTitle() {
    const auto row = m_row.isValid() && m_document->isOpen() ? m_document->reader().row(m_row) : std::nullopt;
    m_ticket->setEnabled(row.has_value());
    m_note->setEnabled(row.has_value());
    m_state->setVisible(row.has_value());
    if (!row) {
        m_title->setText(tr("No call selected"));
        m_facts->setText(tr("Select a call in the list to see its ladder."));
        return;
    }
    const dialog::RowFacts& f = row->facts;
    m_state->setState(f.state);
    m_title->setText(u"%1  %2 → %3"_s.arg(Words::state(f.state, f.kind),
                                          plainLine(f.fromDisplay.empty() ? f.from : f.fromDisplay),
                                          plainLine(f.toDisplay.empty() ? f.to : f.toDisplay)));
    QStringList facts{Words::kind(f.kind), Words::dateTime(f.start)};
    if (f.finalStatus > 0)
        facts << u"%1 %2"_s.arg(f.finalStatus).arg(plainLine(f.finalReason)).trimmed();
    if (f.setup)
        facts << tr("set-up %1").arg(Words::duration(*f.setup));
    if (f.talk)
        facts << tr("talk %1").arg(Words::duration(*f.talk));
    if (const QString who = Words::endedBy(f.endedBy); !who.isEmpty())
        facts << who;
    if (f.legs > 1)
        facts << tr("%Ln leg(s)", nullptr, static_cast<int>(f.legs));
    if (f.isPartial)
        facts << tr("begins or ends outside the input");
    m_facts->setText(facts.join(u" · "_s));
}

void LadderPanel::retranslate() {
    m_ticket->setText(tr("Copy for the ticket"));
    m_ticket->setToolTip(toolTipOf(tr("Call-IDs, GUID, UTC times, numbers, addresses, codes and versions, as text")));
    m_note->setText(tr("Note"));
    m_note->setToolTip(toolTipOf(tr("Write a note on the selected message or call")));
    m_findBar->retranslate();
    if (m_document->isOpen())
        m_ladder->setWords(std::make_shared<scene::CatalogWords>(m_document->sharedCatalog(), m_document->locale()));
    showTitle();
}

void LadderPanel::applyTheme() {
    m_ticket->setIcon(icon(u"copy"_s, palette()));
    m_note->setIcon(icon(u"note"_s, palette()));
    m_ladder->setTheme(render::themeOf(palette()));
}

void LadderPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // In a narrow panel the words of the buttons make room for those of the call.
    const auto style = width() < 560 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    for (QToolButton* button : {m_ticket, m_note})
        button->setToolButtonStyle(style);
}

void LadderPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

} // namespace echelle::ui
