#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::store {

// Writes an integer of a record at end, which moves behind it, in as few bytes as hold it; returns its serial type
// (sqlite.org/fileformat2.html section 2.1).
inline std::uint64_t putInteger(char* bytes, std::size_t& end, std::int64_t value) {
    if (value == 0 || value == 1)
        return static_cast<std::uint64_t>(8 + value);
    const auto bits = static_cast<std::uint64_t>(value < 0 ? ~value : value);
    struct Width {
        int bytes;
        unsigned type;
    };
    const Width width = bits < 0x80          ? Width{1, 1}
                        : bits < 0x8000      ? Width{2, 2}
                        : bits < 0x80'0000   ? Width{3, 3}
                        : bits < 0x8000'0000 ? Width{4, 4}
                        : bits >> 47 == 0    ? Width{6, 5}
                                             : Width{8, 6};
    for (int shift = (width.bytes - 1) * 8; shift >= 0; shift -= 8)
        bytes[end++] = static_cast<char>(value >> shift);
    return width.type;
}

// One row of a table with an INTEGER PRIMARY KEY, in SQLite's record format. Is bound like a Statement; a blob can only
// be the last column.
class RowImage {
public:
    static constexpr int kMaxColumns = 32;

    void begin(int columns) {
        assert(columns > 0 && columns <= kMaxColumns);
        m_columns = columns;
        m_types[0] = kNull; // the key stands beside the record
        m_end = kBodyBegin;
        m_blob = {};
    }
    // Columns count from 1, which is the key; all are bound once, in order.
    void bind(int column, std::int64_t value) {
        if (column == 1)
            m_key = value;
        else
            typeOf(column) = putInteger(roomFor(sizeof value), m_end, value);
        if (column == 2)
            m_second = value;
    }
    void bind(int column, std::string_view text); // copied
    void bindNull(int column) { typeOf(column) = kNull; }
    void bindBlob(int column, std::string_view bytes); // borrowed

    [[nodiscard]] std::int64_t key() const { return m_key; }
    [[nodiscard]] std::int64_t second() const { return m_second; } // where it is an integer
    // The record is head() and behind it blob(); both are valid until the next row.
    [[nodiscard]] std::string_view head();
    [[nodiscard]] std::string_view blob() const { return m_blob; }

private:
    static constexpr std::uint64_t kNull = 0;
    static constexpr std::size_t kLongestType = 9;
    static constexpr std::size_t kBodyBegin = 2 + kMaxColumns * kLongestType; // behind the longest header

    [[nodiscard]] std::uint64_t& typeOf(int column) { return m_types[static_cast<std::size_t>(column) - 1]; }
    [[nodiscard]] char* roomFor(std::size_t bytes) {
        if (m_end + bytes > m_bytes.size())
            m_bytes.resize(2 * (m_end + bytes));
        return m_bytes.data();
    }

    std::int64_t m_key = 0;
    std::int64_t m_second = 0;
    int m_columns = 0;
    std::array<std::uint64_t, kMaxColumns> m_types{};
    std::size_t m_end = 0;
    std::string_view m_blob;
    std::string m_bytes; // room for the header, the values
};

} // namespace echelle::store
