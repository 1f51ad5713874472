#include "core/base/text.h"
#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::rules {

namespace {
constexpr Duration kTimerB = Duration::seconds(32);

bool isVoicemail(std::string_view contact) {
    const std::string text = toLower(contact);
    return text.find("voicemail") != std::string::npos || text.find("vmail") != std::string::npos ||
           text.find("unavailable") != std::string::npos;
}

// An INVITE to there could have been seen: the address is one that this row's messages came from or went to.
bool isVisible(const dialog::CallFacts& facts, std::string_view contact) {
    const auto name = sip::parseNameAddress(contact);
    const auto uri = name ? sip::parseUri(name->uri) : std::nullopt;
    const auto address = uri ? IpAddress::parse(uri->host) : std::nullopt;
    return address && std::any_of(facts.addresses.begin(), facts.addresses.end(),
                                  [&address](const Endpoint& e) { return e.address == *address; });
}
} // namespace

// RFC 3261 section 8.1.3.4: who gets a 3xx tries the addresses of its Contact.
void redirectUnanswered(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const dialog::TransactionFacts* t = decidingInvite(c);
    if (t == nullptr || c.row.state != dialog::RowState::Redirected || t->final == dialog::kNoIndex ||
        facts.inputAfter(timeOf(facts, t->final)) < kTimerB)
        return;
    const std::string_view contact = facts.header(t->final, sip::HeaderId::Contact);
    if (contact.empty() || isVoicemail(contact) || !isVisible(facts, contact))
        return;
    Finding f = newFinding(c, "sip.redirect-unanswered");
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Observed;
    f.sipCode = t->finalStatus;
    f.proof = {facts.messages[t->final].id, facts.messages[t->request].id};
    add(f, "status", std::int64_t{t->finalStatus});
    add(f, "contact", contact);
    addSeconds(f, "seconds", facts.inputAfter(timeOf(facts, t->final)));
    add(f, "address", facts.sender(originOf(facts, t->final)).toString());
    add(f, "sender", facts.sender(t->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
