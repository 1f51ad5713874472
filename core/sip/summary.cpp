#include "core/sip/summary.h"

#include "core/base/text.h"
#include "core/sip/multipart.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr std::size_t kMaxTextBytes = 100;

// Captured text is hostile: one line, valid, not long.
std::string shown(std::string_view text) {
    std::string plain = toValidUtf8(text.substr(0, kMaxTextBytes));
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return plain;
}

// The status that a message/sipfrag body reports (RFC 3420, RFC 3515 section 2.4.5); 0 where it holds none.
int sipfragStatus(std::string_view body) {
    if (!startsWithNoCase(body, "SIP/2.0 "))
        return 0;
    const auto code = parseUnsigned(body.substr(8, 3));
    return code && *code >= 100 && *code <= 699 ? static_cast<int>(*code) : 0;
}

std::string bodyNote(const Message& message) {
    if (message.body.empty())
        return {};
    const std::string_view type = message.value(HeaderId::ContentType);
    if (!sdpOf(type, message.body).empty())
        return " (SDP)";
    for (const BodyPart& part : bodyParts(type, message.body)) {
        if (!equalsNoCase(mediaType(part.contentType), "message/sipfrag"))
            continue;
        const int status = sipfragStatus(trim(part.body));
        return status == 0 ? " (sipfrag)" : " (sipfrag " + std::to_string(status) + ")";
    }
    return {};
}

} // namespace

std::string summary(const Message& message) {
    std::string text;
    if (message.isRequest && !message.methodText.empty())
        text = shown(message.methodText);
    else if (message.statusCode != 0)
        text = std::to_string(message.statusCode) +
               (message.reasonPhrase.empty() ? "" : " " + shown(message.reasonPhrase));
    else
        text = shown(message.startLine);
    return text + bodyNote(message);
}

} // namespace echelle::sip
