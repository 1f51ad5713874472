#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::AuthFacts;
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;

// One realm's challenges and what was answered to them.
struct Realm {
    const AuthFacts* challenge = nullptr; // the last
    std::vector<Index> refused;           // challenges that refused current credentials (messages)
    std::vector<Index> unanswered;        // challenges to requests without credentials (messages)
    bool isSucceeded = false;
};

const AuthFacts* credentialsOf(const CallFacts& facts, const TransactionFacts& t, std::uint64_t realm) {
    for (const AuthFacts& a : facts.auth)
        if (!a.isChallenge && a.message == t.request && a.realmHash == realm)
            return &a;
    return nullptr;
}

// The credentials used a nonce that this realm gave out before: a refusal is then about user or password, and not about
// a nonce that has aged.
bool isCurrent(const CallFacts& facts, const AuthFacts& credentials) {
    return std::any_of(facts.auth.begin(), facts.auth.end(), [&credentials](const AuthFacts& a) {
        return a.isChallenge && a.realmHash == credentials.realmHash && a.nonce == credentials.nonce &&
               a.message < credentials.message;
    });
}

Realm readRealm(const CallFacts& facts, std::uint64_t realm) {
    Realm r;
    for (const AuthFacts& a : facts.auth) {
        if (!a.isChallenge || a.realmHash != realm)
            continue;
        const TransactionFacts& t = facts.transactions[facts.messages[a.message].transaction];
        if (t.parent != kNoIndex || t.request == kNoIndex)
            continue; // the same challenge on a further hop
        r.challenge = &a;
        const AuthFacts* credentials = credentialsOf(facts, t, realm);
        if (credentials == nullptr)
            r.unanswered.push_back(a.message);
        else if (!a.isStale && isCurrent(facts, *credentials))
            r.refused.push_back(a.message);
    }
    for (const AuthFacts& a : facts.auth) {
        const TransactionFacts& t = facts.transactions[facts.messages[a.message].transaction];
        if (!a.isChallenge && a.realmHash == realm && t.finalStatus >= 200 && t.finalStatus < 300)
            r.isSucceeded = true;
    }
    return r;
}

bool hasCredentials(const CallFacts& facts, std::uint64_t realm) {
    return std::any_of(facts.auth.begin(), facts.auth.end(),
                       [realm](const AuthFacts& a) { return !a.isChallenge && a.realmHash == realm; });
}

bool isDone(dialog::RowState state) {
    return state == dialog::RowState::Answered || state == dialog::RowState::Succeeded;
}

void report(const RuleContext& c, const Realm& r, bool isWrong, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const std::vector<Index>& cited = isWrong ? r.refused : r.unanswered;
    const Index last = cited.back();
    Finding f = newFinding(c, "sip.auth-loop");
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    f.side = Side::Endpoint;
    f.sipCode = facts.messages[last].status;
    f.catalogKeys.emplace_back(isWrong ? "rule.sip.auth-loop.wrong-credentials" : "rule.sip.auth-loop.unanswered");
    constexpr std::size_t kMaxCited = 20;
    for (std::size_t i = cited.size(); i-- > 0 && f.proof.size() < kMaxCited;)
        f.proof.push_back(facts.messages[cited[i]].id);
    const TransactionFacts& t = facts.transactions[facts.messages[last].transaction];
    add(f, "method", sip::toString(t.method));
    add(f, "realm", facts.textOf(r.challenge->realm));
    add(f, "count", static_cast<std::int64_t>(cited.size()));
    add(f, "status", std::int64_t{facts.messages[last].status});
    add(f, "address", facts.sender(originOf(facts, last)).toString());
    add(f, "sender", facts.sender(t.request).toString());
    out.push_back(std::move(f));
}
} // namespace

void authLoop(const RuleContext& c, std::vector<Finding>& out) {
    constexpr std::size_t kMaxRealms = 8;
    constexpr std::size_t kEnough = 2; // refusals of one realm; one may be a mistyped word that was corrected
    if (isDone(c.row.state))
        return;
    std::vector<std::uint64_t> seen;
    for (const AuthFacts& a : c.facts.auth) {
        if (!a.isChallenge || seen.size() >= kMaxRealms ||
            std::find(seen.begin(), seen.end(), a.realmHash) != seen.end())
            continue;
        seen.push_back(a.realmHash);
        const Realm r = readRealm(c.facts, a.realmHash);
        if (r.isSucceeded)
            continue;
        if (r.refused.size() >= kEnough)
            report(c, r, true, out);
        else if (r.unanswered.size() >= kEnough && !hasCredentials(c.facts, a.realmHash))
            report(c, r, false, out);
    }
}

} // namespace echelle::rules
