#include "core/net/rtp/jitter.h"

#include "core/sip/static_payload_types.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace echelle::net {

namespace {
// Of the audio and video formats in use.
constexpr std::array<std::uint32_t, 7> kDynamicRates{8000, 16000, 24000, 32000, 44100, 48000, 90000};
// Milliseconds: timestamps that leap by so much more than the time that went by begin anew, which is no jitter.
constexpr double kNewTimeline = 2000;
} // namespace

JitterMeter::JitterMeter(std::uint8_t payloadType) {
    if (const std::uint32_t rate = sip::staticPayloadType(payloadType).clockRate; rate != 0) {
        m_estimates.push_back({rate});
        return;
    }
    for (const std::uint32_t rate : kDynamicRates)
        m_estimates.push_back({rate});
}

void JitterMeter::add(std::int64_t arrivalNs, std::uint32_t timestamp) {
    if (m_packets++ > 0) {
        std::int64_t elapsed = 0;
        if (__builtin_sub_overflow(arrivalNs, m_lastArrival, &elapsed))
            elapsed = 0; // clocks of two centuries
        const double arrived = static_cast<double>(elapsed) / 1e6;
        const auto sampled = static_cast<double>(static_cast<std::int32_t>(timestamp - m_lastTimestamp)); // wraps
        for (Estimate& e : m_estimates) {
            const double due = sampled * 1000.0 / e.clockRate;
            if (std::abs(due) > std::abs(arrived) + kNewTimeline)
                continue;
            const double difference = std::abs(arrived - due);
            e.now += (difference - e.now) / 16.0;
            e.sum += e.now;
            ++e.differences;
            e.highest = std::max(e.highest, e.now);
        }
    }
    m_lastArrival = arrivalNs;
    m_lastTimestamp = timestamp;
}

std::vector<Jitter> JitterMeter::values() const {
    std::vector<Jitter> values;
    for (const Estimate& e : m_estimates)
        if (e.differences > 0)
            values.push_back({e.clockRate, e.sum / static_cast<double>(e.differences), e.highest});
    return values;
}

} // namespace echelle::net
