#include "core/net/protocol/client_hello.h"

#include "core/base/text.h"

#include <algorithm>
#include <vector>

namespace echelle::net {
namespace {

constexpr std::size_t kMaxHello = std::size_t{64} << 10;

// Takes fields off the front; once a length does not fit, everything after is empty and isGood() is false.
class Fields {
public:
    explicit Fields(ByteView bytes) : m_rest(bytes) {}
    ByteView take(std::size_t size) {
        if (size > m_rest.size()) {
            m_isGood = false;
            m_rest = {};
            return {};
        }
        const ByteView taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }
    std::size_t number(std::size_t width) {
        std::size_t value = 0;
        for (const std::uint8_t byte : take(width))
            value = value << 8 | byte;
        return value;
    }
    ByteView vector(std::size_t lengthWidth) { return take(number(lengthWidth)); }
    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool isEmpty() const { return m_rest.empty(); }

private:
    ByteView m_rest;
    bool m_isGood = true;
};

std::string readServerName(ByteView extension) {
    Fields fields(extension);
    Fields names(fields.vector(2));
    while (!names.isEmpty()) {
        const std::size_t type = names.number(1);
        const ByteView name = names.vector(2);
        if (names.isGood() && type == 0) // host_name
            return std::string(asText(name.first(std::min<std::size_t>(name.size(), 255))));
    }
    return {};
}

HelloFacts parseBody(ByteView body) {
    Fields fields(body);
    fields.take(2 + 32); // legacy_version, random
    fields.vector(1);    // legacy_session_id
    fields.vector(2);    // cipher_suites
    fields.vector(1);    // legacy_compression_methods
    if (!fields.isGood())
        return {};
    HelloFacts facts{HelloStatus::ClientHello, {}};
    Fields extensions(fields.vector(2));
    while (!extensions.isEmpty()) {
        const std::size_t type = extensions.number(2);
        const ByteView content = extensions.vector(2);
        if (extensions.isGood() && type == 0) // server_name
            facts.serverName = readServerName(content);
    }
    return facts;
}

} // namespace

HelloFacts readClientHello(ByteView stream) {
    constexpr std::size_t kRecordHeader = 5;
    constexpr std::size_t kHandshakeHeader = 4;
    std::vector<std::uint8_t> handshake; // contents of the records, put together
    while (stream.size() >= kRecordHeader) {
        const std::size_t length = readBe16(stream.data() + 3);
        if (stream[0] != 22 || stream[1] != 3 || length == 0)
            return {};
        const std::size_t present = std::min(length, stream.size() - kRecordHeader);
        const ByteView content = stream.subspan(kRecordHeader, present);
        handshake.insert(handshake.end(), content.begin(), content.end());
        if (handshake.size() > kMaxHello || (!handshake.empty() && handshake[0] != 1)) // client_hello
            return {};
        if (handshake.size() >= kHandshakeHeader) {
            const std::size_t size = readBe32(handshake.data()) & 0xffffff;
            if (size > kMaxHello)
                return {};
            if (handshake.size() >= kHandshakeHeader + size)
                return parseBody(ByteView(handshake).subspan(kHandshakeHeader, size));
        }
        if (present < length)
            break;
        stream = stream.subspan(kRecordHeader + length);
    }
    return {HelloStatus::NeedMore, {}};
}

bool suggestsSip(std::string_view serverName) {
    const std::string name = toLower(serverName);
    if (name.find("pstnhub") != std::string::npos || name.starts_with("sip") ||
        name.find(".sip") != std::string::npos || name.find("-sip") != std::string::npos)
        return true;
    return name.substr(0, name.find('.')).find("sbc") != std::string::npos;
}

} // namespace echelle::net
