#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/address.h"

#include <algorithm>
#include <optional>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;

// The lowest b= of a description in kbit/s: AS and CT in kbit/s, TIAS in bit/s (RFC 8866 section 5.8, RFC 3890); b=AS:0
// and RS, RR are about something else.
std::optional<std::uint64_t> lowestBandwidth(std::string_view sdp) {
    std::optional<std::uint64_t> lowest;
    while (!sdp.empty()) {
        const std::size_t end = sdp.find_first_of("\r\n");
        const std::string_view line = sdp.substr(0, end);
        sdp.remove_prefix(end == std::string_view::npos ? sdp.size() : end + 1);
        if (line.substr(0, 2) != "b=")
            continue;
        const std::size_t colon = line.find(':');
        const std::string_view type = line.substr(2, colon == std::string_view::npos ? 0 : colon - 2);
        const auto value = colon == std::string_view::npos ? std::nullopt : parseUnsigned(trim(line.substr(colon + 1)));
        const bool isBits = equalsNoCase(type, "TIAS");
        if (!value || *value == 0 || (!isBits && !equalsNoCase(type, "AS") && !equalsNoCase(type, "CT")))
            continue;
        const std::uint64_t kilobits = isBits ? *value / 1000 : *value;
        lowest = std::min(lowest.value_or(kilobits), kilobits);
    }
    return lowest;
}

bool isSaid(const CallFacts& facts, Index response) {
    constexpr int kInsufficientBandwidth = 370; // RFC 3261 section 20.43
    return std::any_of(facts.headers.begin(), facts.headers.end(), [&](const dialog::HeaderText& h) {
        if (h.message != response || h.id != sip::HeaderId::Warning)
            return false;
        const auto warnings = sip::parseWarnings(facts.textOf(h.text));
        return std::any_of(warnings.begin(), warnings.end(),
                           [](const sip::Warning& w) { return w.code == kInsufficientBandwidth; });
    });
}
} // namespace

// Only with Warning 370, or where an offer that names less than one voice channel needs was refused with 488 or 606.
void bandwidthTooLow(const RuleContext& c, std::vector<Finding>& out) {
    constexpr std::uint64_t kLeastForVoice = 24; // kbit/s: G.729 at 20 ms with RTP, UDP and IPv4 (8 + 16)
    const CallFacts& facts = c.facts;
    const dialog::TransactionFacts* t = decidingInvite(c);
    if (t == nullptr || c.row.state != dialog::RowState::Failed || t->final == dialog::kNoIndex)
        return;
    const dialog::SdpFacts* sdp = sdpOf(facts, t->request);
    std::optional<std::uint64_t> lowest;
    if (sdp != nullptr)
        lowest = lowestBandwidth(facts.textOf(sdp->text));
    const bool isNamed = isSaid(facts, t->final);
    const bool isLow = lowest.value_or(kLeastForVoice) < kLeastForVoice && (t->finalStatus == 488 || t->finalStatus == 606);
    if (!isNamed && !isLow)
        return;
    Finding f = newFinding(c, "sip.bandwidth-too-low");
    f.severity = Severity::Error;
    f.evidence = isNamed ? EvidenceTag::Observed : EvidenceTag::Inferred;
    f.side = Side::Endpoint;
    f.sipCode = t->finalStatus;
    f.proof = {facts.messages[t->final].id, facts.messages[t->request].id};
    if (!lowest)
        f.catalogKeys.emplace_back("rule.sip.bandwidth-too-low.not-given");
    add(f, "status", std::int64_t{t->finalStatus});
    add(f, "kilobits", static_cast<std::int64_t>(std::min<std::uint64_t>(lowest.value_or(0), 1'000'000'000)));
    add(f, "address", facts.sender(originOf(facts, t->final)).toString());
    add(f, "sender", facts.sender(t->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
