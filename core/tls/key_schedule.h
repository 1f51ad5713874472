#pragma once

#include "core/base/byte_view.h"
#include "core/tls/cipher_suite.h"

#include <string>
#include <string_view>

namespace echelle::tls {

// HMAC (RFC 2104).
[[nodiscard]] std::string hmac(Hash hash, std::string_view key, std::string_view data);
[[nodiscard]] std::string digest(Hash hash, std::string_view data);

// The pseudorandom function of TLS 1.2 (RFC 5246 section 5) with its hash, or of TLS 1.0 and 1.1 (RFC 2246 section 5).
[[nodiscard]] std::string prf(std::uint16_t version, Hash hash, std::string_view secret, std::string_view label,
                              std::string_view seed, std::size_t size);

// HKDF-Expand-Label with an empty context (RFC 8446 section 7.1); size at most that of the hash.
[[nodiscard]] std::string expandLabel(Hash hash, std::string_view secret, std::string_view label, std::size_t size);

// What one direction encrypts with. Before TLS 1.3 an AEAD's iv is the implicit part of the nonce.
struct TrafficKeys {
    std::string key;
    std::string iv;
    std::string macKey; // of suites without AEAD
};

// From a traffic secret of TLS 1.3 (RFC 8446 section 7.3).
[[nodiscard]] TrafficKeys trafficKeys(const CipherSuite& suite, std::string_view secret);

// Of both directions before TLS 1.3 (RFC 5246 section 6.3).
struct KeyBlock {
    TrafficKeys client;
    TrafficKeys server;
};
[[nodiscard]] KeyBlock keyBlock(const CipherSuite& suite, std::uint16_t version, std::string_view master,
                                std::string_view clientRandom, std::string_view serverRandom);

} // namespace echelle::tls
