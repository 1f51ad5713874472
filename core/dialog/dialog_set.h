#pragma once

#include "core/dialog/analysis.h"
#include "core/dialog/call_facts.h"
#include "core/dialog/join_keys.h"

#include <cstdint>
#include <string>

namespace echelle::dialog {

// One Call-ID and initiator's From tag with all forks and hops, while it is followed: what becomes a row. Several that
// a B2BUA split are joined afterwards (leg_correlator.h).
struct DialogSet {
    CallFacts facts;
    RowId row;
    RowKind kind = RowKind::Message;
    bool isCall = false;      // an INVITE and all in its dialogs; else any other dealings of that Call-ID and tag
    bool isContinued = false; // its challenge was answered under the same Call-ID with a new From tag: in another row
    bool isSubscriptionOpen = false; // a REFER's NOTIFYs may still come after the BYE
    std::uint64_t callIdHash = 0;
    std::uint64_t initiatorTagHash = 0;
    std::string from; // URI of From and To, as found
    std::string to;
    std::string fromDisplay;
    std::string toDisplay;
    std::string agent;     // User-Agent of the initiator
    bool hasPeers = false; // from, to ... were read
    Timestamp start;
    Timestamp last; // latest valid time
    EventId firstEvent;
    std::uint32_t messages = 0;
    std::uint32_t sightings = 0;
    std::uint32_t retransmissions = 0;
    DialogFacts::Party initiator; // its SDP before any dialog exists
    JoinNotes join;
    // Upkeep of DialogSets.
    std::int64_t queuedUntil = INT64_MAX;    // its earliest timer
    std::uint32_t replacedSlot = 0xffffffff; // an earlier call under the same Call-ID and tag
    std::uint32_t replacedGeneration = 0;
    bool isLive = false;
    std::uint32_t generation = 0;
    std::uint32_t olderSlot = 0;
    std::uint32_t newerSlot = 0;

    void clear();
};

} // namespace echelle::dialog
