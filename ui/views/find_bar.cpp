#include "ui/views/find_bar.h"

#include "ui/models/case_document.h"
#include "ui/views/look.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace echelle::ui {

FindBar::FindBar(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_input(new QLineEdit)
    , m_isExpression(new QCheckBox)
    , m_isCaseSensitive(new QCheckBox)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_close(new QToolButton)
    , m_status(new QLabel) {
    m_input->setClearButtonEnabled(true);
    m_input->setMaximumWidth(360);
    m_input->setMaxLength(4000);
    m_status->setTextFormat(Qt::PlainText);
    makeSecondary(m_status);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_input, 2);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_isExpression);
    layout->addWidget(m_isCaseSensitive);
    layout->addWidget(m_status, 1);
    layout->addWidget(m_close);
    for (QToolButton* button : {m_previous, m_next, m_close})
        button->setAutoRaise(true);
    connect(m_input, &QLineEdit::returnPressed, this, &FindBar::next);
    connect(m_next, &QToolButton::clicked, this, &FindBar::next);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(m_close, &QToolButton::clicked, this, &FindBar::closed);
    connect(&m_job, &FindJob::found, this, &FindBar::show);
    connect(&m_job, &FindJob::failed, this,
            [this](const Error& error) { m_status->setText(m_document->sentence(error)); });
    applyIcons();
    retranslate();
}

void FindBar::applyIcons() {
    m_previous->setIcon(icon(u"up"_s, palette()));
    m_next->setIcon(icon(u"down"_s, palette()));
    m_close->setIcon(icon(u"close"_s, palette()));
}

void FindBar::retranslate() {
    m_input->setPlaceholderText(tr("Find in all messages"));
    m_input->setAccessibleName(tr("Find in all messages"));
    m_isExpression->setText(tr("Expression"));
    m_isExpression->setToolTip(toolTipOf(tr("A Perl-compatible regular expression, with limits on its work.")));
    m_isCaseSensitive->setText(tr("Match case"));
    m_previous->setToolTip(toolTipOf(tr("Previous hit")));
    m_previous->setAccessibleName(tr("Previous hit"));
    m_next->setToolTip(toolTipOf(tr("Next hit")));
    m_next->setAccessibleName(tr("Next hit"));
    m_close->setToolTip(toolTipOf(tr("Close")));
    m_close->setAccessibleName(tr("Close"));
    showPosition();
}

find::Query FindBar::query() const {
    return {m_input->text().toStdString(), m_isExpression->isChecked(), m_isCaseSensitive->isChecked()};
}

QString FindBar::message() const {
    return m_status->text();
}

void FindBar::open() {
    setVisible(true);
    m_input->setFocus(Qt::ShortcutFocusReason);
    m_input->selectAll();
}

void FindBar::forget() {
    m_job.cancel();
    m_report = {};
    m_searched = {};
    m_current = find::kNoHit;
    m_status->clear();
}

void FindBar::next() {
    go(find::Way::Next);
}
void FindBar::previous() {
    go(find::Way::Previous);
}

void FindBar::go(find::Way way) {
    const find::Query wanted = query();
    if (wanted.text.empty() || !m_document->isOpen())
        return;
    const bool isSame = wanted.text == m_searched.text && wanted.isExpression == m_searched.isExpression &&
                        wanted.isCaseSensitive == m_searched.isCaseSensitive;
    if (!isSame)
        return search();
    m_current = find::step(m_report.hits, m_current, way);
    showPosition();
    if (m_current != find::kNoHit)
        Q_EMIT hitChosen(m_report.hits[m_current]);
}

void FindBar::search() {
    m_searched = query();
    m_report = {};
    m_current = find::kNoHit;
    m_status->setText(tr("Searching …"));
    m_job.start(m_document->path(), m_searched);
}

void FindBar::show(find::SearchReport report) {
    m_report = std::move(report);
    m_current = find::step(m_report.hits, find::kNoHit, find::Way::Next);
    showPosition();
    if (m_current != find::kNoHit)
        Q_EMIT hitChosen(m_report.hits[m_current]);
}

void FindBar::showPosition() {
    if (m_searched.text.empty())
        return m_status->clear();
    QString text = m_report.hits.empty()
                       ? tr("Not found in %Ln message(s)", nullptr, static_cast<int>(m_report.searched))
                       : tr("%1 of %2").arg(Words::count(m_current + 1), Words::count(m_report.hits.size()));
    if (m_report.limited > 0)
        text += u" · "_s +
                tr("%Ln message(s) too much work for this expression", nullptr, static_cast<int>(m_report.limited));
    m_status->setText(text);
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void FindBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyIcons();
}

} // namespace echelle::ui
