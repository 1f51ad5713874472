#include "core/rules/order.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace echelle::rules {

namespace {

struct Relation {
    std::string_view strong;
    std::string_view weak;
};

// The special rule and the general one that rests on the same proof.
constexpr std::array<Relation, 16> kSpecials{{{"sip.auth-loop", "sip.final-failure"},
                                              {"sip.bandwidth-too-low", "sip.final-failure"},
                                              {"sip.codec-mismatch", "sip.final-failure"},
                                              {"sip.cseq-out-of-order", "sip.notify-sipfrag-order"},
                                              {"sip.cseq-out-of-order", "sip.final-failure"},
                                              {"sip.glare", "sip.final-failure"},
                                              {"sip.loop", "sip.final-failure"},
                                              {"sip.missing-ack", "sip.retransmission-storm"},
                                              {"sip.missing-priority", "sip.final-failure"},
                                              {"sip.no-final-response", "sip.retransmission-storm"},
                                              {"sip.srtp-mismatch", "sip.final-failure"},
                                              {"dtmf.mismatch", "sip.final-failure"},
                                              {"fax.t38-refused", "sip.final-failure"},
                                              {"hold.never-resumed", "sip.final-failure"},
                                              {"hold.zero-connection", "sip.final-failure"},
                                              {"transfer.refer-rejected", "sip.final-failure"}}};
// Cause and effect. A strong one that ends in a dot stands for all rules of that topic.
constexpr std::array<Relation, 24> kExplanations{{{"sip.malformed", "sip.final-failure"},
                                                  {"sip.malformed", "sip.no-final-response"},
                                                  {"sip.missing-ack", "sip.no-final-response"},
                                                  {"sip.invite-without-sdp", "sip.final-failure"},
                                                  {"sip.no-audio-or-video", "sip.final-failure"},
                                                  {"sip.private-address-in-sdp", "media.none"},
                                                  {"sip.private-address-in-sdp", "media.one-way"},
                                                  {"sip.retransmission-storm", "sip.long-post-dial-delay"},
                                                  {"sip.loop", "sip.retransmission-storm"},
                                                  {"sip.udp-too-large", "sip.no-final-response"},
                                                  {"teams.", "sip.final-failure"},
                                                  {"transport.connection-lost", "sip.no-final-response"},
                                                  {"transport.icmp-unreachable", "sip.no-final-response"},
                                                  {"transport.tcp-reset", "sip.no-final-response"},
                                                  {"transport.connection-lost", "sip.final-failure"},
                                                  {"transport.icmp-unreachable", "sip.final-failure"},
                                                  {"transport.tcp-reset", "sip.final-failure"},
                                                  {"transport.tcp-refused", "sip.final-failure"},
                                                  {"transport.tcp-timeout", "sip.final-failure"},
                                                  {"tls.certificate-bad-signature", "transport.tcp-reset"},
                                                  {"tls.certificate-expired", "transport.tcp-reset"},
                                                  {"tls.certificate-untrusted", "transport.tcp-reset"},
                                                  {"tls.certificate-wrong-name", "transport.tcp-reset"},
                                                  {"tls.handshake-failed", "transport.tcp-reset"}}};

// What an element answers upstream when it could not reach the next one (RFC 3261 sections 16.7 to 16.9).
bool tellsOfTransport(int sipCode) {
    return sipCode == 408 || sipCode == 480 || sipCode == 500 || (sipCode >= 502 && sipCode <= 504);
}

bool sharesProof(const Finding& special, const Finding& general) {
    return !general.proof.empty() &&
           std::find(special.proof.begin(), special.proof.end(), general.proof.front()) != special.proof.end();
}

// What the general rule read from the same message stays known: codes, and what they mean beside the special title.
void inherit(Finding& special, const Finding& general) {
    if (special.sipCode == 0)
        special.sipCode = general.sipCode;
    if (special.microsoftCode == 0 && general.microsoftCode != 0) {
        special.microsoftCode = general.microsoftCode;
        special.derived = general.derived;
    }
    if (special.q850Code == 0)
        special.q850Code = general.q850Code;
    if (special.microsoftCode == 0 && special.q850Code == 0)
        return;
    if (special.catalogKeys.empty())
        special.catalogKeys.push_back("rule." + special.rule);
    for (const std::string& key : general.catalogKeys)
        if (std::find(special.catalogKeys.begin(), special.catalogKeys.end(), key) == special.catalogKeys.end())
            special.catalogKeys.push_back(key);
}

void foldGeneral(std::vector<Finding>& findings) {
    for (const Relation& r : kSpecials) {
        const auto special =
            std::find_if(findings.begin(), findings.end(), [&r](const Finding& f) { return f.rule == r.strong; });
        if (special == findings.end())
            continue;
        const auto general = std::find_if(findings.begin(), findings.end(), [&](const Finding& f) {
            return f.rule == r.weak && sharesProof(*special, f);
        });
        if (general == findings.end())
            continue;
        special->also.push_back(general->rule);
        inherit(*special, *general);
        findings.erase(general);
    }
}

bool explains(const Finding& cause, const Finding& effect) {
    const bool isListed = std::any_of(kExplanations.begin(), kExplanations.end(), [&](const Relation& r) {
        const bool isTopic = r.strong.back() == '.' && cause.rule.compare(0, r.strong.size(), r.strong) == 0;
        return (r.strong == cause.rule || isTopic) && r.weak == effect.rule;
    });
    if (effect.rule == "sip.final-failure" && cause.rule.starts_with("transport.") && !tellsOfTransport(effect.sipCode))
        return false;
    // What is only worth an info explains no fault.
    return isListed && cause.role != FindingRole::Remark && cause.severity >= Severity::Warning &&
           effect.severity >= Severity::Warning;
}

EventId firstProof(const Finding& f) {
    return f.proof.empty() ? EventId{} : f.proof.front();
}

} // namespace

bool comesBefore(const Finding& a, const Finding& b) {
    const auto rank = [](const Finding& f) {
        return f.role == FindingRole::Remark ? 2 : f.role == FindingRole::Effect ? 1 : 0;
    };
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    return firstProof(a) < firstProof(b);
}

std::vector<Finding> settle(std::vector<Finding> findings) {
    foldGeneral(findings);
    std::vector<std::size_t> explainedBy(findings.size(), findings.size());
    for (std::size_t i = 0; i < findings.size(); ++i)
        for (std::size_t j = 0; j < findings.size(); ++j)
            if (i != j && explains(findings[j], findings[i])) {
                explainedBy[i] = j;
                findings[i].role = FindingRole::Effect;
            }
    std::vector<std::size_t> order(findings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&findings](std::size_t a, std::size_t b) { return comesBefore(findings[a], findings[b]); });
    std::vector<std::size_t> place(findings.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = i;
    std::vector<Finding> settled;
    settled.reserve(findings.size());
    for (std::size_t i : order) {
        if (explainedBy[i] != findings.size())
            findings[i].explainedBy = FindingId{static_cast<std::int64_t>(place[explainedBy[i]]) + 1};
        settled.push_back(std::move(findings[i]));
    }
    return settled;
}

} // namespace echelle::rules
