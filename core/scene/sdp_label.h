#pragma once

#include "core/dialog/analysis.h"
#include "core/scene/words.h"

#include <string>
#include <string_view>

namespace echelle::scene {

// "offer PCMA PCMU · sendrecv", "answer PCMA · SRTP · sendonly · video H264": role, codecs and direction. Codecs that
// carry no sound of their own (telephone-event, CN) are left out, and no more than four are named.
[[nodiscard]] std::string sdpLabel(std::string_view sdpText, dialog::SdpRole role, const Words& words);

} // namespace echelle::scene
