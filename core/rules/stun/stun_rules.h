#pragma once

#include "core/rules/connection_rules.h"

#include <vector>

// The rules of STUN, TURN and ICE, one file each (verdicts.md "Media"). What failed, and that nothing else worked for
// the client, is decided where the messages are read (net/stun/stun_table.h).
namespace echelle::rules {

void iceFailed(const ConnectionContext& context, std::vector<Finding>& out);
void stunNoResponse(const ConnectionContext& context, std::vector<Finding>& out);
void turnUnauthorized(const ConnectionContext& context, std::vector<Finding>& out);
void turnUnreachable(const ConnectionContext& context, std::vector<Finding>& out);
void udpBlocked(const ConnectionContext& context, std::vector<Finding>& out);

// Nothing answered the requests, and the input goes on long enough to say so.
[[nodiscard]] bool isUnanswered(const ConnectionContext& context, std::string_view protocol);
// A finding with {client}, {server}, {requests}, {sends} and {seconds}; cites the packets given.
[[nodiscard]] Finding newStunFinding(const ConnectionContext& context, std::string_view rule,
                                     std::initializer_list<const PacketEventFacts*> proof);

} // namespace echelle::rules
