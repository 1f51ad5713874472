#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::net::stun {

// RFC 8489 section 5: the two class bits of the message type.
enum class Class : std::uint8_t { Request, Indication, Success, Error };

// Methods of RFC 8489 section 18.2, RFC 8656 section 17 and RFC 6062 section 6.1.
namespace method {
inline constexpr std::uint16_t kBinding = 1, kAllocate = 3, kRefresh = 4, kSend = 6, kData = 7, kCreatePermission = 8,
                               kChannelBind = 9, kConnect = 10, kConnectionBind = 11, kConnectionAttempt = 12;
}

// RFC 8489 section 5: magic cookie and transaction id; RFC 3489 section 11.1 has an id of that size.
using TransactionId = std::array<std::uint8_t, 16>;

// A STUN message with the attributes that tell what became of it. Views into the bytes that were read. Passwords and
// their hashes are not read.
struct Message {
    Class kind = Class::Request;
    std::uint16_t method = 0;
    TransactionId id{};
    std::size_t size = 0;    // bytes of the message, header included
    bool isPartial = false;  // its end was not captured, or an attribute does not fit
    int errorCode = 0;       // of ERROR-CODE (RFC 8489 section 14.8); 0: none
    std::string_view reason; // its phrase
    Endpoint mapped;         // XOR-MAPPED-ADDRESS, else MAPPED-ADDRESS; invalid where absent
    Endpoint relayed;        // XOR-RELAYED-ADDRESS (RFC 8656 section 18.5)
    std::string_view userName;
    std::string_view realm;
    std::string_view software;
    bool hasIntegrity = false; // MESSAGE-INTEGRITY of either hash: it carries credentials
    bool isCheck = false;      // PRIORITY, ICE-CONTROLLED or ICE-CONTROLLING (RFC 8445 section 7.1): of ICE
    ByteView data;             // DATA (RFC 8656 section 18.4)
};

// nullopt where the bytes do not begin as a STUN message.
[[nodiscard]] std::optional<Message> read(ByteView bytes);

// "Binding", "Allocate" ...; "method 0x00f" for unknown ones.
[[nodiscard]] std::string toString(std::uint16_t method);

// The payload of a ChannelData message (RFC 8656 section 12.4), padding left out; empty where it is none.
[[nodiscard]] ByteView channelData(ByteView bytes);

} // namespace echelle::net::stun
