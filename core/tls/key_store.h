#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace echelle::tls {

// What a key log knows of one connection; empty where it does not say. Binary.
struct Secrets {
    std::string master; // TLS 1.2 and before
    std::string clientHandshake;
    std::string serverHandshake;
    std::string clientTraffic;
    std::string clientEarly;
    std::string serverTraffic;
};

// Key material given by the user or found with a capture, for as long as an import runs: it is never stored or printed.
// Also remembers the master secrets of sessions that were read, for those that resume them.
class KeyStore {
public:
    KeyStore();
    ~KeyStore();
    KeyStore(const KeyStore&) = delete;
    KeyStore& operator=(const KeyStore&) = delete;

    // Further keys, asked where this has none; outlives it.
    void setShared(const KeyStore* shared) { m_shared = shared; }

    // Text of an NSS key log (SSLKEYLOGFILE format), or a private RSA key in PEM. False: nothing usable in it.
    bool add(std::string_view text);

    [[nodiscard]] bool isEmpty() const; // no key was given
    [[nodiscard]] const Secrets* find(ByteView clientRandom) const;
    // The premaster secret of a ClientKeyExchange's encrypted one (RFC 5246 section 7.4.7.1), by private key or by key
    // log ("RSA" lines); empty where neither has it.
    [[nodiscard]] std::string decryptPremaster(ByteView encrypted) const;

    // A session by its id or its ticket.
    void remember(ByteView session, std::string_view master);
    [[nodiscard]] std::string recall(ByteView session) const; // empty where it is not known

private:
    struct PrivateKeys; // keeps OpenSSL out of the header
    bool addLine(std::string_view line);

    const KeyStore* m_shared = nullptr;
    std::unordered_map<std::string, Secrets> m_byRandom;
    std::unordered_map<std::string, std::string> m_premasters; // by the first eight bytes of the encrypted ones
    std::unordered_map<std::string, std::string> m_sessions;
    std::unique_ptr<PrivateKeys> m_privateKeys;
};

} // namespace echelle::tls
