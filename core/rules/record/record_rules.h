#pragma once

#include "core/dialog/analysis.h"
#include "core/record/export_row.h"
#include "core/rules/finding.h"

#include <string_view>
#include <vector>

namespace echelle::match {
class CodeMatcher;
}

namespace echelle::rules {

// A row of an export, with the event of its first moment; those of the others follow.
struct RecordFacts {
    EventId id;
    SourceId source;
    const record::ExportRow& row;

    [[nodiscard]] std::string_view text(record::Field field) const { return row.text(field); }
    // The event of the moment that tells the end; else the first.
    [[nodiscard]] EventId endEvent() const;
};

// What the rules of records read: the rows of one call.
struct RecordContext {
    RowId row;
    const std::vector<RecordFacts>& records; // at least one, in file order
    const dialog::RowFacts& facts;
    const match::CodeMatcher& codes;
};

struct RecordRule {
    std::string_view id;
    void (*evaluate)(const RecordContext& context, std::vector<Finding>& out);
};
[[nodiscard]] const std::vector<RecordRule>& allRecordRules();

// What a call is, as far as exports tell: its state, times and parties.
[[nodiscard]] dialog::RowFacts rowOfRecords(RowId row, const std::vector<RecordFacts>& records,
                                            const match::CodeMatcher& codes);
// Runs every rule; the result is as that of evaluate() in registry.h.
[[nodiscard]] std::vector<Finding> evaluateRecords(const RecordContext& context);

// A finding that cites those events, with {from}, {to} and {table}.
[[nodiscard]] Finding newFinding(const RecordContext& context, std::string_view rule, const RecordFacts& record);

// The catalog key of an end reason of RealConnect, exactly or by its text folded; "" where none fits.
[[nodiscard]] std::string endReasonKey(std::string_view reason, const match::CodeMatcher& codes);

void recordFailed(const RecordContext& context, std::vector<Finding>& out);
void acsEndCode(const RecordContext& context, std::vector<Finding>& out);
void acsNoMediaPath(const RecordContext& context, std::vector<Finding>& out);
void acsPoorQuality(const RecordContext& context, std::vector<Finding>& out);
void acsTokenInvalid(const RecordContext& context, std::vector<Finding>& out);
void acsTokenScope(const RecordContext& context, std::vector<Finding>& out);
void acsCallStartFailed(const RecordContext& context, std::vector<Finding>& out);
void acsSignallingWebsocketFailed(const RecordContext& context, std::vector<Finding>& out);
void acsRelaysUnreachable(const RecordContext& context, std::vector<Finding>& out);
void recordIceFailed(const RecordContext& context, std::vector<Finding>& out);
void realconnectEndReason(const RecordContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
