#include "core/base/text.h"
#include "core/match/code_matcher.h"
#include "core/record/value_text.h"
#include "core/rules/arguments.h"
#include "core/rules/record/record_rules.h"

namespace echelle::rules {

using record::Field;
using record::Table;

namespace {

int codeOf(const RecordFacts& r, Field field) {
    const auto value = record::parseInteger(r.text(field));
    return value && *value > 0 && *value < 1'000'000'000 ? static_cast<int>(*value) : 0;
}

// Entries of that Microsoft code and status; where several carry both, those whose text is the row's come first.
void addKeys(Finding& f, std::string_view phrase, const match::CodeMatcher& codes) {
    const std::string folded = match::foldPhrase(match::phraseWithoutGuid(phrase));
    std::vector<std::string> others;
    for (const match::CodeEntry& e : codes.entries()) {
        if (f.microsoftCode == 0 || e.family != "microsoft" || e.microsoft != f.microsoftCode ||
            (f.sipCode != 0 && e.sip != 0 && e.sip != f.sipCode))
            continue;
        bool isText = false;
        for (const std::string& known : e.phrases)
            isText = isText || match::foldPhrase(known) == folded;
        (isText ? f.catalogKeys : others).push_back(e.key);
        if (f.side == Side::Unknown)
            f.side = sideFromText(e.side);
    }
    f.catalogKeys.insert(f.catalogKeys.end(), others.begin(), others.end());
    f.catalogKeys.emplace_back("rule.record.failed");
    if (const match::CodeEntry* sip = codes.sip(f.sipCode))
        f.catalogKeys.push_back(sip->key);
}

bool isFailed(const RecordFacts& r) {
    if (r.row.table == Table::CallRecord)
        return r.row.has(Field::FailureReason);
    if (r.row.table != Table::DirectRouting)
        return false;
    const auto success = record::parseBool(r.text(Field::Success));
    if ((success && *success) || equalsNoCase(r.text(Field::EventType), "Success"))
        return false;
    return (success && !*success) || equalsNoCase(r.text(Field::EventType), "Attempt") ||
           codeOf(r, Field::SipCode) >= 400 || r.row.has(Field::FailureTime);
}

} // namespace

// A code 560xxx came from the SBC's side (verdicts.md "Codes on a trace").
void recordFailed(const RecordContext& context, std::vector<Finding>& out) {
    constexpr std::size_t kMost = 4;
    std::size_t told = 0;
    for (const RecordFacts& r : context.records) {
        if (!isFailed(r) || told++ >= kMost)
            continue;
        Finding f = newFinding(context, "record.failed", r);
        f.sipCode = codeOf(r, Field::SipCode);
        f.microsoftCode = codeOf(r, Field::MicrosoftCode);
        f.severity = context.facts.state == dialog::RowState::Failed ? Severity::Error : Severity::Info;
        const std::string_view phrase =
            r.row.table == Table::CallRecord ? r.text(Field::FailureReason) : r.text(Field::SipPhrase);
        if (f.microsoftCode / 1000 == 560)
            f.side = Side::Sbc;
        addKeys(f, phrase, context.codes);
        add(f, "status", f.sipCode == 0 ? std::string("-") : std::to_string(f.sipCode));
        add(f, "code", f.microsoftCode == 0 ? std::string("-") : std::to_string(f.microsoftCode));
        add(f, "phrase", phrase.empty() ? std::string_view("-") : phrase);
        add(f, "sbc", r.row.has(Field::Sbc) ? r.text(Field::Sbc) : std::string_view("-"));
        // What entries for the same answer on a trace name.
        add(f, "reason", phrase.empty() ? std::string_view("-") : phrase);
        add(f, "method", "INVITE");
        add(f, "address", r.row.has(Field::Sbc) ? r.text(Field::Sbc) : std::string_view("-"));
        out.push_back(std::move(f));
    }
}

} // namespace echelle::rules
