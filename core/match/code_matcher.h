#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace echelle::match {

// One language-neutral catalog entry as far as matching needs it (resources/catalog/*.json).
struct CodeEntry {
    std::string key;
    std::string family;
    int sip = 0; // codes that the entry does not carry are 0
    int microsoft = 0;
    int q850 = 0;
    int warning = 0;
    std::optional<std::uint32_t> hresult;
    std::vector<std::string> phrases;
    bool isPrefix = false; // a phrase that only begins with one of these fits too
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
    // json: the text of each resources/catalog/<family>.json. Bad JSON is an Error with the code "catalog.damaged" and
    // the family (or the number of the text, where it has none) as argument "family": a packaging fault.
    static Result<CodeMatcher> fromJson(const std::vector<std::string>& json);

    // On a trace: phrase (Reason text, Warning text or reason phrase) + status alone, among the Microsoft entries. Cuts
    // a leading "GUID;", blanks and a final full stop; compares without case, with blanks and apostrophes folded. An
    // HRESULT in the phrase selects among entries that carry one, however it is spelled. All fitting entries, in
    // catalog order.
    [[nodiscard]] std::vector<CodeMatch> matchPhrase(std::string_view phrase, int sipStatus) const;
    // True where the phrase is the status code's registered one, which tells nothing of who sent it.
    [[nodiscard]] bool isRegisteredPhrase(std::string_view phrase, int sipStatus) const;

    [[nodiscard]] const CodeEntry* byKey(std::string_view key) const;
    [[nodiscard]] const CodeEntry* sip(int status) const; // exact, else nullptr
    [[nodiscard]] const CodeEntry* q850(int cause) const;
    [[nodiscard]] const CodeEntry* warning(int code) const;
    [[nodiscard]] const CodeEntry* hresult(std::uint32_t value) const;
    [[nodiscard]] const std::vector<CodeEntry>& entries() const { return m_entries; }

private:
    void index();
    [[nodiscard]] const CodeEntry* at(const std::unordered_map<std::int64_t, std::size_t>& table,
                                      std::int64_t code) const;

    std::vector<CodeEntry> m_entries;
    std::unordered_multimap<std::string, std::size_t> m_byPhrase;            // folded phrase -> Microsoft entry
    std::vector<std::pair<std::string, std::size_t>> m_byPrefix;             // the same for prefix entries
    std::unordered_multimap<std::uint32_t, std::size_t> m_byHresultInPhrase; // Microsoft entries whose phrase holds one
    std::unordered_map<std::string, std::size_t> m_byKey;
    std::unordered_map<std::int64_t, std::size_t> m_bySip, m_byQ850, m_byWarning, m_byHresult;
};

// The GUID at the front of a Microsoft Reason text ("<guid>;phrase"), in lower case without braces; empty where none.
[[nodiscard]] std::string leadingGuid(std::string_view phrase);
// The phrase without leading GUID, blanks and final full stop.
[[nodiscard]] std::string_view phraseWithoutGuid(std::string_view phrase);
// Folded for comparison: lower case, typographic apostrophes and quotes plain, all blanks (NBSP, narrow NBSP too) one
// blank.
[[nodiscard]] std::string foldPhrase(std::string_view phrase);
// The HRESULT that a phrase names after "HRESULT" or as 0x........: hexadecimal, unsigned or signed decimal; the same
// value in every spelling.
[[nodiscard]] std::optional<std::uint32_t> hresultIn(std::string_view phrase);

} // namespace echelle::match
