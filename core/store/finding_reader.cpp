#include "core/store/finding_reader.h"

#include "core/store/packed_arguments.h"

#include <algorithm>

namespace echelle::store {

FindingReader::FindingReader(Database& database)
    : m_row(database.prepare("SELECT " + std::string(kColumns) + " FROM finding f WHERE f.row=? ORDER BY f.ordinal"))
    , m_proof(database.prepare("SELECT event FROM finding_proof WHERE finding=? ORDER BY ordinal"))
    , m_key(database.prepare("SELECT kind,value FROM finding_key WHERE finding=? ORDER BY kind,ordinal")) {}

rules::Finding FindingReader::read(const Statement& s) {
    rules::Finding f;
    f.id = FindingId{s.integer(0)};
    f.row = RowId{s.integer(1)};
    f.rule = s.text(2);
    f.severity = static_cast<rules::Severity>(s.integer(3));
    f.evidence = static_cast<rules::EvidenceTag>(s.integer(4));
    f.role = static_cast<rules::FindingRole>(s.integer(5));
    f.side = static_cast<rules::Side>(s.integer(6));
    f.explainedBy = FindingId{s.integer(7)};
    f.sipCode = static_cast<int>(s.integer(8));
    f.microsoftCode = static_cast<int>(s.integer(9));
    f.q850Code = static_cast<int>(s.integer(10));
    f.arguments = unpackArguments(s.text(11));
    m_proof.bind(1, f.id.value);
    while (m_proof.step())
        f.proof.push_back(EventId{m_proof.integer(0)});
    m_proof.reset();
    m_key.bind(1, f.id.value);
    while (m_key.step()) {
        std::vector<std::string>& into = m_key.integer(0) == 0   ? f.catalogKeys
                                         : m_key.integer(0) == 1 ? f.also
                                                                 : f.derived;
        into.emplace_back(m_key.text(1));
    }
    m_key.reset();
    return f;
}

std::vector<rules::Finding> FindingReader::ofRow(RowId row) {
    std::vector<rules::Finding> findings;
    m_row.bind(1, row.value);
    while (m_row.step())
        findings.push_back(read(m_row));
    m_row.reset();
    for (rules::Finding& f : findings) {
        if (!f.explainedBy.isValid())
            continue;
        const auto by = std::find_if(findings.begin(), findings.end(),
                                     [&f](const rules::Finding& other) { return other.id == f.explainedBy; });
        f.explainedBy = by == findings.end() ? FindingId{} : FindingId{by - findings.begin() + 1};
    }
    for (rules::Finding& f : findings)
        f.id = FindingId{};
    return findings;
}

} // namespace echelle::store
