#include "core/match/code_matcher.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace echelle::match {

namespace {
using Json = nlohmann::json;

int codeOf(const Json& codes, const char* name) {
    const auto it = codes.find(name);
    if (it == codes.end())
        return 0;
    if (it->is_number_integer())
        return it->get<int>();
    return 0;
}

std::optional<std::uint32_t> hresultOf(const Json& codes) {
    const auto it = codes.find("hresult");
    if (it == codes.end())
        return std::nullopt;
    if (it->is_number_integer())
        return static_cast<std::uint32_t>(it->get<std::int64_t>() & 0xffffffff);
    if (it->is_string())
        return hresultIn("HRESULT=" + it->get<std::string>());
    return std::nullopt;
}

std::string textOf(const Json& object, const char* name) {
    const auto it = object.find(name);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

bool readEntry(const Json& json, const std::string& family, CodeEntry& entry) {
    if (!json.is_object())
        return false;
    entry.key = textOf(json, "key");
    entry.family = family;
    entry.side = textOf(json, "side");
    entry.severity = textOf(json, "severity");
    const auto prefix = json.find("prefix");
    entry.isPrefix = prefix != json.end() && prefix->is_boolean() && prefix->get<bool>();
    if (const auto codes = json.find("codes"); codes != json.end() && codes->is_object()) {
        entry.sip = codeOf(*codes, "sip");
        entry.microsoft = codeOf(*codes, "microsoft");
        entry.q850 = codeOf(*codes, "q850");
        entry.warning = codeOf(*codes, "warning");
        entry.hresult = hresultOf(*codes);
    }
    if (const auto phrases = json.find("phrases"); phrases != json.end() && phrases->is_array())
        for (const Json& phrase : *phrases)
            if (phrase.is_string())
                entry.phrases.push_back(phrase.get<std::string>());
    return !entry.key.empty();
}

Unexpected damaged(std::string family) {
    return Unexpected(Error{"catalog.damaged", {}, {{"family", std::move(family)}}});
}
} // namespace

Result<CodeMatcher> CodeMatcher::fromJson(const std::vector<std::string>& json) {
    CodeMatcher matcher;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Json document = Json::parse(json[i], nullptr, false);
        if (!document.is_object())
            return damaged(std::to_string(i + 1));
        const std::string family = textOf(document, "family");
        const auto entries = document.find("entries");
        if (entries == document.end() || !entries->is_array())
            return damaged(family.empty() ? std::to_string(i + 1) : family);
        for (const Json& item : *entries) {
            CodeEntry entry;
            if (!readEntry(item, family, entry))
                return damaged(family);
            matcher.m_entries.push_back(std::move(entry));
        }
    }
    matcher.index();
    return matcher;
}

void CodeMatcher::index() {
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const CodeEntry& e = m_entries[i];
        m_byKey.emplace(e.key, i);
        if (e.family == "sip" && e.sip != 0)
            m_bySip.emplace(e.sip, i);
        if (e.family == "q850" && e.q850 != 0)
            m_byQ850.emplace(e.q850, i);
        if (e.family == "warning" && e.warning != 0)
            m_byWarning.emplace(e.warning, i);
        if (e.family != "microsoft") {
            if (e.hresult)
                m_byHresult.emplace(*e.hresult, i);
            continue;
        }
        for (const std::string& phrase : e.phrases) {
            std::string folded = foldPhrase(phraseWithoutGuid(phrase));
            if (const auto value = hresultIn(phrase))
                m_byHresultInPhrase.emplace(*value, i);
            if (e.isPrefix)
                m_byPrefix.emplace_back(folded, i);
            m_byPhrase.emplace(std::move(folded), i);
        }
    }
}

std::vector<CodeMatch> CodeMatcher::matchPhrase(std::string_view phrase, int sipStatus) const {
    const std::string folded = foldPhrase(phraseWithoutGuid(phrase));
    std::vector<std::size_t> found;
    const auto take = [&](std::size_t i) {
        if (m_entries[i].sip == sipStatus && std::find(found.begin(), found.end(), i) == found.end())
            found.push_back(i);
    };
    if (!folded.empty()) {
        const auto [first, last] = m_byPhrase.equal_range(folded);
        for (auto it = first; it != last; ++it)
            take(it->second);
        for (const auto& [prefix, i] : m_byPrefix)
            if (folded.compare(0, prefix.size(), prefix) == 0)
                take(i);
        if (const auto value = hresultIn(phrase); found.empty() && value) {
            const auto [from, to] = m_byHresultInPhrase.equal_range(*value);
            for (auto it = from; it != to; ++it)
                take(it->second);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<CodeMatch> matches;
    for (std::size_t i : found)
        matches.push_back({&m_entries[i], m_entries[i].microsoft != 0});
    return matches;
}

bool CodeMatcher::isRegisteredPhrase(std::string_view phrase, int sipStatus) const {
    const CodeEntry* entry = sip(sipStatus);
    if (entry == nullptr)
        return false;
    const std::string folded = foldPhrase(phraseWithoutGuid(phrase));
    return std::any_of(entry->phrases.begin(), entry->phrases.end(),
                       [&folded](const std::string& p) { return foldPhrase(phraseWithoutGuid(p)) == folded; });
}

const CodeEntry* CodeMatcher::byKey(std::string_view key) const {
    const auto it = m_byKey.find(std::string(key));
    return it == m_byKey.end() ? nullptr : &m_entries[it->second];
}

const CodeEntry* CodeMatcher::at(const std::unordered_map<std::int64_t, std::size_t>& table, std::int64_t code) const {
    const auto it = table.find(code);
    return it == table.end() ? nullptr : &m_entries[it->second];
}

const CodeEntry* CodeMatcher::sip(int status) const {
    return at(m_bySip, status);
}
const CodeEntry* CodeMatcher::q850(int cause) const {
    return at(m_byQ850, cause);
}
const CodeEntry* CodeMatcher::warning(int code) const {
    return at(m_byWarning, code);
}
const CodeEntry* CodeMatcher::hresult(std::uint32_t value) const {
    return at(m_byHresult, value);
}

} // namespace echelle::match
