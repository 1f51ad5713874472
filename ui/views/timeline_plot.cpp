#include "ui/views/timeline_plot.h"

#include "ui/models/case_document.h"
#include "ui/views/look.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace echelle::ui {

namespace {

using ladder::ColorRole;

constexpr int kBarPixels = 7;
constexpr int kClickPixels = 4; // less of a move than this is a click
constexpr std::array kTones{Tone::Failure, Tone::Warning, Tone::Neutral, Tone::Good};

// Patterns tell the classes apart for those who do not see the colours.
Qt::BrushStyle patternOf(Tone tone) {
    switch (tone) {
    case Tone::Warning:
        return Qt::Dense2Pattern;
    case Tone::Neutral:
        return Qt::Dense4Pattern;
    case Tone::Good:
    case Tone::Failure:
        break;
    }
    return Qt::SolidPattern;
}

} // namespace

TimelinePlot::TimelinePlot(CaseDocument* document, QWidget* parent) : QCustomPlot(parent), m_document(document) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Calls by outcome over time"));
    setSelectionRectMode(QCP::srmNone);
    for (const Tone tone : kTones) {
        auto* bars = new QCPBars(xAxis, yAxis);
        if (!m_bars.empty())
            bars->moveAbove(m_bars.back());
        bars->setProperty("tone", static_cast<int>(tone));
        m_bars.push_back(bars);
    }
    auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
    ticker->setDateTimeSpec(Qt::UTC);
    ticker->setTickCount(6);
    xAxis->setTicker(ticker);
    m_range = new QCPItemRect(this);
    m_range->setVisible(false);
    m_cursor = new QCPItemLine(this);
    m_cursor->setVisible(false);
    yAxis->grid()->setVisible(true);
    xAxis->grid()->setVisible(false);
    auto counts = QSharedPointer<QCPAxisTickerFixed>::create(); // whole calls
    counts->setTickStep(1);
    counts->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    counts->setTickCount(2);
    yAxis->setTicker(counts);
    xAxis->setTickPen(Qt::NoPen);
    xAxis->setSubTicks(false);
    yAxis->setSubTicks(false);
    yAxis->setTickPen(Qt::NoPen);
    yAxis->setBasePen(Qt::NoPen);
    axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    axisRect()->setMargins({0, kGrid, 2 * kGrid, 0});
    axisRect()->setMinimumMargins({6 * kGrid, kGrid, 2 * kGrid, 0});
    applyTheme();
}

void TimelinePlot::applyTheme() {
    const QPalette p = palette();
    setBackground(color(ColorRole::HeaderFill, p));
    for (QCPBars* bars : m_bars) {
        const auto tone = static_cast<Tone>(bars->property("tone").toInt());
        bars->setPen(QPen(toneColor(tone, p), 0));
        bars->setBrush(QBrush(toneColor(tone, p), patternOf(tone)));
    }
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLabelColor(color(ColorRole::TextMuted, p));
        axis->setTickLabelFont(smallFont(font()));
        axis->setTickLabelPadding(kGrid / 2);
    }
    xAxis->setBasePen(QPen(color(ColorRole::Lifeline, p), 0));
    QColor line = color(ColorRole::Lifeline, p);
    line.setAlphaF(0.35F);
    yAxis->grid()->setPen(QPen(line, 0, Qt::DotLine));
    yAxis->grid()->setZeroLinePen(Qt::NoPen);
    QColor fill = color(ColorRole::Accent, p);
    m_range->setPen(QPen(fill, 1));
    fill.setAlphaF(0.16F);
    m_range->setBrush(fill);
    m_cursor->setPen(QPen(color(ColorRole::Accent, p), 1));
    replot(QCustomPlot::rpQueuedReplot);
}

int TimelinePlot::bucketCount() const {
    return std::clamp((width() - 60) / kBarPixels, 10, 400);
}

void TimelinePlot::refresh() {
    for (QCPBars* bars : m_bars)
        bars->data()->clear();
    m_buckets = 0;
    if (m_document->isOpen()) {
        store::RowFilter all = m_document->filter();
        all.from = all.to = Timestamp{};
        const auto buckets = m_document->reader().timeline(all, bucketCount());
        double highest = 1;
        if (!buckets.empty()) {
            m_buckets = static_cast<int>(buckets.size());
            m_first = buckets.front().start;
            m_bucket = buckets.size() > 1 ? buckets[1].start - buckets[0].start : Duration::seconds(1);
        }
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            std::array<double, kTones.size()> sums{};
            double total = 0;
            for (const auto& [state, count] : buckets[i].counts) {
                const auto slot = std::find(kTones.begin(), kTones.end(), toneOf(state)) - kTones.begin();
                sums[static_cast<std::size_t>(slot)] += static_cast<double>(count);
                total += static_cast<double>(count);
            }
            highest = std::max(highest, total);
            const double middle = firstSecond() + (static_cast<double>(i) + 0.5) * m_bucket.toSeconds();
            for (std::size_t t = 0; t < kTones.size(); ++t)
                if (total > 0)
                    m_bars[t]->addData(middle, sums[t]);
        }
        yAxis->setRange(0, highest * 1.08);
    }
    for (QCPBars* bars : m_bars)
        bars->setWidth(m_bucket.toSeconds() * 0.82);
    xAxis->setRange(firstSecond(), firstSecond() + std::max(m_buckets, 1) * m_bucket.toSeconds());
    auto ticker = qSharedPointerCast<QCPAxisTickerDateTime>(xAxis->ticker());
    const double span = xAxis->range().size();
    ticker->setDateTimeFormat(span > 2 * 86400 ? QStringLiteral("yyyy-MM-dd")
                              : span > 600     ? QStringLiteral("HH:mm")
                              : span > 5       ? QStringLiteral("HH:mm:ss")
                                               : QStringLiteral("HH:mm:ss.zzz"));
    setEnabled(m_buckets > 0);
    xAxis->setTickLabels(m_buckets > 0);
    showRange();
}

void TimelinePlot::showRange() {
    const store::RowFilter& filter = m_document->filter();
    m_range->setVisible(filter.from.isValid() && filter.to.isValid());
    if (m_range->visible()) {
        m_range->topLeft->setAxes(xAxis, yAxis);
        m_range->bottomRight->setAxes(xAxis, yAxis);
        m_range->topLeft->setCoords(static_cast<double>(filter.from.ns) / 1e9, yAxis->range().upper);
        m_range->bottomRight->setCoords(static_cast<double>(filter.to.ns) / 1e9, 0);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void TimelinePlot::setCursor(Timestamp time) {
    m_cursor->setVisible(time.isValid() && m_buckets > 0);
    if (m_cursor->visible()) {
        const double second = static_cast<double>(time.ns) / 1e9;
        m_cursor->start->setCoords(second, 0);
        m_cursor->end->setCoords(second, yAxis->range().upper);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void TimelinePlot::chooseRange(int left, int right) {
    if (m_buckets == 0)
        return;
    // Whole buckets, so that the list shows what the bars under the range count.
    const auto bucketAt = [this](int pixel) {
        return std::clamp((xAxis->pixelToCoord(pixel) - firstSecond()) / m_bucket.toSeconds(), 0.0,
                          static_cast<double>(m_buckets));
    };
    const auto first = static_cast<std::int64_t>(std::floor(bucketAt(std::min(left, right))));
    const auto last = std::max(static_cast<std::int64_t>(std::ceil(bucketAt(std::max(left, right)))), first + 1);
    store::RowFilter filter = m_document->filter();
    filter.from = m_first + Duration{first * m_bucket.ns};
    filter.to = m_first + Duration{last * m_bucket.ns};
    m_document->setFilter(filter);
}

void TimelinePlot::clearRange() {
    store::RowFilter filter = m_document->filter();
    if (!filter.from.isValid() && !filter.to.isValid())
        return;
    filter.from = filter.to = Timestamp{};
    m_document->setFilter(filter);
}

void TimelinePlot::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        clearRange();
    else
        QCustomPlot::keyPressEvent(event);
}

void TimelinePlot::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->pos();
    setSelectionRectMode(QCP::srmCustom);
    QCustomPlot::mousePressEvent(event);
}

void TimelinePlot::mouseReleaseEvent(QMouseEvent* event) {
    QCustomPlot::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    if (std::abs(event->pos().x() - m_pressed.x()) < kClickPixels)
        clearRange();
    else
        chooseRange(m_pressed.x(), event->pos().x());
}

void TimelinePlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    if (m_document->isOpen() && m_buckets != bucketCount())
        refresh();
}

void TimelinePlot::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    else if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Calls by outcome over time"));
}

} // namespace echelle::ui
