#pragma once

#include "core/base/endpoint.h"
#include "core/logs/log_clock.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// What the lines before a message seem to say of it: the nearest time, the nearest addresses, and from words and arrows
// between them which way it went. Guesses.
struct NearbyFacts {
    std::optional<LogTime> time;
    std::optional<Endpoint> source;
    std::optional<Endpoint> destination;
    bool isReceived = true;
};

// The last few lines before a message.
class Nearby {
public:
    void note(std::string_view line);
    void clear() { m_count = 0; }
    // own: what stands before the start line on its own line, which is nearer than any.
    [[nodiscard]] NearbyFacts facts(std::string_view own) const;

private:
    static constexpr std::size_t kLines = 6;
    std::array<std::string, kLines> m_lines; // the newest at m_next - 1
    std::size_t m_next = 0;
    std::size_t m_count = 0;
};

} // namespace echelle::logs
