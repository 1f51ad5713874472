#pragma once

#include <cstdint>
#include <string_view>

namespace echelle::sip {

// The registered methods (IANA SIP Parameters). Other keeps its text in the message.
enum class Method : std::uint8_t {
    Other,
    Invite,
    Ack,
    Bye,
    Cancel,
    Register,
    Options,
    Prack,
    Subscribe,
    Notify,
    Publish,
    Info,
    Refer,
    Message,
    Update
};

// Case sensitive, as RFC 3261 section 7.1 says.
[[nodiscard]] Method methodFromText(std::string_view text);
[[nodiscard]] std::string_view toString(Method method); // "" for Other

} // namespace echelle::sip
