#pragma once

#include "core/scene/words.h"
#include "core/store/case_types.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::scene {

// What the ladder writes at an arrow. Holds no secret: of a URI neither password nor parameters, of a body only what
// SDP says about codecs and direction, and the status line of a sipfrag.
struct MessageLabel {
    std::string label;             // "INVITE", "403 Forbidden"
    std::string detail;            // "offer PCMA PCMU · sendrecv"
    std::uint64_t transaction = 0; // hash of branch, CSeq number and method; ACK to a failure has that of its INVITE
};

// status: as read when the message came in, for bytes that are gone.
[[nodiscard]] MessageLabel labelOf(std::string_view bytes, sip::Method method, int status, dialog::SdpRole role,
                                   const Words& words);

// Of a packet event: its kind and the facts "name=value" about it, one per line.
[[nodiscard]] MessageLabel packetLabel(std::string_view kind, std::string_view summary, const Words& words);

// Whether a message of this kind may have a second line; known without its bytes.
[[nodiscard]] bool mayHaveDetail(sip::Method method, int status, dialog::SdpRole role, dialog::SessionNote note);

// "hold", "resume" ... in the language of the words; "" for None.
[[nodiscard]] std::string noteWord(dialog::SessionNote note, const Words& words);

} // namespace echelle::scene
