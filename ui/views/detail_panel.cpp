#include "ui/views/detail_panel.h"

#include "ui/models/case_document.h"
#include "ui/models/explanation.h"
#include "ui/models/import_log_nodes.h"
#include "ui/views/explanation_view.h"
#include "ui/views/legs_panel.h"
#include "ui/views/look.h"
#include "ui/views/message_view.h"
#include "ui/views/notes_panel.h"
#include "ui/views/streams_panel.h"
#include "ui/views/tree_panel.h"

#include <QHeaderView>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kShownFindings = 5; // lines of the list; more are scrolled
}

DetailPanel::DetailPanel(CaseDocument* document, QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_document(document)
    , m_findingsModel(new TreeModel(2, this))
    , m_findingsTree(makeTree(m_findingsModel))
    , m_explanation(new ExplanationView)
    , m_message(new MessageView(document))
    , m_notes(new NotesPanel(document))
    , m_logModel(new TreeModel(2, this))
    , m_logTree(makeTree(m_logModel))
    , m_legs(new LegsPanel(document))
    , m_streams(new StreamsPanel(document)) {
    auto* upper = new QWidget;
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_findingsTree);
    column->addWidget(m_explanation, 1);
    m_findingsTree->setHeaderHidden(true);
    m_findingsTree->header()->setStretchLastSection(false);
    m_findingsTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_findingsTree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_logTree->header()->setStretchLastSection(false);
    m_logTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_logTree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_message->tabs()->addTab(m_notes, {});
    m_message->tabs()->addTab(m_logTree, {});
    m_message->tabs()->addTab(m_legs, {});
    m_message->tabs()->addTab(m_streams, {});
    addWidget(upper);
    addWidget(m_message);
    setChildrenCollapsible(false);
    setStretchFactor(0, 3);
    setStretchFactor(1, 2);
    setSizes({480, 320});
    setHandleWidth(1);
    connect(m_explanation, &ExplanationView::eventChosen, this, &DetailPanel::eventChosen);
    connect(m_findingsTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                const FindingId id{index.data(TreeModel::IdRole).toLongLong()};
                const auto chosen = std::find_if(m_findings.begin(), m_findings.end(),
                                                 [id](const rules::Finding& f) { return f.id == id; });
                if (index.isValid() && chosen != m_findings.end())
                    showFinding(&*chosen);
            });
    connect(m_document, &CaseDocument::caseChanged, this, [this] {
        m_row = {};
        showSelection({}, {});
        showImportLogNodes();
        m_notes->refresh();
    });
    connect(m_document, &CaseDocument::notesChanged, m_notes, &NotesPanel::refresh);
    retranslate();
}

void DetailPanel::retranslate() {
    m_message->retranslate();
    m_notes->retranslate();
    m_legs->retranslate();
    m_streams->retranslate();
    m_message->tabs()->setTabText(3, tr("Notes"));
    m_message->tabs()->setTabText(4, tr("Import log"));
    m_message->tabs()->setTabText(5, tr("Legs"));
    m_message->tabs()->setTabText(6, tr("Streams"));
    m_findingsTree->setAccessibleName(tr("Findings of the call"));
    m_logTree->setAccessibleName(tr("Import log"));
    m_logModel->setHeaders({tr("What was met"), tr("Count")});
    showImportLogNodes();
    const RowId row = m_row;
    m_row = {};
    showSelection(row, m_event);
}

void DetailPanel::showImportLogNodes() {
    m_logModel->setNodes(importLogNodes(m_document->sources(), m_document->catalog(), m_document->locale()));
    m_logTree->expandToDepth(0);
}

void DetailPanel::showNotes() {
    m_message->tabs()->setCurrentWidget(m_notes);
    m_notes->edit();
}

void DetailPanel::showImportLog() {
    m_message->tabs()->setCurrentWidget(m_logTree);
    m_logTree->setFocus(Qt::ShortcutFocusReason);
}

void DetailPanel::readFindings(RowId row) {
    m_findings.clear();
    if (row.isValid() && m_document->isOpen())
        m_findings = m_document->reader().findings({row});
    m_findingsModel->setNodes(findingNodes(m_findings, m_document->catalog(), m_document->locale()));
    m_findingsTree->expandAll();
    m_findingsTree->setVisible(m_findings.size() > 1);
    const int lines = std::min(static_cast<int>(m_findings.size()), kShownFindings);
    m_findingsTree->setFixedHeight(lines * (fontMetrics().height() + kGrid + 2) + kGrid);
}

void DetailPanel::showSelection(RowId row, EventId event) {
    m_message->showMessage(event);
    m_notes->setTarget(event, row);
    m_event = event;
    if (row != m_row || !row.isValid()) {
        m_row = row;
        m_shown = {};
        readFindings(row);
        m_legs->showRow(row);
        m_streams->showRow(row);
    }
    const auto cites = [event](const rules::Finding& f) {
        return std::find(f.proof.begin(), f.proof.end(), event) != f.proof.end();
    };
    const auto cited = std::find_if(m_findings.begin(), m_findings.end(), cites);
    if (cited != m_findings.end())
        return showFinding(&*cited);
    if (!m_shown.isValid())
        showFinding(m_findings.empty() ? nullptr : &m_findings.front());
}

void DetailPanel::showFinding(const rules::Finding* finding) {
    if (finding == nullptr)
        return showNoFinding();
    if (m_shown == finding->id)
        return;
    m_shown = finding->id;
    m_explanation->showExplanation(
        explain(*finding, m_document->catalog(), m_document->locale(), m_document->reader()));
}

void DetailPanel::showNoFinding() {
    if (!m_document->isOpen())
        return m_explanation->showSentence({}, {});
    const auto row = m_row.isValid() ? m_document->reader().row(m_row) : std::nullopt;
    if (!row)
        return m_explanation->showSentence({}, tr("Select a call to read what happened in it."));
    if (row->facts.kind == dialog::RowKind::Connection) {
        const bool isTls = row->protocol == "tls";
        const catalog::EntryText text = m_document->catalog().text(
            isTls ? u"diagnostic.tls.unread"_s : u"diagnostic.protocol.unread"_s, m_document->locale(),
            {{"detail", row->protocol}, {"protocol", row->protocol}, {"count", "1"}});
        return m_explanation->showSentence(text.title, text.explanation);
    }
    m_explanation->showSentence(tr("No fault seen in this input"), notVisible());
}

QString DetailPanel::notVisible() const {
    // Silence is no proof: what the input could not show stands beside the verdict.
    const std::uint64_t tls = m_document->unreadTls();
    std::uint64_t rtp = 0;
    bool isCapture = false;
    for (const store::SourceRecord& source : m_document->sources()) {
        isCapture = isCapture || source.packets > 0;
        for (const auto& [protocol, count] : source.skipped)
            rtp += protocol == "rtp" ? count : 0;
    }
    QStringList lines;
    if (tls > 0)
        lines << tr("%Ln TLS connection(s) could not be read.", nullptr, static_cast<int>(tls));
    if (!isCapture)
        lines << tr("A log shows no network and no media.");
    else if (rtp == 0)
        lines << tr("The input holds no media, so nothing can be said about audio.");
    return lines.join(u'\n');
}

} // namespace echelle::ui
