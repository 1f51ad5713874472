#pragma once

#include "core/net/websocket/upgrade.h"

#include <cstdint>
#include <string>

namespace echelle::net {

// What both directions of a connection know about it.
struct ConnectionTraits {
    ConnectionTraits(std::uint64_t n, bool onSipPort) : number(n), hasSipPort(onSipPort) {}

    std::uint64_t number; // SipPayload::connection
    bool hasSipPort;
    bool isSip = false; // SIP was read in either direction, also within WebSocket
    bool isTls = false;
    websocket::Agreement webSocket;
    std::string serverName; // of the ClientHello
    bool isHelloSeen = false;
    bool isHelloFromLow = false; // who sent it: the lower endpoint of the two
};

} // namespace echelle::net
