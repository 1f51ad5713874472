#pragma once

#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/dialog/analysis.h"

#include <cstdint>
#include <vector>

namespace echelle::dialog {

struct CallFacts;

// Where one side of a call receives media, as a session description of it says: c= and m=, or a candidate of ICE.
struct MediaAnnouncement {
    EventId message; // that holds the description
    LegId leg;
    Timestamp time;
    Endpoint audio; // port 0: none
    Endpoint video;
    bool isFromInitiator = true;
    bool isCandidate = false;
    bool isOfSender = false; // the address is that which the description came from
    bool isSecure = false;   // RTP/SAVP or RTP/SAVPF
    bool hasCrypto = false;
    bool hasFingerprint = false;
};

// What of a call's row its media are told by, kept until all streams are known. Compact: a case has many calls.
struct MediaNotes {
    RowId row;
    EventId invite; // that decided the call; none where it was not seen
    EventId answer; // its 2xx; none where there was none
    Timestamp start;
    Timestamp end;      // of the row
    Timestamp answered; // the 2xx
    Timestamp ended;    // the BYE; invalid where none was seen
    bool isAnswered = false;
    bool isPartial = false; // begins or ends outside the input
    // Both sides described audio to send and to receive, in every description: no hold, no fax, nothing refused.
    bool isTwoWay = false;
    bool hasIce = false;
    bool isFromCapture = false; // its messages come from captures: media could be beside them
    std::vector<MediaAnnouncement> announcements;
};

// Of a row of kind call; without announcements where it holds no description.
[[nodiscard]] MediaNotes mediaNotesOf(const RowFacts& row, const CallFacts& facts);

} // namespace echelle::dialog
