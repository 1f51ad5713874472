#include "core/rules/sip/failure_codes.h"

#include "core/base/text.h"
#include "core/match/code_matcher.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::HeaderText;

struct Texts {
    std::vector<std::string> fromReason;
    std::vector<std::string> fromWarning;
    std::vector<int> warnings;
};

void addKey(Finding& f, const match::CodeEntry* entry) {
    if (entry == nullptr || std::find(f.catalogKeys.begin(), f.catalogKeys.end(), entry->key) != f.catalogKeys.end())
        return;
    f.catalogKeys.push_back(entry->key);
}

Texts readTexts(const dialog::CallFacts& facts, dialog::Index response, Finding& f) {
    Texts texts;
    for (const HeaderText& h : facts.headers) {
        if (h.message != response)
            continue;
        if (h.id == sip::HeaderId::Reason) {
            for (const sip::Reason& r : sip::parseReasons(facts.textOf(h.text))) {
                if (equalsNoCase(r.protocol, "Q.850") && r.cause && f.q850Code == 0)
                    f.q850Code = *r.cause;
                if (!r.text.empty())
                    texts.fromReason.push_back(r.text);
            }
        } else if (h.id == sip::HeaderId::Warning) {
            for (const sip::Warning& w : sip::parseWarnings(facts.textOf(h.text))) {
                texts.warnings.push_back(w.code);
                if (!w.text.empty())
                    texts.fromWarning.push_back(w.text);
            }
        }
    }
    return texts;
}

// A registered reason phrase ("Bad Request") says nothing of Microsoft, unless Microsoft's GUID stands before it.
bool matchMicrosoft(const match::CodeMatcher& codes, const std::string& text, int status, Finding& f,
                    FailureCodes& result) {
    const std::string guid = match::leadingGuid(text);
    if (guid.empty() && codes.isRegisteredPhrase(text, status))
        return false;
    const auto matches = codes.matchPhrase(text, status);
    for (const match::CodeMatch& m : matches) {
        addKey(f, m.entry);
        if (result.side == Side::Unknown)
            result.side = sideFromText(m.entry->side);
        if (f.microsoftCode == 0)
            f.microsoftCode = m.entry->microsoft;
        if (m.isDerived && f.derived.empty())
            f.derived.emplace_back("microsoft");
    }
    if (!matches.empty())
        result.phrase = match::phraseWithoutGuid(text);
    return !matches.empty();
}

} // namespace

FailureCodes readFailureCodes(const dialog::CallFacts& facts, dialog::Index response, const match::CodeMatcher& codes,
                              Finding& f) {
    FailureCodes result;
    const int status = facts.messages[response].status;
    f.sipCode = status;
    const Texts texts = readTexts(facts, response, f);
    std::vector<std::string> all = texts.fromReason;
    all.insert(all.end(), texts.fromWarning.begin(), texts.fromWarning.end());
    all.emplace_back(facts.reasonPhrase(response));
    for (const std::string& text : all)
        if (result.guid.empty())
            result.guid = match::leadingGuid(text);
    for (const std::string& text : all)
        if (matchMicrosoft(codes, text, status, f, result))
            break;
    // Warnings are often chatter between proxies (392 "Noisy feedback tells"): the reason phrase goes before them.
    std::vector<std::string> byWeight = texts.fromReason;
    byWeight.emplace_back(facts.reasonPhrase(response));
    byWeight.insert(byWeight.end(), texts.fromWarning.begin(), texts.fromWarning.end());
    if (result.phrase.empty())
        for (const std::string& text : byWeight)
            if (const auto phrase = match::phraseWithoutGuid(text); result.phrase.empty() && !phrase.empty())
                result.phrase = phrase;
    for (const std::string& text : all)
        if (const auto value = match::hresultIn(text))
            addKey(f, codes.hresult(*value));
    // 399 "Miscellaneous warning" (RFC 3261 20.43) means nothing by itself: it is told after what has a meaning.
    constexpr int kMiscellaneous = 399;
    for (int warning : texts.warnings)
        if (warning != kMiscellaneous)
            addKey(f, codes.warning(warning));
    if (f.q850Code != 0)
        addKey(f, codes.q850(f.q850Code));
    addKey(f, codes.sip(status));
    if (std::find(texts.warnings.begin(), texts.warnings.end(), kMiscellaneous) != texts.warnings.end())
        addKey(f, codes.warning(kMiscellaneous));
    // A more general code does not say who has to act where Microsoft's own left it open.
    for (const std::string& key : f.catalogKeys)
        if (const match::CodeEntry* entry = codes.byKey(key);
            entry != nullptr && result.side == Side::Unknown && f.microsoftCode == 0)
            result.side = sideFromText(entry->side);
    return result;
}

} // namespace echelle::rules
