#pragma once

#include <cstdint>
#include <vector>

namespace echelle::net {

// Interarrival jitter of packets of one payload type (RFC 3550 section 6.4.1 and appendix A.8), in milliseconds.
struct Jitter {
    std::uint32_t clockRate = 0;
    double mean = 0; // of the estimate after each packet
    double highest = 0;
};

// Measures it under every clock rate that the payload type may have. The type alone tells it where it is a static one
// (RFC 3551); that of a dynamic one stands in a session description, which may come later or from another input.
class JitterMeter {
public:
    explicit JitterMeter(std::uint8_t payloadType);
    void add(std::int64_t arrivalNs, std::uint32_t timestamp);
    [[nodiscard]] std::vector<Jitter> values() const; // empty before the second packet

private:
    struct Estimate {
        std::uint32_t clockRate = 0;
        double now = 0;
        double sum = 0;
        double highest = 0;
        std::uint64_t differences = 0;
    };
    std::vector<Estimate> m_estimates;
    std::int64_t m_lastArrival = 0;
    std::uint32_t m_lastTimestamp = 0;
    std::uint64_t m_packets = 0;
};

} // namespace echelle::net
