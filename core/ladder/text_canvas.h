#pragma once

#include "core/ladder/row.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::ladder {

// One line of terminal cells, written in any order. It grows to the right as needed.
class TextCanvas {
public:
    explicit TextCanvas(std::size_t columns) : m_cells(columns, " ") {}

    void put(std::size_t column, std::string_view utf8);
    void putRight(std::size_t end,
                  std::string_view utf8); // its last column is end - 1; cut on the left where it is too wide
    void centre(std::size_t column, std::string_view utf8);
    [[nodiscard]] std::string line() const; // without blanks at its end, with a line feed

private:
    std::vector<std::string> m_cells; // an empty one is the right half of a wide character
};

// Columns that a terminal gives to a text: two for East Asian wide characters, none for combining ones.
[[nodiscard]] std::size_t columnsOf(std::string_view utf8);
[[nodiscard]] std::string_view signOf(Mark mark); // "✕", "!" ...; "" for None

} // namespace echelle::ladder
