#include "core/scene/time_text.h"

#include <QByteArray>
#include <QDateTime>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace echelle::scene {

namespace {
constexpr std::int64_t kNsPerMs = 1'000'000;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

// value / 10^digits. By hand, since printf follows the locale that Qt has set for the process.
std::string decimals(std::int64_t value, int digits, std::string_view point) {
    std::string text = std::to_string(value);
    const auto fraction = static_cast<std::size_t>(digits);
    if (text.size() <= fraction)
        text.insert(0, fraction + 1 - text.size(), '0');
    return text.insert(text.size() - fraction, point);
}

// Milliseconds, rounded, without sign; also of the smallest number there is.
std::int64_t wholeMs(Duration d) {
    const std::int64_t ms = d.ns / kNsPerMs;
    const std::int64_t rest = d.ns % kNsPerMs;
    return std::abs(ms) + (std::abs(rest) >= kNsPerMs / 2 ? 1 : 0);
}
} // namespace

TimeText::TimeText(std::string_view zone, const Words& words)
    : m_zone(QByteArray(zone.data(), static_cast<qsizetype>(zone.size()))), m_words(words) {
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

Timestamp TimeText::local(Timestamp t) const {
    constexpr std::int64_t kDay = kSecondsPerDay * kNsPerSecond; // no offset is larger
    if (t.ns > std::numeric_limits<std::int64_t>::max() - kDay ||
        t.ns < std::numeric_limits<std::int64_t>::min() + kDay)
        return t;
    const std::int64_t seconds = t.ns / kNsPerSecond;
    return t + Duration::seconds(m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC)));
}

Duration between(Timestamp from, Timestamp to) {
    std::int64_t ns = 0;
    if (__builtin_sub_overflow(to.ns, from.ns, &ns))
        ns = to.ns > from.ns ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
    return {ns};
}

std::string TimeText::clock(Timestamp t) const {
    if (!t.isValid())
        return {};
    const CivilTime c = toCivil(local(t));
    std::array<char, 32> text{};
    const int n = std::snprintf(text.data(), text.size(), "%02d:%02d:%02d.%03d", c.hour, c.minute, c.second,
                                static_cast<int>(c.nanosecond / kNsPerMs));
    return {text.data(), static_cast<std::size_t>(n)};
}

std::string TimeText::date(Timestamp t) const {
    return t.isValid() ? toRfc3339(local(t)).substr(0, 10) : std::string();
}

std::int64_t TimeText::day(Timestamp t) const {
    const std::int64_t seconds = local(t).ns / kNsPerSecond;
    return (seconds >= 0 ? seconds : seconds - kSecondsPerDay + 1) / kSecondsPerDay;
}

std::string TimeText::zone() const {
    return m_zone == QTimeZone::utc() ? "UTC" : m_zone.id().toStdString();
}

std::string TimeText::offset(Duration d) const {
    const std::int64_t ms = wholeMs(d);
    const std::string sign = d.ns < 0 && ms > 0 ? "\u2212" : "+";
    return sign + decimals(ms, 3, m_words.decimalPoint());
}

std::string TimeText::span(Duration d) const {
    const std::int64_t ms = wholeMs(d);
    const auto word = [&](std::string_view key, std::string a, std::string b = {}) {
        return m_words.label(key, {{"n", std::move(a)}, {"m", std::move(b)}});
    };
    constexpr std::int64_t kHundredthOfMs = kNsPerMs / 100;
    if (d.ns != 0 && d.ns > -9'995'000 && d.ns < 9'995'000)
        return word("span.milliseconds",
                    decimals((std::abs(d.ns) + kHundredthOfMs / 2) / kHundredthOfMs, 2, m_words.decimalPoint()));
    if (ms < 1000)
        return word("span.milliseconds", std::to_string(ms));
    if (ms < 9'995)
        return word("span.seconds", decimals((ms + 5) / 10, 2, m_words.decimalPoint()));
    if (ms < 99'950)
        return word("span.seconds", decimals((ms + 50) / 100, 1, m_words.decimalPoint()));
    const std::int64_t whole = (ms + 500) / 1000;
    if (whole < 3600)
        return word("span.minutes", std::to_string(whole / 60), std::to_string(whole % 60));
    if (whole < kSecondsPerDay)
        return word("span.hours", std::to_string(whole / 3600), std::to_string(whole / 60 % 60));
    return word("span.days", std::to_string(whole / kSecondsPerDay), std::to_string(whole / 3600 % 24));
}

} // namespace echelle::scene
