#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <optional>
#include <string>

namespace echelle::net {

// Message types of Q.931 that H.225.0 uses (ITU-T H.225.0 section 7.2.2, Q.931 table 4-2).
enum class Q931Type : std::uint8_t {
    Alerting = 0x01,
    CallProceeding = 0x02,
    Progress = 0x03,
    Setup = 0x05,
    Connect = 0x07,
    SetupAcknowledge = 0x0d,
    ReleaseComplete = 0x5a,
    Facility = 0x62,
    Notify = 0x6e,
    StatusInquiry = 0x75,
    Information = 0x7b,
    Status = 0x7d
};

// One call signalling message.
struct Q931Message {
    std::uint32_t callReference = 0;   // without its flag
    bool isFromDestination = false;    // the flag: sent by the side that did not choose the reference
    Q931Type type{};                   // or another value that stood there
    std::optional<std::uint8_t> cause; // Q.850
    std::string calling;               // digits
    std::string called;
    std::string display;
    ByteView userInformation; // PER of H323-UserInformation; empty where there is none
};

// bytes begin with the protocol discriminator, as a TPKT packet carries them. nullopt where they are no such message;
// information elements that are cut end the reading of further ones.
[[nodiscard]] std::optional<Q931Message> readQ931(ByteView bytes);

// "Setup", "Release Complete" ...; "" for a type that is not named here.
[[nodiscard]] std::string_view toString(Q931Type type);

// Length of the TPKT packet (RFC 1006 section 6) at the front, its header included; 0 where there is none, or it is not
// sound. bytes may hold less than the packet.
[[nodiscard]] std::size_t tpktLength(ByteView bytes);

} // namespace echelle::net
