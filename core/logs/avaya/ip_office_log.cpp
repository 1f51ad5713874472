#include "core/logs/avaya/ip_office_log.h"

#include "core/logs/endpoint_text.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kReceived = "mS SIP Rx: ";
constexpr std::string_view kSent = "mS SIP Tx: ";
constexpr std::size_t kIndent = 20;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// "3309492437mS CMCallEvt: ...", perhaps with the time of day in front.
bool isMonitorLine(std::string_view line) {
    const std::size_t mark = line.substr(0, 64).find("mS ");
    return mark != kNone && mark > 0 && isDigit(line[mark - 1]) && line.front() != ' ';
}

// "3309492437mS SIP Rx: TCP 192.0.2.1:5060 -> 192.0.2.2:5060"; the number counts milliseconds since the system started
// and places nothing in the calendar.
class MonitorDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override { return line.find("mS SIP ") != kNone; }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        Wrapper wrapper;
        std::size_t at = line.find(kReceived);
        wrapper.isReceived = at != kNone;
        if (!wrapper.isReceived)
            at = line.find(kSent);
        if (at == kNone || !isMonitorLine(line))
            return std::nullopt;
        const std::string_view text = line.substr(at + kReceived.size());
        const std::size_t blank = text.find(' ');
        const std::size_t arrow = text.find(" -> ");
        if (arrow == kNone || blank >= arrow)
            return std::nullopt;
        wrapper.transport = transportFromText(text.substr(0, blank));
        const auto from = readEndpoint(text.substr(blank + 1, arrow - blank - 1));
        const auto to = readEndpoint(text.substr(arrow + 4));
        wrapper.peer = wrapper.isReceived ? from : to;
        wrapper.local = wrapper.isReceived ? to : from;
        if (const auto clock = findLastTime(line.substr(0, at)))
            wrapper.time = clock->time;
        return wrapper;
    }
    [[nodiscard]] std::string_view textOf(std::string_view line) const override {
        std::size_t blanks = 0;
        while (blanks < kIndent && blanks < line.size() && line[blanks] == ' ')
            ++blanks;
        return line.substr(blanks);
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        if (isMonitorLine(line) || line.substr(0, 5) == "*****")
            return Role::Next;
        // What does not fit the window's width goes on at the left margin.
        return line.empty() || line.front() == ' ' ? Role::Part : Role::Continued;
    }
};

bool isWrapper(std::string_view line) {
    return MonitorDialect().readWrapper(line).has_value();
}

} // namespace

int recogniseIpOffice(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    if (hasLine(sample, kReceived, isWrapper) || hasLine(sample, kSent, isWrapper))
        return kSure;
    return hasLine(sample, "mS CMCallEvt:", isMonitorLine) ? kWithoutMessages : 0;
}

std::unique_ptr<MessageReader> readIpOffice(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<MonitorDialect>(), log);
}

} // namespace echelle::logs
