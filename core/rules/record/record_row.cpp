#include "core/base/text.h"
#include "core/match/code_matcher.h"
#include "core/record/value_text.h"
#include "core/rules/record/record_rules.h"

#include <algorithm>
#include <array>

namespace echelle::rules {

using dialog::EndedBy;
using dialog::RowFacts;
using dialog::RowState;
using record::Field;
using record::MomentKind;
using record::Table;

namespace {

int code(const RecordFacts& r, Field field) {
    const auto value = record::parseInteger(r.text(field));
    return value && *value > 0 && *value < 1'000'000'000 ? static_cast<int>(*value) : 0;
}

// As verdicts.md "Outcome of a call" has it for the caller's last final response.
RowState stateOfSip(int status) {
    switch (status) {
    case 486:
    case 600:
        return RowState::Busy;
    case 603:
    case 607:
        return RowState::Declined;
    case 487:
        return RowState::Cancelled;
    case 480:
        return RowState::Unanswered;
    default:
        return RowState::Failed;
    }
}

RowState ofReport(const RecordFacts& r) {
    const auto success = record::parseBool(r.text(Field::Success));
    const std::string_view event = r.text(Field::EventType);
    if ((success && *success) || equalsNoCase(event, "Success"))
        return RowState::Answered;
    const int status = code(r, Field::SipCode);
    const bool isFailed = (success && !*success) || equalsNoCase(event, "Attempt") || r.row.has(Field::FailureTime);
    if (status >= 400 || isFailed)
        return stateOfSip(status);
    return r.row.has(Field::EndTime) ? RowState::Answered : RowState::Incomplete;
}

RowState ofSummary(const RecordFacts& r) {
    const bool isSuccess = startsWithNoCase(r.text(Field::ResultCategory), "Success");
    const int end = code(r, Field::EndReasonCode);
    const bool hasTalked = record::parseSeconds(r.text(Field::Duration)).value_or(0) > 0;
    if (end == 487 || end == 486 || end == 603)
        return stateOfSip(end);
    if (isSuccess || end == 0 || hasTalked)
        return RowState::Answered;
    return stateOfSip(end);
}

RowState ofEndReason(const RecordFacts& r, const match::CodeMatcher& codes) {
    const std::string key = endReasonKey(r.text(Field::EndReasonText), codes);
    const match::CodeEntry* entry = key.empty() ? nullptr : codes.byKey(key);
    if (entry == nullptr)
        return RowState::Incomplete;
    if (key == "realconnect.hangup-sip-cancel")
        return RowState::Cancelled;
    return entry->severity == "info" ? RowState::Answered : RowState::Failed;
}

RowState ofBrowser(const RecordFacts& r) {
    const std::string_view signal = r.text(Field::Signal);
    static constexpr std::array<std::string_view, 8> kFailures{"CallStartError",
                                                               "call-start-failed",
                                                               "media-connection-failed",
                                                               "ice-negotiation-failed",
                                                               "ice-failed",
                                                               "websocket-failed",
                                                               "http-401",
                                                               "http-403"};
    return std::find(kFailures.begin(), kFailures.end(), signal) != kFailures.end() ? RowState::Failed
                                                                                    : RowState::Incomplete;
}

RowState stateOf(const RecordFacts& r, const match::CodeMatcher& codes) {
    switch (r.row.table) {
    case Table::DirectRouting:
        return ofReport(r);
    case Table::Pstn:
        return record::parseSeconds(r.text(Field::Duration)).value_or(0) > 0 ? RowState::Answered
                                                                             : RowState::Incomplete;
    case Table::CallRecord:
        return r.row.has(Field::FailureReason) ? RowState::Failed : RowState::Answered;
    case Table::AcsSummary:
        return ofSummary(r);
    case Table::RealConnect:
        return ofEndReason(r, codes);
    case Table::Console:
    case Table::Har:
    case Table::WebRtc:
        return ofBrowser(r);
    default:
        return RowState::Incomplete;
    }
}

// The row that tells most of how a call ended.
int weight(RowState state) {
    switch (state) {
    case RowState::Failed:
        return 3;
    case RowState::Answered:
        return 2;
    case RowState::Incomplete:
        return 0;
    default:
        return 1;
    }
}

void takeTimes(RowFacts& facts, const RecordFacts& r) {
    Timestamp invited;
    Timestamp started;
    Timestamp ended;
    for (const record::Moment& m : r.row.moments) {
        if (!m.time.isValid())
            continue;
        facts.start = facts.start.isValid() ? std::min(facts.start, m.time) : m.time;
        facts.end = facts.end.isValid() ? std::max(facts.end, m.time) : m.time;
        if (m.kind == MomentKind::Invite)
            invited = m.time;
        else if (m.kind == MomentKind::Start || m.kind == MomentKind::Join)
            started = m.time;
        else if (m.kind == MomentKind::End)
            ended = m.time;
    }
    if (facts.state != RowState::Answered || !started.isValid())
        return;
    if (invited.isValid() && started >= invited && !facts.setup)
        facts.setup = started - invited;
    if (ended.isValid() && ended >= started && !facts.talk)
        facts.talk = ended - started;
}

} // namespace

RowFacts rowOfRecords(RowId row, const std::vector<RecordFacts>& records, const match::CodeMatcher& codes) {
    RowFacts facts;
    facts.id = row;
    facts.kind = dialog::RowKind::Record;
    facts.legs = 1;
    facts.firstEvent = records.front().id;
    for (const RecordFacts& r : records) {
        const RowState state = stateOf(r, codes);
        if (weight(state) > weight(facts.state))
            facts.state = state;
    }
    for (const RecordFacts& r : records) {
        takeTimes(facts, r);
        const auto take = [&](std::string& into, Field field) {
            if (into.empty())
                into = toValidUtf8(r.text(field).substr(0, 200));
        };
        take(facts.from, Field::Caller);
        take(facts.to, Field::Callee);
        take(facts.fromDisplay, Field::Caller);
        take(facts.fromDisplay, Field::Identifier);
        take(facts.fromDisplay, Field::DisplayName);
        take(facts.toDisplay, Field::Callee);
        take(facts.toDisplay, Field::Meeting);
        if (facts.finalStatus == 0)
            facts.finalStatus = code(r, Field::SipCode);
        if (facts.finalReason.empty()) {
            take(facts.finalReason, Field::SipPhrase);
            take(facts.finalReason, Field::EndReasonText);
        }
    }
    if (facts.state != RowState::Answered)
        facts.setup = facts.talk = std::nullopt;
    return facts;
}

} // namespace echelle::rules
