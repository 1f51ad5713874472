#include "ui/shell/status_panel.h"

#include "ui/models/words.h"
#include "ui/views/look.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace echelle::ui {

StatusPanel::StatusPanel(QWidget* parent)
    : QStatusBar(parent), m_text(new QLabel), m_rate(new QLabel), m_bar(new QProgressBar), m_cancel(new QPushButton) {
    for (QLabel* label : {m_text, m_rate}) {
        label->setTextFormat(Qt::PlainText);
        makeSecondary(label);
    }
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setContentsMargins(kGrid, 0, kGrid, 0);
    m_bar->setRange(0, 1000);
    m_bar->setFixedWidth(160);
    m_bar->setTextVisible(false);
    setSizeGripEnabled(false);
    addWidget(m_text, 1);
    addPermanentWidget(m_rate);
    addPermanentWidget(m_bar);
    addPermanentWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &StatusPanel::cancelRequested);
    endImport();
    retranslate();
}

void StatusPanel::retranslate() {
    m_cancel->setText(tr("Cancel"));
    m_bar->setAccessibleName(tr("Progress of reading"));
}

void StatusPanel::setSummary(const QString& text) {
    m_summary = text;
    m_text->setText(text);
    m_text->setToolTip(toolTipOf(text));
}

void StatusPanel::setHover(const QString& text) {
    m_text->setText(text.isEmpty() ? m_summary : text);
}

void StatusPanel::beginImport() {
    m_bar->setValue(0);
    m_rate->setText(tr("Reading …"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_rate, m_bar, m_cancel})
        widget->show();
}

void StatusPanel::showProgress(const ImportJob::Progress& p) {
    if (p.bytesTotal == 0)
        return;
    const double share = std::min(1.0, static_cast<double>(p.bytesDone) / static_cast<double>(p.bytesTotal));
    m_bar->setValue(static_cast<int>(share * 1000));
    QString text = tr("%1 of %2").arg(Words::bytes(p.bytesDone), Words::bytes(p.bytesTotal));
    if (p.bytesPerSecond > 0)
        text += u" · "_s + tr("%1 per second").arg(Words::bytes(static_cast<std::uint64_t>(p.bytesPerSecond)));
    m_rate->setText(text);
}

void StatusPanel::endImport() {
    for (QWidget* widget : std::initializer_list<QWidget*>{m_rate, m_bar, m_cancel})
        widget->hide();
}

} // namespace echelle::ui
