#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"

#include <cstdint>

namespace echelle::net {

// IANA protocol numbers that are told apart.
namespace ip_protocol {
inline constexpr std::uint8_t kIcmp = 1;
inline constexpr std::uint8_t kIgmp = 2;
inline constexpr std::uint8_t kIpv4 = 4;
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::uint8_t kUdp = 17;
inline constexpr std::uint8_t kIpv6 = 41;
inline constexpr std::uint8_t kGre = 47;
inline constexpr std::uint8_t kEsp = 50;
inline constexpr std::uint8_t kAuthentication = 51;
inline constexpr std::uint8_t kIcmpv6 = 58;
inline constexpr std::uint8_t kNoNext = 59;
inline constexpr std::uint8_t kEigrp = 88;
inline constexpr std::uint8_t kOspf = 89;
inline constexpr std::uint8_t kEtherIp = 97;
inline constexpr std::uint8_t kPim = 103;
inline constexpr std::uint8_t kVrrp = 112;
inline constexpr std::uint8_t kL2tp = 115;
inline constexpr std::uint8_t kSctp = 132;
inline constexpr std::uint8_t kMplsInIp = 137;
} // namespace ip_protocol

// One IPv4 or IPv6 packet, its options or extension headers passed over. Checksums are not looked at: cards compute
// them after the capture took the packet.
struct IpPacket {
    IpAddress source;
    IpAddress destination;
    std::uint8_t protocol = 0; // of the payload
    std::uint8_t ttl = 0;      // or hop limit
    std::uint16_t id = 0;      // IPv4 identification, 0 for IPv6
    ByteView payload;
    std::uint32_t missing = 0; // payload bytes announced by the header and not captured

    bool isFragment = false;
    bool hasMoreFragments = false;
    std::uint32_t fragmentId = 0;
    std::uint32_t fragmentOffset = 0; // in bytes
};

enum class IpStatus : std::uint8_t { Good, Malformed, Truncated };

// Reads the header of either version, by its first four bits (RFC 791 section 3.1, RFC 8200 sections 3 and 4).
[[nodiscard]] IpStatus readIp(ByteView bytes, IpPacket& packet);

} // namespace echelle::net
