#pragma once

#include "core/base/byte_view.h"
#include "core/capture/frame_source.h"

#include <cstdint>
#include <string_view>

namespace echelle::net {

// What a link layer hands up.
struct LinkPayload {
    enum class Status : std::uint8_t {
        Ip,          // bytes begin with an IPv4 or IPv6 header
        Skip,        // another protocol, by name
        Tunnel,      // an encapsulation that is not read yet, by name
        Unsupported, // a link type that is not read yet, by name
        Truncated    // the header is cut
    };
    Status status = Status::Truncated;
    ByteView bytes;
    std::uint64_t key = 0; // PacketFacts::linkKey
    std::string_view name; // static text
};

// Reads one frame's link layer. Each link type has its own file beside this one.
[[nodiscard]] LinkPayload readLink(capture::LinkType type, ByteView frame);

} // namespace echelle::net
