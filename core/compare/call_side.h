#pragma once

#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/sip/method.h"
#include "core/sip/secrets.h"

#include <optional>
#include <string>
#include <vector>

namespace echelle::store {
class CaseReader;
}

namespace echelle::compare {

// One message of a call that is compared.
struct CallMessage {
    EventId id;
    LegId leg;
    EventId retransmissionOf; // the first send
    Timestamp time;           // invalid where the input has no clock
    Endpoint from;
    Endpoint to;
    Transport transport = Transport::Unknown;
    std::string bytes; // as captured: what is compared
    std::string shown; // the same with secrets hidden: what is said about it; empty: bytes
};

// One of the two calls: its messages, all legs, in the case's order. Packets are left out.
struct CallSide {
    RowId row;
    std::vector<CallMessage> messages;
    bool isCut = false; // it has more messages than are compared
};

// Messages a call; a pairing of exchanges takes the product of both.
inline constexpr std::size_t kMaxMessages = 2000;

// nullopt where the case has no such row. hidden: what stands for secrets in CallMessage::shown; none: they are shown.
[[nodiscard]] std::optional<CallSide> readSide(store::CaseReader& reader, RowId row,
                                               const sip::SecretPlaceholder& hidden);

} // namespace echelle::compare
