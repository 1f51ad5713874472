#include "core/logs/time_text.h"

#include "core/base/text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kMaxPrefixBytes = 512;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Takes a text apart from the front; every step says whether it found what it looked for.
class Cursor {
public:
    explicit Cursor(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool number(std::size_t fewest, std::size_t most, int& value) {
        std::size_t digits = 0;
        value = 0;
        while (digits < most && m_at + digits < m_text.size() && isDigit(m_text[m_at + digits])) {
            value = value * 10 + (m_text[m_at + digits] - '0');
            ++digits;
        }
        if (digits < fewest)
            return false;
        m_at += digits;
        return true;
    }
    bool oneOf(std::string_view characters) {
        if (m_at >= m_text.size() || characters.find(m_text[m_at]) == std::string_view::npos)
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks() {
        while (peek() == ' ')
            ++m_at;
    }
    bool monthName(int& month) {
        month = monthFromName(m_text.substr(m_at, 3));
        if (month == 0)
            return false;
        m_at += 3;
        return true;
    }
    void reset(std::size_t to) { m_at = to; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

// HH:MM:SS with a fraction of up to nine digits.
bool readClock(Cursor& cursor, CivilTime& time) {
    if (!cursor.number(2, 2, time.hour) || !cursor.oneOf(":") || !cursor.number(2, 2, time.minute) ||
        !cursor.oneOf(":") || !cursor.number(2, 2, time.second) || time.hour > 23 || time.minute > 59 ||
        time.second > 60)
        return false;
    const std::size_t mark = cursor.position();
    int digit = 0;
    int milliseconds = 0;
    if (cursor.oneOf(":") && cursor.number(3, 3, milliseconds) && !isDigit(cursor.peek())) { // Linphone
        time.nanosecond = milliseconds * 1'000'000;
        return true;
    }
    cursor.reset(mark);
    if (!cursor.oneOf(".,") || !isDigit(cursor.peek())) {
        cursor.reset(mark);
        return !isDigit(cursor.peek());
    }
    std::int32_t unit = 100'000'000;
    while (cursor.number(1, 1, digit)) {
        time.nanosecond += digit * unit;
        unit /= 10;
    }
    return true;
}

// Z, +02:00 or -0530
std::optional<std::int32_t> readOffset(Cursor& cursor) {
    const std::size_t mark = cursor.position();
    if (cursor.oneOf("Zz"))
        return 0;
    const bool isWest = cursor.peek() == '-';
    int hours = 0;
    int minutes = 0;
    if (cursor.oneOf("+-") && cursor.number(2, 2, hours) && (cursor.oneOf(":"), cursor.number(2, 2, minutes)) &&
        hours <= 14 && minutes < 60)
        return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60);
    cursor.reset(mark);
    return std::nullopt;
}

bool readIsoDate(Cursor& cursor, LogTime& time) {
    CivilTime& c = time.local;
    if (!cursor.number(4, 4, c.year) || !cursor.oneOf("-/") || !cursor.number(2, 2, c.month) || !cursor.oneOf("-/") ||
        !cursor.number(2, 2, c.day) || !cursor.oneOf(" Tt"))
        return false;
    time.hasYear = time.hasDate = true;
    return true;
}

bool readNamedDate(Cursor& cursor, LogTime& time) {
    CivilTime& c = time.local;
    if (!cursor.monthName(c.month) || cursor.peek() != ' ')
        return false;
    cursor.skipBlanks();
    if (!cursor.number(1, 2, c.day) || cursor.peek() != ' ')
        return false;
    cursor.skipBlanks();
    time.hasDate = true;
    const std::size_t mark = cursor.position();
    int year = 0;
    if (cursor.number(4, 4, year) && cursor.oneOf(" ")) {
        c.year = year;
        time.hasYear = true;
    } else {
        cursor.reset(mark);
    }
    return true;
}

} // namespace

std::optional<TimeText> readTime(std::string_view text) {
    Cursor cursor(text);
    LogTime time;
    if (!readIsoDate(cursor, time)) {
        cursor.reset(0);
        time = {};
        if (!readNamedDate(cursor, time)) {
            cursor.reset(0);
            time = {};
        }
    }
    if (!readClock(cursor, time.local))
        return std::nullopt;
    if (time.hasDate && (time.local.month < 1 || time.local.month > 12 || time.local.day < 1 || time.local.day > 31))
        return std::nullopt;
    if (time.hasYear) {
        const std::size_t mark = cursor.position();
        if (!cursor.oneOf(" ") || !cursor.oneOf("G") || !cursor.oneOf("M") || !cursor.oneOf("T")) // of a browser
            cursor.reset(mark);
        time.offset = readOffset(cursor);
        if (!time.offset)
            cursor.reset(mark);
    }
    return TimeText{time, cursor.position()};
}

std::optional<PlacedTime> findLastTime(std::string_view prefix) {
    prefix = prefix.substr(0, kMaxPrefixBytes);
    std::optional<PlacedTime> last;
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        if (i > 0 && std::string_view(" [|\t*.").find(prefix[i - 1]) == std::string_view::npos)
            continue;
        if (const std::optional<TimeText> found = readTime(prefix.substr(i))) {
            last = PlacedTime{found->time, i};
            i += found->length - 1;
        }
    }
    return last;
}

std::optional<LogTime> findTime(std::string_view prefix) {
    prefix = prefix.substr(0, kMaxPrefixBytes);
    std::optional<LogTime> best;
    int bestRank = 0;
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        const char before = i == 0 ? ' ' : prefix[i - 1];
        if (before != ' ' && before != '[' && before != '|' && before != '\t')
            continue;
        const std::optional<TimeText> found = readTime(prefix.substr(i));
        if (!found)
            continue;
        const int rank = found->time.offset ? 3 : before == '[' ? 2 : 1;
        if (rank > bestRank) {
            best = found->time;
            bestRank = rank;
        }
        i += found->length - 1;
    }
    return best;
}

std::optional<LogTime> timeFromEpoch(std::string_view text) {
    const std::size_t dot = text.find('.');
    const auto seconds = parseUnsigned(text.substr(0, dot));
    constexpr std::uint64_t kLast = 9'000'000'000; // of the years a timestamp holds
    if (!seconds || *seconds > kLast)
        return std::nullopt;
    std::int64_t fraction = 0;
    if (dot != std::string_view::npos) {
        std::int64_t unit = 100'000'000;
        for (const char c : text.substr(dot + 1)) {
            if (!isDigit(c))
                return std::nullopt;
            fraction += (c - '0') * unit;
            unit /= 10;
        }
    }
    LogTime time;
    time.hasYear = time.hasDate = true;
    time.local = toCivil({static_cast<std::int64_t>(*seconds) * 1'000'000'000 + fraction});
    time.offset = 0;
    return time;
}

} // namespace echelle::logs
