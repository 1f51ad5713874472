#pragma once

#include "core/base/byte_view.h"
#include "core/capture/frame_source.h"

#include <cstdint>
#include <string_view>

namespace echelle::net {

struct LinkPayload;
// Reads one header. key is the hash of the link addresses of the headers before it.
using LayerReader = LinkPayload (*)(ByteView bytes, std::uint64_t key);

// What a link layer, or a tunnel that carries one, hands up.
struct LinkPayload {
    enum class Status : std::uint8_t {
        Ip,          // bytes begin with an IPv4 or IPv6 header
        Layer,       // bytes begin with another header of the link, which `reader` reads
        Skip,        // another protocol, by name
        Tunnel,      // an encapsulation that is not read, by name
        Unsupported, // a link type that is not read, by name
        Truncated    // the header is cut
    };
    Status status = Status::Truncated;
    ByteView bytes;
    std::uint64_t key = 0; // PacketFacts::linkKey
    std::string_view name; // static text
    LayerReader reader = nullptr;
};

// Headers of the link read after each other before a frame counts as nested too deeply.
inline constexpr int kMaxLinkLayers = 8;

// Reads one frame's link layer down to what is no link layer. Each has its own file beside this one.
[[nodiscard]] LinkPayload readLink(capture::LinkType type, ByteView frame);

// Reads on while the payload is another layer; never returns Status::Layer.
[[nodiscard]] LinkPayload readLayers(LinkPayload payload);

} // namespace echelle::net
