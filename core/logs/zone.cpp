#include "core/logs/zone.h"

#include "core/base/text.h"

#include <cstdio>
#include <cstdlib>

namespace echelle::logs {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400;

// "+02:00", "-0530", "+2"
std::optional<std::int32_t> parseOffset(std::string_view text) {
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-'))
        return std::nullopt;
    const std::string_view digits = text.substr(1);
    const std::size_t colon = digits.find(':');
    const bool isShort = digits.size() <= 2;
    const std::string_view hours = isShort ? digits : digits.substr(0, colon == std::string_view::npos ? 2 : colon);
    const std::string_view minutes = isShort ? "0" : digits.substr(colon == std::string_view::npos ? 2 : colon + 1);
    const auto h = parseUnsigned(hours);
    const auto m = parseUnsigned(minutes);
    if (!h || !m || hours.size() > 2 || minutes.size() > 2 || (!isShort && minutes.size() != 2) || *h > 14 || *m > 59)
        return std::nullopt;
    const auto seconds = static_cast<std::int32_t>(*h * 3600 + *m * 60);
    return text[0] == '-' ? -seconds : seconds;
}

std::int64_t floorSeconds(Timestamp t) {
    return t.ns >= 0 ? t.ns / kNsPerSecond : -((-t.ns + kNsPerSecond - 1) / kNsPerSecond);
}

} // namespace

Zone Zone::fixed(std::int32_t offsetSeconds) {
    if (offsetSeconds == 0)
        return {"UTC", 0};
    const int minutes = std::abs(offsetSeconds) / 60;
    char name[16];
    std::snprintf(name, sizeof name, "%c%02d:%02d", offsetSeconds < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    return {name, offsetSeconds};
}

std::optional<Zone> Zone::parse(std::string_view text) {
    if (equalsNoCase(text, "UTC") || equalsNoCase(text, "Z") || equalsNoCase(text, "GMT"))
        return fixed(0);
    if (const auto offset = parseOffset(text))
        return fixed(*offset);
    std::optional<ZoneFile> file = ZoneFile::open(text);
    if (!file)
        return std::nullopt;
    Zone zone(std::string(text), 0);
    zone.m_file = std::move(file);
    return zone;
}

std::optional<Timestamp> Zone::toUtc(const CivilTime& local) const {
    const std::optional<Timestamp> asUtc = fromCivil(local);
    if (!asUtc)
        return std::nullopt;
    std::int32_t offset = m_offset;
    if (m_file) {
        const std::int64_t seconds = floorSeconds(*asUtc);
        const std::int32_t before = m_file->offsetAt(seconds - kDay);
        const std::int32_t after = m_file->offsetAt(seconds + kDay);
        offset = before;
        if (m_file->offsetAt(seconds - before) != before && m_file->offsetAt(seconds - after) == after)
            offset = after;
    }
    return *asUtc + Duration::seconds(-static_cast<std::int64_t>(offset));
}

} // namespace echelle::logs
