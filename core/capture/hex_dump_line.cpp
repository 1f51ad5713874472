#include "core/capture/hex_dump_line.h"

#include <algorithm>

namespace echelle::capture {
namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

std::size_t hexDigits(std::string_view text) {
    return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), [](char c) { return hexValue(c) < 0; }) -
                                    text.begin());
}

std::size_t blanks(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isBlank) - text.begin());
}

// The offset and what stands between it and the bytes; false where there is none.
bool takeOffset(std::string_view& line, std::uint32_t& offset) {
    constexpr std::size_t kFewest = 3;
    constexpr std::size_t kMost = 8;
    line.remove_prefix(blanks(line));
    if (line.starts_with("0x"))
        line.remove_prefix(2);
    const std::size_t digits = hexDigits(line);
    if (digits < kFewest || digits > kMost)
        return false;
    offset = 0;
    for (const char c : line.substr(0, digits))
        offset = offset << 4 | static_cast<std::uint32_t>(hexValue(c));
    line.remove_prefix(digits);
    if (line.starts_with(':'))
        line.remove_prefix(1);
    return line.empty() || isBlank(line.front());
}

// Fields of a fixed number of digits; false where they are none.
bool takeNumber(std::string_view text, std::size_t at, std::size_t digits, int& value) {
    if (at + digits > text.size())
        return false;
    value = 0;
    for (const char c : text.substr(at, digits)) {
        if (!isDigit(c))
            return false;
        value = value * 10 + (c - '0');
    }
    return true;
}

// Decimals behind a point or comma, as nanoseconds.
std::int32_t decimals(std::string_view text) {
    if (text.empty() || (text.front() != '.' && text.front() != ','))
        return 0;
    std::int32_t value = 0;
    std::int32_t unit = 100'000'000;
    for (std::size_t i = 1; i < text.size() && isDigit(text[i]) && unit > 0; ++i, unit /= 10)
        value += (text[i] - '0') * unit;
    return value;
}

std::optional<DumpTime> timeOfDayAt(std::string_view line, std::size_t at) {
    constexpr std::size_t kTime = 8;  // 23:59:59
    constexpr std::size_t kDate = 11; // 2026-11-30 and one character
    CivilTime civil;
    if (line.size() < at + kTime || line[at + 2] != ':' || line[at + 5] != ':' ||
        !takeNumber(line, at, 2, civil.hour) || !takeNumber(line, at + 3, 2, civil.minute) ||
        !takeNumber(line, at + 6, 2, civil.second) || (at > 0 && isDigit(line[at - 1])))
        return std::nullopt;
    civil.nanosecond = decimals(line.substr(at + kTime));
    DumpTime out;
    if (at >= kDate) {
        const std::string_view date = line.substr(at - kDate, kDate);
        const bool isSeparated = (date[4] == '-' || date[4] == '/') && date[7] == date[4];
        out.hasDate = isSeparated && takeNumber(date, 0, 4, civil.year) && takeNumber(date, 5, 2, civil.month) &&
                      takeNumber(date, 8, 2, civil.day);
        if (!out.hasDate)
            civil.year = 1970, civil.month = civil.day = 1;
    }
    const std::optional<Timestamp> time = fromCivil(civil);
    if (!time)
        return std::nullopt;
    out.time = *time;
    return out;
}

// 1700000000.123456
std::optional<DumpTime> epochAt(std::string_view line, std::size_t at) {
    constexpr std::size_t kFewest = 9;
    constexpr std::size_t kMost = 10;
    if (at > 0 && (isDigit(line[at - 1]) || line[at - 1] == '.'))
        return std::nullopt;
    std::size_t digits = 0;
    std::int64_t seconds = 0;
    while (at + digits < line.size() && isDigit(line[at + digits]) && digits <= kMost)
        seconds = seconds * 10 + (line[at + digits++] - '0');
    if (digits < kFewest || digits > kMost || at + digits + 1 >= line.size() || line[at + digits] != '.' ||
        !isDigit(line[at + digits + 1]))
        return std::nullopt;
    return DumpTime{Timestamp{seconds * 1'000'000'000 + decimals(line.substr(at + digits))}, true};
}

} // namespace

std::optional<HexLine> readHexLine(std::string_view line) {
    constexpr std::size_t kMostBytes = 256;
    constexpr std::size_t kHalf = 8; // hexdump -C leaves two blanks there
    HexLine out;
    if (!takeOffset(line, out.offset))
        return std::nullopt;
    while (out.bytes.size() < kMostBytes) {
        const std::size_t gap = blanks(line);
        if (gap == 0 || gap == line.size())
            break;
        if (!out.bytes.empty() && gap > 1 && (gap > 2 || out.bytes.size() != kHalf))
            break; // the characters
        const std::size_t digits = hexDigits(line.substr(gap));
        const std::size_t after = gap + digits;
        if ((digits != 2 && digits != 4) || (after < line.size() && !isBlank(line[after])))
            break;
        for (std::size_t i = gap; i < after; i += 2)
            out.bytes.push_back(static_cast<std::uint8_t>(hexValue(line[i]) << 4 | hexValue(line[i + 1])));
        line.remove_prefix(after);
    }
    if (out.bytes.empty() && blanks(line) != line.size())
        return std::nullopt; // words behind a number
    return out;
}

std::optional<DumpTime> findDumpTime(std::string_view line) {
    constexpr std::size_t kLongest = 512;
    line = line.substr(0, kLongest);
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (!isDigit(line[at]))
            continue;
        if (const auto time = timeOfDayAt(line, at))
            return time;
        if (const auto time = epochAt(line, at))
            return time;
    }
    return std::nullopt;
}

bool isHexDump(std::string_view head) {
    constexpr int kMostBefore = 8; // lines of text before the first packet
    int before = 0;
    std::size_t others = 0;
    std::size_t continued = 0;
    std::size_t packets = 0;
    std::size_t expected = 0;
    while (!head.empty()) {
        const std::size_t end = head.find('\n');
        if (end == std::string_view::npos && packets > 0 && continued > 0)
            break; // cut by the end of what is looked at
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
        if (blanks(line) == line.size())
            continue;
        const std::optional<HexLine> hex = readHexLine(line);
        if (!hex) {
            if (packets == 0 && ++before > kMostBefore)
                return false;
            ++others;
        } else if (hex->offset == 0 && !hex->bytes.empty()) {
            ++packets;
            expected = hex->bytes.size();
        } else if (packets > 0 && hex->offset <= expected && hex->offset + 32 > expected) {
            ++continued;
            expected = hex->offset + hex->bytes.size();
        } else {
            return false;
        }
    }
    return packets > 0 && continued > 0 && packets + continued > others;
}

} // namespace echelle::capture
