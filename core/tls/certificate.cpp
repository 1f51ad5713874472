#include "core/tls/certificate.h"

#include "core/base/endpoint.h"
#include "core/base/text.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <limits>
#include <memory>

namespace echelle::tls {
namespace {

constexpr std::size_t kMaxNames = 256;
constexpr std::size_t kMaxText = 1024;

template <auto Free>
struct Release {
    template <typename T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};
using X509Ptr = std::unique_ptr<X509, Release<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Release<BIO_free_all>>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, Release<GENERAL_NAMES_free>>;
using NumberPtr = std::unique_ptr<BIGNUM, Release<BN_free>>;

std::string text(const unsigned char* bytes, std::size_t size) {
    return toValidUtf8({reinterpret_cast<const char*>(bytes), std::min(size, kMaxText)});
}

std::string distinguishedName(const X509_NAME* name) {
    const BioPtr out(BIO_new(BIO_s_mem()));
    if (!out || X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0)
        return {};
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return size > 0 ? text(reinterpret_cast<const unsigned char*>(data), static_cast<std::size_t>(size))
                    : std::string();
}

std::string commonName(const X509_NAME* name) {
    const int at = X509_NAME_get_index_by_NID(const_cast<X509_NAME*>(name), NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0)
        return {};
    std::string out = text(utf8, static_cast<std::size_t>(size));
    OPENSSL_free(utf8);
    return out;
}

void readAlternativeNames(X509* certificate, std::vector<std::string>& into) {
    const NamesPtr names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    const int count = names ? sk_GENERAL_NAME_num(names.get()) : 0;
    for (int i = 0; i < count && into.size() < kMaxNames; ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_DNS && name->type != GEN_IPADD)
            continue;
        const ASN1_STRING* value = name->type == GEN_DNS ? name->d.dNSName : name->d.iPAddress;
        const unsigned char* bytes = ASN1_STRING_get0_data(value);
        const int size = ASN1_STRING_length(value);
        if (name->type == GEN_DNS)
            into.push_back(text(bytes, static_cast<std::size_t>(size)));
        else if (size == 4)
            into.push_back(IpAddress::v4(bytes).toString());
        else if (size == 16)
            into.push_back(IpAddress::v6(bytes).toString());
    }
}

Timestamp timeOf(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    CivilTime civil;
    civil.year = parts.tm_year + 1900;
    civil.month = parts.tm_mon + 1;
    civil.day = parts.tm_mday;
    civil.hour = parts.tm_hour;
    civil.minute = parts.tm_min;
    civil.second = parts.tm_sec;
    if (civil.year > 2261)
        return Timestamp{std::numeric_limits<std::int64_t>::max()};
    return fromCivil(civil).value_or(Timestamp{});
}

std::string serialOf(X509* certificate) {
    const NumberPtr number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    char* digits = number ? BN_bn2hex(number.get()) : nullptr;
    if (digits == nullptr)
        return {};
    std::string out = toLower(std::string_view(digits).substr(0, kMaxText));
    OPENSSL_free(digits);
    return out;
}

void readKey(X509* certificate, CertificateFacts& facts) {
    EVP_PKEY* key = X509_get0_pubkey(certificate);
    if (key == nullptr)
        return;
    facts.keyBits = EVP_PKEY_get_bits(key);
    if (const char* type = EVP_PKEY_get0_type_name(key); type != nullptr)
        facts.keyType = type;
    else if (const char* name = OBJ_nid2sn(EVP_PKEY_get_base_id(key)); name != nullptr)
        facts.keyType = name;
}

X509Ptr parse(ByteView der) {
    const unsigned char* at = der.data();
    return X509Ptr(der.empty() ? nullptr : d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

bool isIssuedBy(X509* certificate, X509* issuer) {
    return X509_NAME_cmp(X509_get_issuer_name(certificate), X509_get_subject_name(issuer)) == 0;
}
// Unchecked where the key or the algorithm is none that is known here.
Signature signatureBy(X509* certificate, X509* issuer) {
    EVP_PKEY* key = X509_get0_pubkey(issuer);
    const int result = key == nullptr ? -1 : X509_verify(certificate, key);
    ERR_clear_error();
    return result == 1 ? Signature::Good : result == 0 ? Signature::Bad : Signature::Unchecked;
}

CertificateFacts factsOf(X509* certificate) {
    CertificateFacts facts;
    facts.subject = distinguishedName(X509_get_subject_name(certificate));
    facts.issuer = distinguishedName(X509_get_issuer_name(certificate));
    facts.commonName = commonName(X509_get_subject_name(certificate));
    readAlternativeNames(certificate, facts.names);
    facts.serial = serialOf(certificate);
    facts.notBefore = timeOf(X509_get0_notBefore(certificate));
    facts.notAfter = timeOf(X509_get0_notAfter(certificate));
    readKey(certificate, facts);
    if (const char* name = OBJ_nid2ln(X509_get_signature_nid(certificate)); name != nullptr)
        facts.signatureAlgorithm = name;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) == 1)
        facts.fingerprint = toHex({reinterpret_cast<const char*>(digest.data()), size});
    facts.isAuthority = X509_check_ca(certificate) == 1;
    if (isIssuedBy(certificate, certificate)) {
        facts.isSelfSigned = signatureBy(certificate, certificate) == Signature::Good;
        facts.signature = facts.isSelfSigned ? Signature::Good : Signature::Unchecked;
    }
    return facts;
}

bool isWildcardFor(std::string_view pattern, std::string_view host) {
    if (!pattern.starts_with("*.") || pattern.find('*', 1) != std::string_view::npos)
        return false;
    const std::size_t dot = host.find('.');
    return dot != 0 && dot != std::string_view::npos && equalsNoCase(host.substr(dot), pattern.substr(1));
}

} // namespace

std::optional<CertificateFacts> readCertificate(ByteView der) {
    const X509Ptr certificate = parse(der);
    if (!certificate)
        return std::nullopt;
    return factsOf(certificate.get());
}

std::vector<CertificateFacts> readChain(const std::vector<ByteView>& certificates) {
    std::vector<X509Ptr> parsed;
    std::vector<CertificateFacts> chain;
    for (const ByteView der : certificates) {
        if (X509Ptr certificate = parse(der); certificate) {
            chain.push_back(factsOf(certificate.get()));
            parsed.push_back(std::move(certificate));
        }
    }
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        for (std::size_t j = 0; j < parsed.size() && chain[i].signature != Signature::Good; ++j) {
            if (i != j && isIssuedBy(parsed[i].get(), parsed[j].get()))
                chain[i].signature = std::max(chain[i].signature, signatureBy(parsed[i].get(), parsed[j].get()));
        }
        // Its own issuer by name, and no other key verifies it either.
        if (chain[i].signature == Signature::Unchecked && isIssuedBy(parsed[i].get(), parsed[i].get()))
            chain[i].signature = signatureBy(parsed[i].get(), parsed[i].get());
    }
    return chain;
}

bool isFor(const CertificateFacts& certificate, std::string_view host) {
    if (host.ends_with('.'))
        host.remove_suffix(1);
    const bool isAddress = IpAddress::parse(host).has_value();
    const auto matches = [&](std::string_view name) {
        return equalsNoCase(name, host) || (!isAddress && isWildcardFor(name, host));
    };
    if (!certificate.names.empty())
        return std::any_of(certificate.names.begin(), certificate.names.end(), matches);
    return !certificate.commonName.empty() && matches(certificate.commonName);
}

} // namespace echelle::tls
