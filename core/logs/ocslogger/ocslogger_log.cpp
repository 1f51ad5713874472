#include "core/logs/ocslogger/ocslogger_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kBegin = "$$begin_record";
constexpr std::string_view kEnd = "$$end_record";
constexpr std::string_view kStartLine = "Start-Line: ";
constexpr std::string_view kBody = "Message-Body: ";

bool isRecordLine(std::string_view line) {
    return line.substr(0, 3) == "TL_" && line.find("::") != kNone;
}

// "::01/18/2012-05:00:43.101.00005386": month first, UTC; behind the milliseconds a counter.
std::optional<LogTime> readRecordTime(std::string_view line) {
    const std::size_t mark = line.find("::");
    if (mark == kNone)
        return std::nullopt;
    const std::string_view text = line.substr(mark + 2);
    if (text.size() < 19 || text[2] != '/' || text[5] != '/' || text[10] != '-')
        return std::nullopt;
    const auto month = parseUnsigned(text.substr(0, 2));
    const auto day = parseUnsigned(text.substr(3, 2));
    const auto year = parseUnsigned(text.substr(6, 4));
    const auto clock = readTime(text.substr(11));
    if (!month || !day || !year || !clock || *month < 1 || *month > 12 || *day < 1 || *day > 31)
        return std::nullopt;
    LogTime time = clock->time;
    time.hasYear = time.hasDate = true;
    time.local.year = static_cast<int>(*year);
    time.local.month = static_cast<int>(*month);
    time.local.day = static_cast<int>(*day);
    time.offset = 0;
    return time;
}

// A record of the SIP stack: fields of the trace, then "Start-Line: ", the header fields, and "Message-Body: " with the
// first line of the body or "-".
class RecordDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override { return line.find(kBegin) != kNone; }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        if (!isRecordLine(line) || line.find("TF_PROTOCOL") == kNone)
            return std::nullopt;
        Wrapper wrapper;
        wrapper.time = readRecordTime(line);
        return wrapper;
    }
    bool amend(std::string_view line, Wrapper& wrapper) const override {
        const std::size_t colon = line.find(": ");
        if (colon == kNone)
            return false;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trim(line.substr(colon + 2));
        if (name == "Direction")
            wrapper.isReceived = value.substr(0, 8) == "incoming";
        else if (name == "Peer")
            wrapper.peer = readEndpoint(value);
        return name.find(' ') == kNone;
    }
    [[nodiscard]] std::string_view textOf(std::string_view line) const override {
        if (line.substr(0, kStartLine.size()) == kStartLine)
            return line.substr(kStartLine.size());
        return line.substr(0, kBody.size()) == kBody ? line.substr(kBody.size()) : line;
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        if (line.substr(0, kEnd.size()) == kEnd || trim(line) == "Message-Body: -")
            return Role::Terminator;
        if (line.substr(0, kBody.size()) == kBody)
            return Role::BodyBegin;
        return isRecordLine(line) ? Role::Next : Role::Part;
    }
};

} // namespace

int recogniseOcsLogger(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    const auto isMessage = [](std::string_view line) { return RecordDialect().readWrapper(line).has_value(); };
    if (hasLine(sample, kBegin, isMessage))
        return kSure;
    return hasLine(sample, "TL_",
                   [](std::string_view line) { return isRecordLine(line) && readRecordTime(line).has_value(); })
               ? kWithoutMessages
               : 0;
}

std::unique_ptr<MessageReader> readOcsLogger(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<RecordDialect>(), log);
}

} // namespace echelle::logs
