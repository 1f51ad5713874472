#include "core/logs/avaya/phone_datagram.h"

#include "core/base/text.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxDatagramBytes = 128U << 10;
constexpr std::string_view kSipMessage = " SIPMESSAGE: ";
constexpr std::string_view kPart = "[Part ";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// The length of "<167>" at the front, else 0.
std::size_t priorityLength(std::string_view text) {
    std::size_t at = 1;
    while (at < text.size() && at < 4 && isDigit(text[at]))
        ++at;
    return at > 1 && at < text.size() && text.front() == '<' && text[at] == '>' ? at + 1 : 0;
}

// "-04:00 2022 920 " behind "WORD: ": zone, year and milliseconds of the time before.
struct Rest {
    std::int32_t offset = 0;
    int year = 0;
    int milliseconds = 0;
};
std::optional<Rest> readRest(std::string_view text) {
    if (text.size() < 12 || (text[0] != '-' && text[0] != '+') || text[3] != ':' || text[6] != ' ' || text[11] != ' ')
        return std::nullopt;
    const auto hours = parseUnsigned(text.substr(1, 2));
    const auto minutes = parseUnsigned(text.substr(4, 2));
    const auto year = parseUnsigned(text.substr(7, 4));
    const std::string_view tail = text.substr(12);
    const auto milliseconds = parseUnsigned(tail.substr(0, tail.find(' ')));
    if (!hours || !minutes || !year || !milliseconds || *hours > 14 || *minutes > 59 || *milliseconds > 999)
        return std::nullopt;
    const auto offset = static_cast<std::int32_t>(*hours * 3600 + *minutes * 60);
    return Rest{text[0] == '-' ? -offset : offset, static_cast<int>(*year), static_cast<int>(*milliseconds)};
}

// The time of a datagram's first line; nullopt where it is none.
std::optional<LogTime> readHead(std::string_view line) {
    line.remove_prefix(priorityLength(line));
    const auto time = readTime(line);
    const std::size_t word = line.substr(0, 256).find(": ");
    if (!time || !time->time.hasDate || word == kNone || word < time->length)
        return std::nullopt;
    const auto rest = readRest(line.substr(word + 2));
    if (!rest)
        return std::nullopt;
    LogTime full = time->time;
    full.hasYear = true;
    full.local.year = rest->year;
    full.local.nanosecond = rest->milliseconds * 1'000'000;
    full.offset = rest->offset;
    return full;
}

// "[Part 01 of 02]" at the front.
bool readPart(std::string_view text, PhoneDatagram& datagram) {
    if (text.substr(0, kPart.size()) != kPart)
        return false;
    const std::size_t of = text.find(" of ");
    const std::size_t end = text.find(']');
    if (of == kNone || end == kNone || end < of + 4)
        return false;
    const auto part = parseUnsigned(text.substr(kPart.size(), of - kPart.size()));
    const auto parts = parseUnsigned(text.substr(of + 4, end - of - 4));
    if (!part || !parts || *part < 1 || *parts > 99 || *part > *parts)
        return false;
    datagram.part = static_cast<unsigned>(*part);
    datagram.parts = static_cast<unsigned>(*parts);
    return true;
}

} // namespace

std::size_t findPhoneDatagram(std::string_view text) {
    for (std::size_t at = text.find('<'); at != kNone; at = text.find('<', at + 1)) {
        if (priorityLength(text.substr(at, 6)) > 0 && readHead(text.substr(at)))
            return at;
    }
    return kNone;
}

std::uint64_t PhoneDatagrams::takeOtherLines() {
    const std::uint64_t count = m_otherLines;
    m_otherLines = 0;
    return count;
}

Result<bool> PhoneDatagrams::next(PhoneDatagram& datagram) {
    datagram = {};
    while (true) {
        if (!m_isPending) {
            const Result<bool> got = m_lines.next(m_line);
            if (!got)
                return Unexpected(got.error());
            if (!*got)
                return datagram.line != 0;
        }
        m_isPending = false;
        std::string_view text = m_line.text;
        const std::size_t begin = findPhoneDatagram(text);
        if (begin != kNone && datagram.line != 0) { // the next one, perhaps in mid line
            if (begin > 0 && datagram.isSipMessage) {
                datagram.lines.push_back({datagram.text.size(), begin, false});
                datagram.text.append(text.substr(0, begin));
                datagram.isLastLineOpen = true;
            }
            m_line.text.remove_prefix(begin);
            m_line.firstByte += begin;
            m_isPending = true;
            return true;
        }
        if (begin != kNone) {
            text.remove_prefix(begin);
            datagram.line = m_line.number;
            datagram.firstByte = m_line.firstByte + begin;
            datagram.time = readHead(text);
            datagram.isSipMessage = text.substr(0, 256).find(kSipMessage) != kNone;
            m_otherLines += datagram.isSipMessage ? 0 : 1;
            // Another may begin in the rest of the line: it is looked at again without this head.
            const std::size_t next = findPhoneDatagram(text.substr(1));
            const std::string_view own = next == kNone ? text : text.substr(0, next + 1);
            const std::size_t bar = own.find("| ");
            const std::size_t blank = bar == kNone ? kNone : own.find(' ', bar + 2);
            const std::string_view body = blank == kNone ? std::string_view{} : own.substr(blank + 1);
            if (datagram.isSipMessage && !readPart(body, datagram)) {
                datagram.lines.push_back({0, body.size(), m_line.hasCr});
                datagram.text.assign(body);
            }
            if (next != kNone) {
                m_line.text = text.substr(next + 1);
                m_line.firstByte = datagram.firstByte + next + 1;
                m_isPending = true;
                datagram.isLastLineOpen = true;
                return true;
            }
            continue;
        }
        if (!datagram.isSipMessage || datagram.text.size() + text.size() > kMaxDatagramBytes) {
            m_otherLines += text.empty() ? 0 : 1;
            continue;
        }
        datagram.lines.push_back({datagram.text.size(), text.size(), m_line.hasCr});
        datagram.text.append(text);
    }
}

} // namespace echelle::logs
