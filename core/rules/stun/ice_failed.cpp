#include "core/rules/arguments.h"
#include "core/rules/stun/stun_rules.h"

namespace echelle::rules {

namespace {
// Agents check for some seconds before they give a session up; what stopped earlier was abandoned by its users.
constexpr Duration kLeastTrying = Duration::seconds(5);
constexpr Duration kPatience = Duration::seconds(5);
} // namespace

// RFC 8445 section 8: no pair of candidates had a check that succeeded.
void iceFailed(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.facts.protocol != "ICE" || c.fact("ending") != "failed")
        return;
    const bool hasClock = c.facts.start.isValid() && c.facts.end.isValid() && c.inputEnd.isValid();
    if (!hasClock || c.facts.end - c.facts.start < kLeastTrying || c.inputEnd - c.facts.end < kPatience)
        return;
    const bool isRefused = !c.fact("error").empty();
    Finding f = newStunFinding(c, "ice.failed",
                               {c.last(isRefused ? net::packet_kind::kStunError : net::packet_kind::kStunRequest),
                                c.first(net::packet_kind::kStunRequest)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Inferred;
    add(f, "pairs", c.number("pairs"));
    add(f, "error", c.fact("error"));
    if (isRefused)
        f.catalogKeys.emplace_back("rule.ice.failed.refused");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
