#include "core/logs/sipp/sipp_log.h"

#include "core/base/text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kFewestDashes = 10;

// "----------------------------------------------- 2026-11-21 00:17:17.265339", also with T and zone, or (old) with
// tabs and the seconds since 1970 behind.
std::optional<LogTime> readTimeLine(std::string_view line) {
    const std::size_t end = line.find_first_not_of('-');
    if (end == kNone || end < kFewestDashes)
        return std::nullopt;
    const std::string_view text = trim(line.substr(end));
    if (const std::size_t tab = text.rfind('\t'); tab != kNone)
        return timeFromEpoch(text.substr(tab + 1));
    const auto time = readTime(text);
    return time ? std::optional(time->time) : std::nullopt;
}

struct MessageLine {
    Transport transport = Transport::Unknown;
    bool isReceived = false;
    std::optional<std::uint64_t> bytes;
};

// "UDP message sent (514 bytes):", "UDP message received [313] bytes :", "Unexpected UDP message received:"
std::optional<MessageLine> readMessageLine(std::string_view line) {
    std::string_view rest = trim(line);
    if (rest.empty() || rest.back() != ':')
        return std::nullopt;
    if (rest.substr(0, 11) == "Unexpected ")
        rest.remove_prefix(11);
    MessageLine found;
    const std::size_t blank = rest.find(' ');
    found.transport = transportFromText(rest.substr(0, blank));
    if (blank == kNone || found.transport == Transport::Unknown)
        return std::nullopt;
    rest.remove_prefix(blank + 1);
    if (rest.substr(0, 8) == "control ")
        rest.remove_prefix(8);
    found.isReceived = rest.substr(0, 16) == "message received";
    if (!found.isReceived && rest.substr(0, 12) != "message sent")
        return std::nullopt;
    const std::size_t digits = rest.find_first_of("0123456789");
    if (digits != kNone)
        found.bytes = parseUnsigned(rest.substr(digits, rest.find_first_not_of("0123456789", digits) - digits));
    return found;
}

// No addresses: they come from Via and the Request-URI.
class SippGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (line.empty() || (line[0] == '-' && !(m_time = readTimeLine(line)))) {
            return LineKind::Other;
        }
        if (line[0] == '-')
            return LineKind::Part;
        if (line.size() > 64 || line.find("message ") == kNone)
            return LineKind::Other;
        const std::optional<MessageLine> found = readMessageLine(line);
        if (!found)
            return LineKind::Other;
        frame.isReceived = found->isReceived;
        frame.transport = found->transport;
        frame.announcedBytes = found->bytes;
        frame.time = m_time;
        m_time.reset();
        return LineKind::Begin;
    }

private:
    std::optional<LogTime> m_time; // of the line before
};

} // namespace

int recogniseSipp(std::string_view sample) {
    constexpr int kSure = 95;
    const auto isMessageLine = [](std::string_view line) { return readMessageLine(line).has_value(); };
    return hasLine(sample, "message sent ", isMessageLine) || hasLine(sample, "message received ", isMessageLine)
               ? kSure
               : 0;
}

std::unique_ptr<MessageReader> readSipp(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<SippGrammar>(bytes, log);
}

} // namespace echelle::logs
