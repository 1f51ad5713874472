#include "core/base/endpoint.h"

#include "core/base/hash.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>

namespace echelle {

IpAddress IpAddress::v4(const std::uint8_t* fourBytes) {
    IpAddress a;
    a.family = Family::V4;
    a.bytes[10] = a.bytes[11] = 0xff;
    std::memcpy(a.bytes.data() + 12, fourBytes, 4);
    return a;
}

IpAddress IpAddress::v6(const std::uint8_t* sixteenBytes) {
    IpAddress a;
    a.family = Family::V6;
    std::memcpy(a.bytes.data(), sixteenBytes, 16);
    return a;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    if (text.empty() || text.size() >= INET6_ADDRSTRLEN)
        return std::nullopt;
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    std::copy(text.begin(), text.end(), buffer.begin());
    std::array<std::uint8_t, 16> raw{};
    if (inet_pton(AF_INET, buffer.data(), raw.data()) == 1)
        return v4(raw.data());
    if (inet_pton(AF_INET6, buffer.data(), raw.data()) == 1)
        return v6(raw.data());
    return std::nullopt;
}

bool IpAddress::isLoopback() const {
    if (family == Family::V4)
        return bytes[12] == 127;
    if (family != Family::V6)
        return false;
    return bytes[15] == 1 && std::all_of(bytes.begin(), bytes.begin() + 15, [](std::uint8_t b) { return b == 0; });
}

bool IpAddress::isPrivate() const {
    if (family == Family::V4) {
        const std::uint8_t a = bytes[12];
        const std::uint8_t b = bytes[13];
        return a == 10 || (a == 172 && (b & 0xf0) == 16) || (a == 192 && b == 168) || (a == 100 && (b & 0xc0) == 64) ||
               (a == 169 && b == 254);
    }
    if (family == Family::V6)
        return (bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80);
    return false;
}

std::string IpAddress::toString() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (family == Family::V4)
        return inet_ntop(AF_INET, bytes.data() + 12, buffer.data(), buffer.size());
    if (family == Family::V6)
        return inet_ntop(AF_INET6, bytes.data(), buffer.data(), buffer.size());
    return {};
}

std::string Endpoint::toString() const {
    if (isDevice())
        return "device:" + std::to_string(device);
    std::string text = address.family == IpAddress::Family::V6 && port != 0 ? "[" + address.toString() + "]" : address.toString();
    if (port != 0)
        text += ":" + std::to_string(port);
    return text;
}

std::string_view toString(Transport transport) {
    switch (transport) {
    case Transport::Unknown: return "";
    case Transport::Udp: return "UDP";
    case Transport::Tcp: return "TCP";
    case Transport::Tls: return "TLS";
    case Transport::Ws: return "WS";
    case Transport::Wss: return "WSS";
    case Transport::Sctp: return "SCTP";
    }
    return "";
}

Transport transportFromText(std::string_view text) {
    const auto is = [text](std::string_view name) {
        return text.size() == name.size() && std::equal(text.begin(), text.end(), name.begin(), [](char a, char b) {
                   return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b;
               });
    };
    for (Transport t : {Transport::Udp, Transport::Tcp, Transport::Tls, Transport::Ws, Transport::Wss, Transport::Sctp})
        if (is(toString(t)))
            return t;
    return Transport::Unknown;
}

std::size_t EndpointHash::operator()(const Endpoint& e) const noexcept {
    std::uint64_t h = hash64(e.address.bytes.data(), e.address.bytes.size());
    h ^= (static_cast<std::uint64_t>(e.port) << 32 | static_cast<std::uint32_t>(e.device)) * 0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(h ^ h >> 29);
}

} // namespace echelle
