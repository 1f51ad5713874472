#include "ui/views/failure_strip.h"

#include "ui/models/case_document.h"
#include "ui/views/chip.h"
#include "ui/views/look.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr std::size_t kMaxChips = 8;
constexpr int kChipText = 260;
} // namespace

FailureStrip::FailureStrip(CaseDocument* document, QWidget* parent)
    : QWidget(parent), m_document(document), m_heading(new QLabel(this)), m_more(new QToolButton(this)) {
    m_heading->setTextFormat(Qt::PlainText);
    makeSecondary(m_heading);
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    setFixedHeight(fontMetrics().height() + 3 * kGrid);
}

QString FailureStrip::labelOf(const store::FailureGroup& group) const {
    const QString title = m_document->causeTitle(group.causeKey, group.example);
    return group.sipCode != 0 ? u"%1  %2"_s.arg(group.sipCode).arg(title) : title;
}

void FailureStrip::refresh() {
    for (Chip* chip : m_chips) {
        chip->hide();
        chip->deleteLater(); // a click on one of them may be what brings the others
    }
    m_chips.clear();
    m_groups.clear();
    if (m_document->isOpen()) {
        store::RowFilter all = m_document->filter();
        all.causeKey.clear();
        m_groups = m_document->reader().failureGroups(all);
    }
    for (std::size_t i = 0; i < std::min(m_groups.size(), kMaxChips); ++i) {
        const store::FailureGroup& group = m_groups[i];
        auto* chip = new Chip(this);
        chip->setFont(smallFont(font()));
        chip->setMaxTextWidth(kChipText);
        chip->setTone(toneOf(group.severity));
        chip->setLabel(labelOf(group));
        chip->setCount(group.rows);
        chip->setChecked(group.causeKey == m_document->filter().causeKey);
        chip->setToolTip(
            toolTipOf(labelOf(group) + u"\n"_s +
                      tr("first %1, last %2").arg(Words::dateTime(group.first), Words::dateTime(group.last))));
        connect(chip, &Chip::clicked, this, [this, key = group.causeKey] { choose(key); });
        m_chips.push_back(chip);
    }
    m_heading->setText(m_groups.empty() ? tr("No failures in this view") : tr("Failures by cause"));
    m_heading->setVisible(m_document->isOpen());
    arrange();
}

void FailureStrip::choose(const std::string& causeKey) {
    store::RowFilter filter = m_document->filter();
    filter.causeKey = filter.causeKey == causeKey ? std::string() : causeKey;
    m_document->setFilter(filter);
}

void FailureStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void FailureStrip::arrange() {
    const int moreWidth = 64;
    m_heading->setGeometry(2 * kGrid, 0, m_heading->sizeHint().width(), height());
    int x = m_heading->geometry().right() + 3 * kGrid;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        Chip* chip = m_chips[i];
        const QSize size = chip->sizeHint();
        const bool hasRoom = shown == i && x + size.width() + moreWidth < width();
        chip->setVisible(hasRoom);
        if (!hasRoom)
            continue;
        chip->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        x += size.width() + kGrid;
        ++shown;
    }
    m_more->setVisible(shown < m_groups.size());
    if (!m_more->isVisibleTo(this))
        return;
    m_more->setText(u"+%1"_s.arg(m_groups.size() - shown));
    m_more->setAccessibleName(tr("Further causes"));
    m_more->setGeometry(x, kGrid / 2, m_more->sizeHint().width(), height() - kGrid);
    m_more->menu()->clear();
    for (std::size_t i = shown; i < m_groups.size(); ++i) {
        QString text = u"%1  ×%2"_s.arg(labelOf(m_groups[i]), Words::count(m_groups[i].rows));
        QAction* action = m_more->menu()->addAction(text.replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, key = m_groups[i].causeKey] { choose(key); });
    }
}

} // namespace echelle::ui
