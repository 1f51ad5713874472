#include "core/report/text_lines.h"

#include <QTextOption>

#include <algorithm>

namespace echelle::report {

namespace {

style::Face strongOf(style::Face face) {
    return face == style::Face::Small  ? style::Face::SmallStrong
           : face == style::Face::Mono ? style::Face::MonoStrong
                                       : style::Face::BodyStrong;
}

QTextCharFormat formatOf(const Run& run, style::Face face) {
    QTextCharFormat format;
    if (run.style == Run::Style::Strong)
        format.setFont(style::font(strongOf(face)));
    else if (run.style == Run::Style::Mono)
        format.setFont(style::font(style::Face::Mono));
    const bool isMuted = run.style == Run::Style::Muted;
    const ladder::ColorRole role = !run.target.isEmpty() ? ladder::ColorRole::Accent
                                   : isMuted             ? ladder::ColorRole::TextMuted
                                                         : ladder::ColorRole::Text;
    format.setForeground(style::color(role));
    return format;
}

} // namespace

TextLines::TextLines(const Text& text, style::Face face, double width, double lineHeight)
    : m_layout(std::make_shared<QTextLayout>()), m_lineHeight(lineHeight) {
    QString all;
    QList<QTextLayout::FormatRange> formats;
    for (const Run& run : text) {
        formats.append({static_cast<int>(all.size()), static_cast<int>(run.text.size()), formatOf(run, face)});
        all += run.text;
        if (!run.target.isEmpty())
            m_links.push_back(
                {static_cast<int>(all.size() - run.text.size()), static_cast<int>(all.size()), run.target});
    }
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LeftToRight);
    option.setUseDesignMetrics(true);
    m_layout->setFont(style::font(face));
    m_layout->setTextOption(option);
    m_layout->setText(all);
    m_layout->setFormats(formats);
    m_layout->setCacheEnabled(true);
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(std::max(width, 1.0));
        line.setPosition(QPointF(0, 0));
    }
    m_layout->endLayout();
}

double TextLines::widest() const {
    double widest = 0;
    for (int i = 0; i < count(); ++i)
        widest = std::max(widest, m_layout->lineAt(i).naturalTextWidth());
    return widest;
}

void TextLines::place(PageFlow& flow, int line, double x, double y) const {
    const QTextLine placed = m_layout->lineAt(line);
    // The baselines of a paragraph stand apart by the line height, whatever other fonts a line has borrowed.
    const double baseline = y + m_lineHeight * 0.74;
    flow.paint([layout = m_layout, line, x, top = baseline - placed.ascent()](QPainter& painter) {
        painter.setPen(style::color(ladder::ColorRole::Text));
        layout->lineAt(line).draw(&painter, QPointF(x, top));
    });
    const int first = placed.textStart();
    const int end = first + placed.textLength();
    for (const Span& span : m_links) {
        const int from = std::max(first, span.first);
        const int to = std::min(end, span.end);
        if (from < to) {
            const double left = placed.cursorToX(from);
            flow.link(QRectF(x + left, y, placed.cursorToX(to) - left, m_lineHeight), span.target);
        }
    }
}

void TextLines::placeAll(PageFlow& flow, double x, double y) const {
    for (int line = 0; line < count(); ++line)
        place(flow, line, x, y + line * m_lineHeight);
}

void TextLines::flow(PageFlow& flow, double x) const {
    for (int line = 0; line < count(); ++line) {
        flow.ensure(m_lineHeight);
        place(flow, line, flow.left() + x, flow.y());
        flow.advance(m_lineHeight);
    }
}

} // namespace echelle::report
