#include "core/dialog/analysis.h"
#include "core/rules/arguments.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

namespace {
bool isPublic(const IpAddress& a) {
    return a.isValid() && !a.isPrivate() && !a.isLoopback();
}
} // namespace

// A private media address for a public receiver, without ICE (RFC 1918 section 3, RFC 8445). The description alone does
// not say that the media failed: SBCs and latching reach it all the same. So it is no more than a remark here.
void privateAddressInSdp(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    if (c.row.kind != dialog::RowKind::Call)
        return;
    for (dialog::Index i = 0; i < facts.messages.size(); ++i) {
        const dialog::SdpFacts* sdp = sdpOf(facts, i);
        if (sdp == nullptr || sdp->hasIce || !sdp->connection.isPrivate() || sdp->connection.toString() == "0.0.0.0" ||
            !isPublic(facts.receiver(i).address) || !isPublic(facts.sender(i).address))
            continue;
        Finding f = newFinding(c, "sip.private-address-in-sdp");
        f.severity = Severity::Info;
        f.role = FindingRole::Remark;
        f.evidence = EvidenceTag::Observed;
        f.side = sideOfSender(facts, i);
        f.proof.push_back(facts.messages[i].id);
        add(f, "message", nameOf(facts.messages[i]));
        add(f, "media", sdp->connection.toString());
        add(f, "sender", facts.sender(i).toString());
        add(f, "receiver", facts.receiver(i).toString());
        out.push_back(std::move(f));
        return;
    }
}

} // namespace echelle::rules
