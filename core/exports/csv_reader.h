#pragma once

#include "core/exports/text_input.h"

#include <cstdint>
#include <vector>

namespace echelle::exports {

// The delimiter of a table, by its first line; an Excel line "sep=;" says it. 0 where the line has none.
[[nodiscard]] char delimiterOf(std::string_view text);

// A table of delimited values (RFC 4180), and what spreadsheets make of it. Bounded: a row is at most kMostRow bytes, a
// quoted value with line breaks at most kMostQuoted.
class CsvReader {
public:
    static constexpr std::size_t kMostRow = std::size_t{1} << 20;
    static constexpr std::size_t kMostQuoted = std::size_t{32} << 10;
    static constexpr std::size_t kMostCells = 1024;

    CsvReader(TextInput text, char delimiter, ImportLog& log);

    // The next row that is not empty. Views into the reader, until the next call. What is odd in it is noted: a quote
    // that does not end where a value ends (kExportQuotes: the value ends with its line), bytes that are no UTF-8.
    Result<bool> next(std::vector<std::string_view>& cells);
    [[nodiscard]] std::uint64_t row() const { return m_row; } // as a spreadsheet numbers it, the headers being 1
    [[nodiscard]] std::uint64_t bytesConsumed() const { return m_text.bytesConsumed(); }

private:
    // Cells of the row that begins the held text; its bytes, or 0 where more text is needed to tell.
    std::size_t split(std::string_view text, bool isWhole, std::vector<std::string_view>& cells);
    std::size_t quotedEnd(std::string_view text, std::size_t open, bool isWhole, bool& isCut) const;
    std::string_view unescaped(std::string_view quoted);
    void checkEncoding(std::string_view row, std::vector<std::string_view>& cells);

    TextInput m_text;
    char m_delimiter;
    ImportLog& m_log;
    std::uint64_t m_row = 0;
    std::vector<std::string> m_owned; // values that do not stand in the text as they are
    std::size_t m_ownedUsed = 0;
    bool m_isQuoteBroken = false;
    bool m_isTooLong = false;
};

} // namespace echelle::exports
