#include "core/logs/zone_file.h"

#include "core/base/byte_view.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace echelle::logs {
namespace {

constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kMaxFileBytes = 256U << 10; // the largest in use has 4 KiB
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kTypeBytes = 6;

// The six counts of a header, in the order of RFC 8536 section 3.1.
struct Counts {
    std::size_t isUt = 0, isStd = 0, leap = 0, times = 0, types = 0, characters = 0;

    [[nodiscard]] std::size_t dataBytes(std::size_t timeBytes) const {
        return times * timeBytes + times + types * kTypeBytes + characters + leap * (timeBytes + 4) + isStd + isUt;
    }
};

const std::uint8_t* at(std::string_view bytes, std::size_t offset) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data()) + offset;
}

std::optional<Counts> readHeader(std::string_view bytes) {
    if (bytes.size() < kHeaderBytes || bytes.substr(0, 4) != "TZif")
        return std::nullopt;
    Counts c;
    c.isUt = readBe32(at(bytes, 20));
    c.isStd = readBe32(at(bytes, 24));
    c.leap = readBe32(at(bytes, 28));
    c.times = readBe32(at(bytes, 32));
    c.types = readBe32(at(bytes, 36));
    c.characters = readBe32(at(bytes, 40));
    const std::size_t largest = std::max({c.isUt, c.isStd, c.leap, c.times, c.types, c.characters});
    if (largest > kMaxFileBytes || c.types == 0)
        return std::nullopt;
    return c;
}

bool isIanaName(std::string_view name) {
    if (name.empty() || name.size() > kMaxNameBytes || name.front() == '/' || name.find("..") != std::string_view::npos)
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '+' || c == '/';
    });
}

} // namespace

std::optional<ZoneFile> ZoneFile::parse(std::string_view bytes) {
    std::optional<Counts> counts = readHeader(bytes);
    if (!counts)
        return std::nullopt;
    std::size_t timeBytes = 4;
    if (bytes[4] >= '2') { // the same again in 64 bits follows
        const std::size_t skip = kHeaderBytes + counts->dataBytes(4);
        if (skip > bytes.size())
            return std::nullopt;
        bytes.remove_prefix(skip);
        counts = readHeader(bytes);
        if (!counts)
            return std::nullopt;
        timeBytes = 8;
    }
    bytes.remove_prefix(kHeaderBytes);
    if (counts->dataBytes(timeBytes) > bytes.size())
        return std::nullopt;
    const std::size_t indexes = counts->times * timeBytes;
    const std::size_t types = indexes + counts->times;
    const auto offsetOf = [&](std::size_t type) {
        return static_cast<std::int32_t>(readBe32(at(bytes, types + type * kTypeBytes)));
    };

    ZoneFile zone;
    zone.m_firstOffset = offsetOf(0);
    zone.m_transitions.reserve(counts->times);
    for (std::size_t i = 0; i < counts->times; ++i) {
        const std::uint8_t type = *at(bytes, indexes + i);
        if (type >= counts->types)
            return std::nullopt;
        const std::int64_t time = timeBytes == 8 ? static_cast<std::int64_t>(readBe64(at(bytes, i * 8)))
                                                 : static_cast<std::int32_t>(readBe32(at(bytes, i * 4)));
        if (!zone.m_transitions.empty() && time <= zone.m_transitions.back().at)
            return std::nullopt;
        zone.m_transitions.push_back({time, offsetOf(type)});
    }
    return zone;
}

std::optional<ZoneFile> ZoneFile::open(std::string_view ianaName) {
    if (!isIanaName(ianaName))
        return std::nullopt;
    std::ifstream in("/usr/share/zoneinfo/" + std::string(ianaName), std::ios::binary);
    if (!in)
        return std::nullopt;
    std::string bytes(kMaxFileBytes, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.bad())
        return std::nullopt;
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return parse(bytes);
}

std::int32_t ZoneFile::offsetAt(std::int64_t utcSeconds) const {
    const auto after = std::upper_bound(m_transitions.begin(), m_transitions.end(), utcSeconds,
                                        [](std::int64_t t, const Transition& transition) { return t < transition.at; });
    return after == m_transitions.begin() ? m_firstOffset : std::prev(after)->offset;
}

} // namespace echelle::logs
