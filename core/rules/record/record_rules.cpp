#include "core/rules/record/record_rules.h"

#include "core/rules/arguments.h"
#include "core/rules/order.h"

namespace echelle::rules {

EventId RecordFacts::endEvent() const {
    for (std::size_t i = row.moments.size(); i > 0; --i)
        if (const record::MomentKind kind = row.moments[i - 1].kind;
            kind == record::MomentKind::Failure || kind == record::MomentKind::End)
            return EventId{id.value + static_cast<std::int64_t>(i) - 1};
    return id;
}

const std::vector<RecordRule>& allRecordRules() {
    static const std::vector<RecordRule> kRules{
        {"acs.call-start-failed", acsCallStartFailed},
        {"acs.end-code", acsEndCode},
        {"acs.no-media-path", acsNoMediaPath},
        {"acs.poor-quality", acsPoorQuality},
        {"acs.relays-unreachable", acsRelaysUnreachable},
        {"acs.signalling-websocket-failed", acsSignallingWebsocketFailed},
        {"acs.token-invalid", acsTokenInvalid},
        {"acs.token-scope", acsTokenScope},
        {"ice.failed", recordIceFailed},
        {"realconnect.end-reason", realconnectEndReason},
        {"record.failed", recordFailed},
    };
    return kRules;
}

std::vector<Finding> evaluateRecords(const RecordContext& context) {
    std::vector<Finding> findings;
    for (const RecordRule& rule : allRecordRules())
        rule.evaluate(context, findings);
    return settle(std::move(findings));
}

Finding newFinding(const RecordContext& context, std::string_view rule, const RecordFacts& record) {
    Finding f;
    f.rule = rule;
    f.row = context.row;
    f.severity = Severity::Error;
    f.proof = {record.endEvent()};
    add(f, "from", context.facts.fromDisplay.empty() ? std::string_view("-") : context.facts.fromDisplay);
    add(f, "to", context.facts.toDisplay.empty() ? std::string_view("-") : context.facts.toDisplay);
    add(f, "table", record::toString(record.row.table));
    return f;
}

} // namespace echelle::rules
