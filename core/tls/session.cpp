#include "core/tls/session.h"

#include <algorithm>

namespace echelle::tls {
namespace {

constexpr std::size_t kMaxHeld = std::size_t{256} << 10;    // of one direction, waiting for the other
constexpr std::size_t kMaxPassed = std::size_t{1} << 20;    // of early data and unreadable handshake records
constexpr std::uint64_t kNumbersToTry = 256;                // records that a hole may have swallowed
constexpr std::size_t kMaxKept = std::size_t{32} << 10;     // of listed messages
constexpr Duration kOnItsWay = Duration::milliseconds(500); // may have been sent before the peer's close_notify came

// A record begins here, and so does the next behind it, as far as can be seen.
bool beginsRecord(ByteView bytes) {
    RecordHeader header;
    if (bytes.size() < RecordHeader::kSize || !readRecordHeader(bytes, header) || header.length == 0)
        return false;
    const ByteView next = bytes.subspan(std::min(bytes.size(), RecordHeader::kSize + header.length));
    return next.size() < RecordHeader::kSize || readRecordHeader(next, header);
}

} // namespace

Session::Session(KeyStore& keys, ContentSink& sink) : m_keys(keys), m_sink(sink) {}

void Session::read(Side from, ByteView bytes, Origin at) {
    Direction& d = of(from);
    if (d.isLost) {
        if (!beginsRecord(bytes))
            return;
        d.isLost = false;
    }
    while (!bytes.empty() && !d.isLost) {
        if (d.skip > 0) {
            const std::size_t size = std::min(d.skip, bytes.size());
            d.skip -= size;
            bytes = bytes.subspan(size);
        } else if (!readHeader(from, bytes, at)) {
            break;
        }
    }
    drain();
}

// Takes a record off the front, or what there is of it. False: nothing more can be done with the bytes.
bool Session::readHeader(Side from, ByteView& bytes, Origin at) {
    Direction& d = of(from);
    if (d.buffer.empty() || at.frame >= d.recordAt.frame)
        d.recordAt = at;
    const bool isInPlace = d.buffer.empty(); // most records lie in one segment
    const std::size_t before = d.buffer.size();
    if (!isInPlace && before < RecordHeader::kSize) {
        const std::size_t size = std::min(RecordHeader::kSize - before, bytes.size());
        d.buffer += asText(bytes.first(size));
        bytes = bytes.subspan(size);
    }
    const ByteView front = isInPlace ? bytes : asBytes(d.buffer);
    if (front.size() < RecordHeader::kSize) {
        if (isInPlace)
            d.buffer = asText(front);
        return false;
    }
    RecordHeader header;
    if (!readRecordHeader(front, header)) { // joined within a record, or no TLS any more
        d.buffer.clear();
        d.isLost = true;
        if (!m_facts.serverHello.isSeen())
            goBlind(reasonWithoutHello());
        else
            goBlind(from, Unread::Damaged, at);
        return false;
    }
    if (d.isBlind && d.held.empty()) { // the header says all there is to know
        noteHidden(from, header, at);
        d.skip = header.length - (isInPlace ? 0 : d.buffer.size() - RecordHeader::kSize);
        d.buffer.clear();
        if (isInPlace)
            bytes = bytes.subspan(RecordHeader::kSize);
        return true;
    }
    const std::size_t whole = RecordHeader::kSize + header.length;
    if (isInPlace) {
        const std::size_t size = std::min(whole, bytes.size());
        if (size < whole)
            d.buffer = asText(bytes);
        else
            take(from, header, bytes.subspan(RecordHeader::kSize, header.length), d.recordAt);
        bytes = bytes.subspan(size);
        return true;
    }
    const std::size_t size = std::min(whole - d.buffer.size(), bytes.size());
    d.buffer += asText(bytes.first(size));
    bytes = bytes.subspan(size);
    if (d.buffer.size() == whole) {
        const std::string record = std::move(d.buffer);
        d.buffer.clear();
        take(from, header, asBytes(record).subspan(RecordHeader::kSize), d.recordAt);
    }
    return true;
}

void Session::take(Side from, const RecordHeader& header, ByteView content, Origin at) {
    Direction& d = of(from);
    d.hasRecords = true;
    if (d.held.empty() && !mustWait(from, header.type)) {
        process(from, header, content, at);
        return;
    }
    d.held.push_back({header, std::string(asText(content)), at});
    d.heldBytes += content.size();
    if (d.heldBytes > kMaxHeld)
        m_isOver = true;
}

// The client's records behind its hello need the server's, and that needs the client's; either may have been captured
// out of order, and come late.
bool Session::mustWait(Side from, ContentType type) const {
    if (m_isOver || m_facts.serverHello.isSeen() || of(peerOf(from)).holeAt.isSeen())
        return false;
    if (from == Side::Server)
        return !m_facts.clientHello.isSeen() && !of(Side::Client).hasRecords && type == ContentType::Handshake;
    const bool isRetry = m_facts.isRetried && (type == ContentType::Handshake || type == ContentType::ChangeCipherSpec);
    return m_facts.clientHello.isSeen() && !isRetry && m_facts.alerts.empty();
}

void Session::drain() {
    for (bool isGoingOn = true; isGoingOn;) {
        isGoingOn = false;
        for (const Side side : {Side::Client, Side::Server}) {
            Direction& d = of(side);
            while (!d.held.empty() && !mustWait(side, d.held.front().header.type)) {
                const Held record = std::move(d.held.front());
                d.held.pop_front();
                d.heldBytes -= record.content.size();
                process(side, record.header, asBytes(record.content), record.at);
                isGoingOn = true;
            }
        }
    }
}

void Session::process(Side from, const RecordHeader& header, ByteView content, Origin at) {
    if (of(from).isBlind)
        noteHidden(from, header, at);
    else if (of(from).isEncrypted)
        readEncrypted(from, header, content, at);
    else
        readClear(from, header, content, at);
}

void Session::readClear(Side from, const RecordHeader& header, ByteView content, Origin at) {
    const Origin hole = of(from).holeAt.isSeen() ? of(from).holeAt : of(peerOf(from)).holeAt;
    if (header.type == ContentType::Alert && content.size() == 2) {
        readAlert(from, content, at);
        return;
    }
    if (header.type == ContentType::Handshake) {
        readHandshake(from, content, at);
        return;
    }
    if (header.type == ContentType::ChangeCipherSpec && m_facts.isRetried && !m_facts.serverHello.isSeen())
        return; // RFC 8446 appendix D.4: it means nothing
    if (!m_facts.serverHello.isSeen()) {
        goBlind(hole.isSeen() ? Unread::Hole : Unread::BeganLate, hole);
        noteHidden(from, header, at);
        return;
    }
    if (header.type == ContentType::ChangeCipherSpec) {
        changeCipher(from);
        return;
    }
    // Encrypted, and its ChangeCipherSpec was lost.
    changeCipher(from);
    of(from).numbersToTry = kNumbersToTry;
    process(from, header, content, at);
}

void Session::readEncrypted(Side from, const RecordHeader& header, ByteView content, Origin at) {
    Direction& d = of(from);
    if (header.type == ContentType::ChangeCipherSpec) {
        if (!isTls13()) // a renegotiation; in TLS 1.3 it means nothing
            changeCipher(from);
        return;
    }
    if (isTls13() && header.type != ContentType::ApplicationData) {
        if (header.type == ContentType::Alert && content.size() == 2) // from a side that has no keys yet
            readAlert(from, content, at);
        return;
    }
    if (!d.cipher) { // the key log does not go so far
        goBlind(from, Unread::NoSecret);
        noteHidden(from, header, at);
        return;
    }
    bool isOpen = false;
    for (std::uint64_t ahead = 0; ahead <= d.numbersToTry && !isOpen; ++ahead) {
        isOpen = d.cipher->open(header, content, d.sequence + ahead, m_plain);
        if (isOpen)
            d.sequence += ahead + 1;
    }
    if (!isOpen && d.isEarly) { // the server did not take it, and nothing says where it ends
        endEarlyData();
        if (!d.isBlind)
            readEncrypted(from, header, content, at);
        return;
    }
    if (!isOpen) {
        d.passed += content.size();
        if (!d.isTrying || d.passed > kMaxPassed)
            goBlind(from, d.holeAt.isSeen() ? Unread::Hole : Unread::Damaged, d.holeAt.isSeen() ? d.holeAt : at);
        return;
    }
    d.numbersToTry = 0;
    d.isTrying = false;
    m_facts.isDecrypted = true;
    ContentType type = header.type;
    if (isTls13()) { // RFC 8446 section 5.2: padding of zeros behind the type
        const std::size_t last = m_plain.find_last_not_of('\0');
        if (last == std::string::npos)
            return;
        type = static_cast<ContentType>(m_plain[last]);
        m_plain.resize(last);
    }
    readPlain(from, type, asBytes(m_plain), at);
}

void Session::readPlain(Side from, ContentType type, ByteView plain, Origin at) {
    if (type == ContentType::Handshake) {
        readHandshake(from, plain, at);
    } else if (type == ContentType::Alert) {
        readAlert(from, plain, at);
    } else if (type == ContentType::ApplicationData && !plain.empty()) {
        if (!of(from).isEarly)
            m_facts.stage = Stage::Established;
        m_facts.hasContent = true;
        noteContent(from, at);
        m_sink.onContent(from, plain, at);
    }
}

// Application data, whether it can be read or not.
void Session::noteContent(Side from, Origin at) {
    of(from).hasContent = true;
    if (from == Side::Server)
        forgetBytes();
    const Origin closedAt = of(peerOf(from)).closedAt;
    Origin& late = from == Side::Client ? m_facts.clientWroteAfterClose : m_facts.serverWroteAfterClose;
    std::int64_t ns = 0;
    if (closedAt.isSeen() && !late.isSeen() && closedAt.time.isValid() && at.time.isValid() &&
        !__builtin_sub_overflow(at.time.ns, closedAt.time.ns, &ns) && ns > kOnItsWay.ns)
        late = at;
}

void Session::keepBytes(HandshakeType type, ByteView whole) {
    const bool isShown =
        type == HandshakeType::ClientHello || type == HandshakeType::ServerHello || type == HandshakeType::Certificate;
    if (!isShown || m_facts.messages.empty() || m_keptBytes + whole.size() > kMaxKept)
        return;
    m_facts.messages.back().bytes = asText(whole);
    m_keptBytes += whole.size();
}

void Session::forgetBytes() {
    if (m_keptBytes == 0)
        return;
    m_keptBytes = 0;
    for (HandshakeMessage& message : m_facts.messages)
        message.bytes = {};
}

void Session::readAlert(Side from, ByteView plain, Origin at) {
    if (plain.size() != 2)
        return;
    const bool isFatal = isTls13() ? plain[1] != Alert::kCloseNotify && plain[1] != 90 : plain[0] == 2;
    if (plain[1] == Alert::kCloseNotify && !of(from).closedAt.isSeen())
        of(from).closedAt = at;
    // A server may refuse the client's certificate when its own side of the handshake is long done.
    if (isTls13() && isFatal && from == Side::Server && m_facts.stage == Stage::Established && !of(from).hasContent)
        m_facts.stage = Stage::ClientKeys;
    if (m_facts.alerts.size() < HandshakeFacts::kMaxListed)
        m_facts.alerts.push_back({from, at, true, isFatal, plain[1]});
}

// What the outside of an encrypted record tells: alerts before TLS 1.3, and how far the handshake came.
void Session::noteHidden(Side from, const RecordHeader& header, Origin at) {
    constexpr std::size_t kAlertSize = 2 + 1 + 16; // content, type and tag
    constexpr std::size_t kLeastFinished = 4 + 32 + 1 + 16;
    Direction& d = of(from);
    if (header.type == ContentType::ChangeCipherSpec)
        return;
    const bool isFirst = d.hiddenRecords++ == 0;
    bool isAlert = header.type == ContentType::Alert;
    if (isTls13()) {
        // A client that refuses the server's certificate says so in its first record.
        isAlert |= isFirst && from == Side::Client && header.length == kAlertSize;
        if (from == Side::Client && header.length >= kLeastFinished)
            m_facts.stage = Stage::Established;
    } else if (!m_facts.serverHello.isSeen()) { // of a capture of one side
        if (header.type == ContentType::ApplicationData)
            m_facts.stage = Stage::Established;
    } else {
        if (isAlert && m_facts.stage == Stage::Established && !d.closedAt.isSeen()) {
            d.closedAt = at;
            m_facts.isCloseHidden = true;
        }
        if (header.type == ContentType::ApplicationData)
            noteContent(from, at);
        d.isFinished |= header.type == ContentType::Handshake;
        if (header.type == ContentType::ApplicationData || (d.isFinished && of(peerOf(from)).isFinished))
            m_facts.stage = Stage::Established;
    }
    if (isAlert && m_facts.alerts.size() < HandshakeFacts::kMaxListed)
        m_facts.alerts.push_back({from, at, false, false, 0});
}

// Of a ServerHello that cannot be read: with its ClientHello there, the capture did not begin late.
Unread Session::reasonWithoutHello() const {
    if (!m_facts.clientHello.isSeen())
        return Unread::BeganLate;
    return m_keys.isEmpty() ? Unread::NoKeys : Unread::NoSecret;
}

void Session::goBlind(Side side, Unread reason, Origin at) {
    Direction& d = of(side);
    if (d.isBlind)
        return;
    const bool wasOpen = d.cipher != nullptr;
    d.isBlind = true;
    d.cipher.reset();
    d.secret.clear();
    if (m_facts.unread == Unread::None) {
        m_facts.unread = reason;
        m_facts.unreadAt = at;
    }
    if (wasOpen && m_facts.isDecrypted)
        m_sink.onContentHole(side, at);
}

void Session::goBlind(Unread reason, Origin at) {
    goBlind(Side::Client, reason, at);
    goBlind(Side::Server, reason, at);
}

// The next record is looked for; it decrypts where the number of lost ones can be found.
void Session::onHole(Side from, Origin at) {
    Direction& d = of(from);
    d.buffer.clear();
    d.skip = 0;
    d.handshake.clear();
    d.isLost = true;
    d.holeAt = at;
    drain();
    if (d.cipher) {
        d.numbersToTry += kNumbersToTry;
        if (m_facts.isDecrypted)
            m_sink.onContentHole(from, at);
    }
}

void Session::finish() {
    m_isOver = true;
    drain();
}

std::size_t Session::heldMemory() const {
    std::size_t sum = sizeof *this + m_transcript.size() + m_plain.capacity() + m_keptBytes;
    for (const Direction& d : m_directions)
        sum += d.buffer.size() + d.heldBytes + d.handshake.size();
    return sum;
}

} // namespace echelle::tls
