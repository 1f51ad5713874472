#include "core/sip/start_line.h"

#include "core/base/text.h"
#include "core/sip/address_scan.h"
#include "core/sip/lines.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr CharSet kNotInUri{" \t<>\"\r"};

std::string_view withoutLeadingBlanks(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    return text;
}

std::string_view withoutTrailingBlanks(std::string_view text) {
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

// Up to the first blank.
std::string_view firstWord(std::string_view text) {
    return text.substr(0, findFirst(text, kBlanks));
}

void parseStatusLine(std::string_view line, Message& m) {
    const std::string_view version = firstWord(line);
    if (!isSip20(version))
        m.defects.add(Defect::Version);
    std::string_view rest = line.substr(version.size());
    const std::string_view trimmed = withoutLeadingBlanks(rest);
    const bool hasOneBlank = rest.size() == trimmed.size() + 1;
    const std::string_view code = firstWord(trimmed);
    const std::optional<std::uint64_t> number = parseUnsigned(code);
    // A blank must follow the code also where there is no phrase (section 7.2).
    if (!hasOneBlank || code.empty() || trimmed.size() == code.size())
        m.defects.add(Defect::StartLine);
    if (number && *number < 1000 && code.size() == 3)
        m.statusCode = static_cast<int>(*number);
    if (m.statusCode < 100 || m.statusCode > 699)
        m.defects.add(Defect::StatusCode);
    if (trimmed.size() > code.size())
        m.reasonPhrase = trimmed.substr(code.size() + 1);
}

// What a SIP URI may not have as Request-URI: header fields (RFC 3261 section 19.1.1), or an IPv6 address without
// brackets (section 25.1; RFC 5118 section 4.1), which leaves open where the port begins.
bool isUnfitToRequest(std::string_view uri) {
    const std::size_t colon = uri.find(':');
    if (colon == std::string_view::npos ||
        !(equalsNoCase(uri.substr(0, colon), "sip") || equalsNoCase(uri.substr(0, colon), "sips")))
        return false;
    const std::size_t at = uri.rfind('@'); // "?" may stand in a user part
    const std::string_view behindUser = uri.substr((at == std::string_view::npos ? colon : at) + 1);
    if (behindUser.find('?') != std::string_view::npos)
        return true;
    const std::string_view hostPort = behindUser.substr(0, behindUser.find(';'));
    return !hostPort.starts_with('[') && hostPort.find(':') != hostPort.rfind(':');
}

void checkRequestUri(Message& m) {
    const std::string_view uri = m.requestUri;
    const bool isOdd = findFirst(uri, kNotInUri) != std::string_view::npos;
    if (isOdd || !isUriShaped(uri) || isUnfitToRequest(uri))
        m.defects.add(Defect::RequestUri);
}

void parseRequestLine(std::string_view line, Message& m) {
    m.isRequest = true;
    m.methodText = firstWord(line);
    m.method = methodFromText(m.methodText);
    if (!isToken(m.methodText))
        m.defects.add(Defect::StartLine);

    std::string_view rest = line.substr(m.methodText.size());
    const std::string_view whole = withoutTrailingBlanks(rest);
    const std::size_t lastBlank = findLastBlank(whole);
    const std::string_view lastWord =
        lastBlank == std::string_view::npos ? std::string_view{} : whole.substr(lastBlank + 1);
    if (startsWithSip(lastWord)) {
        m.requestUri = withoutTrailingBlanks(withoutLeadingBlanks(whole.substr(0, lastBlank)));
        if (!isSip20(lastWord))
            m.defects.add(Defect::Version);
        // Single blanks between the three parts and none after them.
        if (m.methodText.size() + m.requestUri.size() + lastWord.size() + 2 != line.size())
            m.defects.add(Defect::StartLine);
    } else {
        m.requestUri = withoutLeadingBlanks(whole);
        m.defects.add(Defect::StartLine);
        m.defects.add(Defect::Version);
    }
    checkRequestUri(m);
}

} // namespace

bool startsWithSip(std::string_view text) {
    return text.size() >= 4 && text[3] == '/' && equalsNoCase(text.substr(0, 3), "SIP");
}

bool isSip20(std::string_view version) {
    return version == "SIP/2.0" || equalsNoCase(version, "SIP/2.0");
}

void parseStartLine(Message& m) {
    if (startsWithSip(m.startLine))
        parseStatusLine(m.startLine, m);
    else
        parseRequestLine(m.startLine, m);
}

} // namespace echelle::sip
