#include "core/sip/message_checks.h"

#include "core/base/text.h"
#include "core/sip/address.h"
#include "core/sip/address_scan.h"
#include "core/sip/lines.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr std::uint64_t bit(HeaderId id) {
    return std::uint64_t{1} << static_cast<unsigned>(id);
}
static_assert(static_cast<unsigned>(HeaderId::Accept) < 64);

constexpr std::uint64_t kRequired =
    bit(HeaderId::From) | bit(HeaderId::To) | bit(HeaderId::CallId) | bit(HeaderId::CSeq) | bit(HeaderId::Via);

// Fields that hold one value and may stand once (RFC 3261 section 7.3.1).
constexpr std::uint64_t kSingle =
    bit(HeaderId::From) | bit(HeaderId::To) | bit(HeaderId::CallId) | bit(HeaderId::CSeq) | bit(HeaderId::MaxForwards) |
    bit(HeaderId::ContentLength) | bit(HeaderId::ContentType) | bit(HeaderId::Expires) | bit(HeaderId::MinExpires) |
    bit(HeaderId::Event) | bit(HeaderId::SubscriptionState) | bit(HeaderId::UserAgent) | bit(HeaderId::Server) |
    bit(HeaderId::Date) | bit(HeaderId::Subject) | bit(HeaderId::RetryAfter) | bit(HeaderId::ReferTo) |
    bit(HeaderId::ReferredBy) | bit(HeaderId::Replaces) | bit(HeaderId::SessionExpires) | bit(HeaderId::MinSe) |
    bit(HeaderId::RSeq) | bit(HeaderId::RAck) | bit(HeaderId::Organization) | bit(HeaderId::Timestamp) |
    bit(HeaderId::MimeVersion);

std::string_view tagOf(std::string_view parameters) {
    Parameter found;
    while (takeParameter(parameters, found)) {
        if (equalsNoCase(found.name, "tag"))
            return found.value;
    }
    return {};
}

void readAddress(std::string_view value, std::string_view& tag, Message& m) {
    const AddressParts parts = scanAddress(value);
    if (!parts.isWellFormed)
        m.defects.add(Defect::Address);
    tag = tagOf(parts.parameters);
}

void checkContact(std::string_view value, Message& m) {
    if (value == "*")
        return;
    while (!value.empty()) {
        if (!scanAddress(takeListEntry(value)).isWellFormed)
            m.defects.add(Defect::Address);
    }
}

void readCSeq(std::string_view value, Message& m) {
    const std::size_t blank = findFirst(value, kLws);
    const auto number = parseUnsigned(value.substr(0, blank));
    const std::string_view methodText =
        blank == std::string_view::npos ? std::string_view{} : trim(value.substr(blank));
    m.cseq.methodText = methodText;
    m.cseq.method = methodFromText(methodText);
    constexpr std::uint64_t kEnd = std::uint64_t{1} << 31; // section 8.1.1.5
    if (number && *number < kEnd)
        m.cseq.number = static_cast<std::uint32_t>(*number);
    m.cseq.isValid = number && *number < kEnd && isToken(methodText);
    if (!m.cseq.isValid)
        m.defects.add(Defect::CSeq);
}

bool isViaOfSip20(std::string_view protocol) {
    if (protocol == "SIP/2.0")
        return true;
    // Blanks may stand around the slash.
    const std::size_t slash = protocol.find('/');
    return equalsNoCase(trim(protocol.substr(0, slash)), "SIP") && trim(protocol.substr(slash + 1)) == "2.0";
}

// Of a Via that is unreadable otherwise: transactions are told apart by it.
std::string_view branchOf(std::string_view value) {
    const std::string_view entry = takeListEntry(value);
    std::string_view parameters = entry.substr(std::min(entry.find(';'), entry.size()));
    Parameter found;
    while (takeParameter(parameters, found)) {
        if (equalsNoCase(found.name, "branch"))
            return found.value;
    }
    return {};
}

void readTopVia(std::string_view value, Message& m) {
    const std::optional<Via> via = parseVia(value);
    if (!via || !isViaOfSip20(via->protocol)) {
        m.defects.add(Defect::Via);
        if (!via) {
            m.topBranch = branchOf(value);
            return;
        }
    }
    m.topBranch = via->branch;
    const bool isBareIpv6 = via->host.find(':') != std::string_view::npos && value.find('[') == std::string_view::npos;
    if (isBareIpv6)
        m.defects.add(Defect::Via);
    // Empty parameters or an empty list entry: "192.0.2.15;;,;,,".
    if (hasEmptyParameter(via->parameters) || (!via->parameters.empty() && via->parameters.back() == ';') ||
        value.back() == ',')
        m.defects.add(Defect::Via);
}

void readLength(std::string_view value, bool isFirst, Message& m) {
    const auto length = readContentLength(value);
    if (!length || (!isFirst && length != m.contentLength)) {
        m.defects.add(Defect::ContentLength);
        m.contentLength.reset();
    } else if (isFirst) {
        m.contentLength = length;
    }
}

void readField(const HeaderField& field, bool isFirst, Message& m) {
    switch (field.id) {
    case HeaderId::Via:
        if (isFirst)
            readTopVia(field.value, m);
        break;
    case HeaderId::From:
        if (isFirst)
            readAddress(field.value, m.fromTag, m);
        break;
    case HeaderId::To:
        if (isFirst)
            readAddress(field.value, m.toTag, m);
        break;
    case HeaderId::CallId:
        if (isFirst)
            m.callId = field.value;
        break;
    case HeaderId::CSeq:
        if (isFirst)
            readCSeq(field.value, m);
        break;
    case HeaderId::Contact:
        checkContact(field.value, m);
        break;
    case HeaderId::ContentLength:
        readLength(field.value, isFirst, m);
        break;
    default:
        break;
    }
}

// Takes the lines of a header block and finds its Content-Length, without building a message.
class LengthFinder {
public:
    // line is not empty.
    void add(std::string_view line) {
        const char first = line.front();
        if (m_isOpen && isBlank(first))
            note(line);
        m_isOpen = false;
        if (first != 'C' && first != 'c' && first != 'L' && first != 'l')
            return;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || headerIdFromName(trim(line.substr(0, colon))) != HeaderId::ContentLength)
            return;
        m_isOpen = trim(line.substr(colon + 1)).empty();
        note(line.substr(colon + 1));
    }
    [[nodiscard]] std::optional<std::uint64_t> largest() const { return m_largest; }

private:
    void note(std::string_view value) {
        if (const auto length = readContentLength(trim(value)))
            m_largest = std::max(m_largest.value_or(0), *length);
    }

    std::optional<std::uint64_t> m_largest;
    bool m_isOpen = false; // a Content-Length whose value stands on the next, folded line
};

} // namespace

std::optional<std::uint64_t> readContentLength(std::string_view value) {
    return parseUnsigned(value);
}

void readHeaderFields(Message& m) {
    std::uint64_t seen = 0;
    for (const HeaderField& field : m.headers) {
        if (field.id == HeaderId::Other)
            continue;
        const std::uint64_t mask = bit(field.id);
        if ((seen & mask & kSingle) != 0)
            m.defects.add(Defect::RepeatedHeader);
        readField(field, (seen & mask) == 0, m);
        seen |= mask;
    }
    if ((seen & kRequired) != kRequired || m.callId.empty())
        m.defects.add(Defect::MissingHeader);
    if (!m.isRequest)
        m.method = m.cseq.method;
    else if (m.cseq.isValid && m.cseq.methodText != m.methodText)
        m.defects.add(Defect::CSeqMethod);
}

std::optional<std::uint64_t> contentLengthOf(std::string_view headerBlock) {
    LengthFinder finder;
    LineReader lines(headerBlock, 0, lineEndsOf(headerBlock));
    std::string_view line;
    while (lines.next(line)) {
        if (!line.empty())
            finder.add(line);
    }
    return finder.largest();
}

} // namespace echelle::sip
