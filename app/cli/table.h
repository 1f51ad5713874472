#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::cli {

class StandardOutput;

// A table of text with aligned columns for a terminal. Cells are captured text: control characters are taken out, and
// long ones cut. Columns are as wide as the first rows need, so that a table of any length is written as it comes.
class Table {
public:
    struct Column {
        std::string title;
        bool isNumber = false;   // aligned to the right
        std::size_t widest = 40; // terminal columns
    };
    // out outlives the table.
    Table(StandardOutput& out, std::vector<Column> columns);
    ~Table() { finish(); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    // One cell per column.
    void add(std::vector<std::string> cells);
    // Lines of their own under the row added last, indented.
    void addNote(const std::vector<std::string>& lines);
    // Writes what is still held back.
    void finish();

private:
    void writeHeld();
    void put(std::vector<std::string> row);
    void writeRow(const std::vector<std::string>& row);

    StandardOutput& m_out;
    std::vector<Column> m_columns;
    std::vector<std::size_t> m_widths;
    std::vector<std::vector<std::string>> m_held; // rows; a row of one cell is a line of its own
    bool m_isBegun = false;
};

// Cut to a width in terminal columns, with "…" where something is missing; without control characters.
[[nodiscard]] std::string fitted(std::string_view captured, std::size_t columns);

} // namespace echelle::cli
