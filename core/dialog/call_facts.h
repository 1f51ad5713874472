#pragma once

#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/dialog/analysis.h"
#include "core/sip/header_id.h"
#include "core/sip/message.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::dialog {

// An index into one of the lists of CallFacts; kNoIndex where there is none.
using Index = std::uint32_t;
inline constexpr Index kNoIndex = 0xffffffff;

// A text in CallFacts::text.
struct TextRef {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
};

// One message of the row, in the case's order. Hashes are hash64 of the text (0: absent).
struct MessageFacts {
    EventId id;
    Timestamp time;
    std::uint64_t toTag = 0;
    std::uint64_t identity = 0; // method or status, CSeq, To tag, RSeq, body (model.md "Message and sighting")
    std::uint32_t cseq = 0;
    std::uint32_t defects = 0; // sip::Defects bits
    Index transaction = kNoIndex;
    Index previousInTransaction = kNoIndex;
    Index retransmissionOf = kNoIndex; // the first send
    Index nextHopOf = kNoIndex;
    Index sdp = kNoIndex;   // into CallFacts::sdps
    std::uint16_t from = 0; // into CallFacts::addresses
    std::uint16_t to = 0;
    std::uint16_t leg = 0;                   // into CallFacts::legs
    std::uint16_t status = 0;                // 0: a request
    std::uint16_t sipfrag = 0;               // status in a body of type message/sipfrag (RFC 3420); 0: none
    std::uint32_t size = 0;                  // bytes of the message
    std::uint32_t stream = 0;                // TCP connection within its source; 0: none, or not known
    sip::Method method = sip::Method::Other; // of a response: that of its CSeq
    Transport transport = Transport::Unknown;
    SdpRole sdpRole = SdpRole::None;
    SessionNote note = SessionNote::None;
    bool isFromInitiator = true; // sent by the side whose tag is the initiator's
    bool hasNextHop = false;     // the same message was seen one hop further
    bool isFromCapture = true;   // else from a text log

    [[nodiscard]] bool isRequest() const { return status == 0; }
};

// A request and its responses on one hop (RFC 3261 section 17). The ACK to a non-2xx response is part of its INVITE's
// transaction, the ACK to a 2xx and the CANCEL have their own. All Index members but parent, cancel, ackFor, next...:
// into CallFacts::messages.
struct TransactionFacts {
    std::uint64_t branch = 0;      // of the top Via, hashed
    std::uint64_t branchBelow = 0; // of the Via beneath; 0 where there is one only
    std::uint64_t toTagOfRequest = 0;
    std::uint64_t answeredTag = 0; // To tag of the dialog whose offer was answered in a reliable response
    std::uint64_t answerBody = 0;  // hash of that answer
    std::uint32_t cseq = 0;
    Index request = kNoIndex;          // first send; kNoIndex where only responses were seen
    Index lastRequest = kNoIndex;      // last send
    Index firstProvisional = kNoIndex; // 101 to 199
    Index lastProvisional = kNoIndex;  // 100 to 199
    Index final = kNoIndex;            // the final response: a 2xx before any other, else the first
    Index lastFinal = kNoIndex;        // its last send
    Index ack = kNoIndex;              // ACK seen on this hop, of its own transaction or not
    Index cancel = kNoIndex;           // the CANCEL request
    Index lastMessage = kNoIndex;
    Index parent = kNoIndex;     // the same request's transaction one hop earlier (transactions)
    Index firstChild = kNoIndex; // one hop later
    Index nextSibling = kNoIndex;
    Index sameKey = kNoIndex; // further transaction of equal branch, CSeq and method, on another hop
    std::uint16_t leg = 0;
    std::uint16_t viaDepth = 1;   // Via entries of the request
    std::uint16_t sends = 0;      // of the request
    std::uint16_t finalSends = 0; // of the final response
    std::uint16_t finalStatus = 0;
    std::uint16_t forks = 0; // To tags of dialogs beyond the first
    sip::Method method = sip::Method::Other;
    bool isInDialog = false; // the request had a To tag
    bool isFromInitiator = true;
    bool isRinging = false;         // a 180 was seen
    bool hasCredentials = false;    // Authorization or Proxy-Authorization
    bool hasOffer = false;          // the request's SDP is an offer
    bool isOfferInResponse = false; // a response carried the offer (late offer)
    bool isAnswered = false;        // that offer has its answer in a reliable message
};

enum class DialogState : std::uint8_t { Early, Confirmed, Terminated };

// RFC 3261 section 12: one To tag of the dialog set.
struct DialogFacts {
    std::uint64_t remoteTag = 0;
    DialogState state = DialogState::Early;
    Index created = kNoIndex;   // first 101 to 199 or 2xx with this tag
    Index confirmed = kNoIndex; // first 2xx
    Index bye = kNoIndex;       // first BYE
    // What each side's last session description said (RFC 3264 section 8).
    struct Party {
        std::uint64_t origin = 0; // SdpFacts::origin and version; 0: none yet
        std::uint64_t version = 0;
        bool isHolding = false;     // its last offer put the other on hold
        bool isLastSdpHold = false; // also of an answer
    };
    Party initiator;
    Party remote;
};

// What rules read of one session description.
struct SdpFacts {
    std::uint64_t body = 0;    // hash of the text
    std::uint64_t origin = 0;  // hash of o= user, session id and address
    std::uint64_t version = 0; // hash of o= version
    IpAddress connection;      // of the first audio section, else of the session; none where it is a name
    std::uint16_t audioPort = 0;
    std::uint16_t videoPort = 0;
    std::uint8_t sections = 0;  // m= lines
    std::uint8_t direction = 0; // sip::Direction of the first audio section
    bool hasAudio = false, hasVideo = false, hasImage = false;
    std::uint64_t audioCodecs = 0; // one bit by name and clock rate; names may share a bit
    TextRef text;                  // the whole description, for rules that need more; empty beyond the bounds
    bool hasIce = false, hasCrypto = false, hasFingerprint = false;
    bool isSecure = false; // RTP/SAVP or RTP/SAVPF in the first audio section
    bool hasTelephoneEvent = false;
    bool isHold = false;
};

// A header value worth keeping for rules, of one message.
struct HeaderText {
    Index message = kNoIndex;
    // Other: the reason phrase of a final response, the Request-URI of a request to or from Teams.
    sip::HeaderId id = sip::HeaderId::Other;
    TextRef text;
};

// A challenge (401, 407) or the credentials of a request, digest (RFC 3261 section 22).
struct AuthFacts {
    Index message = kNoIndex;
    TextRef realm;
    std::uint64_t realmHash = 0;
    std::uint64_t nonce = 0; // hashed, never kept
    bool isChallenge = false;
    bool isProxy = false;
    bool isStale = false; // stale=true in the challenge
};

// One hop of the dialog set, compact; LegFacts is made of it.
struct HopFacts {
    LegId id;
    Endpoint a; // of the first message's sender and receiver
    Endpoint b;
    struct Copy {
        Endpoint a;
        Endpoint b;
    };
    std::vector<Copy> copies; // addresses of translated copies
    Index firstTransaction = kNoIndex;
    std::uint16_t joinedTo = 0xffff; // leg index
    std::string evidence;            // text that joins it; empty for the first
    bool isByVia = false;            // joined by a Via branch, else by the Call-ID and tag alone
    bool arePortsCounted = false;
    Transport transport = Transport::Unknown;
};

// All that the rules read of one row. Lists are in order of appearance.
struct CallFacts {
    std::string callId;
    std::string initiatorTag;
    std::vector<MessageFacts> messages;
    std::vector<TransactionFacts> transactions;
    std::vector<DialogFacts> dialogs;
    std::vector<HopFacts> legs;
    std::vector<Endpoint> addresses;
    std::vector<std::uint16_t> teams;  // indices of addresses that are Teams Direct Routing (sip/teams_direct_routing.h)
    std::vector<IpAddress> logWriters; // who wrote the text logs of the input, as far as they tell
    std::vector<SdpFacts> sdps;
    std::vector<HeaderText> headers;
    std::vector<HeaderText> agents; // User-Agent and Server, once per address (that of the message's sender)
    std::vector<AuthFacts> auth;
    std::string text;
    Timestamp inputEnd;        // latest time known when the row was given out; invalid without a clock
    bool isInputEnded = false; // given out because the input ended (or memory was short), not because it was over

    [[nodiscard]] std::string_view textOf(TextRef r) const { return std::string_view(text).substr(r.offset, r.size); }
    // First value of that header kept of the message; "" where none.
    [[nodiscard]] std::string_view header(Index message, sip::HeaderId id) const;
    [[nodiscard]] std::string_view reasonPhrase(Index message) const { return header(message, sip::HeaderId::Other); }
    [[nodiscard]] std::string_view requestUri(Index message) const { return header(message, sip::HeaderId::Other); }
    [[nodiscard]] bool isTeams(std::uint16_t address) const;
    [[nodiscard]] bool isToTeams(Index message) const { return isTeams(messages[message].to); }
    [[nodiscard]] bool isFromTeams(Index message) const { return isTeams(messages[message].from); }
    [[nodiscard]] const Endpoint& sender(Index message) const { return addresses[messages[message].from]; }
    [[nodiscard]] const Endpoint& receiver(Index message) const { return addresses[messages[message].to]; }
    // The transaction that decided the outcome (verdicts.md "Outcome of a call"): set by the tracker.
    Index deciding = kNoIndex;
    // How long the input went on after a time; nothing without a clock.
    [[nodiscard]] Duration inputAfter(Timestamp t) const {
        return t.isValid() && inputEnd.isValid() ? inputEnd - t : Duration{};
    }
    void clear();
};

// The last request that each side sent with each method: a refusal before it was followed by another try. Order is what
// counts, not the CSeq: of two requests sent in the wrong order, the refused one has the lower number and nothing came
// after it.
class LastRequests {
public:
    explicit LastRequests(const CallFacts& facts);
    [[nodiscard]] bool isFollowed(const TransactionFacts& t) const { return t.final < m_next[place(t)]; }

private:
    static constexpr std::size_t kMethods = static_cast<std::size_t>(sip::Method::Update) + 1;
    [[nodiscard]] static std::size_t place(const TransactionFacts& t) {
        return static_cast<std::size_t>(t.method) * 2 + (t.isFromInitiator ? 1 : 0);
    }
    std::array<Index, kMethods * 2> m_next{}; // index after that of the last request; 0 where there is none
};

} // namespace echelle::dialog
