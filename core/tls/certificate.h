#pragma once

#include "core/base/byte_view.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::tls {

// Whether a certificate is signed by the one that its issuer field names.
enum class Signature : std::uint8_t {
    Unchecked, // the issuer was not sent, or the algorithm is not known here
    Bad,       // by none of those that bear the issuer's name
    Good
};

// What a certificate says (RFC 5280), and what the chain it came in says about it. Texts are captured bytes as UTF-8.
struct CertificateFacts {
    std::string subject; // distinguished names as RFC 2253 writes them
    std::string issuer;
    std::string commonName;
    std::vector<std::string> names; // dNSName and iPAddress of subjectAltName
    std::string serial;             // hexadecimal
    Timestamp notBefore;            // invalid where it cannot be read
    Timestamp notAfter;             // years beyond 2261 as the last time there is
    std::string keyType;            // "RSA", "EC", "ED25519" ...; empty where the key is of no known kind
    int keyBits = 0;
    std::string signatureAlgorithm; // "sha256WithRSAEncryption" ...
    std::string fingerprint;        // SHA-256, lower-case hexadecimal
    bool isAuthority = false;       // basicConstraints cA
    bool isSelfSigned = false;      // its own issuer, and the signature verifies with its own key
    Signature signature = Signature::Unchecked;

    [[nodiscard]] bool isValidAt(Timestamp time) const { return notBefore <= time && time <= notAfter; }
};

// Of one certificate in DER; nullopt where it is none.
[[nodiscard]] std::optional<CertificateFacts> readCertificate(ByteView der);

// A chain as a peer sent it, the leaf first; what cannot be read is left out. Each signature is checked with any
// certificate of the chain that bears the issuer's name.
[[nodiscard]] std::vector<CertificateFacts> readChain(const std::vector<ByteView>& certificates);

// Whether the certificate is for this host name or address (RFC 6125 section 6.4): its subjectAltName, or its common
// name where it has none; a wildcard stands for one whole left-most label.
[[nodiscard]] bool isFor(const CertificateFacts& certificate, std::string_view host);

} // namespace echelle::tls
