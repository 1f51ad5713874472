#pragma once

#include "core/base/diagnostic.h"
#include "core/dialog/call_facts.h"
#include "core/dialog/leg_correlator.h"
#include "core/dialog/sighting_matcher.h"
#include "core/dialog/tracker.h"

#include <QtCore/QByteArray>

#include <string>
#include <vector>

namespace echelle::test {

// One SIP message of a script, written by what matters; the rest is filled in as RFC 3261 section 8.1.1 asks.
struct Say {
    double at = 0; // seconds
    std::string from = "10.0.0.1:5060";
    std::string to = "10.0.0.2:5060";
    std::string what = "INVITE";   // a method, or "486 Busy Here"
    std::string method = "INVITE"; // of a response: the method of its CSeq
    int cseq = 1;
    std::string branch = "1"; // branches from the top Via down: "2,1"
    std::string fromTag = "a";
    std::string toTag = {};
    std::string callId = "call-1";
    std::string fromUser = "alice";
    std::string toUser = "bob";
    std::string sdp = {}; // body, of that type:
    std::string contentType = "application/sdp";
    std::string uri = {};                  // Request-URI; empty: toUser at 10.0.0.2
    std::string fromUri = {};              // empty: fromUser at example.com
    std::vector<std::string> headers = {}; // further lines, without line end
    Transport transport = Transport::Udp;
    int source = 1;
    bool isFromCapture = true;
    int ipId = 0;
    int ttl = 64;
    int interfaceIndex = 0;
    int linkKey = 0;
    int tcpConnection = 0;
    bool hasClock = true;
};

// A session description: version of o=, direction of its audio ("" for none given), port and connection address.
std::string sdp(int version, const std::string& direction = "", const std::string& user = "alice", int port = 4000,
                const std::string& connection = "10.0.0.1");

std::string textOf(const Say& say);

// Plays scripts through matcher and tracker, as the import does, and keeps what comes out.
class Play : public dialog::AnalysisSink {
public:
    Play() : m_tracker(*this) {}

    // Index of the placement, counted over messages; -1 where the record was a further sighting.
    int say(const Say& say);
    void run(const std::vector<Say>& script) {
        for (const Say& s : script)
            say(s);
    }
    // The input ends that many seconds after its start; negative: at the last message.
    void end(double at = -1);
    // After the end: which rows are one call.
    dialog::Correlation correlate(const std::vector<dialog::UserJoin>& links = {});

    void onLeg(const dialog::LegFacts& leg) override { legs.push_back(leg); }
    void onJoinFacts(const dialog::JoinFacts& f) override { m_correlator.add(f); }
    void onRow(const dialog::RowFacts& row, const dialog::CallFacts& facts) override;

    std::vector<dialog::Placement> placements;
    std::vector<dialog::SightingRelation> relations; // of each record
    std::vector<dialog::RowFacts> rows;
    std::vector<dialog::CallFacts> facts;
    std::vector<dialog::LegFacts> legs;

private:
    dialog::SightingMatcher m_matcher;
    dialog::Tracker m_tracker;
    dialog::LegCorrelator m_correlator;
    std::vector<dialog::StoredMessage> m_stored; // by id - 1
    std::int64_t m_lastId = 0;
    double m_last = 0;
};

Endpoint endpoint(const std::string& text);
// That many seconds after the start of every script.
Timestamp timeAt(double seconds);

// The name that an enumeration of the program gives itself, as QCOMPARE can print it.
template <typename T>
QByteArray nameOf(T value) {
    const std::string_view name = toString(value);
    return QByteArray(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace echelle::test
