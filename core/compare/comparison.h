#pragma once

#include "core/compare/counterparts.h"
#include "core/compare/message_difference.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace echelle::compare {

enum class DivergenceKind : std::uint8_t {
    Status,    // another response, or another step of a transfer
    Header,    // a header field, or the Request-URI
    Sdp,       // a line of a session description
    Missing,   // a transaction, or a message of one, that the other call has not
    Delay,     // of an element, not of a person: over a second, and twice as long
    Repeats,   // sent again in one call only
    Direction, // the other side hangs up
    Leg        // a leg that the other call has not
};
[[nodiscard]] std::string_view toString(DivergenceKind kind); // "status", "header" ...

struct Divergence {
    DivergenceKind kind = DivergenceKind::Missing;
    std::size_t row = 0; // into Comparison::rows
    std::string name;    // of header and SDP: which; of a leg: between whom; of a transaction: its answer
    std::string a;       // values as they stand, secrets hidden; of direction: "caller" or "callee"
    std::string b;
    Duration spanA; // of delay
    Duration spanB;
    bool isOnlyInA = false;
    bool isOnlyInB = false;
    bool isIncidental = false; // never the first divergence where there is another
};

// A message as the rows show it.
struct RowMessage {
    EventId event;
    std::string summary;           // "INVITE (SDP)": captured text
    std::optional<Duration> since; // since the first message of its call; none without a clock
    std::uint32_t sends = 1;
    bool isRequest = true;
    bool isFromCaller = true; // of the leg's initiator
};

// Two messages that do the same, or one that has no counterpart.
struct Row {
    std::optional<RowMessage> a;
    std::optional<RowMessage> b;
    std::string method;  // of the transaction: captured text
    std::size_t leg = 0; // counted from 0, as call A has them; those of call B alone come after
};

// Two calls beside each other.
struct Comparison {
    std::vector<Row> rows;
    std::vector<Divergence> divergences; // in the order of the rows
    std::vector<Party> parties;          // who stands for whom
    std::size_t first = kNone;           // into divergences: the first one that is not incidental, else the first
    std::size_t outcome = kNone;         // where a final response is of another class: here the outcomes part
    bool isCut = false;                  // a call has more messages than are compared
};

// Aligned by transaction. Left out, since it differs in every call: see leftOut(), and the parties of the same form.
[[nodiscard]] Comparison compareCalls(const CallSide& a, const CallSide& b);

// Keys of what is never compared: "call-id", "tags" ...
[[nodiscard]] std::vector<std::string_view> leftOut();

} // namespace echelle::compare
