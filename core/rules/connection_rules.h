#pragma once

#include "core/base/ids.h"
#include "core/net/payload.h"
#include "core/rules/finding.h"
#include "core/rules/packet_events.h"

#include <string_view>
#include <vector>

namespace echelle::rules {

// What the rules of connections read: one row of kind connection.
struct ConnectionContext {
    RowId row;
    EventId id; // of the connection
    const net::ConnectionFacts& facts;
    const PacketEvents::List& events; // its packets, in order
    Timestamp inputEnd;               // latest time of any input; invalid without a clock

    [[nodiscard]] std::string_view fact(std::string_view name) const { return net::factOf(facts.facts, name); }
    [[nodiscard]] std::int64_t number(std::string_view name) const; // 0 where it is not told
    // The first packet of that kind; nullptr where there is none.
    [[nodiscard]] const PacketEventFacts* first(std::string_view kind) const;
    [[nodiscard]] const PacketEventFacts* last(std::string_view kind) const;
    // How long the input went on after the connection began; nothing without a clock.
    [[nodiscard]] Duration watched() const;
};

struct ConnectionRule {
    std::string_view id;
    void (*evaluate)(const ConnectionContext& context, std::vector<Finding>& out);
};
[[nodiscard]] const std::vector<ConnectionRule>& allConnectionRules();

// Runs every rule on a connection; the result is as that of evaluate() in registry.h.
[[nodiscard]] std::vector<Finding> evaluateConnection(const ConnectionContext& context);

// A finding on the connection, with the arguments that every rule offers: {client}, {server}, {attempts}. Cites the
// packets given, those that are there, and the connection where none is.
[[nodiscard]] Finding newFinding(const ConnectionContext& context, std::string_view rule,
                                 std::initializer_list<const PacketEventFacts*> proof);

// Whether Microsoft is the client and somebody else the server: only then a pair of Microsoft's reports may be named
// (verdicts.md "Transport faults and the Microsoft pairs").
[[nodiscard]] bool isMicrosoftCalling(const net::ConnectionFacts& facts);
// Names the pair that Microsoft's report should show, and speaks with the text "rule.<rule>.microsoft", where it may.
// key: of the family microsoft. side: who has to act then.
void namePair(const ConnectionContext& context, Finding& finding, int code, std::string_view key, Side side);

} // namespace echelle::rules
