#pragma once

#include "core/dialog/call_facts.h"
#include "core/sip/message.h"
#include "core/sip/sdp.h"

#include <cstdint>
#include <string_view>

namespace echelle::dialog {

// What a message says by itself, before it is set beside any other: what the trackers compare, and its session
// description. Made where the message is parsed, while its bytes are in that processor's cache; the trackers work on
// another thread.
struct MessageDigest {
    std::uint64_t bytes = 0; // hashes: of the whole message, ...
    std::uint64_t callId = 0;
    std::uint64_t fromTag = 0;  // 0 for none
    std::uint64_t toTag = 0;    // 0 for none
    std::uint64_t identity = 0; // ... of what two records must share before they are compared at all (model.md)
    bool hasSdp = false;        // a session description that could be read
    std::string_view sdpText;   // in the message's body
    SdpFacts sdp;               // but for its text
    sip::Sdp description;       // views into the message
};

// Fills digest, whose storage is used again. The message's bytes outlive it.
void digest(const sip::Message& m, MessageDigest& digest);

} // namespace echelle::dialog
