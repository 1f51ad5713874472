#include "core/playbook/support.h"

#include <algorithm>
#include <array>

namespace echelle::playbook {

namespace {

using rules::EvidenceTag;
using rules::Finding;

// A rule (or, ending in a dot or hyphen, all that begin so) and the hypothesis that it supports. weakest: the tag it
// reaches at best, since the rule says less than the hypothesis.
struct RuleSupport {
    std::string_view rule;
    std::string_view hypothesis;
    EvidenceTag weakest = EvidenceTag::Measured;
};
constexpr std::array kRules{
    RuleSupport{"udp.blocked", "firewall-blocking-udp"},
    RuleSupport{"acs.relays-unreachable", "turn-unreachable"},
    // No answer is what a dead relay and a closed firewall have in common.
    RuleSupport{"stun.no-response", "turn-unreachable", EvidenceTag::Inferred},
    RuleSupport{"stun.no-response", "firewall-blocking-udp", EvidenceTag::Inferred},
    RuleSupport{"ice.failed", "ice-negotiation-failure"},
    RuleSupport{"acs.no-media-path", "ice-negotiation-failure", EvidenceTag::Inferred},
    RuleSupport{"acs.token-", "invalid-token"},
    RuleSupport{"acs.signalling-websocket-failed", "signalling-connection-lost"},
    RuleSupport{"transport.tcp-refused", "sbc-refusing"},
    RuleSupport{"transport.connection-lost", "sbc-refusing", EvidenceTag::Inferred},
    RuleSupport{"transport.tcp-timeout", "network-path"},
    RuleSupport{"transport.tcp-timeout", "sbc-refusing", EvidenceTag::Inferred},
    RuleSupport{"transport.icmp-unreachable", "network-path"},
    RuleSupport{"transport.tcp-reset", "network-path", EvidenceTag::Inferred},
    RuleSupport{"sip.no-final-response", "network-path", EvidenceTag::Inferred},
    RuleSupport{"sip.no-final-response", "sbc-refusing", EvidenceTag::Inferred},
    RuleSupport{"sip.udp-too-large", "network-path", EvidenceTag::Inferred},
    RuleSupport{"dns.", "dns"},
    RuleSupport{"tls.certificate-", "certificate"},
    RuleSupport{"tls.handshake-failed", "certificate"},
    RuleSupport{"sip.malformed", "malformed-message"},
    RuleSupport{"sip.codec-mismatch", "wrong-codec"},
    RuleSupport{"sip.srtp-mismatch", "wrong-codec"},
    RuleSupport{"sip.bandwidth-too-low", "wrong-codec"},
    RuleSupport{"sip.invite-without-sdp", "wrong-codec"},
    RuleSupport{"sip.no-audio-or-video", "wrong-codec"},
    RuleSupport{"sip.auth-loop", "authentication"},
};

// Codes of Microsoft's reports for the faults between it and an SBC (verdicts.md "Transport faults").
struct CodeSupport {
    int code;
    std::string_view hypothesis;
};
constexpr std::array kCodes{
    CodeSupport{569002, "sbc-refusing"}, CodeSupport{569003, "certificate"}, CodeSupport{569008, "certificate"},
    CodeSupport{569009, "certificate"},  CodeSupport{569015, "dns"},         CodeSupport{569016, "dns"},
};

struct StatusSign {
    int status;
    std::string_view hypothesis;
};
constexpr std::array kStatuses{
    StatusSign{400, "malformed-message"}, StatusSign{401, "authentication"}, StatusSign{403, "sbc-refusing"},
    StatusSign{404, "wrong-number"},      StatusSign{407, "authentication"}, StatusSign{410, "wrong-number"},
    StatusSign{415, "wrong-codec"},       StatusSign{484, "wrong-number"},   StatusSign{485, "wrong-number"},
    StatusSign{488, "wrong-codec"},       StatusSign{500, "sbc-refusing"},   StatusSign{502, "sbc-refusing"},
    StatusSign{503, "sbc-refusing"},      StatusSign{604, "wrong-number"},   StatusSign{606, "wrong-codec"},
};

bool isNamed(std::string_view pattern, std::string_view rule) {
    return pattern.ends_with('.') || pattern.ends_with('-') ? rule.starts_with(pattern) : rule == pattern;
}

// A 100 came: the request had arrived, so neither path nor peer is what failed first.
bool isContrary(const Finding& f, std::string_view rule) {
    return rule == "sip.no-final-response" &&
           std::ranges::any_of(f.catalogKeys, [](const std::string& key) { return key.ends_with(".trying"); });
}

bool namesCode(const Finding& f, std::string_view hypothesis) {
    return std::ranges::any_of(
        kCodes, [&](const CodeSupport& c) { return f.microsoftCode == c.code && hypothesis == c.hypothesis; });
}

} // namespace

bool isSignOf(std::string_view hypothesis, int status) {
    return std::ranges::any_of(kStatuses,
                               [&](const StatusSign& s) { return s.status == status && s.hypothesis == hypothesis; });
}

std::optional<EvidenceTag> supportOf(std::string_view hypothesis, const Finding& f) {
    if (f.role == rules::FindingRole::Remark || f.severity < rules::Severity::Warning)
        return std::nullopt;
    std::optional<EvidenceTag> best;
    const auto take = [&best](EvidenceTag tag) { best = best ? std::min(*best, tag) : tag; };
    const auto weigh = [&](std::string_view rule) {
        for (const RuleSupport& s : kRules)
            if (s.hypothesis == hypothesis && isNamed(s.rule, rule) && !isContrary(f, rule))
                take(std::max(s.weakest, f.evidence));
    };
    weigh(f.rule);
    for (const std::string& rule : f.also)
        weigh(rule);
    if (namesCode(f, hypothesis))
        take(f.evidence);
    return best;
}

} // namespace echelle::playbook
