#pragma once

#include "core/base/ids.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace echelle::ladder {

// What a row of the ladder is.
enum class RowKind : std::uint8_t {
    Message, // an arrow with a label
    Packet,  // an arrow of something that is no message: a TLS handshake, an ICMP error ...
    State,   // a box over its lanes: a record of an export, a state that was reached
    Gap,     // a break in the lifelines: nothing happened for long
    Day,     // the date changes here
    Hidden   // messages of hidden lanes were left out here
};

// Shapes that say what a colour says, for readers who do not see it (and for print).
enum class Mark : std::uint8_t { None, Cross, Exclamation, Check, Barred, Information, Note };

// How much an arrow asks for attention.
enum class Emphasis : std::uint8_t { Normal, Faint, Failing };

// Words that stand under an arrow: the title of a finding, a note of the user.
struct Annotation {
    enum class Kind : std::uint8_t { Finding, UserNote };
    Kind kind = Kind::Finding;
    Mark mark = Mark::None;
    std::string text; // one paragraph, UTF-8 without control characters
};

// As much of a row as the layout asks for every row; it must be cheap.
struct RowShape {
    RowKind kind = RowKind::Message;
    bool hasDetail = false;      // a second line under the arrow
    bool hasAnnotations = false; // RowSource::annotations() has some for it
};

// All that is drawn of a row; asked for visible rows only. Texts are UTF-8 without control characters.
struct RowContent {
    RowKind kind = RowKind::Message;
    EventId event;        // none for gaps, days and hidden ones
    std::size_t from = 0; // lanes; equal: a message of a lane to itself
    std::size_t to = 0;
    bool isResponse = false;
    Emphasis emphasis = Emphasis::Normal;
    Mark mark = Mark::None;        // stands before the label
    int leg = -1;                  // its hue is that of the leg, counted from 0; -1: none
    std::uint64_t transaction = 0; // equal for the messages of one transaction; 0: unknown
    std::string number;            // "12"
    std::string time;
    std::string label;  // "INVITE", "403 Forbidden", the length of a gap
    std::string repeat; // "×7"
    std::string aside;  // muted, after the label: "over 31.5 s", "relays 4"
    std::string badge;  // second line, boxed: "hold"
    std::string detail; // second line: "offer PCMA PCMU · sendrecv"
};

struct Lane {
    std::string key;     // how settings name it: its address
    std::string name;    // given or found; never empty
    std::string address; // stands under the name; empty where it would repeat it
};

// Rows during which a lifeline is shaded: from the top of the first to the bottom of the last.
struct HeldRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

} // namespace echelle::ladder
