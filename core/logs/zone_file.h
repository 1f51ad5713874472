#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::logs {

// The transitions of a time zone, read from a TZif file (RFC 8536). Offsets are seconds east of UTC.
class ZoneFile {
public:
    // nullopt where the bytes are no TZif file or are damaged.
    [[nodiscard]] static std::optional<ZoneFile> parse(std::string_view bytes);
    // The file of an IANA name ("Europe/Paris") in the system's folder; nullopt where the name is none or there is no
    // file.
    [[nodiscard]] static std::optional<ZoneFile> open(std::string_view ianaName);

    // In force at a time in seconds since 1970 UTC. Behind the last transition, that of the last transition.
    [[nodiscard]] std::int32_t offsetAt(std::int64_t utcSeconds) const;

private:
    struct Transition {
        std::int64_t at = 0;
        std::int32_t offset = 0;
    };
    std::int32_t m_firstOffset = 0;
    std::vector<Transition> m_transitions; // in order of time
};

} // namespace echelle::logs
