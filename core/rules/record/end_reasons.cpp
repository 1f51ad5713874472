#include "core/base/text.h"
#include "core/match/code_matcher.h"
#include "core/record/value_text.h"
#include "core/rules/arguments.h"
#include "core/rules/record/record_rules.h"

#include <algorithm>

namespace echelle::rules {

using record::Field;
using record::Table;

namespace {

// Letters and digits only, one blank between words.
std::string normalised(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const char lower = toLowerAscii(c);
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += lower;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

Severity severityFromText(std::string_view text) {
    return text == "error" ? Severity::Error : text == "warning" ? Severity::Warning : Severity::Info;
}

bool isKnown(const match::CodeMatcher& codes, const std::string& key) {
    return codes.byKey(key) != nullptr;
}

// Entries for a code and subcode, which count together; a subcode of a trunk is one of Direct Routing too.
void addEndKeys(Finding& f, std::int64_t code, std::int64_t subcode, const match::CodeMatcher& codes) {
    const std::string both = std::to_string(code) + "." + std::to_string(subcode);
    for (const std::string_view group : {"acs.call.", "acs.sdk.", "acs.pstn."})
        if (const std::string key = std::string(group) + both; isKnown(codes, key))
            f.catalogKeys.push_back(key);
    for (const match::CodeEntry& e : codes.entries())
        if (e.family == "microsoft" && e.microsoft != 0 && e.microsoft == subcode && (e.sip == 0 || e.sip == code))
            f.catalogKeys.push_back(e.key);
    for (const std::string_view group : {"acs.call.", "acs.sdk."})
        if (const std::string key = std::string(group) + std::to_string(code); isKnown(codes, key))
            f.catalogKeys.push_back(key);
    f.catalogKeys.emplace_back("rule.acs.end-code");
}

} // namespace

std::string endReasonKey(std::string_view reason, const match::CodeMatcher& codes) {
    const std::string folded = normalised(reason);
    std::string near;
    for (const match::CodeEntry& e : codes.entries()) {
        if (e.family != "realconnect")
            continue;
        for (const std::string& phrase : e.phrases) {
            if (phrase == reason)
                return e.key;
            if (near.empty() && !folded.empty() && normalised(phrase) == folded)
                near = e.key;
        }
    }
    return near;
}

void realconnectEndReason(const RecordContext& context, std::vector<Finding>& out) {
    for (const RecordFacts& r : context.records) {
        const std::string_view reason = r.row.table == Table::RealConnect ? r.text(Field::EndReasonText) : "";
        if (reason.empty())
            continue;
        Finding f = newFinding(context, "realconnect.end-reason", r);
        const std::string key = endReasonKey(reason, context.codes);
        const match::CodeEntry* entry = key.empty() ? nullptr : context.codes.byKey(key);
        if (entry != nullptr) {
            f.severity = severityFromText(entry->severity);
            f.side = sideFromText(entry->side);
            f.catalogKeys = {key, "rule.realconnect.end-reason"};
        } else {
            f.severity = Severity::Warning;
            f.catalogKeys = {"rule.realconnect.end-reason.unknown"};
        }
        f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
        add(f, "reason", reason);
        out.push_back(std::move(f));
    }
}

// Codes of ParticipantEndReason and ParticipantEndSubCode; silent for what ended as it should.
void acsEndCode(const RecordContext& context, std::vector<Finding>& out) {
    std::vector<std::pair<std::int64_t, std::int64_t>> told;
    for (const RecordFacts& r : context.records) {
        const auto code = record::parseInteger(r.text(Field::EndReasonCode));
        const auto subcode = record::parseInteger(r.text(Field::EndReasonSubcode));
        if (!code || *code < 0 || *code > 999)
            continue;
        const std::pair<std::int64_t, std::int64_t> both{*code, subcode.value_or(0)};
        if (startsWithNoCase(r.text(Field::ResultCategory), "Success") || *code == 0 || told.size() >= 4 ||
            std::find(told.begin(), told.end(), both) != told.end())
            continue;
        Finding f = newFinding(context, "acs.end-code", r);
        addEndKeys(f, both.first, both.second, context.codes);
        const match::CodeEntry* entry = context.codes.byKey(f.catalogKeys.front());
        const bool isEntry = f.catalogKeys.size() > 1 && entry != nullptr;
        if (isEntry && entry->severity == "info")
            continue; // cancelled, declined, busy: an end and no fault
        told.push_back(both);
        f.severity = startsWithNoCase(r.text(Field::ResultCategory), "ExpectedError") ? Severity::Warning
                     : isEntry ? severityFromText(entry->severity)
                               : Severity::Warning;
        f.side = isEntry ? sideFromText(entry->side) : Side::Unknown;
        if (*code >= 400)
            f.sipCode = static_cast<int>(*code);
        if (both.second / 1000 == 560) {
            f.side = Side::Sbc;
            f.microsoftCode = static_cast<int>(both.second);
        }
        add(f, "code", *code);
        add(f, "subcode", both.second);
        add(f, "category", r.row.has(Field::ResultCategory) ? r.text(Field::ResultCategory) : std::string_view("-"));
        add(f, "participant", r.row.has(Field::ParticipantId) ? r.text(Field::ParticipantId) : std::string_view("-"));
        out.push_back(std::move(f));
    }
}

} // namespace echelle::rules
