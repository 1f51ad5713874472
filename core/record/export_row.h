#pragma once

#include "core/base/diagnostic.h"
#include "core/base/timestamp.h"
#include "core/record/field.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::record {

// Which list a row belongs to. Numbers are stored in cases.
enum class Table : std::uint8_t {
    None,
    DirectRouting, // Teams admin centre's CSV and Graph's directRoutingLogRow
    Pstn,          // its PSTN usage and Graph's pstnCallLogRow
    CallRecord,    // Graph's callRecord
    AcsSummary,    // ACSCallSummary and its updates
    AcsDiagnostics,
    AcsOperations,
    AcsMediaStats,
    AcsMetrics, // daily sums over many calls
    RealConnect,
    Console, // lines of a browser's console
    Har,     // HTTP Archive 1.2
    WebRtc   // webrtc-internals and rtcstats
};
[[nodiscard]] std::string_view toString(Table table); // "teams-direct-routing", "acs-call-summary" ...

// What a time of a row tells: one event of the ladder each.
enum class MomentKind : std::uint8_t { Row, Invite, Start, Join, Failure, End, Sample, Operation, Request, Line };
[[nodiscard]] std::string_view toString(MomentKind kind); // "invite", "start" ...

struct Moment {
    MomentKind kind = MomentKind::Row;
    Timestamp time; // invalid: the row has none
};

struct FieldValue {
    Field field = Field::RowId;
    std::string_view text;
};

// One row of an export. Texts are as found, and are views that the reader keeps until the next row; empty and "null"
// ones are left out.
struct ExportRow {
    Table table = Table::None;
    Place place; // of a spreadsheet: its row number, so that the headers are row 1; else rows count from 1
    std::vector<FieldValue> fields;
    std::vector<Moment> moments; // at least one, in order of time

    // "" where the row has none.
    [[nodiscard]] std::string_view text(Field field) const {
        for (const FieldValue& f : fields)
            if (f.field == field)
                return f.text;
        return {};
    }
    [[nodiscard]] bool has(Field field) const { return !text(field).empty(); }
    [[nodiscard]] Timestamp time() const { return moments.empty() ? Timestamp{} : moments.front().time; }
};

// As it is stored: for each field its number, its length (LEB128) and its text.
[[nodiscard]] std::string packFields(const std::vector<FieldValue>& fields);
// The views point into packed. What is damaged ends the list.
[[nodiscard]] std::vector<FieldValue> unpackFields(std::string_view packed);

// A row that keeps its own texts.
struct StoredRow {
    std::string packed;
    ExportRow row; // its texts are views into packed

    StoredRow() = default;
    explicit StoredRow(const ExportRow& from);
    StoredRow(const StoredRow& other) : StoredRow(other.row) {}
    StoredRow& operator=(const StoredRow& other);
    StoredRow(StoredRow&& other) noexcept { take(std::move(other)); }
    StoredRow& operator=(StoredRow&& other) noexcept;

private:
    void take(StoredRow&& other) noexcept;
};

// What rows of one call have in common: "" where a row stands for a call of its own. Correlation ids of the kind
// "acs:" and "teams:" are told apart.
[[nodiscard]] std::string groupKey(const ExportRow& row);

} // namespace echelle::record
