#include "core/logs/twinkle/twinkle_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

#include <array>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kHead = "+++ ";

// "+++ 14-7-2005 12:34:56.123456 INFO SIP ::send_sip_udp" (log.cpp of Twinkle): day, month and year as they come.
std::optional<LogTime> readHeadTime(std::string_view line) {
    if (line.substr(0, kHead.size()) != kHead)
        return std::nullopt;
    line.remove_prefix(kHead.size());
    const std::size_t blank = line.find(' ');
    if (blank == kNone)
        return std::nullopt;
    std::array<std::uint64_t, 3> numbers{};
    std::string_view date = line.substr(0, blank);
    for (std::uint64_t& number : numbers) {
        const std::size_t dash = date.find('-');
        const auto value = parseUnsigned(date.substr(0, dash));
        if (!value || *value > 9999)
            return std::nullopt;
        number = *value;
        date = dash == kNone ? std::string_view() : date.substr(dash + 1);
    }
    const auto time = readTime(line.substr(blank + 1));
    if (!time)
        return std::nullopt;
    LogTime found = time->time;
    found.local.day = static_cast<int>(numbers[0]);
    found.local.month = static_cast<int>(numbers[1]);
    found.local.year = static_cast<int>(numbers[2]);
    found.hasYear = found.hasDate = true;
    return found;
}

class TwinkleGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (const auto time = readHeadTime(line)) {
            m_time = time;
            return LineKind::Part;
        }
        if (!m_time)
            return LineKind::Other;
        constexpr std::string_view kSent = "send to: ";
        constexpr std::string_view kReceived = "received from: ";
        const bool isReceived = startsWithNoCase(line, kReceived);
        if (isReceived || startsWithNoCase(line, kSent)) {
            frame.isReceived = isReceived;
            frame.time = m_time;
            frame.setPeer(readTransportAddress(line.substr(isReceived ? kReceived.size() : kSent.size())));
            frame.endsBy = EndsBy::Mark;
            frame.addedLineEnds = 1;
            m_time.reset();
            return LineKind::Begin;
        }
        m_time.reset();
        return LineKind::Other;
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart) const override {
        return line == "---" ? 0 : kNoMark;
    }
    [[nodiscard]] std::string_view nameOfOther(std::string_view) const override { return "keep-alive"; }

private:
    std::optional<LogTime> m_time; // of the head before
};

} // namespace

int recogniseTwinkle(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, kHead, [](std::string_view line) { return readHeadTime(line).has_value(); }) ? kSure : 0;
}

std::unique_ptr<MessageReader> readTwinkle(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<TwinkleGrammar>(bytes, log);
}

} // namespace echelle::logs
