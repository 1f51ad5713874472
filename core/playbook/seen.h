#pragma once

#include "core/store/case_types.h"

#include <vector>

namespace echelle::playbook {

// What one row's events show, as far as a hypothesis can rest on it. Ids are invalid where nothing of the kind was
// seen.
struct Seen {
    bool hasSip = false;
    bool hasWebRtc = false;      // STUN or TURN, or SIP over WebSocket
    bool areAllAnswered = false; // each address that got a request of the row has answered one
    bool isTlsUsed = false;      // some message or packet event is of TLS
    EventId firstResponse;       // from the peer that answered last to begin
    EventId tlsResponse;         // a response that was read over TLS or WSS
    EventId finalResponse;       // of the request that decides: the last final to an INVITE, else to any request
    int finalStatus = 0;
    EventId challenge;             // 401 or 407
    EventId successAfterChallenge; // 180 or 2xx of the challenged method
    EventId ringingOrAnswer;       // 180 or 2xx to an INVITE
    EventId sdpAnswer;             // an answer to an offer, in a 2xx
    EventId defect;                // a message with a defect
    EventId dnsAddress;            // a DNS answer that holds an address
    EventId synAck;
    // Who of a TLS connection finished the handshake, by the order of the endpoints. Under TLS 1.3 a hidden record may
    // be the alert that refuses the certificate (RFC 8446 section 5), so nothing rests on it.
    EventId finishedByLower;
    EventId finishedByHigher;
    bool isHandshakeHidden = false;
    [[nodiscard]] bool isHandshakeDone() const {
        return finishedByLower.isValid() && finishedByHigher.isValid() && !isHandshakeHidden;
    }
    EventId stunOverUdp; // a STUN success over UDP
    EventId checkAnswer; // the answer to a connectivity check of ICE (RFC 8445 section 7)
    EventId relayAnswer; // an answer of a TURN server, also a refusal
};
[[nodiscard]] Seen readEvents(const std::vector<store::EventRecord>& events);

} // namespace echelle::playbook
