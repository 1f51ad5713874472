#pragma once

#include "core/compare/call_side.h"
#include "core/sip/message.h"

#include <cstdint>
#include <vector>

namespace echelle::compare {

// A message of an exchange with its further sends.
struct Step {
    std::size_t message = 0; // into CallSide::messages
    std::uint32_t sends = 1;
    int status = 0; // 0: a request
};

// A transaction on one leg (RFC 3261 section 17): a request and its responses; the ACK to a failure is part of its
// INVITE, the ACK to a 2xx and the CANCEL stand for themselves.
struct Exchange {
    std::size_t leg = 0; // into ParsedSide::legs
    sip::Method method = sip::Method::Other;
    std::string_view methodText;
    bool isInDialog = false; // the request has a To tag
    bool isFromInitiator = true;
    bool hasCredentials = false;
    int finalStatus = 0; // the last final one; 0: none seen
    std::vector<Step> steps;
};

// A leg as its first message shows it.
struct Leg {
    LegId id;
    std::string_view initiatorTag;
    sip::Method method = sip::Method::Other;
    Endpoint from; // who began it
    Endpoint to;
    Transport transport = Transport::Unknown;
};

// A side with its messages parsed. Points into the side, which outlives it.
struct ParsedSide {
    explicit ParsedSide(const CallSide& side);

    const CallSide& side;
    std::vector<sip::Message> messages; // one per message of the side
    std::vector<Leg> legs;              // in order of appearance
    std::vector<Exchange> exchanges;    // in order of their first message
};

} // namespace echelle::compare
