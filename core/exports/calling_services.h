#pragma once

#include <string_view>

namespace echelle::exports {

// What a URL of a browser trace is to a call. A refusal counts only where the service starts calls: telemetry and
// configuration are refused all the time and harm nothing.
enum class ServiceKind : unsigned char { Other, Telemetry, Calling, Signalling, Relays };

// url: "https://host/path", or a host alone.
[[nodiscard]] ServiceKind serviceOf(std::string_view url);
[[nodiscard]] std::string_view hostOf(std::string_view url); // without port
[[nodiscard]] std::string_view pathOf(std::string_view url); // without query, which may hold secrets

} // namespace echelle::exports
