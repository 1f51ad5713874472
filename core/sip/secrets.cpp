#include "core/sip/secrets.h"

#include "core/base/text.h"
#include "core/sip/framer.h"
#include "core/sip/message.h"
#include "core/sip/multipart.h"
#include "core/sip/secret_scan.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr int kMaxDepth = 4;
constexpr std::size_t kMaxTexts = 64;

// A message, or a message quoted in a body, that is still to be looked through.
struct Pending {
    std::string_view text;
    int depth = 0;
};

void scanHeaders(const Message& m, SecretSlices& found) {
    for (const HeaderField& field : m.headers) {
        switch (field.id) {
        case HeaderId::Authorization:
        case HeaderId::ProxyAuthorization:
            scanCredentials(field.value, found);
            break;
        case HeaderId::WwwAuthenticate:
        case HeaderId::ProxyAuthenticate:
        case HeaderId::AuthenticationInfo:
            scanDigest(field.value, found);
            break;
        case HeaderId::Identity:
            scanIdentity(field.value, found);
            break;
        default:
            if (equalsNoCase(field.name, "Proxy-Authentication-Info"))
                scanDigest(field.value, found);
            else if (isSecretFieldName(field.name) && !field.value.empty())
                found.push_back(field.value);
        }
    }
}

void scanBody(const Message& m, std::string_view body, const Pending& of, std::vector<Pending>& texts,
              SecretSlices& found) {
    if (body.empty())
        return;
    if (m.isRequest && equalsNoCase(m.methodText, "MESSAGE")) {
        found.push_back(body);
        return;
    }
    const bool isInfo = m.isRequest && equalsNoCase(m.methodText, "INFO");
    if (isInfo)
        scanDigits({}, body, true, found);
    for (const BodyPart& part : bodyParts(m.value(HeaderId::ContentType), body)) {
        const std::string_view type = mediaType(part.contentType);
        scanDigits(type, part.body, isInfo, found);
        if (startsWithNoCase(type, "message/") && of.depth < kMaxDepth && texts.size() < kMaxTexts)
            texts.push_back({part.body, of.depth + 1});
    }
}

SecretSlices findSecrets(std::string_view bytes) {
    SecretSlices found;
    scanUris(bytes, found);
    scanSdpLines(bytes, found);
    std::vector<Pending> texts = {{bytes, 0}};
    Message m;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Pending of = texts[i];
        parse(of.text, m);
        scanHeaders(m, found);
        // Bytes behind Content-Length are the body's too, unless they begin another message.
        const auto bodyBegin = static_cast<std::size_t>(m.body.data() - of.text.data());
        const std::string_view behind = of.text.substr(bodyBegin + m.body.size());
        const bool isNext = looksLikeSip(behind);
        scanBody(m, isNext ? m.body : of.text.substr(bodyBegin), of, texts, found);
        if (isNext && texts.size() < kMaxTexts)
            texts.push_back({behind, of.depth});
    }
    return found;
}

// Code points of UTF-8; of other bytes each counts.
std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

} // namespace

std::string hideSecrets(std::string_view message, const SecretPlaceholder& placeholder) {
    SecretSlices found = findSecrets(message);
    std::sort(found.begin(), found.end(), [](std::string_view a, std::string_view b) { return a.data() < b.data(); });
    std::string out;
    out.reserve(message.size());
    std::size_t kept = 0; // everything before is written
    for (std::size_t i = 0; i < found.size();) {
        const auto begin = static_cast<std::size_t>(found[i].data() - message.data());
        std::size_t end = begin;
        // Slices that overlap are one secret.
        for (; i < found.size() && static_cast<std::size_t>(found[i].data() - message.data()) <= end; ++i)
            end = std::max(end, static_cast<std::size_t>(found[i].data() - message.data()) + found[i].size());
        out.append(message.substr(kept, begin - kept));
        out.append(placeholder(characters(message.substr(begin, end - begin))));
        kept = end;
    }
    out.append(message.substr(kept));
    return out;
}

} // namespace echelle::sip
