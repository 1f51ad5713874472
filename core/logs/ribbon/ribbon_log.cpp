#include "core/logs/ribbon/ribbon_log.h"

#include "core/base/text.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"
#include "core/sip/framer.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kMessage = " msg for CallId:"; // a record of the SIP trace
constexpr std::string_view kPdu = "RAW PDU:";
constexpr std::string_view kDump = " - msg = "; // what came from a socket, up to ", msgLen = 239."

// The number of this many digits at the front; -1 where there is none.
int digits(std::string_view text, std::size_t count) {
    const auto value = text.size() >= count ? parseUnsigned(text.substr(0, count)) : std::nullopt;
    return value ? static_cast<int>(*value) : -1;
}

// "339 09202018 165651.570846:1.01.00.38344.Info .SIPCM: text": length of the entry, date (MMDDYYYY), time.
std::optional<LogTime> readEntryTime(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && line[at] >= '0' && line[at] <= '9')
        ++at;
    if (at == 0 || at + 24 > line.size() || line[at] != ' ' || line[at + 9] != ' ' || line[at + 16] != '.' ||
        line.find(':', at) == kNone)
        return std::nullopt;
    LogTime time;
    CivilTime& c = time.local;
    c.month = digits(line.substr(at + 1), 2);
    c.day = digits(line.substr(at + 3), 2);
    c.year = digits(line.substr(at + 5), 4);
    c.hour = digits(line.substr(at + 10), 2);
    c.minute = digits(line.substr(at + 12), 2);
    c.second = digits(line.substr(at + 14), 2);
    const int micros = digits(line.substr(at + 17), 6);
    if (c.month < 1 || c.month > 12 || c.day < 1 || c.day > 31 || c.year < 0 || c.hour < 0 || c.hour > 23 ||
        c.minute < 0 || c.minute > 59 || c.second < 0 || c.second > 60 || micros < 0)
        return std::nullopt;
    c.nanosecond = micros * 1000;
    time.hasYear = time.hasDate = true;
    return time;
}

// "192.0.2.1/5060", "2001:db8::1/5060" behind the words; ends at a comma or blank.
std::optional<Endpoint> endpointBehind(std::string_view line, std::string_view words, std::size_t from) {
    const std::size_t at = line.find(words, from);
    if (at == kNone)
        return std::nullopt;
    std::string_view text = line.substr(at + words.size());
    text = text.substr(0, text.find_first_of(", "));
    const std::size_t slash = text.rfind('/');
    if (slash == kNone)
        return std::nullopt;
    const auto address = IpAddress::parse(text.substr(0, slash));
    const auto port = parseUnsigned(text.substr(slash + 1));
    if (!address || !port || *port > 65535)
        return std::nullopt;
    return Endpoint{*address, static_cast<std::uint16_t>(*port), 0};
}

class RibbonDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override {
        return line.find(kMessage) != kNone || line.find(kDump) != kNone;
    }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        Wrapper wrapper;
        wrapper.time = readEntryTime(line);
        const std::size_t message = line.find(kMessage);
        if (message == kNone)
            return readDump(line, wrapper);
        const std::size_t blank = line.rfind(' ', message - 1);
        const std::size_t begin = message == 0 || blank == kNone ? 0 : blank + 1;
        const std::string_view verb = line.substr(begin, message - begin);
        wrapper.isReceived = verb == "received";
        if (!wrapper.isReceived && verb != "sent")
            return std::nullopt;
        if (!wrapper.time)
            wrapper.time = findTime(line.substr(0, begin));
        wrapper.peer = endpointBehind(line, wrapper.isReceived ? " from IP/port:" : " to IP/port:", message);
        wrapper.local = endpointBehind(line, "Local IP/port:", message);
        return wrapper;
    }
    bool amend(std::string_view line, Wrapper& /*wrapper*/) const override { return trim(line) == kPdu; }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        if (line.substr(0, 10) == ", msgLen =")
            return Role::Terminator;
        return readEntryTime(line) ? Role::Next : Role::Part;
    }

private:
    // Only what begins with a start line: longer messages come in several reads of the socket.
    static std::optional<Wrapper> readDump(std::string_view line, Wrapper& wrapper) {
        const std::size_t dump = line.find(kDump);
        if (!wrapper.time || dump == kNone || !sip::looksLikeSip(line.substr(dump + kDump.size())))
            return std::nullopt;
        wrapper.isReceived = line.substr(0, dump).find("Recv") != kNone;
        wrapper.startsAt = dump + kDump.size();
        return wrapper;
    }
};

bool isMessageLine(std::string_view line) {
    return line.find(" IP/port:") != kNone && RibbonDialect().readWrapper(line).has_value();
}

// A line of the debug log: its subsystem follows the level.
bool isEntry(std::string_view line) {
    return readEntryTime(line).has_value();
}

} // namespace

int recogniseRibbon(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    if (hasLine(sample, kMessage, isMessageLine))
        return kSure;
    for (const std::string_view level : {".Info ", ".Minor ", ".Major ", ".Critical "})
        if (hasLine(sample, level, isEntry))
            return kWithoutMessages;
    return 0;
}

std::unique_ptr<MessageReader> readRibbon(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::OctalOnce, std::make_unique<RibbonDialect>(), log);
}

} // namespace echelle::logs
