#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::match {

// One language-neutral catalog entry as far as matching needs it (resources/catalog/*.json).
struct CodeEntry {
    std::string key;
    std::string family;
    int sip = 0;
    int microsoft = 0;
    int q850 = 0;
    int warning = 0;
    std::vector<std::string> phrases;
    bool isPrefix = false;
    std::string side;
    std::string severity;
};

struct CodeMatch {
    const CodeEntry* entry = nullptr; // borrowed from the matcher
    bool isDerived = false;           // the Microsoft code was derived from phrase + status
};

// code + status + phrase -> catalog entries (verdicts.md "Codes on a trace").
class CodeMatcher {
public:
    // json: the text of each resources/catalog/<family>.json. Bad JSON is an Error with code "case.damaged"-like
    // internal code "catalog.damaged" and the family as argument: a packaging fault.
    static Result<CodeMatcher> fromJson(const std::vector<std::string>& json);

    // On a trace: phrase (Reason text, Warning text or reason phrase) + status alone. Cuts a leading "GUID;", blanks and a
    // final full stop; compares without case, with blanks and apostrophes folded. All fitting entries, in catalog order.
    [[nodiscard]] std::vector<CodeMatch> matchPhrase(std::string_view phrase, int sipStatus) const;
    [[nodiscard]] const CodeEntry* byKey(std::string_view key) const;
    [[nodiscard]] const CodeEntry* sip(int status) const; // exact, else nullptr
    [[nodiscard]] const CodeEntry* q850(int cause) const;
    [[nodiscard]] const std::vector<CodeEntry>& entries() const { return m_entries; }

private:
    std::vector<CodeEntry> m_entries;
};

// The GUID at the front of a Microsoft Reason text ("<guid>;phrase"), in lower case without braces; empty where none.
[[nodiscard]] std::string leadingGuid(std::string_view phrase);
// The phrase without leading GUID, blanks and final full stop.
[[nodiscard]] std::string_view phraseWithoutGuid(std::string_view phrase);
// Folded for comparison: lower case, typographic apostrophes and quotes plain, all blanks (NBSP, narrow NBSP too) one blank.
[[nodiscard]] std::string foldPhrase(std::string_view phrase);

} // namespace echelle::match
