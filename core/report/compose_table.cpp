#include "core/report/composer.h"
#include "core/report/print_style.h"
#include "core/report/text_lines.h"

#include <QFontMetricsF>

#include <algorithm>
#include <memory>

namespace echelle::report {

namespace {

using ladder::ColorRole;
using style::Face;

constexpr double kCellPad = 7;
constexpr double kRowPad = 2.5;
constexpr double kMarkRoom = style::kMark + 3;

struct Columns {
    std::vector<double> lefts; // and the right edge of the last
    [[nodiscard]] double width(std::size_t i) const { return lefts[i + 1] - lefts[i] - kCellPad; }
};

Columns columnsOf(const Table& table, double left, double width) {
    double shares = 0;
    for (const Table::Column& column : table.columns)
        shares += column.share;
    Columns columns;
    columns.lefts.push_back(left);
    for (const Table::Column& column : table.columns)
        columns.lefts.push_back(columns.lefts.back() + width * column.share / shares);
    return columns;
}

// One cell on its page: text of one line, cut to the column.
void placeCell(PageFlow& flow, const Table::Cell& cell, const Table::Column& column, double x, double width, double y) {
    if (cell.text.isEmpty())
        return;
    const double indent = cell.mark == ladder::Mark::None ? 0 : kMarkRoom;
    paintMark(flow, cell.mark, x + style::kMark / 2, y + style::kSmallLine / 2, style::kMark - 1);
    const QFontMetricsF metrics(style::font(Face::Small));
    const QString shown = metrics.elidedText(cell.text, Qt::ElideRight, width - indent);
    const double textWidth = metrics.horizontalAdvance(shown);
    const double left = column.isRight ? x + width - textWidth : x + indent;
    const ColorRole role = cell.target.isEmpty() ? ColorRole::Text : ColorRole::Accent;
    flow.paint([shown, left, y, role](QPainter& painter) {
        painter.setFont(style::font(Face::Small));
        painter.setPen(style::color(role));
        painter.drawText(QPointF(left, y + style::kSmallLine * 0.74), shown);
    });
    flow.link(QRectF(left, y, textWidth, style::kSmallLine), cell.target);
}

void placeTitles(PageFlow& flow, const Table& table, const Columns& columns) {
    std::vector<TextLines> titles;
    double height = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        titles.emplace_back(Text{{table.columns[i].title, Run::Style::Normal, {}}}, Face::SmallStrong, columns.width(i),
                            style::kSmallLine);
        height = std::max(height, titles.back().height());
    }
    const QRectF area(flow.left(), flow.y(), flow.width(), height + 2 * kRowPad);
    flow.paint([area](QPainter& painter) { painter.fillRect(area, style::color(ColorRole::BadgeFill)); });
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const double shift = table.columns[i].isRight ? columns.width(i) - titles[i].widest() : 0;
        titles[i].placeAll(flow, columns.lefts[i] + std::max(0.0, shift), flow.y() + kRowPad);
    }
    flow.advance(area.height());
}

void placeRule(PageFlow& flow) {
    const QPointF from(flow.left(), flow.y());
    const QPointF to(flow.left() + flow.width(), flow.y());
    flow.paint([from, to](QPainter& painter) {
        painter.setPen(QPen(style::color(ColorRole::HoldFill), 0.5));
        painter.drawLine(from, to);
    });
}

// A row whose cells have as many lines as they need, at most so many.
class WrappedRow {
public:
    WrappedRow(const Table& table, const std::vector<Table::Cell>& cells, const Columns& columns) : m_cells(cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double indent = cells[i].mark == ladder::Mark::None ? 0 : kMarkRoom;
            m_texts.emplace_back(Text{{cells[i].text, Run::Style::Normal, cells[i].target}}, Face::Small,
                                 columns.width(i) - indent, style::kSmallLine);
            m_lines = std::max(m_lines, std::min(m_texts.back().count(), kMostLines));
            const double shift = table.columns[i].isRight ? columns.width(i) - m_texts.back().widest() : indent;
            m_lefts.push_back(columns.lefts[i] + std::max(0.0, shift));
        }
    }
    [[nodiscard]] double height() const { return m_lines * style::kSmallLine; }
    void place(PageFlow& flow, const Columns& columns) const {
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            paintMark(flow, m_cells[i].mark, columns.lefts[i] + style::kMark / 2,
                      flow.y() + kRowPad + style::kSmallLine / 2, style::kMark - 1);
            for (int line = 0; line < std::min(m_texts[i].count(), kMostLines); ++line)
                m_texts[i].place(flow, line, m_lefts[i], flow.y() + kRowPad + line * style::kSmallLine);
        }
    }

private:
    static constexpr int kMostLines = 12;
    const std::vector<Table::Cell>& m_cells;
    std::vector<TextLines> m_texts;
    std::vector<double> m_lefts;
    int m_lines = 1;
};

} // namespace

void Composer::operator()(const Table& table) {
    const Columns columns = columnsOf(table, m_flow.left() + kCellPad / 2, m_flow.width());
    constexpr double kTitleAndRow = 36;
    m_flow.ensure(kTitleAndRow);
    placeTitles(m_flow, table, columns);
    for (const std::vector<Table::Cell>& cells : table.rows) {
        std::unique_ptr<WrappedRow> wrapped;
        if (table.isWrapped)
            wrapped = std::make_unique<WrappedRow>(table, cells, columns);
        const double height = (wrapped ? wrapped->height() : style::kSmallLine) + 2 * kRowPad;
        if (m_flow.remaining() < height) {
            m_flow.newPage();
            placeTitles(m_flow, table, columns);
        }
        if (wrapped) {
            wrapped->place(m_flow, columns);
        } else {
            for (std::size_t i = 0; i < cells.size(); ++i)
                placeCell(m_flow, cells[i], table.columns[i], columns.lefts[i], columns.width(i), m_flow.y() + kRowPad);
        }
        m_flow.advance(height);
        placeRule(m_flow);
    }
    m_flow.advance(style::kBlockGap);
}

} // namespace echelle::report
