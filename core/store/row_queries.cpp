#include "core/store/case_reader_impl.h"
#include "core/store/row_columns.h"

#include <algorithm>

namespace echelle::store {

namespace {

// Reads rows one by one, with what other tables have of them.
class RowReader {
public:
    explicit RowReader(Database& db)
        : m_row(db.prepare(std::string(kRowColumns) + " FROM row WHERE row.id=?"))
        , m_callIds(db.prepare("SELECT call_id FROM row_call_id WHERE row=? ORDER BY ordinal"))
        , m_notes(db.prepare("SELECT count(*) FROM note WHERE row=?1 OR event IN (SELECT role.event FROM role JOIN leg "
                             "ON role.leg=leg.id WHERE leg.row=?1)"))
        , m_connection(db.prepare(
              "SELECT protocol,server_name,packets,bytes_from_client,bytes_from_server FROM connection WHERE id=?"))
        , m_hasNotes(db.queryInteger("SELECT EXISTS(SELECT 1 FROM note)") != 0) {}

    std::optional<RowRecord> read(RowId id) {
        m_row.bind(1, id.value);
        std::optional<RowRecord> r;
        if (m_row && m_row.step()) {
            r = readRowColumns(m_row);
            readCallIds(*r);
            if (m_hasNotes)
                readNotes(*r);
            if (!m_row.isNull(kConnectionColumn))
                readConnection(*r, m_row.integer(kConnectionColumn));
        }
        m_row.reset();
        return r;
    }

private:
    void readCallIds(RowRecord& r) {
        m_callIds.bind(1, r.facts.id.value);
        while (m_callIds.step())
            r.facts.callIds.emplace_back(m_callIds.text(0));
        m_callIds.reset();
    }
    void readNotes(RowRecord& r) {
        m_notes.bind(1, r.facts.id.value);
        r.notes = m_notes.step() ? static_cast<std::uint32_t>(m_notes.integer(0)) : 0;
        m_notes.reset();
    }
    void readConnection(RowRecord& r, std::int64_t id) {
        m_connection.bind(1, id);
        if (m_connection.step()) {
            r.protocol = m_connection.text(0);
            r.serverName = m_connection.text(1);
            r.packets = static_cast<std::uint64_t>(m_connection.integer(2));
            r.bytesFromClient = static_cast<std::uint64_t>(m_connection.integer(3));
            r.bytesFromServer = static_cast<std::uint64_t>(m_connection.integer(4));
        }
        m_connection.reset();
    }

    Statement m_row;
    Statement m_callIds;
    Statement m_notes;
    Statement m_connection;
    bool m_hasNotes;
};

} // namespace

RowIndex& CaseReader::Impl::rows() {
    if (!rowIndex || !rowIndex->isWhole())
        rowIndex.emplace(database);
    return *rowIndex;
}

std::uint64_t CaseReader::countRows(const RowFilter& filter) {
    return m_impl->rows().rows(filter, RowSort::Start, false).size();
}

std::vector<RowRecord> CaseReader::rows(const RowFilter& filter, RowSort sort, bool isDescending, std::uint64_t offset,
                                        std::uint64_t limit) {
    RowIndex& index = m_impl->rows();
    const RowIndex::Positions& positions = index.rows(filter, sort, isDescending);
    const std::uint64_t first = std::min<std::uint64_t>(offset, positions.size());
    const std::uint64_t end = first + std::min<std::uint64_t>(limit, positions.size() - first);
    const ReadTransaction transaction(m_impl->database);
    RowReader reader(m_impl->database);
    std::vector<RowRecord> all;
    all.reserve(end - first);
    for (std::uint64_t i = first; i < end; ++i)
        if (auto row = reader.read(index.idAt(positions[i])))
            all.push_back(std::move(*row));
    return all;
}

std::vector<RowId> CaseReader::rowIds(const RowFilter& filter, RowSort sort, bool isDescending) {
    RowIndex& index = m_impl->rows();
    const RowIndex::Positions& positions = index.rows(filter, sort, isDescending);
    std::vector<RowId> ids;
    ids.reserve(positions.size());
    for (const std::uint32_t position : positions)
        ids.push_back(index.idAt(position));
    return ids;
}

std::optional<RowRecord> CaseReader::row(RowId id) {
    const ReadTransaction transaction(m_impl->database);
    return RowReader(m_impl->database).read(id);
}

std::vector<RowId> CaseReader::rowsWithCallId(std::string_view callId) {
    Statement s = m_impl->database.prepare("SELECT DISTINCT row FROM row_call_id WHERE call_id=? ORDER BY row");
    s.bind(1, callId);
    std::vector<RowId> ids;
    while (s && s.step())
        ids.push_back(RowId{s.integer(0)});
    return ids;
}

FacetCounts CaseReader::facets(const RowFilter& filter) {
    return m_impl->rows().facets(filter);
}

std::vector<FailureGroup> CaseReader::failureGroups(const RowFilter& filter) {
    std::vector<FailureGroup> groups = m_impl->rows().failureGroups(filter);
    Statement rule = m_impl->database.prepare("SELECT cause_rule FROM row WHERE id=?");
    for (FailureGroup& group : groups) {
        rule.bind(1, group.example.value);
        if (rule.step())
            group.rule = rule.text(0);
        rule.reset();
    }
    return groups;
}

std::vector<TimelineBucket> CaseReader::timeline(const RowFilter& filter, int buckets) {
    return m_impl->rows().timeline(filter, buckets);
}

std::vector<dialog::LegFacts> CaseReader::legs(RowId row) {
    Statement s = m_impl->database.prepare(
        "SELECT id,row,call_id,from_tag,hop_a,hop_b,joined_to,strategy,score,evidence,forks FROM leg "
        "WHERE row=? ORDER BY id");
    s.bind(1, row.value);
    std::vector<dialog::LegFacts> all;
    while (s && s.step()) {
        dialog::LegFacts l;
        l.id = LegId{s.integer(0)};
        l.row = RowId{s.integer(1)};
        l.callId = s.text(2);
        l.fromTag = s.text(3);
        l.hopA = m_impl->endpoint(s.integer(4));
        l.hopB = m_impl->endpoint(s.integer(5));
        l.joinedTo = LegId{s.integer(6)};
        l.strategy = s.text(7);
        l.score = static_cast<int>(s.integer(8));
        l.evidence = s.text(9);
        l.forks = static_cast<int>(s.integer(10));
        all.push_back(std::move(l));
    }
    return all;
}

std::vector<PossibleJoin> CaseReader::possibleJoins(RowId row) {
    Statement s = m_impl->database.prepare(
        "SELECT p.leg_a,p.leg_b,a.row,b.row,p.strategy,p.score,p.evidence FROM possible_join p JOIN leg a ON "
        "a.id=p.leg_a "
        "JOIN leg b ON b.id=p.leg_b WHERE a.row=?1 OR b.row=?1 ORDER BY p.score DESC,p.leg_a,p.leg_b");
    s.bind(1, row.value);
    std::vector<PossibleJoin> all;
    while (s && s.step()) {
        PossibleJoin p;
        p.legA = LegId{s.integer(0)};
        p.legB = LegId{s.integer(1)};
        p.rowA = RowId{s.integer(2)};
        p.rowB = RowId{s.integer(3)};
        p.strategy = s.text(4);
        p.score = static_cast<int>(s.integer(5));
        p.evidence = s.text(6);
        all.push_back(std::move(p));
    }
    return all;
}

EventId CaseReader::firstMessage(LegId leg) {
    Statement s = m_impl->database.prepare("SELECT min(event) FROM role WHERE leg=?");
    s.bind(1, leg.value);
    return EventId{s && s.step() ? s.integer(0) : 0};
}

} // namespace echelle::store
