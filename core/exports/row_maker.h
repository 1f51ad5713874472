#pragma once

#include "core/base/diagnostic.h"
#include "core/record/export_row.h"
#include "core/record/value_text.h"

namespace echelle::exports {

// The table a row belongs to by the fields it has (table_detection of the schemas), or by its own word: a category or
// type. None where neither tells.
[[nodiscard]] record::Table tableOf(const std::vector<record::Field>& fields);
[[nodiscard]] record::Table tableNamed(std::string_view name); // "CallSummary", "ACSCallDiagnosticsUpdates" ...

// Makes a row of a table from its fields: its moments, and what is noted of its values.
class RowMaker {
public:
    RowMaker(record::DateOrder order, ImportLog& log) : m_order(order), m_log(log) {}

    void finish(record::ExportRow& row);

private:
    void add(record::ExportRow& row, record::Field field, record::MomentKind kind);
    [[nodiscard]] Timestamp timeOf(const record::ExportRow& row, record::Field field);

    record::DateOrder m_order;
    ImportLog& m_log;
};

} // namespace echelle::exports
