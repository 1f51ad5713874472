#include "core/base/text.h"
#include "core/store/case_reader_impl.h"

#include <algorithm>

namespace echelle::store {

namespace {

// The WHERE clause of a filter, with its text parameters in order.
struct Where {
    std::string sql = " WHERE 1";
    std::vector<std::string> texts;
};

std::string likePattern(std::string_view text) {
    std::string pattern = "%";
    for (char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

template <typename Enum>
std::string numbersOf(const std::vector<Enum>& values) {
    std::string list = "(";
    for (Enum v : values)
        list += (list.size() > 1 ? "," : "") + std::to_string(static_cast<int>(v));
    return list + ")";
}

Where whereOf(const RowFilter& filter, bool withFacets = true) {
    Where w;
    if (!filter.isFoldedShown)
        w.sql += " AND row.folded=0";
    if (withFacets && !filter.states.empty())
        w.sql += " AND row.state IN " + numbersOf(filter.states);
    if (withFacets && !filter.kinds.empty())
        w.sql += " AND row.kind IN " + numbersOf(filter.kinds);
    if (!filter.ids.empty())
        w.sql += " AND row.id IN " + inList(filter.ids);
    if (filter.from.isValid())
        w.sql += " AND row.start_ns>=" + std::to_string(filter.from.ns);
    if (filter.to.isValid())
        w.sql += " AND row.start_ns<" + std::to_string(filter.to.ns);
    if (!filter.causeKey.empty()) {
        w.sql += " AND row.cause_key=?";
        w.texts.push_back(filter.causeKey);
    }
    if (const std::string_view text = trim(filter.text); !text.empty()) {
        w.sql += " AND (row.from_uri LIKE ? ESCAPE '\\' OR row.to_uri LIKE ? ESCAPE '\\' OR row.from_display LIKE ? "
                 "ESCAPE '\\'"
                 " OR row.to_display LIKE ? ESCAPE '\\' OR row.final_reason LIKE ? ESCAPE '\\'"
                 " OR row.id IN (SELECT row FROM row_call_id WHERE call_id LIKE ? ESCAPE '\\')"
                 " OR row.id IN (SELECT leg.row FROM leg JOIN endpoint e ON e.id IN (leg.hop_a, leg.hop_b)"
                 " WHERE e.address LIKE ? ESCAPE '\\')";
        for (int i = 0; i < 7; ++i)
            w.texts.push_back(likePattern(text));
        if (const auto number = parseUnsigned(text); number && *number < 1000)
            w.sql += " OR row.final_status=" + std::to_string(*number);
        w.sql += ")";
    }
    return w;
}

void bindAll(Statement& s, const Where& where) {
    for (std::size_t i = 0; i < where.texts.size(); ++i)
        s.bind(static_cast<int>(i) + 1, where.texts[i]);
}

std::string orderOf(RowSort sort, bool isDescending) {
    const std::string way = isDescending ? " DESC" : "";
    switch (sort) {
    case RowSort::Start:
        return " ORDER BY row.start_ns IS NULL, row.start_ns" + way + ", row.id" + way;
    case RowSort::State:
        return " ORDER BY row.worst DESC, row.state" + way + ", row.start_ns, row.id";
    case RowSort::From:
        return " ORDER BY row.from_display" + way + ", row.id";
    case RowSort::To:
        return " ORDER BY row.to_display" + way + ", row.id";
    case RowSort::Outcome:
        return " ORDER BY row.final_status" + way + ", row.state" + way + ", row.id";
    case RowSort::Duration:
        return " ORDER BY (row.end_ns-row.start_ns)" + way + ", row.id";
    case RowSort::Messages:
        return " ORDER BY row.messages" + way + ", row.id";
    }
    return {};
}

constexpr std::string_view kColumns = "SELECT "
                                      "row.id,row.kind,row.state,row.ended_by,row.partial,row.folded,row.fold_reason,"
                                      "row.start_ns,row.end_ns,row.setup_ns,"
                                      "row.talk_ns,row.from_uri,row.to_uri,row.from_display,row.to_display,row.final_"
                                      "status,row.final_reason,row.messages,"
                                      "row.sightings,row.retransmissions,row.legs,row.forks,row.first_event,row.worst,"
                                      "row.cause_key,row.cause_rule,row.connection FROM row";

RowRecord readRow(const Statement& s) {
    RowRecord r;
    dialog::RowFacts& f = r.facts;
    f.id = RowId{s.integer(0)};
    f.kind = static_cast<dialog::RowKind>(s.integer(1));
    f.state = static_cast<dialog::RowState>(s.integer(2));
    f.endedBy = static_cast<dialog::EndedBy>(s.integer(3));
    f.isPartial = s.integer(4) != 0;
    f.isFolded = s.integer(5) != 0;
    f.foldReason = s.text(6);
    f.start = timeAt(s, 7);
    f.end = timeAt(s, 8);
    if (!s.isNull(9))
        f.setup = Duration{s.integer(9)};
    if (!s.isNull(10))
        f.talk = Duration{s.integer(10)};
    f.from = s.text(11);
    f.to = s.text(12);
    f.fromDisplay = s.text(13);
    f.toDisplay = s.text(14);
    f.finalStatus = static_cast<int>(s.integer(15));
    f.finalReason = s.text(16);
    f.messages = static_cast<std::uint32_t>(s.integer(17));
    f.sightings = static_cast<std::uint32_t>(s.integer(18));
    f.retransmissions = static_cast<std::uint32_t>(s.integer(19));
    f.legs = static_cast<std::uint32_t>(s.integer(20));
    f.forks = static_cast<std::uint32_t>(s.integer(21));
    f.firstEvent = EventId{s.integer(22)};
    r.worst = static_cast<rules::Severity>(s.integer(23));
    r.causeKey = s.text(24);
    r.causeRule = s.text(25);
    return r;
}

} // namespace

std::uint64_t CaseReader::countRows(const RowFilter& filter) {
    const Where where = whereOf(filter);
    Statement s = m_impl->database.prepare("SELECT count(*) FROM row" + where.sql);
    bindAll(s, where);
    return s && s.step() ? static_cast<std::uint64_t>(s.integer(0)) : 0;
}

std::vector<RowRecord> CaseReader::rows(const RowFilter& filter, RowSort sort, bool isDescending, std::uint64_t offset,
                                        std::uint64_t limit) {
    const Where where = whereOf(filter);
    Database& db = m_impl->database;
    Statement s = db.prepare(std::string(kColumns) + where.sql + orderOf(sort, isDescending) + " LIMIT " +
                             std::to_string(limit) + " OFFSET " + std::to_string(offset));
    bindAll(s, where);
    Statement callIds = db.prepare("SELECT call_id FROM row_call_id WHERE row=? ORDER BY ordinal");
    Statement notes =
        db.prepare("SELECT count(*) FROM note WHERE row=?1 OR event IN (SELECT role.event FROM role JOIN leg ON "
                   "role.leg=leg.id WHERE leg.row=?1)");
    const bool hasNotes = db.queryInteger("SELECT EXISTS(SELECT 1 FROM note)") != 0;
    Statement connection = db.prepare(
        "SELECT protocol,server_name,packets,bytes_from_client,bytes_from_server FROM connection WHERE id=?");
    std::vector<RowRecord> all;
    while (s && s.step()) {
        RowRecord r = readRow(s);
        callIds.bind(1, r.facts.id.value);
        while (callIds.step())
            r.facts.callIds.emplace_back(callIds.text(0));
        callIds.reset();
        if (hasNotes) {
            notes.bind(1, r.facts.id.value);
            r.notes = notes.step() ? static_cast<std::uint32_t>(notes.integer(0)) : 0;
            notes.reset();
        }
        if (!s.isNull(26)) {
            connection.bind(1, s.integer(26));
            if (connection.step()) {
                r.protocol = connection.text(0);
                r.serverName = connection.text(1);
                r.packets = static_cast<std::uint64_t>(connection.integer(2));
                r.bytesFromClient = static_cast<std::uint64_t>(connection.integer(3));
                r.bytesFromServer = static_cast<std::uint64_t>(connection.integer(4));
            }
            connection.reset();
        }
        all.push_back(std::move(r));
    }
    return all;
}

std::vector<RowId> CaseReader::rowIds(const RowFilter& filter, RowSort sort, bool isDescending) {
    const Where where = whereOf(filter);
    Statement s = m_impl->database.prepare("SELECT row.id FROM row" + where.sql + orderOf(sort, isDescending));
    bindAll(s, where);
    std::vector<RowId> ids;
    while (s && s.step())
        ids.push_back(RowId{s.integer(0)});
    return ids;
}

std::optional<RowRecord> CaseReader::row(RowId id) {
    RowFilter filter;
    filter.isFoldedShown = true;
    filter.ids = {id};
    std::vector<RowRecord> one = rows(filter, RowSort::Start, false, 0, 1);
    if (one.empty())
        return std::nullopt;
    return std::move(one.front());
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
    FacetCounts counts;
    RowFilter all = filter;
    all.isFoldedShown = true;
    const Where where = whereOf(all, false);
    Statement s =
        m_impl->database.prepare("SELECT kind,state,folded,count(*) FROM row" + where.sql + " GROUP BY 1,2,3");
    bindAll(s, where);
    while (s && s.step()) {
        const auto n = static_cast<std::uint64_t>(s.integer(3));
        if (s.integer(2) != 0) {
            counts.folded += n;
            if (!filter.isFoldedShown)
                continue;
        }
        counts.kinds[static_cast<dialog::RowKind>(s.integer(0))] += n;
        counts.states[static_cast<dialog::RowState>(s.integer(1))] += n;
        counts.total += n;
    }
    return counts;
}

std::vector<FailureGroup> CaseReader::failureGroups(const RowFilter& filter) {
    const Where where = whereOf(filter);
    Statement s = m_impl->database.prepare(
        "SELECT cause_key,cause_rule,max(worst),max(final_status),count(*),min(start_ns),max(start_ns),min(id) "
        "FROM row" +
        where.sql + " AND cause_key<>'' AND worst>=" + std::to_string(static_cast<int>(rules::Severity::Warning)) +
        " GROUP BY cause_key ORDER BY count(*) DESC, min(id)");
    bindAll(s, where);
    std::vector<FailureGroup> groups;
    while (s && s.step()) {
        FailureGroup g;
        g.causeKey = s.text(0);
        g.rule = s.text(1);
        g.severity = static_cast<rules::Severity>(s.integer(2));
        g.sipCode = static_cast<int>(s.integer(3));
        g.rows = static_cast<std::uint64_t>(s.integer(4));
        g.first = timeAt(s, 5);
        g.last = timeAt(s, 6);
        g.example = RowId{s.integer(7)};
        groups.push_back(std::move(g));
    }
    return groups;
}

std::vector<TimelineBucket> CaseReader::timeline(const RowFilter& filter, int buckets) {
    const Where where = whereOf(filter);
    Database& db = m_impl->database;
    Statement span = db.prepare("SELECT min(start_ns),max(start_ns) FROM row" + where.sql);
    bindAll(span, where);
    if (!span || !span.step() || span.isNull(0) || buckets < 1)
        return {};
    const std::int64_t first = span.integer(0);
    const std::int64_t width = std::max<std::int64_t>(1, (span.integer(1) - first) / buckets + 1);
    std::vector<TimelineBucket> all(static_cast<std::size_t>(buckets));
    for (int i = 0; i < buckets; ++i)
        all[static_cast<std::size_t>(i)].start = Timestamp{first + i * width};
    Statement s = db.prepare("SELECT (start_ns-" + std::to_string(first) + ")/" + std::to_string(width) +
                             ",state,count(*) FROM row" + where.sql + " AND start_ns IS NOT NULL GROUP BY 1,2");
    bindAll(s, where);
    while (s && s.step()) {
        const std::int64_t index = s.integer(0);
        if (index >= 0 && index < buckets)
            all[static_cast<std::size_t>(index)].counts[static_cast<dialog::RowState>(s.integer(1))] +=
                static_cast<std::uint64_t>(s.integer(2));
    }
    return all;
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

} // namespace echelle::store
