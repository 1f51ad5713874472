#include "core/capture/pcapng_interface.h"

namespace echelle::capture::pcapng {
namespace {

constexpr std::uint16_t kIfName = 2;
constexpr std::uint16_t kIfDescription = 3;
constexpr std::uint16_t kIfTsresol = 9;
constexpr std::uint16_t kIfTsoffset = 14;
constexpr std::size_t kMaxText = 256; // of a name that is kept
constexpr std::uint64_t kNanosecondsPerSecond = 1'000'000'000;

__extension__ using Uint128 = unsigned __int128;

struct SplitTime {
    std::uint64_t seconds = 0;
    std::uint64_t nanoseconds = 0;
};

SplitTime fromBinary(std::uint64_t ticks, unsigned exponent) {
    if (exponent >= 64)
        return {}; // below what 64 bits can count
    const std::uint64_t fraction = exponent == 0 ? 0 : ticks & ((std::uint64_t{1} << exponent) - 1);
    return {ticks >> exponent, static_cast<std::uint64_t>(Uint128{fraction} * kNanosecondsPerSecond >> exponent)};
}

SplitTime fromDecimal(std::uint64_t ticks, unsigned exponent) {
    if (exponent > 19)
        return {};
    std::uint64_t units = 1;
    for (unsigned i = 0; i < exponent; ++i)
        units *= 10;
    return {ticks / units, static_cast<std::uint64_t>(Uint128{ticks % units} * kNanosecondsPerSecond / units)};
}

} // namespace

Timestamp InterfaceClock::toTime(std::uint64_t ticks) const {
    const unsigned exponent = m_resolution & 0x7f;
    const SplitTime split = (m_resolution & 0x80) != 0 ? fromBinary(ticks, exponent) : fromDecimal(ticks, exponent);
    std::int64_t seconds = 0;
    std::int64_t ns = 0;
    if (split.seconds > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ||
        __builtin_add_overflow(static_cast<std::int64_t>(split.seconds), m_offsetSeconds, &seconds) ||
        __builtin_mul_overflow(seconds, static_cast<std::int64_t>(kNanosecondsPerSecond), &ns) ||
        __builtin_add_overflow(ns, static_cast<std::int64_t>(split.nanoseconds), &ns))
        return {};
    return {ns};
}

std::optional<DescribedInterface> parseInterface(ByteView body, ByteOrder order) {
    if (body.size() < 8)
        return std::nullopt;
    DescribedInterface out;
    out.facts.linkType = order.u16(body.data());
    out.facts.snapLength = order.u32(body.data() + 4);
    OptionReader options(body.subspan(8), order);
    while (const std::optional<Option> option = options.next()) {
        const ByteView value = option->value;
        if (option->code == kIfName)
            out.facts.name = asText(value).substr(0, kMaxText);
        else if (option->code == kIfDescription)
            out.facts.description = asText(value).substr(0, kMaxText);
        else if (option->code == kIfTsresol && !value.empty())
            out.clock.setResolution(value[0]);
        else if (option->code == kIfTsoffset && value.size() >= 8)
            out.clock.setOffset(static_cast<std::int64_t>(order.u64(value.data())));
    }
    return out;
}

} // namespace echelle::capture::pcapng
