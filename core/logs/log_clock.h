#pragma once

#include "core/base/diagnostic.h"
#include "core/logs/message_source.h"
#include "core/logs/zone.h"

#include <cstdint>
#include <optional>

namespace echelle::logs {

// The time of one line as far as it is written there.
struct LogTime {
    bool hasYear = false;
    bool hasDate = false; // month and day
    CivilTime local;
    std::optional<std::int32_t> offset; // seconds east of UTC, where the line says so
};

// Turns the times of a log into points in time (model.md "Time"). Two passes over the same lines: first survey() for
// each message, then settle(), then toTimestamp() for each again. What the lines leave open comes from the settings,
// else from Date header fields, else from the file's time of modification and UTC, and is then noted as assumed.
class LogClock {
public:
    // modifiedNs: of the file, 0 where unknown.
    LogClock(const TimeSettings& settings, std::int64_t modifiedNs);

    // date: the message's Date header; isOwnDate: this device wrote it.
    void survey(const LogTime& time, std::optional<Timestamp> date, bool isOwnDate);
    // True where further lines cannot change the outcome.
    [[nodiscard]] bool isSurveyComplete() const;
    void settle(Place firstTimedLine, ImportLog& log);

    // In the order of the lines. Invalid where the fields are out of range.
    [[nodiscard]] Timestamp toTimestamp(const LogTime& time);

    [[nodiscard]] Clock clock() const { return m_clock; }
    [[nodiscard]] std::string zone() const; // "" without a clock
    [[nodiscard]] ZoneBasis zoneBasis() const { return m_zoneBasis; }

private:
    // Counts years (or days, where there is no date) from line to line.
    class Walk {
    public:
        // Periods gone by since the first line.
        int advance(const LogTime& time);

    private:
        std::int64_t m_last = -1; // second within the year or day
        int m_periods = 0;
    };
    // Differences between a log's clock and Date fields.
    struct Votes {
        std::uint64_t count = 0;
        std::int64_t offset = 0;
        bool isConsistent = true;
        void add(std::optional<std::int64_t> seconds);
    };

    void settleZone(Place place, ImportLog& log);
    void settleBase(Place place, ImportLog& log);
    void noteDate(const LogTime& time, Timestamp date, int period, bool isOwnDate);
    [[nodiscard]] CivilTime complete(const LogTime& time, int period) const;

    TimeSettings m_settings;
    std::int64_t m_modifiedNs;
    Clock m_clock = Clock::None;
    std::optional<Zone> m_zone;
    ZoneBasis m_zoneBasis = ZoneBasis::Assumed;
    bool m_hasOffsets = false; // the lines carry their zone
    std::int32_t m_firstOffset = 0;

    Walk m_surveyWalk, m_walk;
    Votes m_own, m_others;
    LogTime m_last; // of the survey
    int m_lastPeriod = 0;
    std::optional<int> m_leapPeriod;            // a period that has a 29 February
    std::optional<std::int64_t> m_baseFromDate; // year, or day since 1970, of period 0
    bool m_isBaseFromOwnDate = false;
    std::int64_t m_base = 1970;
};

// A Date header field (RFC 3261 section 20.17): "Mon, 16 Mar 2026 08:05:41 GMT"; nullopt for anything else.
[[nodiscard]] std::optional<Timestamp> parseDateHeader(std::string_view value);

// 1 to 12 for "Jan" to "Dec" in any case, else 0.
[[nodiscard]] int monthFromName(std::string_view name);

} // namespace echelle::logs
