#include "core/store/row_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <string>

namespace echelle::store {

namespace {

// SQLite's LIKE decodes every character; on a hundred thousand rows that is what the user would wait for.
class FoldedText {
public:
    explicit FoldedText(std::string_view text) : m_lower(toLower(text)) {}

    [[nodiscard]] bool isIn(std::string_view field) const {
        const std::size_t n = m_lower.size();
        for (std::size_t at = 0; at + n <= field.size(); ++at)
            if (toLowerAscii(field[at]) == m_lower.front() && isAt(field, at))
                return true;
        return false;
    }

private:
    [[nodiscard]] bool isAt(std::string_view field, std::size_t at) const {
        for (std::size_t i = 1; i < m_lower.size(); ++i)
            if (toLowerAscii(field[at + i]) != m_lower[i])
                return false;
        return true;
    }

    std::string m_lower; // not empty
};

class Finder {
public:
    Finder(Database& database, std::string_view text) : m_database(database), m_text(text), m_number(statusIn(text)) {}

    std::optional<std::vector<RowId>> find() {
        if (!(findInRows() && findInCallIds() && findInAddresses()))
            return std::nullopt;
        std::sort(m_found.begin(), m_found.end());
        m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
        return std::move(m_found);
    }

private:
    static std::int64_t statusIn(std::string_view text) {
        const auto number = parseUnsigned(text);
        return number && *number < 1000 ? static_cast<std::int64_t>(*number) : -1;
    }

    bool findInRows() {
        constexpr int kTexts = 5;
        Statement s =
            m_database.prepare("SELECT id,from_uri,to_uri,from_display,to_display,final_reason,final_status FROM row");
        while (s && s.step()) {
            bool isFound = s.integer(kTexts + 1) == m_number;
            for (int column = 1; column <= kTexts && !isFound; ++column)
                isFound = m_text.isIn(s.text(column));
            if (isFound)
                m_found.push_back(RowId{s.integer(0)});
        }
        return !s.failed();
    }

    bool findInCallIds() {
        Statement s = m_database.prepare("SELECT row,call_id FROM row_call_id");
        while (s && s.step())
            if (m_text.isIn(s.text(1)))
                m_found.push_back(RowId{s.integer(0)});
        return !s.failed();
    }

    // Addresses are few beside legs, and mostly none has the text.
    bool findInAddresses() {
        Statement address = m_database.prepare("SELECT id,address FROM endpoint");
        std::vector<std::int64_t> endpoints;
        while (address && address.step())
            if (m_text.isIn(address.text(1)))
                endpoints.push_back(address.integer(0));
        if (address.failed() || endpoints.empty())
            return !address.failed();
        std::sort(endpoints.begin(), endpoints.end());
        const auto has = [&](std::int64_t id) { return std::binary_search(endpoints.begin(), endpoints.end(), id); };
        Statement leg = m_database.prepare("SELECT row,hop_a,hop_b FROM leg");
        while (leg && leg.step())
            if (has(leg.integer(1)) || has(leg.integer(2)))
                m_found.push_back(RowId{leg.integer(0)});
        return !leg.failed();
    }

    Database& m_database;
    FoldedText m_text;
    std::int64_t m_number; // -1: the text is no status
    std::vector<RowId> m_found;
};

} // namespace

std::optional<std::vector<RowId>> rowsWithText(Database& database, std::string_view text) {
    return text.empty() ? std::vector<RowId>() : Finder(database, text).find();
}

} // namespace echelle::store
