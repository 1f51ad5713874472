#include "core/exports/csv_reader.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace echelle::exports {

char delimiterOf(std::string_view text) {
    std::size_t end = text.find_first_of("\r\n");
    std::string_view line = text.substr(0, end);
    if (startsWithNoCase(line, "sep=") && line.size() == 5)
        return line[4];
    std::array<std::size_t, 3> counts{};
    static constexpr std::string_view kDelimiters = ",;\t";
    bool isQuoted = false;
    for (const char c : line) {
        isQuoted = isQuoted != (c == '"');
        if (const std::size_t which = kDelimiters.find(c); !isQuoted && which != std::string_view::npos)
            ++counts[which];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return *most == 0 ? '\0' : kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

CsvReader::CsvReader(TextInput text, char delimiter, ImportLog& log)
    : m_text(std::move(text)), m_delimiter(delimiter), m_log(log) {}

// The quote that ends the value, or npos where it is not there; isCut: more text may hold it.
std::size_t CsvReader::quotedEnd(std::string_view text, std::size_t open, bool isWhole, bool& isCut) const {
    std::size_t at = open + 1;
    while (at < text.size() && at - open <= kMostQuoted) {
        const void* found = std::memchr(text.data() + at, '"', std::min(text.size() - at, kMostQuoted));
        if (found == nullptr)
            break;
        at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
        if (at + 1 >= text.size()) {
            isCut = !isWhole;
            return isWhole ? at : std::string_view::npos;
        }
        const char after = text[at + 1];
        if (after == '"') {
            at += 2;
            continue;
        }
        return after == m_delimiter || after == '\r' || after == '\n' ? at : std::string_view::npos;
    }
    isCut = !isWhole && text.size() - open <= kMostQuoted;
    return std::string_view::npos;
}

std::string_view CsvReader::unescaped(std::string_view quoted) {
    if (quoted.find('"') == std::string_view::npos)
        return quoted;
    if (m_ownedUsed == m_owned.size())
        m_owned.emplace_back();
    std::string& text = m_owned[m_ownedUsed++];
    text.clear();
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        text += quoted[i];
        if (quoted[i] == '"' && i + 1 < quoted.size() && quoted[i + 1] == '"')
            ++i;
    }
    return text;
}

std::size_t CsvReader::split(std::string_view text, bool isWhole, std::vector<std::string_view>& cells) {
    cells.clear();
    m_ownedUsed = 0;
    m_isQuoteBroken = m_isTooLong = false;
    std::size_t at = 0;
    while (true) {
        bool isCut = false;
        std::string_view cell;
        const bool isQuoted = at < text.size() && text[at] == '"';
        const std::size_t close = isQuoted ? quotedEnd(text, at, isWhole, isCut) : std::string_view::npos;
        if (isCut)
            return 0;
        if (close != std::string_view::npos) {
            cell = unescaped(text.substr(at + 1, close - at - 1));
            at = close + 1;
        } else {
            std::size_t end = at;
            while (end < text.size() && text[end] != m_delimiter && text[end] != '\n' && text[end] != '\r')
                ++end;
            if (end == text.size() && !isWhole && end <= kMostRow)
                return 0;
            m_isTooLong = m_isTooLong || end > kMostRow;
            cell = text.substr(at, end - at);
            m_isQuoteBroken = m_isQuoteBroken || isQuoted;
            if (isQuoted)
                cell = unescaped(cell.substr(1));
            at = end;
        }
        if (cells.size() < kMostCells)
            cells.push_back(trim(cell));
        if (at >= text.size())
            return at;
        if (text[at] == m_delimiter) {
            ++at;
            continue;
        }
        if (text[at] == '\r') {
            if (at + 1 == text.size() && !isWhole)
                return 0;
            return at + (at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1);
        }
        return at + 1;
    }
}

void CsvReader::checkEncoding(std::string_view row, std::vector<std::string_view>& cells) {
    if (isValidUtf8(row))
        return;
    m_log.add(diag::kExportEncoding, {PlaceKind::Row, m_row});
    for (std::string_view& cell : cells) {
        if (isValidUtf8(cell))
            continue;
        std::string decoded = fromWindows1252(cell);
        if (m_ownedUsed == m_owned.size())
            m_owned.emplace_back();
        cell = m_owned[m_ownedUsed++] = std::move(decoded);
    }
}

Result<bool> CsvReader::next(std::vector<std::string_view>& cells) {
    m_owned.reserve(2 * kMostCells); // views into short strings must not move
    while (true) {
        std::size_t size = 0;
        while (true) {
            const bool isWhole = m_text.isAtEnd() || m_text.held().size() >= TextInput::kMostHeld;
            const std::string_view text = m_text.held();
            if (text.empty() && isWhole)
                return false;
            size = text.empty() ? 0 : split(text, isWhole, cells);
            if (size != 0)
                break;
            if (auto read = m_text.more(); !read)
                return Unexpected(read.error());
        }
        const std::string_view row = m_text.held().substr(0, size);
        m_text.consume(size); // the text stays where it is until more() is asked for
        if (m_row == 0 && startsWithNoCase(row, "sep=") && row.size() <= 7)
            continue; // Excel's own line, which it does not show
        ++m_row;
        if (cells.size() == 1 && cells[0].empty())
            continue;
        if (m_isQuoteBroken)
            m_log.add(diag::kExportQuotes, {PlaceKind::Row, m_row});
        if (m_isTooLong)
            m_log.add(diag::kExportTooLarge, {PlaceKind::Row, m_row});
        checkEncoding(row, cells);
        return true;
    }
}

} // namespace echelle::exports
