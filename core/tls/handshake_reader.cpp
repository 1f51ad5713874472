#include "core/tls/handshake_reader.h"

#include "core/base/text.h"
#include "core/tls/cipher_suite.h"
#include "core/tls/wire.h"

#include <algorithm>

namespace echelle::tls {
namespace {

constexpr std::size_t kMaxSuites = 256;
constexpr std::size_t kMaxAlpn = 32;
constexpr std::size_t kMaxChain = 16;

// RFC 8446 section 4.1.3: the random of a HelloRetryRequest.
constexpr std::string_view kRetryRandom =
    "\xcf\x21\xad\x74\xe5\x9a\x61\x11\xbe\x1d\x8c\x02\x1e\x65\xb8\x91\xc2\xa2\x11\x16\x7a\xbb\x8c\x5e\x07\x9e\x09\xe2"
    "\xc8\xa8\x33\x9c";

enum class Extension : std::uint32_t {
    ServerName = 0,
    Alpn = 16,
    EncryptThenMac = 22,
    ExtendedMaster = 23,
    SessionTicket = 35,
    PreSharedKey = 41,
    EarlyData = 42,
    SupportedVersions = 43
};

// Gives each extension to take(type, content).
template <typename Take>
void eachExtension(ByteView list, Take take) {
    Fields fields(list);
    while (!fields.isEmpty()) {
        const auto type = static_cast<Extension>(fields.number(2));
        const ByteView content = fields.vector(2);
        if (fields.isGood())
            take(type, content);
    }
}

std::string readServerName(ByteView extension) {
    Fields fields(extension);
    Fields names(fields.vector(2));
    while (!names.isEmpty()) {
        const std::uint32_t type = names.number(1);
        const ByteView name = names.vector(2);
        if (names.isGood() && type == 0) // host_name
            return toValidUtf8(asText(name.first(std::min<std::size_t>(name.size(), 255))));
    }
    return {};
}

std::vector<std::string> readAlpn(ByteView extension) {
    Fields fields(extension);
    Fields list(fields.vector(2));
    std::vector<std::string> names;
    while (!list.isEmpty() && names.size() < kMaxAlpn) {
        const ByteView name = list.vector(1);
        if (list.isGood())
            names.push_back(toValidUtf8(asText(name)));
    }
    return names;
}

bool isGrease(std::uint32_t value) { // RFC 8701
    return (value & 0x0f0f) == 0x0a0a && (value >> 8) == (value & 0xff);
}

std::uint16_t highestVersion(ByteView extension, std::uint16_t legacy) {
    Fields fields(extension);
    Fields list(fields.vector(1));
    std::uint16_t highest = 0;
    while (!list.isEmpty()) {
        const std::uint32_t version = list.number(2);
        if (list.isGood() && !isGrease(version) && (version >> 8) == 3)
            highest = std::max(highest, static_cast<std::uint16_t>(version));
    }
    return highest != 0 ? highest : legacy;
}

} // namespace

void HandshakeReader::raise(Stage stage) {
    m_facts.stage = std::max(m_facts.stage, stage);
}

void HandshakeReader::read(HandshakeType type, Side from, ByteView body, Origin at) {
    if (m_facts.messages.size() < HandshakeFacts::kMaxListed)
        m_facts.messages.push_back({type, from, at});
    switch (type) {
    case HandshakeType::ClientHello:
        readClientHello(body, at);
        break;
    case HandshakeType::ServerHello:
        readServerHello(body, at);
        break;
    case HandshakeType::Certificate:
        readCertificate(from, body, at);
        break;
    case HandshakeType::CertificateRequest:
        m_facts.isCertificateRequested = true;
        break;
    case HandshakeType::EncryptedExtensions: {
        Fields fields(body);
        eachExtension(fields.vector(2), [this](Extension extension, ByteView content) {
            if (extension == Extension::Alpn)
                if (const auto names = readAlpn(content); !names.empty())
                    m_facts.alpn = names.front();
        });
        break;
    }
    case HandshakeType::ClientKeyExchange:
        raise(Stage::ClientKeys);
        break;
    default:
        break;
    }
}

// RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2. A later one (renegotiation, or after HelloRetryRequest) settles the
// keys; the facts keep what the first one offered.
void HandshakeReader::readClientHello(ByteView body, Origin at) {
    Fields fields(body);
    const auto legacy = static_cast<std::uint16_t>(fields.number(2));
    Negotiation negotiation;
    negotiation.clientRandom = asText(fields.take(32));
    negotiation.clientSession = asText(fields.vector(1));
    Fields suites(fields.vector(2));
    fields.vector(1); // compression methods
    if (!fields.isGood())
        return;
    HandshakeFacts offered;
    offered.offeredVersion = legacy;
    while (!suites.isEmpty() && offered.offeredSuites.size() < kMaxSuites) {
        const std::uint32_t suite = suites.number(2);
        if (suites.isGood() && !isGrease(suite))
            offered.offeredSuites.push_back(static_cast<std::uint16_t>(suite));
    }
    eachExtension(fields.vector(2), [&](Extension extension, ByteView content) {
        if (extension == Extension::ServerName)
            offered.serverName = readServerName(content);
        else if (extension == Extension::Alpn)
            offered.offeredAlpn = readAlpn(content);
        else if (extension == Extension::SupportedVersions)
            offered.offeredVersion = highestVersion(content, legacy);
        else if (extension == Extension::SessionTicket)
            negotiation.ticket = asText(content);
        else if (extension == Extension::EarlyData)
            negotiation.hasEarlyData = true;
    });
    negotiation.hasEarlyData |= m_facts.isRetried && m_negotiation.hasEarlyData;
    m_negotiation = negotiation;
    raise(Stage::ClientHello);
    m_facts.isClientKnown = true;
    if (m_facts.clientHello.isSeen())
        return;
    m_facts.clientHello = at;
    m_facts.offeredVersion = offered.offeredVersion;
    m_facts.offeredSuites = std::move(offered.offeredSuites);
    m_facts.serverName = std::move(offered.serverName);
    m_facts.offeredAlpn = std::move(offered.offeredAlpn);
}

// RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3.
void HandshakeReader::readServerHello(ByteView body, Origin at) {
    Fields fields(body);
    auto version = static_cast<std::uint16_t>(fields.number(2));
    const ByteView random = fields.take(32);
    const ByteView session = fields.vector(1);
    const auto suite = static_cast<std::uint16_t>(fields.number(2));
    const bool isCompressed = fields.number(1) != 0;
    if (!fields.isGood())
        return;
    bool isPreShared = false;
    bool isEncryptThenMac = false;
    bool isMasterExtended = false;
    std::string alpn;
    eachExtension(fields.vector(2), [&](Extension extension, ByteView content) {
        if (extension == Extension::SupportedVersions && content.size() == 2)
            version = readBe16(content.data());
        else if (extension == Extension::PreSharedKey)
            isPreShared = true;
        else if (extension == Extension::EncryptThenMac)
            isEncryptThenMac = true;
        else if (extension == Extension::ExtendedMaster)
            isMasterExtended = true;
        else if (extension == Extension::Alpn)
            if (const auto names = readAlpn(content); !names.empty())
                alpn = names.front();
    });
    m_facts.isClientKnown = true;
    if (asText(random) == kRetryRandom) {
        m_facts.isRetried = true;
        raise(Stage::ServerHello);
        return;
    }
    m_negotiation.serverRandom = asText(random);
    m_negotiation.serverSession = asText(session);
    m_negotiation.isEncryptThenMac = isEncryptThenMac;
    m_negotiation.isMasterExtended = isMasterExtended;
    m_negotiation.isCompressed = isCompressed;
    if (!m_facts.serverHello.isSeen())
        m_facts.serverHello = at;
    m_facts.version = version;
    m_facts.suite = suite;
    const CipherSuite* known = findCipherSuite(suite);
    m_facts.suiteName = known != nullptr ? known->name : std::string_view();
    m_facts.alpn = alpn;
    m_facts.isResumed = version >= kTls13 && isPreShared;
    raise(Stage::ServerHello);
}

// RFC 8446 section 4.4.2, RFC 5246 section 7.4.2.
void HandshakeReader::readCertificate(Side from, ByteView body, Origin at) {
    const bool isTls13 = m_facts.version >= kTls13;
    Fields fields(body);
    if (isTls13)
        fields.vector(1); // certificate_request_context
    Fields list(fields.vector(3));
    std::vector<ByteView> chain;
    while (!list.isEmpty() && chain.size() < kMaxChain) {
        const ByteView certificate = list.vector(3);
        if (list.isGood())
            chain.push_back(certificate);
        if (isTls13)
            list.vector(2); // extensions
    }
    const bool isServer = from == Side::Server;
    Origin& seen = isServer ? m_facts.serverCertificate : m_facts.clientCertificate;
    if (seen.isSeen())
        return; // of a renegotiation
    seen = at;
    (isServer ? m_facts.serverChain : m_facts.clientChain) = readChain(chain);
    raise(Stage::Certificate);
}

} // namespace echelle::tls
