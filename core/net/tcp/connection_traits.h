#pragma once

#include "core/net/websocket/upgrade.h"

#include <cstdint>
#include <memory>

namespace echelle::tls {
class KeyStore;
}

namespace echelle::net {

class TlsContent;

// What both directions of a connection know about it.
struct ConnectionTraits {
    // keys outlive it.
    ConnectionTraits(std::uint64_t number, bool hasSipPort, tls::KeyStore& keys);
    ~ConnectionTraits();
    ConnectionTraits(const ConnectionTraits&) = delete;
    ConnectionTraits& operator=(const ConnectionTraits&) = delete;

    std::uint64_t number; // SipPayload::connection
    bool hasSipPort;
    tls::KeyStore& keys;
    bool isSip = false; // SIP was read in either direction, also within WebSocket
    websocket::Agreement webSocket;
    std::unique_ptr<TlsContent> tls; // once either direction is TLS
};

} // namespace echelle::net
