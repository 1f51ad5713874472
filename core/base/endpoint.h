#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace echelle {

// An IPv4 or IPv6 address, or none. IPv4 stands in the last four bytes as ::ffff:a.b.c.d does, with family told apart.
struct IpAddress {
    enum class Family : std::uint8_t { None, V4, V6 };
    std::array<std::uint8_t, 16> bytes{};
    Family family = Family::None;

    [[nodiscard]] static IpAddress v4(const std::uint8_t* fourBytes);
    [[nodiscard]] static IpAddress v6(const std::uint8_t* sixteenBytes);
    // Dotted quad or RFC 4291 text, without brackets, port or zone; nullopt for anything else.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);

    [[nodiscard]] bool isValid() const { return family != Family::None; }
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] bool isPrivate() const; // RFC 1918, RFC 6598, RFC 4193, link-local
    [[nodiscard]] std::string toString() const; // RFC 5952 for IPv6
    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

// A transport address, or the unnamed device that wrote a log ("device:<source id>", model.md "Time").
struct Endpoint {
    IpAddress address;
    std::uint16_t port = 0;
    std::int32_t device = 0; // source id where the address is unknown

    [[nodiscard]] bool isDevice() const { return !address.isValid(); }
    // "10.0.0.1:5060", "[2001:db8::1]:5060", "device:3"; port 0 is left out.
    [[nodiscard]] std::string toString() const;
    friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

enum class Transport : std::uint8_t { Unknown, Udp, Tcp, Tls, Ws, Wss, Sctp };
[[nodiscard]] std::string_view toString(Transport transport); // "UDP", "TCP" ...; "" for Unknown
[[nodiscard]] Transport transportFromText(std::string_view text); // any case; Unknown where it is none
[[nodiscard]] constexpr bool isReliable(Transport t) { return t != Transport::Udp && t != Transport::Unknown; }

struct EndpointHash {
    std::size_t operator()(const Endpoint& e) const noexcept;
};

} // namespace echelle
