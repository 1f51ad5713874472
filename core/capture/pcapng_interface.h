#pragma once

#include "core/capture/frame_source.h"
#include "core/capture/pcapng_block.h"

#include <limits>
#include <optional>

namespace echelle::capture::pcapng {

// How an interface writes its timestamps (if_tsresol, if_tsoffset).
class InterfaceClock {
public:
    // The option's byte: exponent of a power of 10, or with the top bit set of 2. Default: microseconds.
    void setResolution(std::uint8_t byte) { m_resolution = byte; }
    void setOffset(std::int64_t seconds) { m_offsetSeconds = seconds; }
    // Truncated to nanoseconds; invalid where the result does not fit (years 1678 to 2261).
    [[nodiscard]] Timestamp toTime(std::uint64_t ticks) const;

private:
    std::uint8_t m_resolution = 6;
    std::int64_t m_offsetSeconds = 0;
};

struct DescribedInterface {
    Interface facts;
    InterfaceClock clock;
};

// Takes the body of an Interface Description Block apart; nullopt where it is too short.
[[nodiscard]] std::optional<DescribedInterface> parseInterface(ByteView body, ByteOrder order);

} // namespace echelle::capture::pcapng
