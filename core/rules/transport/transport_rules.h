#pragma once

#include "core/rules/connection_rules.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic transport, one file each. What each may claim and when it is silent: verdicts.md "Transport
// faults and the Microsoft pairs". Those that take a ConnectionContext speak of rows of kind connection, the others of
// calls that a fault of their connection happened to.
namespace echelle::rules {

void connectionIcmpUnreachable(const ConnectionContext& context, std::vector<Finding>& out);
void connectionReset(const ConnectionContext& context, std::vector<Finding>& out);
void portScan(const ConnectionContext& context, std::vector<Finding>& out);
void tcpRefused(const ConnectionContext& context, std::vector<Finding>& out);
void tcpTimeout(const ConnectionContext& context, std::vector<Finding>& out);

void connectionLost(const RuleContext& context, std::vector<Finding>& out);
void icmpUnreachable(const RuleContext& context, std::vector<Finding>& out);
void refusedOnward(const RuleContext& context, std::vector<Finding>& out);
void tcpReset(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
