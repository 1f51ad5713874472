#pragma once

#include "core/tls/handshake_facts.h"
#include "core/tls/handshake_reader.h"
#include "core/tls/key_store.h"
#include "core/tls/record_cipher.h"

#include <array>
#include <deque>
#include <memory>
#include <optional>

namespace echelle::tls {

// Hears what a session's records hold.
class ContentSink {
public:
    virtual ~ContentSink() = default;
    // Decrypted application data of one record. at: the frame that completes it.
    virtual void onContent(Side from, ByteView plain, Origin at) = 0;
    // Content is missing, or cannot be decrypted, before the next of this side.
    virtual void onContentHole(Side from, Origin at) = 0;
};

// One TLS connection, fed with the bytes of both directions in order: reads its handshake and alerts, and decrypts what
// the keys allow (RFC 8446, 5246, 4346, 2246). A record is read once what it needs from the other direction is there;
// what is held meanwhile is bounded.
class Session {
public:
    // keys, sink outlive it. keys learn the sessions that are read.
    Session(KeyStore& keys, ContentSink& sink);

    void read(Side from, ByteView bytes, Origin at);
    void onHole(Side from, Origin at);
    void finish(); // no more bytes will come

    [[nodiscard]] const HandshakeFacts& facts() const { return m_facts; }
    [[nodiscard]] std::size_t heldMemory() const;

private:
    static constexpr std::size_t kMaxHandshake = std::size_t{128} << 10; // one message
    struct Held {
        RecordHeader header;
        std::string content;
        Origin at;
    };
    struct Direction {
        std::string buffer;    // the beginning of a record
        Origin recordAt;       // the last captured frame that the record lies in
        std::size_t skip = 0;  // bytes of a record whose content is of no use
        bool isLost = false;   // after a hole: the next record is looked for
        Origin holeAt;         // of the last hole
        std::deque<Held> held; // records that wait for the other direction
        std::size_t heldBytes = 0;
        bool hasRecords = false;

        bool isEncrypted = false; // what comes is not in clear, whether it can be decrypted or not
        bool isBlind = false;     // and cannot be
        std::unique_ptr<RecordCipher> cipher;
        std::uint64_t sequence = 0;
        std::uint64_t numbersToTry = 0; // sequence numbers that may be missing
        bool isTrying = false;          // records that do not decrypt are passed over, until one does
        std::size_t passed = 0;         // bytes of those
        bool isEarly = false;           // the keys are those of early data, RFC 8446 section 4.2.10
        std::string secret;             // TLS 1.3 traffic secret in use
        std::string handshake;          // the beginning of a handshake message
        std::uint64_t hiddenRecords = 0;
        bool isFinished = false;
        Origin closedAt; // close_notify was sent
        bool hasContent = false;
    };

    Direction& of(Side side) { return m_directions[side == Side::Client ? 0 : 1]; }
    [[nodiscard]] const Direction& of(Side side) const { return m_directions[side == Side::Client ? 0 : 1]; }
    [[nodiscard]] bool isTls13() const { return m_facts.version >= kTls13; }

    bool readHeader(Side from, ByteView& bytes, Origin at);
    void take(Side from, const RecordHeader& header, ByteView content, Origin at);
    [[nodiscard]] bool mustWait(Side from, ContentType type) const;
    void drain();
    void process(Side from, const RecordHeader& header, ByteView content, Origin at);
    void readClear(Side from, const RecordHeader& header, ByteView content, Origin at);
    void readEncrypted(Side from, const RecordHeader& header, ByteView content, Origin at);
    void readPlain(Side from, ContentType type, ByteView plain, Origin at);
    void readHandshake(Side from, ByteView plain, Origin at);
    void onHandshake(Side from, HandshakeType type, ByteView whole, Origin at);
    void onClientHello();
    void onServerHello();
    void onFinished(Side from);
    void readAlert(Side from, ByteView plain, Origin at);
    void noteHidden(Side from, const RecordHeader& header, Origin at);
    void useSecret(Side side, const std::string& secret);
    void endEarlyData(); // the client goes on with the keys of its handshake
    void changeCipher(Side from);
    const std::string& masterSecret();
    [[nodiscard]] Unread reasonWithoutHello() const;
    void keepBytes(HandshakeType type, ByteView whole);
    void forgetBytes(); // of handshake messages
    void noteContent(Side from, Origin at);
    void goBlind(Side side, Unread reason, Origin at = {});
    void goBlind(Unread reason, Origin at = {});

    KeyStore& m_keys;
    ContentSink& m_sink;
    HandshakeFacts m_facts;
    HandshakeReader m_reader{m_facts};
    std::array<Direction, 2> m_directions;
    const CipherSuite* m_suite = nullptr;
    Secrets m_secrets;
    std::string m_master;
    std::string m_premaster;  // as the client encrypted it
    std::string m_transcript; // messages up to ClientKeyExchange, for the extended master secret
    bool m_isServerDone = false;
    bool m_isOver = false; // nothing waits any more
    std::string m_plain;
    std::size_t m_keptBytes = 0; // in the listed messages
};

} // namespace echelle::tls
