#pragma once

#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/sip/message.h"

#include <cstdint>

namespace echelle::dialog {

struct MessageDigest;

// One record of a SIP message in one source, parsed, on its way to become a message or a further sighting of one.
struct Observation {
    const sip::Message* message = nullptr; // never null where one is used; borrowed for the call
    const MessageDigest* digest = nullptr; // of that message, the same
    SourceId source;
    Place place;
    std::uint32_t indexInPlace = 0; // for several messages completed by one frame
    Timestamp time;                 // with the source's clock offset applied; invalid without a clock
    Endpoint sourceAddress;
    Endpoint destinationAddress;
    Transport transport = Transport::Unknown;
    bool isFromCapture = true;
    std::uint16_t ipId = 0; // IPv4 identification, 0 where none
    std::uint8_t ttl = 0;
    std::uint32_t interfaceIndex = 0;
    std::uint64_t linkKey = 0;    // VLAN ids and MAC addresses
    std::uint64_t connection = 0; // TCP connection number within the source, 0 for datagrams
};

// Why a record is no message of its own (model.md "Message and sighting", cases 1 to 3).
enum class SightingRelation : std::uint8_t { First, DoubleCapture, OtherSource, TranslatedCopy };
[[nodiscard]] std::string_view toString(SightingRelation r); // first, double-capture, other-source, translated-copy

} // namespace echelle::dialog
