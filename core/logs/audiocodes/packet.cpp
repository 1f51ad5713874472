#include "core/logs/audiocodes/packet.h"

#include "core/base/text.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxHeadBytes = 256;          // what a collector puts before a packet
constexpr std::size_t kMaxPacketBytes = 128U << 10; // a datagram has 64 KiB at most
constexpr std::string_view kTime = "[Time:";

// "[SID=", "[SID:", "[BID=" at the front: its value.
std::optional<std::string_view> readId(std::string_view text, std::string_view name) {
    if (text.size() < 6 || text.front() != '[' || text.substr(1, 3) != name || (text[4] != '=' && text[4] != ':'))
        return std::nullopt;
    const std::size_t end = text.find(']');
    return end == kNone ? std::nullopt : std::optional(text.substr(5, end - 5));
}

std::string_view withoutLeadingBlanks(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == kNone ? std::string_view{} : text.substr(begin);
}

// What stands before "[S=" with the milliseconds of the Syslog Viewer filled up: "14. 52" is "14.052".
std::optional<LogTime> timeBefore(std::string_view head) {
    std::string filled(head);
    for (std::size_t at = filled.find(". "); at != kNone; at = filled.find(". ", at + 1))
        for (std::size_t i = at + 1; i < filled.size() && filled[i] == ' ' && i < at + 3; ++i)
            filled[i] = '0';
    return findTime(filled);
}

// "[Time:19-12@12:45:02.514]": day and month; "[Time: 20:17:00]" of older devices. The collector knows the year.
std::optional<LogTime> readTimeStamp(std::string_view text, const std::optional<LogTime>& collector) {
    const std::size_t at = text.find('@');
    LogTime time;
    if (at != kNone) {
        const std::string_view date = trim(text.substr(0, at));
        const std::size_t dash = date.find('-');
        const auto day = parseUnsigned(date.substr(0, dash));
        const auto month = dash == kNone ? std::nullopt : parseUnsigned(date.substr(dash + 1));
        if (!day || !month || *day < 1 || *day > 31 || *month < 1 || *month > 12)
            return std::nullopt;
        time.hasDate = true;
        time.local.day = static_cast<int>(*day);
        time.local.month = static_cast<int>(*month);
    }
    const auto clock = readTime(trim(text.substr(at == kNone ? 0 : at + 1)));
    if (!clock || clock->time.hasDate)
        return std::nullopt;
    time.local.hour = clock->time.local.hour;
    time.local.minute = clock->time.local.minute;
    time.local.second = clock->time.local.second;
    time.local.nanosecond = clock->time.local.nanosecond;
    if (time.hasDate && collector && collector->hasYear) {
        time.hasYear = true;
        time.local.year = collector->local.year;
        if (time.local.month == 12 && collector->local.month == 1)
            --time.local.year;
    }
    return time;
}

} // namespace

std::optional<std::size_t> findAudioCodesPacket(std::string_view line) {
    const std::string_view head = line.substr(0, kMaxHeadBytes);
    for (std::size_t at = head.find("[S="); at != kNone; at = head.find("[S=", at + 1)) {
        const std::size_t end = line.substr(0, at + 32).find(']', at);
        if (end != kNone && parseUnsigned(line.substr(at + 3, end - at - 3)))
            return at;
    }
    // "10:33:54.703 : 192.0.2.1 : NOTICE :( lgr_flow)(1967 ) text"
    if (head.size() > 12 && head[2] == ':' && head[5] == ':' && readTime(head) && head.find("(", 12) != kNone &&
        head.find(" : ", 8) < 16)
        return head.find('(', 12);
    return std::nullopt;
}

std::uint64_t AudioCodesPackets::takeStrayLines() {
    const std::uint64_t count = m_strayLines;
    m_strayLines = 0;
    return count;
}

void AudioCodesPackets::addLine(AudioCodesPacket& packet, const LogLine& line, std::string_view text) {
    packet.lines.push_back({packet.text.size(), text.size(), line.hasCr});
    packet.text.append(text);
}

Result<bool> AudioCodesPackets::next(AudioCodesPacket& packet) {
    packet.sequence.reset();
    packet.session.clear();
    packet.time.reset();
    packet.text.clear();
    packet.lines.clear();
    packet.isLastLineOpen = true;
    packet.line = 0;
    std::optional<LogTime> collector;
    while (true) {
        if (!m_isPending) {
            const Result<bool> got = m_lines.next(m_line);
            if (!got)
                return Unexpected(got.error());
            if (!*got)
                break;
        }
        m_isPending = false;
        std::string_view text = m_line.text;
        const auto begin = findAudioCodesPacket(text);
        if (packet.line == 0 && !begin) {
            m_strayLines += text.empty() ? 0 : 1;
            continue;
        }
        if (packet.line != 0 && (begin || packet.text.size() + text.size() > kMaxPacketBytes)) {
            m_isPending = true;
            break;
        }
        if (begin) {
            packet.line = m_line.number;
            packet.firstByte = m_line.firstByte;
            collector = timeBefore(text.substr(0, *begin));
            text.remove_prefix(*begin);
            if (const std::size_t end = text.find(']'); text.substr(0, 3) == "[S=" && end != kNone) {
                packet.sequence = parseUnsigned(text.substr(3, end - 3));
                text = withoutLeadingBlanks(text.substr(end + 1));
            }
            for (const std::string_view name : {"SID", "BID"}) {
                if (const auto id = readId(text, name)) {
                    packet.session = *id;
                    text = text.substr(text.find(']') + 1);
                    // One blank separates; the rest may be the packet's own.
                    text.remove_prefix(!text.empty() && text.front() == ' ' ? 1 : 0);
                }
            }
        }
        const std::size_t time = text.rfind(kTime);
        if (time == kNone || text.find(']', time) == kNone) {
            addLine(packet, m_line, text);
            continue;
        }
        const std::size_t stampEnd = text.find(']', time);
        packet.time = readTimeStamp(text.substr(time + kTime.size(), stampEnd - time - kTime.size()), collector);
        text = text.substr(0, time);
        text.remove_suffix(!text.empty() && text.back() == ' ' ? 1 : 0);
        // An empty line before the stamp: the line above ended with the packet.
        packet.isLastLineOpen = !trim(text).empty();
        if (packet.isLastLineOpen)
            addLine(packet, {}, text);
        break;
    }
    if (!packet.time)
        packet.time = collector;
    return packet.line != 0;
}

} // namespace echelle::logs
