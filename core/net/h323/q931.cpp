#include "core/net/h323/q931.h"

#include <algorithm>

namespace echelle::net {
namespace {

constexpr std::uint8_t kExtended = 0x80; // no further octet of this group follows

// Q.931 section 4.5.12: coding and location, perhaps the recommendation, then the value.
void readCause(ByteView value, Q931Message& message) {
    const std::size_t at = !value.empty() && (value[0] & kExtended) == 0 ? 2 : 1;
    if (value.size() > at)
        message.cause = value[at] & 0x7f;
}

// Sections 4.5.8 and 4.5.10: type and plan, perhaps presentation and screening, then digits.
std::string numberOf(ByteView value) {
    const std::size_t at = !value.empty() && (value[0] & kExtended) == 0 ? 2 : 1;
    std::string digits;
    for (const std::uint8_t byte : value.subspan(std::min(at, value.size())))
        digits += static_cast<char>(byte & 0x7f);
    return digits;
}

void take(std::uint8_t element, ByteView value, Q931Message& message) {
    constexpr std::uint8_t kUserInformationAsn1 = 0x05; // protocol discriminator of X.208 and X.209 coded information
    switch (element) {
    case 0x08:
        readCause(value, message);
        break;
    case 0x28:
        message.display = asText(value);
        while (!message.display.empty() && message.display.back() == '\0')
            message.display.pop_back();
        break;
    case 0x6c:
        message.calling = numberOf(value);
        break;
    case 0x70:
        message.called = numberOf(value);
        break;
    case 0x7e:
        if (!value.empty() && value[0] == kUserInformationAsn1)
            message.userInformation = value.subspan(1);
        break;
    default:
        break;
    }
}

// Elements of one octet have its top bit set. The length of user-user takes two octets in H.225.0 (section 7.2.2).
void readElements(ByteView rest, Q931Message& message) {
    constexpr std::uint8_t kUserUser = 0x7e;
    while (!rest.empty()) {
        const std::uint8_t element = rest[0];
        if ((element & 0x80) != 0) {
            rest = rest.subspan(1);
            continue;
        }
        const std::size_t header = element == kUserUser ? 3 : 2;
        if (rest.size() < header)
            return;
        const std::size_t length = element == kUserUser ? readBe16(rest.data() + 1) : rest[1];
        if (length > rest.size() - header)
            return;
        take(element, rest.subspan(header, length), message);
        rest = rest.subspan(header + length);
    }
}

} // namespace

// Protocol discriminator 1, length of the call reference 1, call reference, message type 1, information elements.
std::optional<Q931Message> readQ931(ByteView bytes) {
    constexpr std::uint8_t kDiscriminator = 0x08;
    constexpr std::size_t kLongestReference = 4;
    if (bytes.size() < 3 || bytes[0] != kDiscriminator || bytes[1] > kLongestReference)
        return std::nullopt;
    const std::size_t referenceSize = bytes[1];
    const std::size_t typeAt = 2 + referenceSize;
    if (bytes.size() <= typeAt || (bytes[typeAt] & 0x80) != 0)
        return std::nullopt;
    Q931Message message;
    for (std::size_t i = 0; i < referenceSize; ++i) {
        const std::uint8_t byte = bytes[2 + i];
        message.isFromDestination |= i == 0 && (byte & 0x80) != 0;
        message.callReference = message.callReference << 8 | (i == 0 ? byte & 0x7fU : byte);
    }
    message.type = static_cast<Q931Type>(bytes[typeAt]);
    readElements(bytes.subspan(typeAt + 1), message);
    return message;
}

std::string_view toString(Q931Type type) {
    switch (type) {
    case Q931Type::Alerting:
        return "Alerting";
    case Q931Type::CallProceeding:
        return "Call Proceeding";
    case Q931Type::Progress:
        return "Progress";
    case Q931Type::Setup:
        return "Setup";
    case Q931Type::Connect:
        return "Connect";
    case Q931Type::SetupAcknowledge:
        return "Setup Acknowledge";
    case Q931Type::ReleaseComplete:
        return "Release Complete";
    case Q931Type::Facility:
        return "Facility";
    case Q931Type::Notify:
        return "Notify";
    case Q931Type::StatusInquiry:
        return "Status Inquiry";
    case Q931Type::Information:
        return "Information";
    case Q931Type::Status:
        return "Status";
    }
    return {};
}

std::size_t tpktLength(ByteView bytes) {
    constexpr std::size_t kHeader = 4; // version 3, reserved, length 2
    if (bytes.size() < kHeader || bytes[0] != 3 || bytes[1] != 0 || readBe16(bytes.data() + 2) <= kHeader)
        return 0;
    return readBe16(bytes.data() + 2);
}

} // namespace echelle::net
