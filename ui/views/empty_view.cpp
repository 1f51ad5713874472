#include "ui/views/empty_view.h"

#include "ui/models/words.h"
#include "ui/views/look.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kMaxRecent = 5;
constexpr int kBoxWidth = 560;
} // namespace

EmptyView::EmptyView(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_hint(new QLabel)
    , m_open(new QPushButton)
    , m_samplesHeading(new QLabel)
    , m_recentHeading(new QLabel)
    , m_samples(new QVBoxLayout)
    , m_recent(new QVBoxLayout) {
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    makeTitle(m_title);
    makeSecondary(m_samplesHeading);
    makeSecondary(m_recentHeading);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_title, m_hint, m_samplesHeading, m_recentHeading})
        label->setTextFormat(Qt::PlainText);

    auto* box = new QWidget;
    box->setFixedWidth(kBoxWidth);
    auto* inner = new QVBoxLayout(box);
    inner->setContentsMargins(8 * kGrid, 8 * kGrid, 8 * kGrid, 8 * kGrid);
    inner->setSpacing(2 * kGrid);
    inner->addWidget(m_title);
    inner->addWidget(m_hint);
    inner->addSpacing(2 * kGrid);
    inner->addWidget(m_open, 0, Qt::AlignLeft);
    inner->addSpacing(4 * kGrid);
    inner->addWidget(m_samplesHeading);
    inner->addLayout(m_samples);
    inner->addSpacing(2 * kGrid);
    inner->addWidget(m_recentHeading);
    inner->addLayout(m_recent);
    for (QVBoxLayout* list : {m_samples, m_recent})
        list->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(box);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(2);
    connect(m_open, &QPushButton::clicked, this, &EmptyView::openRequested);
    retranslate();
}

QStringList EmptyView::samples() {
    QStringList paths;
    const QDir folder(u":/samples"_s);
    for (const QString& name :
         folder.entryList({u"*.pcap"_s, u"*.pcapng"_s, u"*.log"_s, u"*.txt"_s}, QDir::Files, QDir::Name))
        paths << folder.filePath(name);
    return paths;
}

QString EmptyView::sampleTitle(const QString& path) {
    // The samples that come with the program; another one is shown by its name.
    const QString name = QFileInfo(path).completeBaseName();
    if (name == "teams_no_trunk"_L1)
        return tr("A Teams call refused with 403: no trunk configuration");
    if (name == "held_call_notify_order"_L1)
        return tr("A held call whose transfer goes wrong");
    if (name == "ordinary_day"_L1)
        return tr("Some hours of ordinary calls");
    return plainLine(name.toStdString());
}

void EmptyView::fill(QVBoxLayout* list, const QStringList& paths, bool areSamples) {
    while (QLayoutItem* item = list->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // a click on it may be what opens the file
        delete item;
    }
    for (const QString& path : paths) {
        auto* button = new QToolButton;
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIcon(icon(areSamples ? u"sample"_s : u"open"_s, palette()));
        QString text = areSamples ? sampleTitle(path) : plainLine(QFileInfo(path).fileName().toStdString());
        button->setText(text.replace(u'&', u"&&"_s));
        button->setToolTip(toolTipOf(areSamples ? QFileInfo(path).fileName() : path));
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        button->setMaximumWidth(kBoxWidth - 16 * kGrid);
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
        list->addWidget(button);
    }
}

void EmptyView::setRecent(const QStringList& paths) {
    m_recentPaths = paths.mid(0, kMaxRecent);
    fill(m_recent, m_recentPaths, false);
    m_recentHeading->setVisible(!m_recentPaths.isEmpty());
}

void EmptyView::retranslate() {
    m_title->setText(tr("Drop a capture or a log here"));
    m_hint->setText(
        tr("pcap and pcapng captures, plain or compressed, Asterisk logs with pjsip logging, and Echelle cases. "
           "Several files together make one case. The files themselves are never changed."));
    m_open->setText(tr("Open …"));
    m_samplesHeading->setText(tr("Or look at a sample"));
    m_recentHeading->setText(tr("Opened last"));
    const QStringList paths = samples();
    m_samplesHeading->setVisible(!paths.isEmpty());
    fill(m_samples, paths, true);
    setRecent(m_recentPaths);
}

void EmptyView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        retranslate(); // icons have the colours of the palette
}

void EmptyView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(ladder::ColorRole::Lifeline, palette()), 1, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(12.5, 12.5, -12.5, -12.5), 2 * kGrid, 2 * kGrid);
}

} // namespace echelle::ui
