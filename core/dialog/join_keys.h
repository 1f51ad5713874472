#pragma once

#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/sip/message.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::sip {
struct Sdp;
}

namespace echelle::dialog {

struct DialogSet;

// What a message carries that may name another leg of its call (model.md "Joining legs").
enum class JoinKey : std::uint8_t {
    SessionId,   // a UUID of Session-ID, not null (RFC 7989)
    CallId,      // a whole token of a header that may be another leg's Call-ID
    Replaces,    // the Call-ID in Replaces, or in the Replaces of a Refer-To (RFC 3891, RFC 3515)
    ReferTo,     // where a REFER sends the other side: with its receiver, the Request-URI and sender of the new INVITE
    Icid,        // icid-value of P-Charging-Vector (RFC 7315 section 5.6)
    ViaBranch,   // a branch beneath the top one, with the magic cookie (RFC 3261 8.1.1.7)
    CallerMedia, // audio address and port in a description of the caller's side
    CalleeMedia  // ... of the other side
};

// A key as it is kept: the text is read again from the message before anything is joined by it.
struct JoinKeyEntry {
    std::uint64_t hash = 0;
    EventId event; // the message that carries it
    JoinKey key = JoinKey::SessionId;
};

// A key as it stands in a message. Views into the message, or into `owned` of the reader.
struct JoinKeyText {
    JoinKey key = JoinKey::SessionId;
    std::string_view text;
    std::string_view header; // the name of the header field
};

// The keys that headers of a request carry; at most kMaxJoinKeys. Media addresses are not among them.
inline constexpr std::size_t kMaxJoinKeys = 24;
void eachJoinKey(const sip::Message& m, const std::function<void(const JoinKeyText&)>& visit);
[[nodiscard]] std::uint64_t hashOfKey(const JoinKeyText& key);

// A number to compare calls by: the digits of a user part, seven or more; "" where it is none.
[[nodiscard]] std::string calledNumber(const sip::Message& invite); // of the Request-URI, else of To
[[nodiscard]] std::string callingNumber(const sip::Message& invite);
// "192.0.2.1:4000" of the first audio section; "" where there is none or it is on hold by 0.0.0.0.
[[nodiscard]] std::string audioAddress(const sip::Message& m);
// What a Refer-To and a Request-URI are compared by: user and host, or all of a URI without a user.
[[nodiscard]] std::string targetOf(std::string_view uri);

// What is kept of each call's dialog set for joining it, after it has left memory. Hashes are 0 where there is none.
struct JoinFacts {
    RowId row;
    EventId first;  // its first message
    EventId invite; // the last initial INVITE of the caller's side; none where only later messages were seen
    std::uint64_t callId = 0;
    std::uint64_t branch = 0;        // top branch of that INVITE
    std::uint64_t origin = 0;        // o= user, session id and address of the INVITE's description
    bool isOriginLong = false;       // the session id has at least kLongSessionId digits
    std::uint32_t target = 0;        // of the Request-URI, as targetOf() has it
    std::uint32_t calledNumber = 0;  // of the last seven digits; of a shorter or other user, all of it
    std::uint32_t callingNumber = 0; // of the last seven digits
    bool isCalledShort = false;      // no number of seven digits: worth a hint, no join
    Endpoint sender;                 // of the first hop's request
    Endpoint receiver;               // of the last hop's request
    Timestamp invited;               // first INVITE
    Timestamp lastInvited;           // last initial INVITE that was no retransmission
    Timestamp responded;             // first response of 180 or more, a challenge not counted; invalid: none
    std::vector<JoinKeyEntry> keys;  // in order of appearance
};

// What a dialog set gathers for JoinFacts while it is followed.
struct JoinNotes {
    std::vector<JoinKeyEntry> keys;
    EventId invite;
    std::uint32_t target = 0;
    std::uint32_t calledNumber = 0;
    std::uint32_t callingNumber = 0;
    bool isCalledShort = false;
    bool isOriginLong = false;
    std::uint8_t read = 0; // messages that were read
};

// Notes what a first send of a call's request carries; sdp: its description, where it has one.
void readJoinKeys(DialogSet& set, std::uint32_t message, const sip::Message& m, const sip::Sdp& sdp);
// Of a dialog set that is over. into is written anew and keeps its storage.
void readJoinFacts(const DialogSet& set, JoinFacts& into);

} // namespace echelle::dialog
