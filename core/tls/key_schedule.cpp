#include "core/tls/key_schedule.h"

#include "core/tls/handshake_facts.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace echelle::tls {
namespace {

const EVP_MD* algorithm(Hash hash) {
    switch (hash) {
    case Hash::Md5:
        return EVP_md5();
    case Hash::Sha1:
        return EVP_sha1();
    case Hash::Sha256:
        return EVP_sha256();
    case Hash::Sha384:
        return EVP_sha384();
    }
    return EVP_sha256();
}

// P_hash of RFC 5246 section 5.
std::string expand(Hash hash, std::string_view secret, const std::string& seed, std::size_t size) {
    std::string out;
    std::string a = seed;
    while (out.size() < size) {
        a = hmac(hash, secret, a);
        const std::string block = hmac(hash, secret, a + seed);
        if (block.empty())
            break;
        out += block;
    }
    out.resize(size);
    return out;
}

// Length of what the key block gives as an IV: the implicit nonce of an AEAD, or the first record's IV in TLS 1.0.
std::size_t blockIvSize(const CipherSuite& suite, std::uint16_t version) {
    switch (suite.mode) {
    case Mode::Stream:
        return 0;
    case Mode::Cbc:
        return version <= kTls10 ? suite.blockSize() : 0;
    case Mode::Gcm:
    case Mode::Ccm:
    case Mode::Ccm8:
        return 4;
    case Mode::Poly1305:
        return 12;
    }
    return 0;
}

} // namespace

std::string hmac(Hash hash, std::string_view key, std::string_view data) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    if (HMAC(algorithm(hash), key.data(), static_cast<int>(key.size()), asBytes(data).data(), data.size(), out.data(),
             &size) == nullptr)
        return {};
    return {reinterpret_cast<const char*>(out.data()), size};
}

std::string digest(Hash hash, std::string_view data) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    if (EVP_Digest(data.data(), data.size(), out.data(), &size, algorithm(hash), nullptr) != 1)
        return {};
    return {reinterpret_cast<const char*>(out.data()), size};
}

std::string prf(std::uint16_t version, Hash hash, std::string_view secret, std::string_view label,
                std::string_view seed, std::size_t size) {
    const std::string whole = std::string(label) + std::string(seed);
    if (version >= kTls12)
        return expand(hash, secret, whole, size);
    const std::size_t half = (secret.size() + 1) / 2;
    std::string out = expand(Hash::Md5, secret.substr(0, half), whole, size);
    const std::string other = expand(Hash::Sha1, secret.substr(secret.size() - half), whole, size);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<char>(out[i] ^ other[i]);
    return out;
}

std::string expandLabel(Hash hash, std::string_view secret, std::string_view label, std::size_t size) {
    const std::string name = "tls13 " + std::string(label);
    std::string info;
    info += static_cast<char>(size >> 8);
    info += static_cast<char>(size & 0xff);
    info += static_cast<char>(name.size());
    info += name;
    info += '\0'; // no context
    info += '\1'; // the first block is enough
    std::string out = hmac(hash, secret, info);
    out.resize(size);
    return out;
}

TrafficKeys trafficKeys(const CipherSuite& suite, std::string_view secret) {
    return {expandLabel(suite.hash, secret, "key", suite.keySize()), expandLabel(suite.hash, secret, "iv", 12), {}};
}

KeyBlock keyBlock(const CipherSuite& suite, std::uint16_t version, std::string_view master,
                  std::string_view clientRandom, std::string_view serverRandom) {
    const std::size_t macSize = suite.isAead() ? 0 : sizeOf(suite.hash);
    const std::size_t ivSize = blockIvSize(suite, version);
    const std::string seed = std::string(serverRandom) + std::string(clientRandom);
    const std::string block =
        prf(version, suite.prfHash(), master, "key expansion", seed, 2 * (macSize + suite.keySize() + ivSize));
    std::size_t at = 0;
    const auto take = [&](std::size_t size) {
        at += size;
        return block.substr(at - size, size);
    };
    KeyBlock keys;
    keys.client.macKey = take(macSize);
    keys.server.macKey = take(macSize);
    keys.client.key = take(suite.keySize());
    keys.server.key = take(suite.keySize());
    keys.client.iv = take(ivSize);
    keys.server.iv = take(ivSize);
    return keys;
}

} // namespace echelle::tls
