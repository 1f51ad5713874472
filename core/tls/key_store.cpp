#include "core/tls/key_store.h"

#include "core/base/text.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <optional>

namespace echelle::tls {
namespace {

constexpr std::size_t kRandomSize = 32;
constexpr std::size_t kMaxSecret = 64;
constexpr std::size_t kMaxConnections = std::size_t{1} << 20;
constexpr std::size_t kMaxSessions = 16'384;
constexpr std::size_t kMaxPrivateKeys = 64;

std::optional<std::string> fromHex(std::string_view digits) {
    const auto value = [](char c) {
        return c >= '0' && c <= '9'                               ? c - '0'
               : toLowerAscii(c) >= 'a' && toLowerAscii(c) <= 'f' ? toLowerAscii(c) - 'a' + 10
                                                                  : -1;
    };
    if (digits.size() % 2 != 0 || digits.empty() || digits.size() > 2 * kMaxSecret)
        return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = value(digits[i]);
        const int low = value(digits[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string_view takeWord(std::string_view& line) {
    line = trim(line);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(end);
    return word;
}

std::string* memberOf(Secrets& secrets, std::string_view label) {
    if (label == "CLIENT_RANDOM")
        return &secrets.master;
    if (label == "CLIENT_HANDSHAKE_TRAFFIC_SECRET")
        return &secrets.clientHandshake;
    if (label == "SERVER_HANDSHAKE_TRAFFIC_SECRET")
        return &secrets.serverHandshake;
    if (label == "CLIENT_TRAFFIC_SECRET_0")
        return &secrets.clientTraffic;
    if (label == "SERVER_TRAFFIC_SECRET_0")
        return &secrets.serverTraffic;
    if (label == "CLIENT_EARLY_TRAFFIC_SECRET")
        return &secrets.clientEarly;
    return nullptr;
}

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeContext {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
struct FreeBio {
    void operator()(BIO* bio) const { BIO_free(bio); }
};

int noPassphrase(char*, int, int, void*) {
    return 0; // an encrypted key is not asked for
}

KeyPtr readPrivateKey(std::string_view pem) {
    const std::unique_ptr<BIO, FreeBio> in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    KeyPtr key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, noPassphrase, nullptr) : nullptr);
    if (key && EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        key.reset();
    return key;
}

std::string decryptWith(EVP_PKEY* key, ByteView encrypted) {
    const std::unique_ptr<EVP_PKEY_CTX, FreeContext> context(EVP_PKEY_CTX_new(key, nullptr));
    std::string out(static_cast<std::size_t>(std::max(EVP_PKEY_get_size(key), 0)), '\0');
    std::size_t size = out.size();
    if (!context || encrypted.size() != out.size() || EVP_PKEY_decrypt_init(context.get()) <= 0 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) <= 0 ||
        EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, encrypted.data(),
                         encrypted.size()) <= 0)
        return {};
    out.resize(size);
    constexpr std::size_t kPremasterSize = 48;
    return size == kPremasterSize && out[0] == 3 ? out : std::string();
}

} // namespace

struct KeyStore::PrivateKeys {
    std::vector<KeyPtr> keys;
};

KeyStore::KeyStore() : m_privateKeys(std::make_unique<PrivateKeys>()) {}
KeyStore::~KeyStore() = default;

bool KeyStore::add(std::string_view text) {
    bool isUsable = false;
    if (text.find("-----BEGIN ") != std::string_view::npos && m_privateKeys->keys.size() < kMaxPrivateKeys &&
        text.size() < (std::size_t{1} << 20)) {
        if (KeyPtr key = readPrivateKey(text)) {
            m_privateKeys->keys.push_back(std::move(key));
            isUsable = true;
        }
    }
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        isUsable |= addLine(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return isUsable;
}

bool KeyStore::addLine(std::string_view line) {
    const std::string_view label = takeWord(line);
    if (label.empty() || label.front() == '#')
        return false;
    std::string_view name = takeWord(line);
    std::string_view value = takeWord(line);
    if (label == "RSA" && name.starts_with("Session-ID:") && value.starts_with("Master-Key:")) { // OpenSSL's s_client
        const auto session = fromHex(name.substr(name.find(':') + 1));
        const auto master = fromHex(value.substr(value.find(':') + 1));
        if (session && master)
            remember(asBytes(*session), *master);
        return session && master;
    }
    const auto key = fromHex(name);
    const auto secret = fromHex(value);
    if (!key || !secret || m_byRandom.size() >= kMaxConnections || m_premasters.size() >= kMaxConnections)
        return false;
    if (label == "RSA" && key->size() == 8) {
        m_premasters[*key] = *secret;
        return true;
    }
    Secrets unknown;
    if (key->size() != kRandomSize || memberOf(unknown, label) == nullptr)
        return false;
    *memberOf(m_byRandom[*key], label) = *secret;
    return true;
}

bool KeyStore::isEmpty() const {
    return m_byRandom.empty() && m_premasters.empty() && m_privateKeys->keys.empty() && m_sessions.empty() &&
           (m_shared == nullptr || m_shared->isEmpty());
}

const Secrets* KeyStore::find(ByteView clientRandom) const {
    if (const auto found = m_byRandom.find(std::string(asText(clientRandom))); found != m_byRandom.end())
        return &found->second;
    return m_shared != nullptr ? m_shared->find(clientRandom) : nullptr;
}

std::string KeyStore::decryptPremaster(ByteView encrypted) const {
    if (encrypted.size() >= 8) {
        const auto found = m_premasters.find(std::string(asText(encrypted.first(8))));
        if (found != m_premasters.end())
            return found->second;
    }
    for (const KeyPtr& key : m_privateKeys->keys) {
        if (std::string premaster = decryptWith(key.get(), encrypted); !premaster.empty())
            return premaster;
    }
    return m_shared != nullptr ? m_shared->decryptPremaster(encrypted) : std::string();
}

void KeyStore::remember(ByteView session, std::string_view master) {
    if (session.empty() || master.empty())
        return;
    if (m_sessions.size() >= kMaxSessions)
        m_sessions.erase(m_sessions.begin());
    m_sessions[std::string(asText(session))] = master;
}

std::string KeyStore::recall(ByteView session) const {
    if (const auto found = m_sessions.find(std::string(asText(session))); found != m_sessions.end())
        return found->second;
    return m_shared != nullptr ? m_shared->recall(session) : std::string();
}

} // namespace echelle::tls
