#pragma once

#include "core/tls/handshake_facts.h"

#include <string>

namespace echelle::tls {

// What the hellos settle, as far as decryption needs it. Binary texts.
struct Negotiation {
    std::string clientRandom;
    std::string serverRandom;
    std::string clientSession; // legacy_session_id of the ClientHello
    std::string serverSession;
    std::string ticket; // of the ClientHello, RFC 5077
    bool isEncryptThenMac = false;
    bool isMasterExtended = false; // RFC 7627
    bool isCompressed = false;
    bool hasEarlyData = false; // the client announced it
};

// Reads handshake messages into facts.
class HandshakeReader {
public:
    explicit HandshakeReader(HandshakeFacts& facts) : m_facts(facts) {}

    // body: without the message's header. at: the frame that completed it.
    void read(HandshakeType type, Side from, ByteView body, Origin at);

    [[nodiscard]] const Negotiation& negotiation() const { return m_negotiation; }

private:
    void readClientHello(ByteView body, Origin at);
    void readServerHello(ByteView body, Origin at);
    void readCertificate(Side from, ByteView body, Origin at);
    void raise(Stage stage);

    HandshakeFacts& m_facts;
    Negotiation m_negotiation;
};

} // namespace echelle::tls
