#pragma once

#include "core/base/timestamp.h"
#include "core/scene/settings.h"
#include "core/scene/words.h"

#include <QTimeZone>

#include <string>

namespace echelle::scene {

// to - from, at the bounds of the type where it does not fit: a capture may claim any time.
[[nodiscard]] Duration between(Timestamp from, Timestamp to);

// Times as the column of the ladder has them.
class TimeText {
public:
    TimeText(std::string_view zone, const Words& words);

    [[nodiscard]] std::string clock(Timestamp t) const; // "20:26:38.123", in the zone
    [[nodiscard]] std::string date(Timestamp t) const;  // "2026-11-21", in the zone
    [[nodiscard]] std::int64_t day(Timestamp t) const;  // days since 1970-01-01 in the zone
    [[nodiscard]] std::string zone() const;             // "UTC", "Europe/Paris"
    [[nodiscard]] std::string offset(Duration d) const; // "+0.310", in seconds
    // "0.28 ms", "310 ms", "31.5 s", "12 min 5 s", "3 h 20 min", "2 d 4 h": about three digits, for sentences.
    [[nodiscard]] std::string span(Duration d) const;

private:
    [[nodiscard]] Timestamp local(Timestamp t) const;

    QTimeZone m_zone;
    const Words& m_words;
};

} // namespace echelle::scene
