#pragma once

#include "core/base/timestamp.h"
#include "core/logs/zone_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// A time zone by which local times of a text become UTC: never the machine's own.
class Zone {
public:
    // "UTC", "Z", "+02:00", "-0530", "+2", or an IANA name read from the system's zone files. nullopt for anything
    // else.
    [[nodiscard]] static std::optional<Zone> parse(std::string_view text);
    [[nodiscard]] static Zone fixed(std::int32_t offsetSeconds); // named "+02:00", or "UTC" for 0

    [[nodiscard]] const std::string& name() const { return m_name; }
    // A local time that a change of the clock skipped counts with the offset before it; one that occurs twice is the
    // first. nullopt where the fields are out of range.
    [[nodiscard]] std::optional<Timestamp> toUtc(const CivilTime& local) const;

private:
    Zone(std::string name, std::int32_t offset) : m_name(std::move(name)), m_offset(offset) {}

    std::string m_name;
    std::int32_t m_offset = 0; // seconds east of UTC, where there is no file
    std::optional<ZoneFile> m_file;
};

} // namespace echelle::logs
