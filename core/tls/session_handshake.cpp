// The handshake messages of a session, and the keys that they settle.
#include "core/tls/session.h"
#include "core/tls/wire.h"

namespace echelle::tls {

void Session::readHandshake(Side from, ByteView plain, Origin at) {
    constexpr std::size_t kHeader = 4;
    Direction& d = of(from);
    d.handshake += asText(plain);
    std::size_t used = 0;
    while (d.handshake.size() - used >= kHeader) {
        const ByteView rest = asBytes(d.handshake).subspan(used);
        const auto type = static_cast<HandshakeType>(rest[0]);
        const std::size_t size = kHeader + (readBe32(rest.data()) & 0xffffff);
        if (handshakeName(type).empty() || size > kMaxHandshake) { // encrypted, and joined late
            d.handshake.clear();
            if (!m_facts.serverHello.isSeen())
                goBlind(reasonWithoutHello());
            return;
        }
        if (rest.size() < size)
            break;
        const std::string whole(asText(rest.first(size)));
        used += size;
        const bool wasEncrypted = d.isEncrypted;
        onHandshake(from, type, asBytes(whole), at);
        if (d.isBlind || d.isEncrypted != wasEncrypted) { // nothing in clear can follow
            d.handshake.clear();
            return;
        }
    }
    d.handshake.erase(0, used);
}

void Session::onHandshake(Side from, HandshakeType type, ByteView whole, Origin at) {
    const ByteView body = whole.subspan(4);
    const bool isHello = type == HandshakeType::ClientHello;
    if (isHello)
        onClientHello();
    if (m_premaster.empty() && m_transcript.size() + whole.size() <= kMaxHandshake)
        m_transcript += asText(whole);
    const std::size_t listed = m_facts.messages.size();
    m_reader.read(type, from, body, at);
    if (m_facts.messages.size() > listed)
        keepBytes(type, whole);
    switch (type) {
    case HandshakeType::ServerHello:
        if (!m_reader.negotiation().serverRandom.empty())
            onServerHello();
        break;
    case HandshakeType::Certificate:
        m_facts.isCertificateHidden = false;
        break;
    case HandshakeType::ServerHelloDone:
        m_isServerDone = true;
        break;
    case HandshakeType::ClientKeyExchange:
        if (m_suite != nullptr && m_suite->exchange == KeyExchange::Rsa)
            m_premaster = asText(Fields(body).vector(2));
        break;
    case HandshakeType::NewSessionTicket:
        if (!isTls13()) {
            Fields fields(body);
            fields.number(4); // lifetime
            m_keys.remember(fields.vector(2), masterSecret());
        }
        break;
    case HandshakeType::EndOfEarlyData:
        if (of(from).isEarly)
            endEarlyData();
        break;
    case HandshakeType::Finished:
        onFinished(from);
        break;
    case HandshakeType::KeyUpdate:
        if (isTls13() && m_suite != nullptr) // RFC 8446 section 7.2
            useSecret(from, expandLabel(m_suite->hash, of(from).secret, "traffic upd", sizeOf(m_suite->hash)));
        break;
    default:
        break;
    }
}

void Session::onClientHello() {
    m_master.clear();
    m_premaster.clear();
    if (!m_facts.isRetried)
        m_transcript.clear();
    m_isServerDone = false;
}

void Session::onServerHello() {
    const Negotiation& n = m_reader.negotiation();
    m_suite = findCipherSuite(m_facts.suite);
    if (!isTls13())
        return;
    m_facts.isCertificateHidden = !m_facts.isResumed;
    for (Direction& d : m_directions)
        d.isEncrypted = true;
    const Secrets* secrets = m_keys.find(asBytes(n.clientRandom));
    if (secrets == nullptr) {
        goBlind(m_keys.isEmpty() ? Unread::NoKeys : Unread::NoSecret);
        return;
    }
    m_secrets = *secrets;
    for (const Side side : {Side::Client, Side::Server}) {
        const bool isClient = side == Side::Client;
        const std::string& handshake = isClient ? m_secrets.clientHandshake : m_secrets.serverHandshake;
        const std::string& traffic = isClient ? m_secrets.clientTraffic : m_secrets.serverTraffic;
        of(side).isTrying = handshake.empty() || (isClient && n.hasEarlyData);
        useSecret(side, handshake.empty() ? traffic : handshake);
    }
    if (n.hasEarlyData && !m_secrets.clientEarly.empty() && !of(Side::Client).isBlind) {
        useSecret(Side::Client, m_secrets.clientEarly);
        of(Side::Client).isEarly = true;
    }
}

void Session::endEarlyData() {
    of(Side::Client).isEarly = false;
    of(Side::Client).isTrying = true;
    useSecret(Side::Client, m_secrets.clientHandshake.empty() ? m_secrets.clientTraffic : m_secrets.clientHandshake);
}

void Session::useSecret(Side side, const std::string& secret) {
    Direction& d = of(side);
    if (m_suite == nullptr || m_suite->exchange != KeyExchange::Tls13) {
        goBlind(side, Unread::CipherUnsupported);
        return;
    }
    d.cipher.reset();
    if (secret.empty())
        return; // matters only if something comes
    d.secret = secret;
    d.sequence = 0;
    d.cipher = makeRecordCipher(*m_suite, m_facts.version, false, trafficKeys(*m_suite, secret));
    if (!d.cipher)
        goBlind(side, Unread::CipherUnsupported);
}

void Session::onFinished(Side from) {
    of(from).isFinished = true;
    if (isTls13())
        useSecret(from, from == Side::Client ? m_secrets.clientTraffic : m_secrets.serverTraffic);
    if (of(peerOf(from)).isFinished)
        m_facts.stage = Stage::Established;
}

// RFC 5246 section 7.1: from here on this side encrypts with what the handshake settled.
void Session::changeCipher(Side from) {
    Direction& d = of(from);
    const Negotiation& n = m_reader.negotiation();
    d.isEncrypted = true;
    d.sequence = 0;
    d.handshake.clear();
    if (from == Side::Server && !m_isServerDone && !of(Side::Server).holeAt.isSeen())
        m_facts.isResumed = true;
    if (m_suite == nullptr || n.isCompressed || m_suite->exchange == KeyExchange::Tls13) {
        goBlind(from, Unread::CipherUnsupported);
        return;
    }
    const std::string& master = masterSecret();
    if (master.empty()) {
        const bool isLate = n.clientRandom.empty();
        goBlind(from, isLate ? Unread::BeganLate : m_keys.isEmpty() ? Unread::NoKeys : Unread::NoSecret);
        return;
    }
    KeyBlock keys = keyBlock(*m_suite, m_facts.version, master, n.clientRandom, n.serverRandom);
    d.cipher = makeRecordCipher(*m_suite, m_facts.version, n.isEncryptThenMac,
                                std::move(from == Side::Client ? keys.client : keys.server));
    if (!d.cipher)
        goBlind(from, Unread::CipherUnsupported);
}

// Empty where no key gives it.
const std::string& Session::masterSecret() {
    const Negotiation& n = m_reader.negotiation();
    if (!m_master.empty() || m_suite == nullptr)
        return m_master;
    const Secrets* secrets = m_keys.find(asBytes(n.clientRandom));
    const std::string premaster = m_premaster.empty() ? std::string() : m_keys.decryptPremaster(asBytes(m_premaster));
    constexpr std::size_t kMasterSize = 48;
    if (secrets != nullptr && !secrets->master.empty()) {
        m_master = secrets->master;
    } else if (!premaster.empty()) {
        const Hash hash = m_suite->prfHash();
        const std::string session = m_facts.version >= kTls12
                                        ? digest(hash, m_transcript)
                                        : digest(Hash::Md5, m_transcript) + digest(Hash::Sha1, m_transcript);
        m_master =
            n.isMasterExtended
                ? prf(m_facts.version, hash, premaster, "extended master secret", session, kMasterSize)
                : prf(m_facts.version, hash, premaster, "master secret", n.clientRandom + n.serverRandom, kMasterSize);
    } else if (!m_isServerDone) { // of the session that this one resumes
        m_master = m_keys.recall(asBytes(n.serverSession));
        if (m_master.empty())
            m_master = m_keys.recall(asBytes(n.ticket));
    }
    m_keys.remember(asBytes(n.serverSession), m_master);
    return m_master;
}

} // namespace echelle::tls
