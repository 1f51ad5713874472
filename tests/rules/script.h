#pragma once

#include "rule_play.h"

#include <string>
#include <vector>

namespace echelle::test {

// A call written down as a ladder, which reviewers can read; the rest of each message is filled in as RFC 3261 asks.
//
//   # What this case is about.
//   cause: hold.never-resumed            or "healthy"; a second word is the catalog key that it must speak with
//   peers: A=10.0.0.1:5060 T=52.114.75.24:5061/TLS
//   source: log                          text log instead of a capture
//   end: 60                              the input ends at that second (default: with the last message)
//   0.0  A > T  INVITE {sdp}
//        Session-Expires: 1800           indented: a header of the message above
//   1.0  T > A  200 OK {sdp=sendonly}
//        m=audio 4000 RTP/AVP 0          indented and "x=": a line of its body
//   1.1  A > T  ACK
//
// A response answers the last request the other way that has no final one yet. Requests are within the dialog once a
// 2xx made it. In braces: sdp[=direction], v=N (o= version), port=N, c=address, proto=RTP/SAVP, codecs=8,101,
// sipfrag=180, cseq=N, call=NAME, tag=TAG (of a response: a fork), fwd (the last request that this peer got, one hop
// on), again (the same message once more), out (no To tag), to=METHOD (which request a response answers), uri=URI,
// from=URI.
struct Script {
    std::string title;
    std::string cause;   // rule id; "healthy"
    std::string key;     // catalog key; empty: any
    std::string problem; // why it could not be read; empty: none
    double end = -1;
    std::vector<Say> messages;
};
Script readScript(const std::string& text);

// Beginnings that many scripts share: two peers, or an SBC and Teams; a call that is set up; a hold by B.
inline const std::string kPeers = "peers: A=10.0.0.1:5060 B=10.0.0.2:5060 C=10.0.0.3:5060\n";
inline const std::string kTeams = "peers: A=198.51.100.30:5061 B=52.114.76.76:5061/TLS\n";
inline const std::string kSetUp = "0.0 A > B INVITE {sdp}\n1.0 B > A 200 OK {sdp}\n1.1 A > B ACK\n";
inline const std::string kHold = "10.0 B > A INVITE {sdp=inactive v=2}\n10.1 A > B 200 OK {sdp=inactive v=2}\n"
                                 "10.2 B > A ACK\n";
inline const std::string kHangUp = "40.0 A > B BYE\n40.1 B > A 200 OK\n";
inline const std::string kRefer = "20.0 B > A REFER\n Refer-To: <sip:target@example.com>\n";

// Plays a script that the test itself holds; a script that cannot be read ends the test.
class ScriptPlay : public RulePlay {
public:
    explicit ScriptPlay(const std::string& text) : ScriptPlay(readScript(text)) {}
    explicit ScriptPlay(const Script& script);
};

} // namespace echelle::test
