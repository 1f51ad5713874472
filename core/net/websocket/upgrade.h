#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace echelle::net::websocket {

// What the server's answer settles for both directions.
struct Agreement {
    bool isSip = false;         // the subprotocol is SIP, RFC 7118 section 4.1
    bool isClientReset = false; // permessage-deflate with client_no_context_takeover, RFC 7692 section 7.1.1
    bool isServerReset = false; // with server_no_context_takeover
};

// The head of an HTTP message that turns a connection over to WebSocket (RFC 6455 section 4): the request, or the 101
// that accepts it.
struct Upgrade {
    enum class Status : std::uint8_t { None, NeedMore, Request, Response };
    Status status = Status::None;
    std::size_t size = 0; // of the head; what follows are frames
    Agreement agreement;  // of a response
};

// bytes begin a stream, or a segment of HTTP. NeedMore: it may be one, and its head is not complete.
[[nodiscard]] Upgrade readUpgrade(std::string_view bytes);

} // namespace echelle::net::websocket
