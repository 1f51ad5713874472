#include "ui/views/legs_panel.h"

#include "core/scene/join_text.h"
#include "ui/models/case_document.h"
#include "ui/models/tree_model.h"
#include "ui/models/words.h"
#include "ui/views/look.h"
#include "ui/views/tree_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
QString hopOf(const dialog::LegFacts& leg) {
    return plainLine(leg.hopA.toString()) + u" – "_s + plainLine(leg.hopB.toString());
}

// Hops of one dialog set belong together by the protocol; nobody takes them apart.
bool isOfAnotherDialog(const dialog::LegFacts& leg, const std::vector<dialog::LegFacts>& legs) {
    const auto to = std::find_if(legs.begin(), legs.end(),
                                 [&leg](const dialog::LegFacts& other) { return other.id == leg.joinedTo; });
    return to != legs.end() && (to->callId != leg.callId || to->fromTag != leg.fromTag);
}
} // namespace

LegsPanel::LegsPanel(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(new TreeModel(2, this))
    , m_tree(makeTree(m_model))
    , m_link(new QPushButton)
    , m_unlink(new QPushButton) {
    m_tree->setHeaderHidden(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGrid, 0, kGrid, kGrid);
    buttons->addWidget(m_link);
    buttons->addWidget(m_unlink);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree, 1);
    layout->addLayout(buttons);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &LegsPanel::updateButtons);
    connect(m_link, &QPushButton::clicked, this, [this] { request(true); });
    connect(m_unlink, &QPushButton::clicked, this, [this] { request(false); });
    retranslate();
}

void LegsPanel::retranslate() {
    m_link->setText(tr("Link"));
    m_link->setToolTip(tr("Make one call of the two legs; this is kept in the case."));
    m_unlink->setText(tr("Unlink"));
    m_unlink->setToolTip(tr("Take the two legs apart; this is kept in the case."));
    m_tree->setAccessibleName(tr("Legs of the call"));
    fill();
}

void LegsPanel::showRow(RowId row) {
    m_row = row;
    fill();
}

QString LegsPanel::reasonOf(const std::string& strategy, const std::string& evidence) const {
    const std::string reason = scene::joinReason(strategy, [this](const std::string& key) {
        return m_document->catalog().label(QString::fromStdString(key), m_document->locale()).toStdString();
    });
    const QString text = QString::fromStdString(reason);
    return evidence.empty() ? text : u"%1 (%2)"_s.arg(text, plainLine(evidence));
}

void LegsPanel::fill() {
    m_pairs.clear();
    std::vector<TreeModel::Node> nodes;
    if (m_row.isValid() && m_document->isOpen()) {
        store::CaseReader& reader = m_document->reader();
        const QLocale locale(m_document->locale());
        const auto percent = [&locale](int score) { return tr("%1 %").arg(locale.toString(score)); };
        const auto legs = reader.legs(m_row);
        for (const dialog::LegFacts& leg : legs) {
            TreeModel::Node node;
            node.texts = {tr("Leg %1: %2").arg(QString::number(leg.id.value), hopOf(leg)), {}};
            node.toolTip = plainLine(leg.callId);
            node.isStrong = true;
            node.children.push_back({{plainLine(leg.callId), {}}});
            if (leg.joinedTo.isValid()) {
                TreeModel::Node why;
                why.texts = {tr("Joined to leg %1 by %2")
                                 .arg(QString::number(leg.joinedTo.value), reasonOf(leg.strategy, leg.evidence)),
                             percent(leg.score)};
                why.toolTip = why.texts.front();
                if (isOfAnotherDialog(leg, legs)) {
                    m_pairs.push_back({leg.joinedTo, leg.id, true});
                    why.id = node.id = static_cast<qint64>(m_pairs.size());
                }
                node.children.push_back(std::move(why));
            }
            nodes.push_back(std::move(node));
        }
        TreeModel::Node possible;
        possible.texts = {tr("Possible joins"), {}};
        possible.isStrong = true;
        for (const store::PossibleJoin& p : reader.possibleJoins(m_row)) {
            const bool isFirst = p.rowA == m_row;
            m_pairs.push_back({p.legA, p.legB, false});
            TreeModel::Node node;
            node.texts = {tr("Leg %1 with leg %2 of call %3: %4")
                              .arg(QString::number((isFirst ? p.legA : p.legB).value),
                                   QString::number((isFirst ? p.legB : p.legA).value),
                                   QString::number((isFirst ? p.rowB : p.rowA).value),
                                   reasonOf(p.strategy, p.evidence)),
                          percent(p.score)};
            node.toolTip = node.texts.front();
            node.id = static_cast<qint64>(m_pairs.size());
            possible.children.push_back(std::move(node));
        }
        if (!possible.children.empty())
            nodes.push_back(std::move(possible));
    }
    m_model->setNodes(std::move(nodes));
    m_tree->expandAll();
    updateButtons();
}

void LegsPanel::updateButtons() {
    const auto id = static_cast<std::size_t>(m_tree->currentIndex().data(TreeModel::IdRole).toLongLong());
    const Pair* pair = id == 0 || id > m_pairs.size() ? nullptr : &m_pairs[id - 1];
    m_link->setEnabled(pair != nullptr && !pair->isJoined);
    m_unlink->setEnabled(pair != nullptr && pair->isJoined);
}

void LegsPanel::request(bool isJoined) {
    const auto id = static_cast<std::size_t>(m_tree->currentIndex().data(TreeModel::IdRole).toLongLong());
    if (id == 0 || id > m_pairs.size() || !m_document->isOpen())
        return;
    const Pair pair = m_pairs[id - 1];
    store::CaseReader& reader = m_document->reader();
    const store::LegLink link{reader.firstMessage(pair.a), reader.firstMessage(pair.b), isJoined};
    if (link.eventA.isValid() && link.eventB.isValid())
        Q_EMIT linkRequested(link);
}

} // namespace echelle::ui
