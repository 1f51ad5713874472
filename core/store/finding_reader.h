#pragma once

#include "core/rules/finding.h"
#include "core/store/database.h"

#include <string_view>
#include <vector>

namespace echelle::store {

// Reads findings whole, from a statement that gives kColumns or row by row.
class FindingReader {
public:
    static constexpr std::string_view kColumns =
        "f.id,f.row,f.rule,f.severity,f.evidence,f.role,f.side,f.explained_by,f.sip,f.microsoft,f.q850,f.arguments";

    explicit FindingReader(Database& database); // outlives the reader

    [[nodiscard]] rules::Finding read(const Statement& s);
    // In order; ids are none, and explainedBy is an index + 1 into the list, as rules::evaluate() gives it.
    [[nodiscard]] std::vector<rules::Finding> ofRow(RowId row);

private:
    Statement m_row;
    Statement m_proof;
    Statement m_key;
};

} // namespace echelle::store
