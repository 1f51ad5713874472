#include "core/logs/cube/cube_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"

#include <array>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kDisplay = "ccsipDisplayMsg:";
constexpr std::string_view kVoipTrace = "/CUBE_VT/SIP/";
constexpr int kHour = 3600;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// The names of zones that mean one offset wherever they are used; "clock timezone" lets the user write any name.
std::optional<std::int32_t> offsetOfZone(std::string_view name) {
    struct Known {
        std::string_view name;
        int hours;
    };
    constexpr std::array<Known, 17> kKnown = {{{"UTC", 0},
                                               {"GMT", 0},
                                               {"EST", -5},
                                               {"EDT", -4},
                                               {"CDT", -5},
                                               {"MST", -7},
                                               {"MDT", -6},
                                               {"PST", -8},
                                               {"PDT", -7},
                                               {"CET", 1},
                                               {"CEST", 2},
                                               {"WET", 0},
                                               {"WEST", 1},
                                               {"EET", 2},
                                               {"EEST", 3},
                                               {"JST", 9},
                                               {"NZST", 12}}};
    for (const Known& known : kKnown)
        if (known.name == name)
            return known.hours * kHour;
    return std::nullopt;
}

// "007592: *Apr  7 07:28:56.046 EDT: //-1/xxxxxxxxxxxx/SIP/..." at the front: a line of IOS with its own time, and
// where the text behind begins.
std::optional<std::size_t> iosHead(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && isDigit(line[at]))
        ++at;
    if (at > 0 && line.substr(at, 2) == ": ")
        at += 2;
    else
        at = 0;
    if (at < line.size() && (line[at] == '*' || line[at] == '.'))
        ++at;
    const auto time = readTime(line.substr(at));
    if (!time)
        return std::nullopt;
    at += time->length;
    std::size_t name = at + 1;
    while (name < line.size() && line[name] >= 'A' && line[name] <= 'Z')
        ++name;
    if (at < line.size() && line[at] == ' ' && name > at + 1)
        at = name;
    return at < line.size() && line[at] == ':' ? std::optional(at + 1) : std::nullopt;
}

// What stands before "//": the device's own time is the last. One without a date is the time since the device started,
// which places nothing in the calendar.
void readHead(std::string_view head, Wrapper& wrapper) {
    const std::optional<PlacedTime> found = findLastTime(head);
    wrapper.prefix = head.substr(0, found ? found->begin : head.size());
    if (!found || !found->time.hasDate)
        return;
    wrapper.time = found->time;
    std::string_view rest = trim(head);
    if (!rest.empty() && rest.back() == ':')
        rest.remove_suffix(1);
    if (const std::size_t blank = rest.rfind(' '); !found->time.offset && blank != kNone)
        wrapper.time->offset = offsetOfZone(rest.substr(blank + 1));
}

class CubeDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override { return line.find(kDisplay) != kNone; }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        const std::size_t text = line.find("//");
        const std::size_t display = line.find(kDisplay);
        if (text == kNone || display == kNone || display < text)
            return std::nullopt;
        Wrapper wrapper;
        readHead(line.substr(0, text), wrapper);
        amend(line.substr(display + kDisplay.size()), wrapper);
        return wrapper;
    }
    // "Received:", "Sent:", "Received: SIP UDP message from 192.0.2.1:5060 to 192.0.2.2:5060"
    bool amend(std::string_view line, Wrapper& wrapper) const override {
        line = trim(line);
        const bool isReceived = line.substr(0, 9) == "Received:";
        if (!isReceived && line.substr(0, 5) != "Sent:")
            return false;
        wrapper.isReceived = isReceived;
        const std::size_t message = line.find(" message from ");
        const std::size_t to = line.find(" to ", message == kNone ? line.size() : message);
        if (to == kNone)
            return true;
        constexpr std::size_t kLength = 14;
        const std::size_t transport = line.rfind(' ', message - 1);
        wrapper.transport = transportFromText(line.substr(transport + 1, message - transport - 1));
        const auto from = readEndpoint(line.substr(message + kLength, to - message - kLength));
        const auto destination = readEndpoint(line.substr(to + 4));
        wrapper.peer = isReceived ? from : destination;
        wrapper.local = isReceived ? destination : from;
        return true;
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        return iosHead(line) || line.substr(0, 10) == "----------" ? Role::Next : Role::Part;
    }
};

bool isDisplayLine(std::string_view line) {
    const std::size_t text = line.find("//");
    return text != kNone && line.find(kDisplay) > text;
}

} // namespace

int recogniseCube(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    if (hasLine(sample, kDisplay, isDisplayLine))
        return kSure;
    return hasLine(sample, kVoipTrace, [](std::string_view line) { return iosHead(line).has_value(); })
               ? kWithoutMessages
               : 0;
}

std::unique_ptr<MessageReader> readCube(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<CubeDialect>(), log);
}

} // namespace echelle::logs
