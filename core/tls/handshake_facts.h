#pragma once

#include "core/base/timestamp.h"
#include "core/tls/certificate.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::tls {

enum class Side : std::uint8_t { Client, Server };
[[nodiscard]] constexpr Side peerOf(Side side) {
    return side == Side::Client ? Side::Server : Side::Client;
}

// Where something was seen: the frame that completed it.
struct Origin {
    std::uint64_t frame = 0; // 0: not seen
    Timestamp time;
    [[nodiscard]] bool isSeen() const { return frame != 0; }
};

// Protocol versions as they stand on the wire (RFC 8446 section 4.2.1).
inline constexpr std::uint16_t kSsl3 = 0x0300;
inline constexpr std::uint16_t kTls10 = 0x0301;
inline constexpr std::uint16_t kTls11 = 0x0302;
inline constexpr std::uint16_t kTls12 = 0x0303;
inline constexpr std::uint16_t kTls13 = 0x0304;
[[nodiscard]] std::string_view versionName(std::uint16_t version); // "TLS 1.2"; "" where it is none

// Kinds of handshake messages (RFC 8446 appendix B.3, RFC 5246 section 7.4).
enum class HandshakeType : std::uint8_t {
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    NewSessionTicket = 4,
    EndOfEarlyData = 5,
    EncryptedExtensions = 8,
    Certificate = 11,
    ServerKeyExchange = 12,
    CertificateRequest = 13,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20,
    CertificateStatus = 22,
    KeyUpdate = 24
};
[[nodiscard]] std::string_view handshakeName(HandshakeType type); // "ClientHello"; "" where it is not known

struct HandshakeMessage {
    HandshakeType type = HandshakeType::ClientHello;
    Side from = Side::Client;
    Origin at;
    std::string bytes = {}; // from its header on, where they are kept (HandshakeFacts::messages)
};

// RFC 8446 section 6.
struct Alert {
    Side from = Side::Client;
    Origin at;
    bool isReadable = true; // false: encrypted, so that only its presence is known
    bool isFatal = false;
    std::uint8_t description = 0;

    static constexpr std::uint8_t kCloseNotify = 0;
};
[[nodiscard]] std::string_view alertName(std::uint8_t description); // "unknown_ca"; "" where it is not known

// Why the content of a connection was not read.
enum class Unread : std::uint8_t {
    None,              // it was
    NoKeys,            // no key log or private key was given
    NoSecret,          // none that is given belongs to this connection
    CipherUnsupported, // the suite is not known here, or its compression
    BeganLate,         // the handshake is not in the capture
    Hole,              // bytes are missing, and decryption could not go on behind them
    Damaged            // a record does not decrypt with the secrets that belong to it
};

// How far a handshake came, from the messages and records seen.
enum class Stage : std::uint8_t { Nothing, ClientHello, ServerHello, Certificate, ClientKeys, Established };

// All that is known of one TLS connection's handshake (and of alerts later on), each with the frame that carried it.
// What TLS 1.3 encrypts is there where it was decrypted.
struct HandshakeFacts {
    bool isClientKnown = false; // a hello was seen: Side::Client is who sent the ClientHello

    Origin clientHello;
    Origin serverHello;
    std::uint16_t offeredVersion = 0; // the highest; 0: no ClientHello seen
    std::uint16_t version = 0;        // chosen; 0: no ServerHello seen
    std::vector<std::uint16_t> offeredSuites;
    std::uint16_t suite = 0;    // chosen
    std::string_view suiteName; // static text; empty where it is not known here
    std::string serverName;     // SNI, RFC 6066 section 3
    std::vector<std::string> offeredAlpn;
    std::string alpn;                    // chosen, RFC 7301
    bool isRetried = false;              // HelloRetryRequest
    bool isResumed = false;              // of an earlier session: no certificate is sent
    bool isCertificateRequested = false; // by the server
    bool isCertificateHidden = false;    // TLS 1.3, and not decrypted

    std::vector<CertificateFacts> serverChain; // as sent, the leaf first
    std::vector<CertificateFacts> clientChain;
    Origin serverCertificate;
    Origin clientCertificate; // also where an empty one answered the request
    // The first kMaxListed, in order of capture for each side. The bytes of hellos and certificates are there until the
    // connection is in use.
    std::vector<HandshakeMessage> messages;
    std::vector<Alert> alerts;
    static constexpr std::size_t kMaxListed = 64;

    Stage stage = Stage::Nothing;
    // A side that wrote although the other had ended the connection with close_notify, later than what was on its way
    // when that was sent. Of an encrypted alert before TLS 1.3 it is taken that it is one.
    Origin clientWroteAfterClose;
    Origin serverWroteAfterClose;

    bool isCloseHidden = false; // the alert that ended it was encrypted

    bool isDecrypted = false; // some of what is encrypted was read
    bool hasContent = false;  // application data among it
    Unread unread = Unread::None;
    Origin unreadAt; // of Hole and Damaged: where
};

} // namespace echelle::tls
