#include "core/logs/freeswitch/freeswitch_log.h"

#include "core/base/text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/freeswitch/siptrace_header.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

#include <cstdlib>

namespace echelle::logs {
namespace {

int secondOfDay(const CivilTime& time) {
    return (time.hour * 60 + time.minute) * 60 + time.second;
}

// The lines of the trace have no date; those of FreeSWITCH around them do ("2026-03-16 16:05:41.123456 [DEBUG] ...").
class SofiaGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        noteDate(line);
        if (line.size() < 40 || trim(line).back() != ':')
            return LineKind::Other;
        const std::optional<SiptraceHeader> header = readSiptraceHeader(line);
        if (!header)
            return LineKind::Other;
        if (const auto before = findTime(header->prefix); before && before->hasYear)
            m_dated = before;
        frame.prefix = header->prefix;
        frame.isReceived = header->isReceived;
        frame.transport = header->transport;
        (header->isReceived ? frame.source : frame.destination) = header->peer;
        frame.announcedBytes = header->bytes;
        frame.time = dated(header->time);
        return LineKind::Begin;
    }
    [[nodiscard]] bool isFiller(std::string_view line) const override {
        const std::string_view text = trim(line);
        return text.size() > 20 && text.find_first_not_of('-') == std::string_view::npos;
    }

private:
    void noteDate(std::string_view line) {
        if (line.size() < 24 || line[0] != '2' || line[4] != '-')
            return;
        if (const auto time = readTime(line); time && time->time.hasYear)
            m_dated = time->time;
    }
    [[nodiscard]] LogTime dated(LogTime time) const {
        if (time.hasDate || !m_dated)
            return time;
        // The nearest point in time to the dated line before: midnight may lie between them.
        constexpr int kHalfDay = 12 * 3600;
        const int difference = secondOfDay(time.local) - secondOfDay(m_dated->local);
        const std::int64_t days = difference < -kHalfDay ? 1 : difference > kHalfDay ? -1 : 0;
        const auto day = fromCivil(m_dated->local);
        if (!day)
            return time;
        const CivilTime date = toCivil(*day + Duration::seconds(days * 86'400));
        time.local.year = date.year;
        time.local.month = date.month;
        time.local.day = date.day;
        time.hasDate = time.hasYear = true;
        time.offset = m_dated->offset;
        return time;
    }

    std::optional<LogTime> m_dated; // of the last line that had a date
};

} // namespace

int recogniseFreeSwitch(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, " bytes ", [](std::string_view line) { return readSiptraceHeader(line).has_value(); })
               ? kSure
               : 0;
}

std::unique_ptr<MessageReader> readFreeSwitch(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<SofiaGrammar>(bytes, log);
}

} // namespace echelle::logs
