#include "core/logs/log_clock.h"

#include "core/base/text.h"

#include <array>
#include <cstdlib>

namespace echelle::logs {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kQuarter = 15 * 60; // zones differ from UTC by quarters of an hour
constexpr std::int64_t kMaxOffset = 14 * 3600;
constexpr std::int64_t kTolerance = 120; // clocks of two devices, and the way between them
constexpr std::uint64_t kEnoughVotes = 16;
constexpr int kFallbackYear = 1970;

bool isLeapYear(std::int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::optional<std::int64_t> secondsOf(const CivilTime& c) {
    const auto t = fromCivil(c);
    if (!t)
        return std::nullopt;
    return t->ns >= 0 ? t->ns / kNsPerSecond : -((-t->ns + kNsPerSecond - 1) / kNsPerSecond);
}

// The zone's offset, if the difference is near a quarter of an hour and possible at all.
std::optional<std::int64_t> offsetFrom(std::int64_t difference) {
    const std::int64_t half = difference >= 0 ? kQuarter / 2 : -kQuarter / 2;
    const std::int64_t rounded = (difference + half) / kQuarter * kQuarter;
    if (std::llabs(difference - rounded) > kTolerance || std::llabs(rounded) > kMaxOffset)
        return std::nullopt;
    return rounded;
}

CivilTime withDay(CivilTime time, std::int64_t dayNumber) {
    const CivilTime day = toCivil({dayNumber * kDay * kNsPerSecond});
    time.year = day.year;
    time.month = day.month;
    time.day = day.day;
    return time;
}

} // namespace

int monthFromName(std::string_view name) {
    constexpr std::array<std::string_view, 12> kNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (equalsNoCase(kNames[i], name))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

std::optional<Timestamp> parseDateHeader(std::string_view value) {
    // Fixed columns: "Mon, 16 Mar 2026 08:05:41 GMT"
    constexpr std::size_t kLength = 29;
    value = trim(value);
    if (value.size() != kLength || value[3] != ',' || value[19] != ':' || value[22] != ':' ||
        !equalsNoCase(value.substr(26), "GMT"))
        return std::nullopt;
    const auto number = [value](std::size_t at, std::size_t size) {
        return static_cast<int>(parseUnsigned(value.substr(at, size)).value_or(9999));
    };
    return fromCivil({number(12, 4), monthFromName(value.substr(8, 3)), number(5, 2), number(17, 2), number(20, 2),
                      number(23, 2), 0});
}

int LogClock::Walk::advance(const LogTime& time) {
    const CivilTime& c = time.local;
    const std::int64_t second = (c.hour * 60 + c.minute) * 60 + c.second;
    // Without a date midnight has passed where time goes back by half a day; with one New Year where it goes back by
    // half a year, and was gone back over where it goes on by nearly all of one (lines out of order).
    const std::int64_t now = time.hasDate ? ((c.month - 1) * 31 + c.day - 1) * kDay + second : second;
    const std::int64_t period = time.hasDate ? 372 * kDay : kDay;
    const std::int64_t back = m_last - now;
    if (m_last >= 0 && back > period / 2)
        ++m_periods;
    else if (m_last >= 0 && -back > period - period / 16)
        --m_periods;
    m_last = now;
    return m_periods;
}

void LogClock::Votes::add(std::optional<std::int64_t> seconds) {
    if (!seconds) {
        isConsistent = false;
        return;
    }
    if (count > 0 && offset != *seconds)
        isConsistent = false;
    offset = *seconds;
    ++count;
}

LogClock::LogClock(const TimeSettings& settings, std::int64_t modifiedNs)
    : m_settings(settings), m_modifiedNs(modifiedNs) {}

// Which year or day the Date field gives the line, and how far the clocks are apart then.
void LogClock::noteDate(const LogTime& time, Timestamp date, int period, bool isOwnDate) {
    const std::int64_t dateSeconds = date.ns / kNsPerSecond;
    const CivilTime civil = toCivil(date);
    std::optional<std::int64_t> nearest;
    std::int64_t base = 0;
    const bool isOpen = !time.hasYear;
    for (int shift = isOpen ? -1 : 0; shift <= (isOpen ? 1 : 0); ++shift) {
        CivilTime local = time.local;
        std::int64_t candidate = 0;
        if (!time.hasDate) {
            candidate = dateSeconds / kDay + shift;
            local = withDay(local, candidate);
        } else if (!time.hasYear) {
            candidate = civil.year + shift;
            local.year = static_cast<int>(candidate);
        }
        const auto seconds = secondsOf(local);
        if (!seconds || (nearest && std::llabs(*seconds - dateSeconds) >= std::llabs(*nearest)))
            continue;
        nearest = *seconds - dateSeconds;
        base = candidate - period;
    }
    if (!nearest)
        return;
    const auto offset = offsetFrom(*nearest);
    (isOwnDate ? m_own : m_others).add(offset);
    // Another device's Date is as good where there is no own one; one that is days off tells nothing.
    if (offset && isOpen && (!m_baseFromDate || (isOwnDate && !m_isBaseFromOwnDate))) {
        m_baseFromDate = base;
        m_isBaseFromOwnDate = isOwnDate;
    }
}

void LogClock::survey(const LogTime& time, std::optional<Timestamp> date, bool isOwnDate) {
    if (m_clock == Clock::None || time.hasYear < (m_clock == Clock::Full))
        m_clock = time.hasYear ? Clock::Full : time.hasDate ? Clock::NoYear : Clock::NoDate;
    if (time.offset && !m_hasOffsets) {
        m_hasOffsets = true;
        m_firstOffset = *time.offset;
    }
    const int period = time.hasYear ? 0 : m_surveyWalk.advance(time);
    if (time.hasDate && !time.hasYear && time.local.month == 2 && time.local.day == 29)
        m_leapPeriod = period;
    if (!time.hasYear) {
        m_last = time;
        m_lastPeriod = period;
    }
    if (date && !time.offset)
        noteDate(time, *date, period, isOwnDate);
}

bool LogClock::isSurveyComplete() const {
    const bool isZoneKnown = m_settings.zone.has_value() || m_hasOffsets || m_own.count >= kEnoughVotes;
    const bool isYearKnown =
        m_clock == Clock::Full || (m_clock == Clock::NoYear && m_settings.year) || m_isBaseFromOwnDate;
    return m_clock != Clock::None && isZoneKnown && isYearKnown;
}

void LogClock::settleZone(Place place, ImportLog& log) {
    const Votes& votes = m_own.count > 0 ? m_own : m_others;
    if (m_settings.zone)
        m_zone = Zone::parse(*m_settings.zone);
    if (m_zone) {
        m_zoneBasis = ZoneBasis::Given;
    } else if (m_hasOffsets) {
        m_zone = Zone::fixed(m_firstOffset);
        m_zoneBasis = ZoneBasis::Found;
    } else if (votes.count > 0 && votes.isConsistent) {
        m_zone = Zone::fixed(static_cast<std::int32_t>(votes.offset));
        m_zoneBasis = ZoneBasis::Found;
    } else {
        m_zone = Zone::fixed(0);
        m_zoneBasis = ZoneBasis::Assumed;
        log.add(diag::kLogZoneAssumed, place);
    }
}

void LogClock::settleBase(Place place, ImportLog& log) {
    if (m_clock == Clock::Full) { // only for stray lines of another kind
        m_base = toCivil({m_modifiedNs}).year;
        return;
    }
    const bool hasDate = m_clock == Clock::NoYear;
    if (hasDate && m_settings.year) {
        m_base = *m_settings.year;
        return;
    }
    if (m_baseFromDate) {
        m_base = *m_baseFromDate;
        return;
    }
    log.add(diag::kLogYearAssumed, place);
    // The last line was written before the file was last changed; a day is left for the zone.
    const Timestamp modified{m_modifiedNs};
    const std::int64_t limit = m_modifiedNs / kNsPerSecond + kDay;
    if (!hasDate) {
        m_base = m_modifiedNs / kNsPerSecond / kDay - m_lastPeriod;
        return;
    }
    std::int64_t year = m_modifiedNs != 0 ? toCivil(modified).year : kFallbackYear;
    CivilTime last = m_last.local;
    last.year = static_cast<int>(year);
    const auto seconds = secondsOf(last);
    if (m_modifiedNs != 0 && seconds && *seconds > limit)
        --year;
    m_base = year - m_lastPeriod;
    while (m_leapPeriod && !isLeapYear(m_base + *m_leapPeriod))
        --m_base;
}

void LogClock::settle(Place firstTimedLine, ImportLog& log) {
    if (m_clock == Clock::None)
        return;
    settleZone(firstTimedLine, log);
    settleBase(firstTimedLine, log);
}

CivilTime LogClock::complete(const LogTime& time, int period) const {
    CivilTime local = time.local;
    if (!time.hasDate)
        return withDay(local, m_base + period);
    if (!time.hasYear)
        local.year = static_cast<int>(m_base + period);
    return local;
}

Timestamp LogClock::toTimestamp(const LogTime& time) {
    if (!m_zone)
        return {};
    const CivilTime local = complete(time, time.hasYear ? 0 : m_walk.advance(time));
    // What the line itself says is surer than what was given for the file.
    const auto t = time.offset ? Zone::fixed(*time.offset).toUtc(local) : m_zone->toUtc(local);
    return t.value_or(Timestamp{});
}

std::string LogClock::zone() const {
    return m_zone ? m_zone->name() : std::string();
}

} // namespace echelle::logs
