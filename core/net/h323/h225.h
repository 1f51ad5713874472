#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::net {

// The reason in the ReleaseComplete-UUIE of a Release Complete, by the name that ITU-T H.225.0 annex H gives it
// ("destinationRejection"); "" where there is none, or it cannot be read. userInformation: PER of H323-UserInformation
// (Q931Message).
[[nodiscard]] std::string_view releaseCompleteReason(ByteView userInformation);

// Messages between endpoint and gatekeeper that refuse something (H.225.0 section 7.3).
enum class RasReject : std::uint8_t {
    Gatekeeper,
    Registration,
    Unregistration,
    Admission,
    Bandwidth,
    Disengage,
    Location
};

struct RasRejection {
    RasReject kind{};
    std::uint16_t sequence = 0; // requestSeqNum: that of the request refused
    std::string_view reason;    // name of annex H; "" where it cannot be read
};

// nullopt where the datagram is no rejection. bytes: PER of RasMessage, as UDP port 1719 carries it.
[[nodiscard]] std::optional<RasRejection> readRasRejection(ByteView bytes);

// The name of a RAS message ("admissionRequest"), "" where the bytes begin with none.
[[nodiscard]] std::string_view rasMessageName(ByteView bytes);

} // namespace echelle::net
