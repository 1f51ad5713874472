// What LadderView offers for lanes and rows in its menus, and the renaming of a lane in its header.
#include "core/ladder/hit_test.h"
#include "core/ladder/text_fit.h"
#include "core/sip/teams_direct_routing.h"
#include "ui/views/ladder_view.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>

namespace echelle::ui {

LaneSettings LadderView::laneSettings() const {
    return m_source ? m_source->lanes() : LaneSettings();
}

void LadderView::request(const LaneSettings& changes) {
    for (const store::LaneSetting& setting : changes)
        Q_EMIT laneChanged(setting);
}

QString LadderView::laneTitle(const scene::SceneLane& lane) const {
    return QString::fromStdString(m_scene->nameOf(lane));
}

void LadderView::startRename(std::size_t lane) {
    delete m_nameEdit;
    auto* edit = new QLineEdit(viewport());
    m_nameEdit = edit;
    const std::string key = m_scene->lanes()[lane].key;
    edit->setText(laneTitle(m_scene->lanes()[lane]));
    edit->setPlaceholderText(QString::fromStdString(key));
    edit->setAccessibleName(tr("Name of the lane %1").arg(QString::fromStdString(key)));
    edit->setMaxLength(80);
    const QRect header = laneHeaderRect(lane);
    edit->setGeometry(header.x(), header.y() + 4, header.width(), edit->sizeHint().height());
    edit->selectAll();
    edit->show();
    edit->setFocus();
    const QString before = edit->text();
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, lane, key, before] {
        if (m_nameEdit != edit)
            return; // finished already: taking the focus back says it again
        m_nameEdit = nullptr;
        const QString name = edit->text().trimmed();
        edit->deleteLater();
        setFocus();
        const bool isSameLane = m_scene && lane < m_scene->laneCount() && m_scene->lanes()[lane].key == key;
        if (name != before && isSameLane)
            request(renamedLane(*m_scene, laneSettings(), lane, ladder::plainLine(name.toStdString())));
    });
}

void LadderView::fillLaneMenu(QMenu& menu, std::size_t lane) {
    const std::size_t lanes = m_scene->laneCount();
    menu.addAction(tr("&Rename…"), this, [this, lane] { startRename(lane); });
    QAction* left = menu.addAction(tr("Move &left"), this,
                                   [this, lane] { request(movedLane(*m_scene, laneSettings(), lane, lane - 1)); });
    left->setEnabled(lane > 0);
    QAction* right = menu.addAction(tr("Move &right"), this,
                                    [this, lane] { request(movedLane(*m_scene, laneSettings(), lane, lane + 1)); });
    right->setEnabled(lane + 1 < lanes);
    QMenu* into = menu.addMenu(tr("&Merge into"));
    into->setEnabled(lanes > 1);
    for (std::size_t other = 0; other < lanes; ++other) {
        if (other == lane)
            continue;
        // An ampersand in captured text is no shortcut.
        const QString title = laneTitle(m_scene->lanes()[other]).replace(QLatin1Char('&'), QStringLiteral("&&"));
        into->addAction(title, this,
                        [this, lane, other] { request(mergedLane(*m_scene, laneSettings(), lane, other)); });
    }
    QAction* separate =
        menu.addAction(tr("&Separate"), this, [this, lane] { request(separatedLane(*m_scene, laneSettings(), lane)); });
    separate->setEnabled(m_scene->lanes()[lane].addresses.size() > 1);
    fillPeerMenu(menu, m_scene->lanes()[lane]);
    menu.addAction(tr("&Hide"), this, [this, lane] { request(hiddenLane(*m_scene, laneSettings(), lane)); });
}

void LadderView::fillPeerMenu(QMenu& menu, const scene::SceneLane& lane) {
    const auto address = IpAddress::parse(lane.key);
    if (!address)
        return; // a device, or one port of an address
    bool isTeams = sip::isTeamsAddress(*address);
    for (const dialog::PeerRole& said : m_source ? m_source->peerRoles() : std::vector<dialog::PeerRole>())
        if (said.address == *address)
            isTeams = said.isTeams;
    QAction* teams = menu.addAction(tr("This is &Teams Direct Routing"), this, [this, peer = *address, isTeams] {
        Q_EMIT peerChanged({peer, !isTeams});
    });
    teams->setCheckable(true);
    teams->setChecked(isTeams);
}

void LadderView::fillLanesMenu(QMenu& menu) {
    for (const scene::SceneLane& lane : m_scene->hiddenLanes()) {
        const QString title = laneTitle(lane).replace(QLatin1Char('&'), QStringLiteral("&&"));
        const std::string key = lane.key;
        menu.addAction(tr("Show %1").arg(title), this, [this, key] { request(shownLane(laneSettings(), key)); });
    }
}

void LadderView::fillRowMenu(QMenu& menu, std::size_t row) {
    const EventId event = m_scene->eventOf(row);
    if (event.isValid()) {
        menu.addAction(tr("Add a &note…"), this, [this, event] { Q_EMIT noteRequested(event); });
        const QString mark = m_marked.isValid() && m_marked != event ? tr("&Compare with the marked message")
                                                                     : tr("&Mark for comparing");
        menu.addAction(mark, this, [this] { markOrCompare(); });
        if (m_scene->sendsOf(row) > 1 && m_settings.isFolded) {
            const bool isUnfolded = m_settings.unfolded.count(event) > 0;
            menu.addAction(isUnfolded ? tr("&Fold retransmissions") : tr("&Unfold retransmissions"), this,
                           [this, row, isUnfolded] { unfold(row, !isUnfolded); });
        }
        menu.addSeparator();
    }
    for (std::size_t lane = 0; lane < m_scene->laneCount() && lane < 40; ++lane) {
        if (lane == 0)
            menu.addSection(tr("Lanes"));
        fillLaneMenu(*menu.addMenu(laneTitle(m_scene->lanes()[lane]).replace(QLatin1Char('&'), QStringLiteral("&&"))),
                     lane);
    }
    fillLanesMenu(menu);
}

void LadderView::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_scene || !m_layout)
        return;
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    QMenu menu(this);
    QPoint where = event->globalPos();
    const auto current = m_selection.isValid() ? m_scene->rowOf(m_selection) : std::nullopt;
    const auto lane = isByKey ? std::nullopt : laneHeaderAt(event->pos());
    const auto hit = isByKey ? std::nullopt : hitAt(event->pos());
    if (lane) {
        fillLaneMenu(menu, *lane);
        menu.addSeparator();
        fillLanesMenu(menu);
    } else if (isByKey && current) {
        fillRowMenu(menu, *current);
        where = viewport()->mapToGlobal(rowRect(*current).center());
    } else if (hit) {
        setCurrentRow(hit->row);
        fillRowMenu(menu, hit->row);
    } else {
        fillLanesMenu(menu);
    }
    if (!menu.isEmpty())
        menu.exec(where);
}

} // namespace echelle::ui
