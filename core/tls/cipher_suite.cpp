#include "core/tls/cipher_suite.h"

#include <algorithm>
#include <iterator>

namespace echelle::tls {
namespace {

// Sorted by code. RFC 8446 appendix B.4, RFC 5246 appendix A.5, RFC 5288, 5289, 5932, 6655, 7251, 7905.
constexpr CipherSuite kSuites[] = {
    {0x0001, "TLS_RSA_WITH_NULL_MD5", KeyExchange::Rsa, Cipher::Null, Mode::Stream, Hash::Md5},
    {0x0002, "TLS_RSA_WITH_NULL_SHA", KeyExchange::Rsa, Cipher::Null, Mode::Stream, Hash::Sha1},
    {0x0004, "TLS_RSA_WITH_RC4_128_MD5", KeyExchange::Rsa, Cipher::Rc4, Mode::Stream, Hash::Md5},
    {0x0005, "TLS_RSA_WITH_RC4_128_SHA", KeyExchange::Rsa, Cipher::Rc4, Mode::Stream, Hash::Sha1},
    {0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Rsa, Cipher::TripleDes, Mode::Cbc, Hash::Sha1},
    {0x0016, "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Ephemeral, Cipher::TripleDes, Mode::Cbc, Hash::Sha1},
    {0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA", KeyExchange::Rsa, Cipher::Aes128, Mode::Cbc, Hash::Sha1},
    {0x0032, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha1},
    {0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha1},
    {0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", KeyExchange::Rsa, Cipher::Aes256, Mode::Cbc, Hash::Sha1},
    {0x0038, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha1},
    {0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha1},
    {0x003b, "TLS_RSA_WITH_NULL_SHA256", KeyExchange::Rsa, Cipher::Null, Mode::Stream, Hash::Sha256},
    {0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::Rsa, Cipher::Aes128, Mode::Cbc, Hash::Sha256},
    {0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256", KeyExchange::Rsa, Cipher::Aes256, Mode::Cbc, Hash::Sha256},
    {0x0040, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha256},
    {0x0041, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::Rsa, Cipher::Camellia128, Mode::Cbc, Hash::Sha1},
    {0x0044, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::Ephemeral, Cipher::Camellia128, Mode::Cbc,
     Hash::Sha1},
    {0x0045, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA", KeyExchange::Ephemeral, Cipher::Camellia128, Mode::Cbc,
     Hash::Sha1},
    {0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha256},
    {0x006a, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha256},
    {0x006b, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha256},
    {0x0084, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::Rsa, Cipher::Camellia256, Mode::Cbc, Hash::Sha1},
    {0x0087, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::Ephemeral, Cipher::Camellia256, Mode::Cbc,
     Hash::Sha1},
    {0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA", KeyExchange::Ephemeral, Cipher::Camellia256, Mode::Cbc,
     Hash::Sha1},
    {0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::Rsa, Cipher::Aes128, Mode::Gcm, Hash::Sha256},
    {0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::Rsa, Cipher::Aes256, Mode::Gcm, Hash::Sha384},
    {0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Gcm, Hash::Sha256},
    {0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Gcm, Hash::Sha384},
    {0x00a2, "TLS_DHE_DSS_WITH_AES_128_GCM_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Gcm, Hash::Sha256},
    {0x00a3, "TLS_DHE_DSS_WITH_AES_256_GCM_SHA384", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Gcm, Hash::Sha384},
    {0x00ba, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Rsa, Cipher::Camellia128, Mode::Cbc, Hash::Sha256},
    {0x00bd, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Camellia128, Mode::Cbc,
     Hash::Sha256},
    {0x00be, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Camellia128, Mode::Cbc,
     Hash::Sha256},
    {0x00c0, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::Rsa, Cipher::Camellia256, Mode::Cbc, Hash::Sha256},
    {0x00c3, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Camellia256, Mode::Cbc,
     Hash::Sha256},
    {0x00c4, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Camellia256, Mode::Cbc,
     Hash::Sha256},
    {0x1301, "TLS_AES_128_GCM_SHA256", KeyExchange::Tls13, Cipher::Aes128, Mode::Gcm, Hash::Sha256},
    {0x1302, "TLS_AES_256_GCM_SHA384", KeyExchange::Tls13, Cipher::Aes256, Mode::Gcm, Hash::Sha384},
    {0x1303, "TLS_CHACHA20_POLY1305_SHA256", KeyExchange::Tls13, Cipher::ChaCha20, Mode::Poly1305, Hash::Sha256},
    {0x1304, "TLS_AES_128_CCM_SHA256", KeyExchange::Tls13, Cipher::Aes128, Mode::Ccm, Hash::Sha256},
    {0x1305, "TLS_AES_128_CCM_8_SHA256", KeyExchange::Tls13, Cipher::Aes128, Mode::Ccm8, Hash::Sha256},
    {0xc006, "TLS_ECDHE_ECDSA_WITH_NULL_SHA", KeyExchange::Ephemeral, Cipher::Null, Mode::Stream, Hash::Sha1},
    {0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", KeyExchange::Ephemeral, Cipher::Rc4, Mode::Stream, Hash::Sha1},
    {0xc008, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Ephemeral, Cipher::TripleDes, Mode::Cbc, Hash::Sha1},
    {0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha1},
    {0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha1},
    {0xc010, "TLS_ECDHE_RSA_WITH_NULL_SHA", KeyExchange::Ephemeral, Cipher::Null, Mode::Stream, Hash::Sha1},
    {0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", KeyExchange::Ephemeral, Cipher::Rc4, Mode::Stream, Hash::Sha1},
    {0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange::Ephemeral, Cipher::TripleDes, Mode::Cbc, Hash::Sha1},
    {0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha1},
    {0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha1},
    {0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc,
     Hash::Sha256},
    {0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc,
     Hash::Sha384},
    {0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Cbc, Hash::Sha256},
    {0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Cbc, Hash::Sha384},
    {0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Gcm,
     Hash::Sha256},
    {0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Gcm,
     Hash::Sha384},
    {0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Gcm, Hash::Sha256},
    {0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Gcm, Hash::Sha384},
    {0xc072, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Camellia128, Mode::Cbc,
     Hash::Sha256},
    {0xc073, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384", KeyExchange::Ephemeral, Cipher::Camellia256, Mode::Cbc,
     Hash::Sha384},
    {0xc076, "TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", KeyExchange::Ephemeral, Cipher::Camellia128, Mode::Cbc,
     Hash::Sha256},
    {0xc077, "TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384", KeyExchange::Ephemeral, Cipher::Camellia256, Mode::Cbc,
     Hash::Sha384},
    {0xc09c, "TLS_RSA_WITH_AES_128_CCM", KeyExchange::Rsa, Cipher::Aes128, Mode::Ccm, Hash::Sha256},
    {0xc09d, "TLS_RSA_WITH_AES_256_CCM", KeyExchange::Rsa, Cipher::Aes256, Mode::Ccm, Hash::Sha256},
    {0xc09e, "TLS_DHE_RSA_WITH_AES_128_CCM", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Ccm, Hash::Sha256},
    {0xc09f, "TLS_DHE_RSA_WITH_AES_256_CCM", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Ccm, Hash::Sha256},
    {0xc0a0, "TLS_RSA_WITH_AES_128_CCM_8", KeyExchange::Rsa, Cipher::Aes128, Mode::Ccm8, Hash::Sha256},
    {0xc0a1, "TLS_RSA_WITH_AES_256_CCM_8", KeyExchange::Rsa, Cipher::Aes256, Mode::Ccm8, Hash::Sha256},
    {0xc0a2, "TLS_DHE_RSA_WITH_AES_128_CCM_8", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Ccm8, Hash::Sha256},
    {0xc0a3, "TLS_DHE_RSA_WITH_AES_256_CCM_8", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Ccm8, Hash::Sha256},
    {0xc0ac, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Ccm, Hash::Sha256},
    {0xc0ad, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Ccm, Hash::Sha256},
    {0xc0ae, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", KeyExchange::Ephemeral, Cipher::Aes128, Mode::Ccm8, Hash::Sha256},
    {0xc0af, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", KeyExchange::Ephemeral, Cipher::Aes256, Mode::Ccm8, Hash::Sha256},
    {0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", KeyExchange::Ephemeral, Cipher::ChaCha20, Mode::Poly1305,
     Hash::Sha256},
    {0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", KeyExchange::Ephemeral, Cipher::ChaCha20, Mode::Poly1305,
     Hash::Sha256},
    {0xccaa, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", KeyExchange::Ephemeral, Cipher::ChaCha20, Mode::Poly1305,
     Hash::Sha256},
};
static_assert(std::is_sorted(std::begin(kSuites), std::end(kSuites),
                             [](const CipherSuite& a, const CipherSuite& b) { return a.code < b.code; }));

} // namespace

std::size_t CipherSuite::keySize() const {
    switch (cipher) {
    case Cipher::Null:
        return 0;
    case Cipher::Rc4:
    case Cipher::Aes128:
    case Cipher::Camellia128:
        return 16;
    case Cipher::TripleDes:
        return 24;
    case Cipher::Aes256:
    case Cipher::Camellia256:
    case Cipher::ChaCha20:
        return 32;
    }
    return 0;
}

std::size_t CipherSuite::blockSize() const {
    return cipher == Cipher::TripleDes ? 8 : 16;
}

std::size_t sizeOf(Hash hash) {
    switch (hash) {
    case Hash::Md5:
        return 16;
    case Hash::Sha1:
        return 20;
    case Hash::Sha256:
        return 32;
    case Hash::Sha384:
        return 48;
    }
    return 0;
}

const CipherSuite* findCipherSuite(std::uint16_t code) {
    const auto found = std::lower_bound(std::begin(kSuites), std::end(kSuites), code,
                                        [](const CipherSuite& suite, std::uint16_t c) { return suite.code < c; });
    return found != std::end(kSuites) && found->code == code ? &*found : nullptr;
}

} // namespace echelle::tls
