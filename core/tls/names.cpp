#include "core/tls/handshake_facts.h"

namespace echelle::tls {

std::string_view versionName(std::uint16_t version) {
    switch (version) {
    case 0x0002:
        return "SSL 2";
    case kSsl3:
        return "SSL 3";
    case kTls10:
        return "TLS 1.0";
    case kTls11:
        return "TLS 1.1";
    case kTls12:
        return "TLS 1.2";
    case kTls13:
        return "TLS 1.3";
    default:
        return {};
    }
}

std::string_view handshakeName(HandshakeType type) {
    switch (type) {
    case HandshakeType::HelloRequest:
        return "HelloRequest";
    case HandshakeType::ClientHello:
        return "ClientHello";
    case HandshakeType::ServerHello:
        return "ServerHello";
    case HandshakeType::NewSessionTicket:
        return "NewSessionTicket";
    case HandshakeType::EndOfEarlyData:
        return "EndOfEarlyData";
    case HandshakeType::EncryptedExtensions:
        return "EncryptedExtensions";
    case HandshakeType::Certificate:
        return "Certificate";
    case HandshakeType::ServerKeyExchange:
        return "ServerKeyExchange";
    case HandshakeType::CertificateRequest:
        return "CertificateRequest";
    case HandshakeType::ServerHelloDone:
        return "ServerHelloDone";
    case HandshakeType::CertificateVerify:
        return "CertificateVerify";
    case HandshakeType::ClientKeyExchange:
        return "ClientKeyExchange";
    case HandshakeType::Finished:
        return "Finished";
    case HandshakeType::CertificateStatus:
        return "CertificateStatus";
    case HandshakeType::KeyUpdate:
        return "KeyUpdate";
    }
    return {};
}

// RFC 8446 section 6 and the TLS Alerts registry.
std::string_view alertName(std::uint8_t description) {
    switch (description) {
    case 0:
        return "close_notify";
    case 10:
        return "unexpected_message";
    case 20:
        return "bad_record_mac";
    case 21:
        return "decryption_failed";
    case 22:
        return "record_overflow";
    case 30:
        return "decompression_failure";
    case 40:
        return "handshake_failure";
    case 41:
        return "no_certificate";
    case 42:
        return "bad_certificate";
    case 43:
        return "unsupported_certificate";
    case 44:
        return "certificate_revoked";
    case 45:
        return "certificate_expired";
    case 46:
        return "certificate_unknown";
    case 47:
        return "illegal_parameter";
    case 48:
        return "unknown_ca";
    case 49:
        return "access_denied";
    case 50:
        return "decode_error";
    case 51:
        return "decrypt_error";
    case 60:
        return "export_restriction";
    case 70:
        return "protocol_version";
    case 71:
        return "insufficient_security";
    case 80:
        return "internal_error";
    case 86:
        return "inappropriate_fallback";
    case 90:
        return "user_canceled";
    case 100:
        return "no_renegotiation";
    case 109:
        return "missing_extension";
    case 110:
        return "unsupported_extension";
    case 111:
        return "certificate_unobtainable";
    case 112:
        return "unrecognized_name";
    case 113:
        return "bad_certificate_status_response";
    case 114:
        return "bad_certificate_hash_value";
    case 115:
        return "unknown_psk_identity";
    case 116:
        return "certificate_required";
    case 120:
        return "no_application_protocol";
    default:
        return {};
    }
}

} // namespace echelle::tls
