#pragma once

#include "core/base/diagnostic.h"
#include "core/match/code_matcher.h"
#include "core/rules/connection_rules.h"
#include "core/rules/packet_events.h"
#include "core/rules/registry.h"
#include "tests/unit/dialog/sip_play.h"

#include <string>
#include <vector>

namespace echelle::test {

// Of the project's own catalog.
const match::CodeMatcher& catalogCodes();

// One packet event, beside a script or of a connection; ids count from 1001.
struct Packet {
    double at = 0; // seconds
    std::string kind;
    std::string from = "10.0.0.1:5060";
    std::string to = "10.0.0.2:5060";
    Arguments summary = {};
    Transport transport = Transport::Tcp;
};
inline constexpr std::int64_t kFirstPacket = 1001;
void fill(rules::PacketEvents& events, const std::vector<Packet>& packets, std::uint64_t connection = 1);

// Evaluates all rules of connections on one of 10.0.0.1 (or another client) to 10.0.0.2:5061 that began at second 0.
// end: of the connection, where it matters. The connection's own event is 2001.
struct ConnectionPlay {
    ConnectionPlay(Arguments facts, const std::vector<Packet>& packets, double inputEnd = 60,
                   const std::string& client = "10.0.0.1:40000", const std::string& protocol = "TCP", double end = -1);
    [[nodiscard]] const rules::Finding* find(const std::string& rule) const;

    net::ConnectionFacts facts;
    std::vector<rules::Finding> findings;
};

// Plays a script to its end and evaluates all rules on every row.
class RulePlay : public Play {
public:
    RulePlay(const std::vector<Say>& script, double end, const std::vector<Packet>& packets = {});
    void onRow(const dialog::RowFacts& row, const dialog::CallFacts& facts) override;

    // The finding of that rule; nullptr where it is silent.
    [[nodiscard]] const rules::Finding* find(const std::string& rule) const;
    // Rules that found something of warning or error.
    [[nodiscard]] std::vector<std::string> alarms() const;

    std::vector<rules::Finding> findings;

private:
    rules::PacketEvents m_packets;
};

// Value of an argument; "<none>" where it is not offered.
std::string argument(const rules::Finding& finding, const std::string& name);

// Builders of the messages that most scripts need: alice 10.0.0.1 calls bob 10.0.0.2.
Say request(double at, const std::string& method, int cseq, const std::string& branch, const std::string& toTag = {},
            std::vector<std::string> headers = {});
// The answer to a request, from where it went.
Say answer(const Say& request, double at, const std::string& what, std::vector<std::string> headers = {},
           const std::string& toTag = "b");

} // namespace echelle::test
