#pragma once

#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::dialog {

// The value types that the analysis gives out and the store keeps (model.md "Leg, call, row", verdicts.md "Outcome of a
// call").

enum class RowKind : std::uint8_t { Call, Registration, Subscription, Options, Message, Connection, Record };
enum class RowState : std::uint8_t {
    Answered,
    Busy,
    Declined,
    Unanswered,
    Cancelled,
    Redirected,
    Failed,
    InProgress,
    Incomplete,
    Succeeded
};
enum class EndedBy : std::uint8_t { None, Caller, Callee, Network, Elsewhere, Unknown };
[[nodiscard]] std::string_view toString(RowKind k);  // as cli.md spells them: "call", "registration" ...
[[nodiscard]] std::string_view toString(RowState s); // "answered", "in-progress" ...
[[nodiscard]] std::string_view toString(EndedBy e);  // "" for None
[[nodiscard]] std::optional<RowKind> rowKindFromText(std::string_view text);
[[nodiscard]] std::optional<RowState> rowStateFromText(std::string_view text);

// Role of a message's SDP in the offer/answer model (RFC 3264, RFC 6337).
enum class SdpRole : std::uint8_t { None, Offer, Answer, Other };

// What a message does to the session, named on the ladder where it happens.
enum class SessionNote : std::uint8_t {
    None,
    Hold,
    Resume,
    TransferBlind,
    TransferAttended,
    TransferProgress,
    SessionRefresh
};

// Where the tracker put one message. Written beside it; rebuilt by each analysis.
struct Placement {
    LegId leg;
    RowId row;                // the row the leg belongs to as known now (joins may change it later)
    EventId retransmissionOf; // the first send
    EventId nextHopOf;        // the same message one hop earlier
    SdpRole sdpRole = SdpRole::None;
    SessionNote note = SessionNote::None;
};

struct LegFacts {
    LegId id;
    RowId row;
    std::string callId;
    std::string fromTag;
    Endpoint hopA; // the hop: unordered pair of endpoints, lower first; port 0 where it does not count
    Endpoint hopB;
    LegId joinedTo;       // the leg it was joined to, and why; none for the first leg of a row
    std::string strategy; // "via-branch", "call-id" ...; empty for the first
    int score = 0;        // 0 to 100
    std::string evidence; // the text that matched
    int forks = 0;        // To tags beyond the first
};

struct RowFacts {
    RowId id;
    RowKind kind = RowKind::Message;
    RowState state = RowState::Incomplete;
    EndedBy endedBy = EndedBy::None;
    bool isPartial = false;           // begins or ends outside the input
    bool isFolded = false;            // a ping or a scan, folded away by default
    std::string foldReason;           // "ping", "scan"; empty otherwise
    std::vector<std::string> callIds; // in order of appearance
    Timestamp start;                  // of the first message
    Timestamp end;                    // of the last message
    std::optional<Duration> setup;    // first INVITE to 2xx
    std::optional<Duration> talk;     // 2xx to BYE
    std::string from;                 // URI text of From, as found
    std::string to;
    std::string fromDisplay; // display name or number to show; hostile text
    std::string toDisplay;
    int finalStatus = 0; // 0: none
    std::string finalReason;
    std::uint32_t messages = 0;
    std::uint32_t sightings = 0;
    std::uint32_t retransmissions = 0;
    std::uint32_t legs = 0;
    std::uint32_t forks = 0;
    EventId firstEvent;
    std::vector<EventId> failing; // what the ladder highlights (model.md "Failing")
};

} // namespace echelle::dialog
