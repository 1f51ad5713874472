#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace echelle::tls {

enum class KeyExchange : std::uint8_t { Tls13, Rsa, Ephemeral, Other }; // Ephemeral: DHE and ECDHE
enum class Cipher : std::uint8_t { Null, Rc4, Aes128, Aes256, Camellia128, Camellia256, TripleDes, ChaCha20 };
enum class Mode : std::uint8_t { Stream, Cbc, Gcm, Ccm, Ccm8, Poly1305 };
enum class Hash : std::uint8_t { Md5, Sha1, Sha256, Sha384 }; // of the MAC; with an AEAD of key derivation

// One cipher suite of the IANA registry, as far as its records can be decrypted.
struct CipherSuite {
    std::uint16_t code = 0;
    std::string_view name; // as in the registry
    KeyExchange exchange = KeyExchange::Other;
    Cipher cipher = Cipher::Null;
    Mode mode = Mode::Stream;
    Hash hash = Hash::Sha256;

    [[nodiscard]] bool isAead() const { return mode >= Mode::Gcm; }
    [[nodiscard]] std::size_t keySize() const;
    [[nodiscard]] std::size_t blockSize() const;                                      // of a CBC cipher
    [[nodiscard]] std::size_t tagSize() const { return mode == Mode::Ccm8 ? 8 : 16; } // of an AEAD
    // Hash of the pseudorandom function: SHA-256 where the suite says nothing else (RFC 5246 section 5).
    [[nodiscard]] Hash prfHash() const { return hash == Hash::Sha384 ? Hash::Sha384 : Hash::Sha256; }
};

[[nodiscard]] std::size_t sizeOf(Hash hash); // in bytes

// nullptr: not known here.
[[nodiscard]] const CipherSuite* findCipherSuite(std::uint16_t code);

} // namespace echelle::tls
