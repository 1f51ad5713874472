#include "core/net/stun/stun_message.h"

#include "core/net/protocol/udp_protocol.h"

#include <algorithm>

namespace echelle::net::stun {

namespace {

constexpr std::size_t kHeader = 20;
constexpr std::uint32_t kCookie = 0x2112a442;
constexpr int kMaxAttributes = 64;

// RFC 8489 section 18.3, RFC 8656 section 18, RFC 8445 section 16.1.
enum Attribute : std::uint16_t {
    MappedAddress = 0x0001,
    UserName = 0x0006,
    MessageIntegrity = 0x0008,
    ErrorCode = 0x0009,
    Data = 0x0013,
    Realm = 0x0014,
    XorRelayedAddress = 0x0016,
    MessageIntegritySha256 = 0x001c,
    XorMappedAddress = 0x0020,
    Priority = 0x0024,
    Software = 0x8022,
    XorMappedAddressOld = 0x8020, // before RFC 5389
    IceControlled = 0x8029,
    IceControlling = 0x802a
};

// RFC 8489 sections 14.1 and 14.2. key: what the address is XORed with; none for a plain one.
Endpoint readAddress(ByteView value, const std::uint8_t* key) {
    if (value.size() < 8)
        return {};
    const std::size_t size = value[1] == 1 ? 4 : value[1] == 2 ? 16 : 0;
    if (size == 0 || value.size() < 4 + size)
        return {};
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(value[4 + i] ^ (key != nullptr ? key[i] : 0));
    Endpoint endpoint;
    endpoint.address = size == 4 ? IpAddress::v4(bytes.data()) : IpAddress::v6(bytes.data());
    endpoint.port = static_cast<std::uint16_t>(readBe16(value.data() + 2) ^ (key != nullptr ? readBe16(key) : 0));
    return endpoint;
}

void readAttribute(std::uint16_t type, ByteView value, Message& m) {
    switch (type) {
    case MappedAddress:
        if (!m.mapped.address.isValid())
            m.mapped = readAddress(value, nullptr);
        break;
    case XorMappedAddress:
    case XorMappedAddressOld:
        if (const Endpoint mapped = readAddress(value, m.id.data()); mapped.address.isValid())
            m.mapped = mapped;
        break;
    case XorRelayedAddress:
        m.relayed = readAddress(value, m.id.data());
        break;
    case UserName:
        m.userName = asText(value);
        break;
    case Realm:
        m.realm = asText(value);
        break;
    case Software:
        m.software = asText(value);
        break;
    case MessageIntegrity:
    case MessageIntegritySha256:
        m.hasIntegrity = true;
        break;
    case Priority:
    case IceControlled:
    case IceControlling:
        m.isCheck = true;
        break;
    case ErrorCode:
        if (value.size() >= 4) {
            m.errorCode = (value[2] & 7) * 100 + value[3];
            m.reason = asText(value.subspan(4));
        }
        break;
    case Data:
        m.data = value;
        break;
    default:
        break;
    }
}

// [MS-TURN] sections 2.2.2.1 and 2.2.2.7: the first attribute is a magic cookie of its own, and none is padded.
bool isMicrosoftTurn(ByteView attributes) {
    return attributes.size() >= 8 && readBe32(attributes.data()) == 0x000f0004 &&
           readBe32(attributes.data() + 4) == 0x72c64bc6;
}

} // namespace

std::optional<Message> read(ByteView bytes) {
    if (!isStun(bytes))
        return std::nullopt;
    Message m;
    const std::uint16_t type = readBe16(bytes.data());
    m.kind = static_cast<Class>((type >> 7 & 2) | (type >> 4 & 1));
    m.method = static_cast<std::uint16_t>((type & 0x000f) | (type >> 1 & 0x0070) | (type >> 2 & 0x0f80));
    std::copy_n(bytes.begin() + 4, m.id.size(), m.id.begin());
    m.size = kHeader + readBe16(bytes.data() + 2);
    m.isPartial = m.size > bytes.size();
    ByteView rest = bytes.first(std::min(m.size, bytes.size())).subspan(kHeader);
    const bool isPadded = !isMicrosoftTurn(rest);
    for (int i = 0; rest.size() >= 4 && i < kMaxAttributes; ++i) {
        const std::uint16_t attribute = readBe16(rest.data());
        const std::size_t size = readBe16(rest.data() + 2);
        const std::size_t padded = isPadded ? (size + 3) / 4 * 4 : size;
        if (size > rest.size() - 4) {
            m.isPartial = true;
            break;
        }
        readAttribute(attribute, rest.subspan(4, size), m);
        rest = rest.subspan(4 + std::min(padded, rest.size() - 4));
    }
    return m;
}

std::string toString(std::uint16_t number) {
    switch (number) {
    case method::kBinding:
        return "Binding";
    case method::kAllocate:
        return "Allocate";
    case method::kRefresh:
        return "Refresh";
    case method::kSend:
        return "Send";
    case method::kData:
        return "Data";
    case method::kCreatePermission:
        return "CreatePermission";
    case method::kChannelBind:
        return "ChannelBind";
    case method::kConnect:
        return "Connect";
    case method::kConnectionBind:
        return "ConnectionBind";
    case method::kConnectionAttempt:
        return "ConnectionAttempt";
    default:
        break;
    }
    constexpr char kDigits[] = "0123456789abcdef";
    return {'m',
            'e',
            't',
            'h',
            'o',
            'd',
            ' ',
            '0',
            'x',
            kDigits[number >> 8 & 15],
            kDigits[number >> 4 & 15],
            kDigits[number & 15]};
}

ByteView channelData(ByteView bytes) {
    if (bytes.size() < 4 || bytes[0] < 0x40 || bytes[0] > 0x4f)
        return {};
    const std::size_t size = readBe16(bytes.data() + 2);
    return size > bytes.size() - 4 ? ByteView{} : bytes.subspan(4, size);
}

} // namespace echelle::net::stun
