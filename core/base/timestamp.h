#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace echelle {

// A span of time in nanoseconds.
struct Duration {
    std::int64_t ns = 0;

    [[nodiscard]] static constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000'000}; }
    [[nodiscard]] static constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000'000}; }
    [[nodiscard]] constexpr double toSeconds() const { return static_cast<double>(ns) / 1e9; }
    friend auto operator<=>(Duration, Duration) = default;
};

// A point in time: nanoseconds since 1970-01-01T00:00:00Z. An input without a clock gives an invalid one.
struct Timestamp {
    static constexpr std::int64_t kInvalid = std::numeric_limits<std::int64_t>::min();
    std::int64_t ns = kInvalid;

    [[nodiscard]] constexpr bool isValid() const { return ns != kInvalid; }
    friend auto operator<=>(Timestamp, Timestamp) = default;
};

[[nodiscard]] constexpr Duration operator-(Timestamp a, Timestamp b) { return {a.ns - b.ns}; }
[[nodiscard]] constexpr Timestamp operator+(Timestamp t, Duration d) { return {t.ns + d.ns}; }

// Calendar fields in UTC, proleptic Gregorian.
struct CivilTime {
    int year = 1970;
    int month = 1; // 1..12
    int day = 1;   // 1..31
    int hour = 0;
    int minute = 0;
    int second = 0; // 60 is accepted on input (leap second) and counts as the next minute
    std::int32_t nanosecond = 0;
};

[[nodiscard]] CivilTime toCivil(Timestamp t);
// nullopt where a field is out of range or the result does not fit (years 1678 to 2261).
[[nodiscard]] std::optional<Timestamp> fromCivil(const CivilTime& c);

// RFC 3339 in UTC with nine decimals and Z: 2026-11-21T05:48:00.123456789Z. Empty for an invalid time.
[[nodiscard]] std::string toRfc3339(Timestamp t);

} // namespace echelle
