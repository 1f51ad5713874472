#include "app/cli/table.h"

#include "app/cli/standard_output.h"
#include "core/ladder/text_canvas.h"
#include "core/ladder/text_fit.h"

#include <algorithm>

namespace echelle::cli {

namespace {
constexpr std::size_t kHeldRows = 2000;
constexpr std::size_t kNoteColumns = 200;
} // namespace

std::string fitted(std::string_view captured, std::size_t columns) {
    std::string text = ladder::plainLine(captured);
    if (ladder::columnsOf(text) <= columns)
        return text;
    std::size_t end = 0;
    for (std::size_t next = ladder::nextCodePoint(text, 0); next < text.size();
         next = ladder::nextCodePoint(text, end)) {
        if (ladder::columnsOf(std::string_view(text).substr(0, next)) + 1 > columns)
            break;
        end = next;
    }
    return text.substr(0, end) + "…";
}

Table::Table(StandardOutput& out, std::vector<Column> columns) : m_out(out), m_columns(std::move(columns)) {}

void Table::add(std::vector<std::string> cells) {
    for (std::size_t i = 0; i < cells.size() && i < m_columns.size(); ++i)
        cells[i] = fitted(cells[i], m_columns[i].widest);
    cells.resize(m_columns.size());
    put(std::move(cells));
}

void Table::addNote(const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
        put({"    " + fitted(line, kNoteColumns)});
}

void Table::put(std::vector<std::string> row) {
    if (m_isBegun) {
        writeRow(row);
        return;
    }
    m_held.push_back(std::move(row));
    if (m_held.size() >= kHeldRows)
        writeHeld();
}

void Table::finish() {
    if (!m_isBegun && !m_held.empty())
        writeHeld();
}

void Table::writeHeld() {
    m_isBegun = true;
    std::vector<std::string> titles;
    for (const Column& column : m_columns) {
        titles.push_back(column.title);
        m_widths.push_back(ladder::columnsOf(column.title));
    }
    for (const auto& row : m_held)
        for (std::size_t i = 0; i < row.size() && row.size() > 1; ++i)
            m_widths[i] = std::max(m_widths[i], ladder::columnsOf(row[i]));
    writeRow(titles);
    for (const auto& row : m_held)
        writeRow(row);
    m_held.clear();
}

void Table::writeRow(const std::vector<std::string>& cells) {
    if (cells.size() == 1) {
        m_out.write(cells.front() + "\n");
        return;
    }
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t columns = ladder::columnsOf(cells[i]);
        const std::string padding(m_widths[i] > columns ? m_widths[i] - columns : 0, ' ');
        if (i > 0)
            line += "  ";
        line += m_columns[i].isNumber ? padding + cells[i] : cells[i] + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    m_out.write(line + "\n");
}

} // namespace echelle::cli
