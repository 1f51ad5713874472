#include "core/tls/record_cipher.h"

#include "core/tls/handshake_facts.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <utility>

namespace echelle::tls {
namespace {

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

unsigned char* data(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string be(std::uint64_t value, std::size_t width) {
    std::string out(width, '\0');
    for (std::size_t i = 0; i < std::min(width, sizeof value); ++i)
        out[width - 1 - i] = static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}

// What a MAC, or an AEAD before TLS 1.3, covers beside the content (RFC 5246 sections 6.2.3.1 and 6.2.3.3).
std::string covered(const RecordHeader& header, std::uint64_t sequence, std::size_t length) {
    return be(sequence, 8) + be(static_cast<std::uint64_t>(header.type), 1) + be(header.version, 2) + be(length, 2);
}

bool isEqual(std::string_view a, std::string_view b) {
    return !a.empty() && a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

const EVP_CIPHER* algorithm(const CipherSuite& suite) {
    const bool isLong = suite.cipher == Cipher::Aes256;
    switch (suite.mode) {
    case Mode::Gcm:
        return isLong ? EVP_aes_256_gcm() : EVP_aes_128_gcm();
    case Mode::Ccm:
    case Mode::Ccm8:
        return isLong ? EVP_aes_256_ccm() : EVP_aes_128_ccm();
    case Mode::Poly1305:
        return EVP_chacha20_poly1305();
    case Mode::Stream:
        return nullptr;
    case Mode::Cbc:
        break;
    }
    switch (suite.cipher) {
    case Cipher::Aes128:
        return EVP_aes_128_cbc();
    case Cipher::Aes256:
        return EVP_aes_256_cbc();
    case Cipher::Camellia128:
        return EVP_camellia_128_cbc();
    case Cipher::Camellia256:
        return EVP_camellia_256_cbc();
    case Cipher::TripleDes:
        return EVP_des_ede3_cbc();
    default:
        return nullptr;
    }
}

class AeadCipher final : public RecordCipher {
public:
    AeadCipher(const CipherSuite& suite, std::uint16_t version, TrafficKeys keys)
        : m_suite(suite), m_isTls13(version >= kTls13), m_keys(std::move(keys)), m_context(EVP_CIPHER_CTX_new()) {
        m_isGood = m_context && EVP_DecryptInit_ex(m_context.get(), algorithm(suite), nullptr, nullptr, nullptr) == 1 &&
                   EVP_CIPHER_CTX_ctrl(m_context.get(), EVP_CTRL_AEAD_SET_IVLEN, 12, nullptr) == 1;
    }
    [[nodiscard]] bool isGood() const { return m_isGood; }

    bool open(const RecordHeader& header, ByteView content, std::uint64_t sequence, std::string& plain) override {
        const bool isExplicit = !m_isTls13 && m_suite.mode != Mode::Poly1305;
        const std::size_t nonceSize = isExplicit ? 8 : 0;
        const std::size_t tagSize = m_suite.tagSize();
        if (content.size() < nonceSize + tagSize)
            return false;
        std::string nonce = m_keys.iv;
        if (isExplicit) { // RFC 5288 section 3, RFC 6655 section 3
            nonce += asText(content.first(nonceSize));
        } else { // RFC 8446 section 5.3, RFC 7905 section 2
            const std::string number = be(sequence, nonce.size());
            for (std::size_t i = 0; i < nonce.size(); ++i)
                nonce[i] = static_cast<char>(nonce[i] ^ number[i]);
        }
        const ByteView body = content.subspan(nonceSize, content.size() - nonceSize - tagSize);
        std::string tag(asText(content.last(tagSize)));
        std::string aad =
            m_isTls13 ? be(static_cast<std::uint64_t>(header.type), 1) + be(header.version, 2) + be(header.length, 2)
                      : covered(header, sequence, body.size());
        return decrypt(nonce, aad, body, tag, plain);
    }

private:
    bool decrypt(std::string& nonce, std::string& aad, ByteView body, std::string& tag, std::string& plain) {
        EVP_CIPHER_CTX* c = m_context.get();
        const bool isCcm = m_suite.mode == Mode::Ccm || m_suite.mode == Mode::Ccm8;
        plain.resize(body.size() + 16);
        int size = 0;
        int rest = 0;
        if (EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) != 1 ||
            EVP_DecryptInit_ex(c, nullptr, nullptr, data(m_keys.key), data(nonce)) != 1 ||
            (isCcm && EVP_DecryptUpdate(c, nullptr, &size, nullptr, static_cast<int>(body.size())) != 1) ||
            EVP_DecryptUpdate(c, nullptr, &size, data(aad), static_cast<int>(aad.size())) != 1)
            return false;
        size = 0;
        // CCM verifies here, the others at the end; an empty body is still to be verified.
        static constexpr unsigned char kNothing = 0;
        if (EVP_DecryptUpdate(c, data(plain), &size, body.empty() ? &kNothing : body.data(),
                              static_cast<int>(body.size())) != 1)
            return false;
        if (!isCcm && EVP_DecryptFinal_ex(c, data(plain) + size, &rest) != 1)
            return false;
        plain.resize(static_cast<std::size_t>(size + rest));
        return true;
    }

    const CipherSuite& m_suite; // of the table
    bool m_isTls13;
    TrafficKeys m_keys;
    Context m_context;
    bool m_isGood = false;
};

// CBC with a MAC before or behind the encryption (RFC 5246 section 6.2.3.2, RFC 7366).
class CbcCipher final : public RecordCipher {
public:
    CbcCipher(const CipherSuite& suite, std::uint16_t version, bool isEncryptThenMac, TrafficKeys keys)
        : m_suite(suite)
        , m_version(version)
        , m_isEncryptThenMac(isEncryptThenMac)
        , m_keys(std::move(keys))
        , m_context(EVP_CIPHER_CTX_new()) {
        m_isGood = m_context && EVP_DecryptInit_ex(m_context.get(), algorithm(suite), nullptr, nullptr, nullptr) == 1 &&
                   EVP_CIPHER_CTX_set_padding(m_context.get(), 0) == 1;
    }
    [[nodiscard]] bool isGood() const { return m_isGood; }

    bool open(const RecordHeader& header, ByteView content, std::uint64_t sequence, std::string& plain) override {
        const std::size_t block = m_suite.blockSize();
        const std::size_t macSize = sizeOf(m_suite.hash);
        const bool isIvInside = m_version >= kTls11;
        if (m_isEncryptThenMac) {
            if (content.size() < macSize)
                return false;
            const ByteView mac = content.last(macSize);
            content = content.first(content.size() - macSize);
            if (!isEqual(hmac(m_suite.hash, m_keys.macKey,
                              covered(header, sequence, content.size()) + std::string(asText(content))),
                         asText(mac)))
                return false;
        }
        if (content.size() % block != 0 || content.size() < block * (isIvInside ? 2 : 1))
            return false;
        std::string iv = isIvInside ? std::string(asText(content.first(block))) : m_keys.iv;
        const ByteView body = isIvInside ? content.subspan(block) : content;
        if (!decrypt(iv, body, plain) || !cutPadding(plain))
            return false;
        if (!m_isEncryptThenMac) {
            if (plain.size() < macSize)
                return false;
            const std::string mac = plain.substr(plain.size() - macSize);
            plain.resize(plain.size() - macSize);
            if (!isEqual(hmac(m_suite.hash, m_keys.macKey, covered(header, sequence, plain.size()) + plain), mac))
                return false;
        }
        if (!isIvInside)
            m_keys.iv = asText(content.last(block));
        return true;
    }

private:
    bool decrypt(std::string& iv, ByteView body, std::string& plain) {
        plain.resize(body.size() + 16);
        int size = 0;
        if (EVP_DecryptInit_ex(m_context.get(), nullptr, nullptr, data(m_keys.key), data(iv)) != 1 ||
            EVP_DecryptUpdate(m_context.get(), data(plain), &size, body.data(), static_cast<int>(body.size())) != 1)
            return false;
        plain.resize(static_cast<std::size_t>(size));
        return plain.size() == body.size();
    }
    static bool cutPadding(std::string& plain) {
        if (plain.empty())
            return false;
        const auto length = static_cast<unsigned char>(plain.back());
        if (length + std::size_t{1} > plain.size())
            return false;
        for (std::size_t i = plain.size() - 1 - length; i < plain.size(); ++i)
            if (static_cast<unsigned char>(plain[i]) != length)
                return false;
        plain.resize(plain.size() - 1 - length);
        return true;
    }

    const CipherSuite& m_suite;
    std::uint16_t m_version;
    bool m_isEncryptThenMac;
    TrafficKeys m_keys; // iv: before TLS 1.1 the last block of the record before
    Context m_context;
    bool m_isGood = false;
};

// No encryption, with its MAC: what the suites for testing do. RC4 needs OpenSSL's legacy provider and stays unread.
class NullCipher final : public RecordCipher {
public:
    NullCipher(const CipherSuite& suite, TrafficKeys keys) : m_suite(suite), m_keys(std::move(keys)) {}
    bool open(const RecordHeader& header, ByteView content, std::uint64_t sequence, std::string& plain) override {
        const std::size_t macSize = sizeOf(m_suite.hash);
        if (content.size() < macSize)
            return false;
        plain = asText(content.first(content.size() - macSize));
        return isEqual(hmac(m_suite.hash, m_keys.macKey, covered(header, sequence, plain.size()) + plain),
                       asText(content.last(macSize)));
    }

private:
    const CipherSuite& m_suite;
    TrafficKeys m_keys;
};

} // namespace

std::unique_ptr<RecordCipher> makeRecordCipher(const CipherSuite& suite, std::uint16_t version, bool isEncryptThenMac,
                                               TrafficKeys keys) {
    if (suite.isAead()) {
        auto cipher = std::make_unique<AeadCipher>(suite, version, std::move(keys));
        return cipher->isGood() ? std::move(cipher) : nullptr;
    }
    if (suite.mode == Mode::Cbc && version >= kTls10) {
        auto cipher = std::make_unique<CbcCipher>(suite, version, isEncryptThenMac, std::move(keys));
        return cipher->isGood() ? std::move(cipher) : nullptr;
    }
    if (suite.cipher == Cipher::Null && version >= kTls10)
        return std::make_unique<NullCipher>(suite, std::move(keys));
    return nullptr;
}

} // namespace echelle::tls
