#pragma once

#include "core/rules/connection_rules.h"

#include <vector>

// The rules of the topic dns, one file each: names that SIP needed and did not find (verdicts.md "Transport faults and
// the Microsoft pairs"). Which names those are, and that no answer with an address came, is decided where lookups are
// read (net/dns/lookup_table.h). Microsoft's own lookups are in no trace of the SBC, so no pair is named here.
namespace echelle::rules {

void lookupRefused(const ConnectionContext& context, std::vector<Finding>& out);
void noAddress(const ConnectionContext& context, std::vector<Finding>& out);
void noSuchHost(const ConnectionContext& context, std::vector<Finding>& out);

// A finding with {client}, {server}, {name} and {queries}; cites the last answer first.
[[nodiscard]] Finding newLookupFinding(const ConnectionContext& context, std::string_view rule);

} // namespace echelle::rules
