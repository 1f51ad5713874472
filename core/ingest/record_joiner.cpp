#include "core/ingest/record_joiner.h"

#include "core/base/text.h"
#include "core/record/phone_number.h"
#include "core/rules/record/joined_record.h"
#include "core/store/join_sides.h"
#include "core/store/joined_calls.h"
#include "core/store/stored_records.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace echelle::ingest {

namespace {

using record::Field;
using record::NumberMatch;
using store::TraceRow;

constexpr Duration kCallWindow = Duration::seconds(30);
constexpr Duration kConnectionWindow = Duration::seconds(60);
constexpr std::size_t kMostCandidates = 64; // looked at for one row of a trace
constexpr std::size_t kMostPossible = 2000; // listed in all

struct Edge {
    RowId record;
    RowId call;
    dialog::LegJoin why; // strategy, score, evidence
    bool isSure = true;
};

class RecordJoining {
public:
    RecordJoining(store::Database& database, store::CaseWriter& writer, const std::vector<RecordKeys>& records)
        : m_database(database), m_writer(writer), m_records(records), m_reader(database), m_calls(database) {}

    Result<void> run() {
        m_trace = store::traceRows(m_database);
        byUser();
        bySharedKey();
        if (!m_trace.empty()) {
            byCallId();
            byCorrelationId();
            byNumberAndTime();
            byTrunkAndTime();
        }
        return apply();
    }

private:
    [[nodiscard]] bool isRecord(RowId row) const {
        return std::binary_search(m_records.begin(), m_records.end(), row, RowLess{});
    }
    struct RowLess {
        bool operator()(const RecordKeys& a, RowId b) const { return a.row < b; }
        bool operator()(RowId a, const RecordKeys& b) const { return a < b.row; }
    };

    [[nodiscard]] bool isFree(RowId record) const { return m_joined.count(record) == 0; }
    [[nodiscard]] bool isForbidden(RowId a, RowId b) const { return m_apart.count(std::minmax(a, b)) != 0; }

    void join(RowId record, RowId call, std::string strategy, int score, std::string evidence) {
        if (record == call || !isFree(record) || isForbidden(record, call))
            return;
        for (RowId up = call; m_joined.count(up) != 0; up = m_joined.at(up).call)
            if (m_joined.at(up).call == record)
                return; // no circles
        m_joined[record] = {record, call, {call, record, std::move(strategy), score, std::move(evidence)}, true};
    }

    void possible(RowId record, RowId call, std::string strategy, int score, std::string evidence) {
        if (m_possible.size() < kMostPossible)
            m_possible.push_back(
                {record, call, {call, record, std::move(strategy), score, std::move(evidence)}, false});
    }

    void byUser() {
        std::map<std::pair<RowId, RowId>, bool> words; // the latest of a pair
        for (const dialog::UserJoin& link : m_calls.userJoins())
            if (link.a != link.b && (isRecord(link.a) || isRecord(link.b)))
                words[std::minmax(link.a, link.b)] = link.isJoined;
        for (const auto& [pair, isJoined] : words) {
            const bool isFirst = isRecord(pair.first);
            const RowId record = isFirst ? pair.first : pair.second;
            const RowId call = isFirst ? pair.second : pair.first;
            if (isJoined) {
                join(record, call, "user", 100, {});
            } else {
                m_apart.insert(pair);
                possible(record, call, "unlinked", 0, {});
            }
        }
    }

    // Of several sources, or given out in parts.
    void bySharedKey() {
        std::unordered_map<std::uint64_t, const RecordKeys*> first;
        first.reserve(m_records.size());
        store::StoredRecord a;
        store::StoredRecord b;
        for (const RecordKeys& keys : m_records) {
            if (keys.key == 0)
                continue;
            const auto [found, isNew] = first.try_emplace(keys.key, &keys);
            if (isNew || !m_reader.read(found->second->event, a) || !m_reader.read(keys.event, b))
                continue;
            if (const std::string key = record::groupKey(a.row.row); key == record::groupKey(b.row.row))
                join(keys.row, found->second->row, "correlation-id", 100, key);
        }
    }

    void byCallId() {
        store::StoredRecord record;
        for (const RecordKeys& keys : m_records) {
            if (!isFree(keys.row) || !m_reader.read(keys.event, record))
                continue;
            for (const Field field : {Field::SipCallId, Field::CallId}) {
                const std::string id(record.row.row.text(field));
                if (id.size() < 6)
                    continue;
                const std::vector<RowId> rows = store::rowsOfCallId(m_database, id);
                if (rows.size() == 1)
                    join(keys.row, rows.front(), "call-id", 100, toValidUtf8(std::string_view(id).substr(0, 200)));
            }
        }
    }

    void byCorrelationId() {
        std::unordered_set<std::string> wanted;
        std::unordered_map<std::string, std::vector<RowId>> recordsOf;
        store::StoredRecord record;
        for (const RecordKeys& keys : m_records) {
            if (!isFree(keys.row) || !m_reader.read(keys.event, record))
                continue;
            for (const Field field : {Field::CorrelationId, Field::SharedCorrelationId, Field::CallId, Field::RowId})
                if (const std::string id = toLower(record.row.row.text(field)); id.size() == 36) {
                    wanted.insert(id);
                    recordsOf[id].push_back(keys.row);
                }
        }
        if (wanted.empty())
            return;
        for (const store::SeenGuid& seen : store::guidsInMessages(m_database, wanted)) {
            const RowId call = store::rowOfEvent(m_database, seen.message);
            for (const RowId row : recordsOf[seen.guid])
                if (call.isValid())
                    join(row, call, "correlation-id", 100, seen.guid);
        }
    }

    // The record nearest in time within the window; others that fit as well make it ambiguous.
    template <typename Fits>
    void nearInTime(const TraceRow& call, Duration window, const Fits& fits) {
        if (!call.start.isValid())
            return;
        const auto begin = std::lower_bound(m_byTime.begin(), m_byTime.end(), call.start.ns - window.ns,
                                            [](const RecordKeys* k, std::int64_t ns) { return k->time.ns < ns; });
        std::size_t looked = 0;
        for (auto it = begin; it != m_byTime.end() && (*it)->time.ns <= call.start.ns + window.ns; ++it) {
            if (++looked > kMostCandidates)
                return;
            if (isFree((*it)->row))
                fits(**it);
        }
    }

    void sortByTime() {
        if (!m_byTime.empty())
            return;
        for (const RecordKeys& keys : m_records)
            if (keys.time.isValid() && isFree(keys.row))
                m_byTime.push_back(&keys);
        std::stable_sort(m_byTime.begin(), m_byTime.end(),
                         [](const RecordKeys* a, const RecordKeys* b) { return a->time < b->time; });
    }

    // Each only where it is the other's only candidate (model.md "Joining legs").
    void settle(const std::vector<Edge>& edges) {
        std::map<RowId, int> ofRecord;
        std::map<RowId, int> ofCall;
        for (const Edge& e : edges)
            if (e.isSure) {
                ++ofRecord[e.record];
                ++ofCall[e.call];
            }
        for (const Edge& e : edges) {
            const dialog::LegJoin& why = e.why;
            if (e.isSure && ofRecord[e.record] == 1 && ofCall[e.call] == 1)
                join(e.record, e.call, why.strategy, why.score, why.evidence);
            else if (isFree(e.record) && !isForbidden(e.record, e.call))
                possible(e.record, e.call, why.strategy, why.score, why.evidence);
        }
    }

    void byNumberAndTime() {
        sortByTime();
        std::vector<Edge> edges;
        store::StoredRecord record;
        for (const TraceRow& call : m_trace) {
            if (call.kind != dialog::RowKind::Call || isTaken(call.row))
                continue;
            nearInTime(call, kCallWindow, [&](const RecordKeys& keys) {
                if (!m_reader.read(keys.event, record))
                    return;
                const std::string caller(record.row.row.text(Field::Caller));
                const std::string callee(record.row.row.text(Field::Callee));
                const NumberMatch from = record::compareNumbers(call.from, caller);
                const NumberMatch to = record::compareNumbers(call.to, callee);
                if (from == NumberMatch::None && to == NumberMatch::None)
                    return;
                const bool isBoth = from != NumberMatch::None && to != NumberMatch::None;
                const bool isMasked = from == NumberMatch::Masked || to == NumberMatch::Masked;
                std::string strategy;
                if (from != NumberMatch::None)
                    strategy = "calling-number+";
                if (to != NumberMatch::None)
                    strategy += "called-number+";
                if (isMasked)
                    strategy += "masked-digits+";
                strategy += "report-time";
                const std::string evidence = (from != NumberMatch::None ? caller : std::string()) +
                                             (isBoth ? ", " : "") + (to != NumberMatch::None ? callee : std::string());
                edges.push_back(
                    {keys.row,
                     call.row,
                     {call.row, keys.row, strategy, (isBoth ? 80 : 55) - (isMasked ? 10 : 0), toValidUtf8(evidence)},
                     isBoth});
            });
        }
        settle(edges);
    }

    // A connection that never came to SIP, and the row of a call that failed at that trunk then.
    void byTrunkAndTime() {
        sortByTime();
        std::vector<Edge> edges;
        store::StoredRecord record;
        for (const TraceRow& connection : m_trace) {
            if (connection.kind != dialog::RowKind::Connection)
                continue;
            nearInTime(connection, kConnectionWindow, [&](const RecordKeys& keys) {
                if (!m_reader.read(keys.event, record) || !record.row.row.has(Field::FailureTime))
                    return;
                const std::string sbc = toLower(record.row.row.text(Field::Sbc));
                const bool isNamed = sbc.size() > 3 && (connection.serverName == sbc ||
                                                        connection.connectionFacts.find(sbc) != std::string::npos);
                if (isNamed)
                    edges.push_back({keys.row,
                                     connection.row,
                                     {connection.row, keys.row, "trunk-name+report-time", 75, toValidUtf8(sbc)},
                                     true});
            });
        }
        settle(edges);
    }

    [[nodiscard]] bool isTaken(RowId call) const {
        return std::any_of(m_joined.begin(), m_joined.end(), [call](const auto& j) { return j.second.call == call; });
    }

    [[nodiscard]] RowId rootOf(RowId row) const {
        while (m_joined.count(row) != 0)
            row = m_joined.at(row).call;
        return row;
    }

    Result<void> apply() {
        for (const Edge& e : m_possible) {
            if (m_joined.count(e.record) != 0 && m_joined.at(e.record).call == e.call)
                continue;
            if (!m_listed.insert({e.record, e.call}).second)
                continue;
            const LegId a = m_calls.firstLeg(e.call);
            const LegId b = m_calls.firstLeg(e.record);
            if (a.isValid() && b.isValid())
                if (auto added = m_calls.addPossible(a, b, e.why); !added)
                    return added;
        }
        std::map<RowId, std::vector<const Edge*>> byRoot;
        for (const auto& [record, edge] : m_joined)
            byRoot[rootOf(record)].push_back(&edge);
        store::WriteBatch batch;
        for (const auto& [root, edges] : byRoot) {
            store::NewRow row;
            if (auto made = merge(root, edges, row); !made)
                return made;
            batch.rows.push_back(std::move(row));
            if (batch.rows.size() < 256)
                continue;
            if (auto written = m_writer.write(batch); !written)
                return written;
            batch.clear();
        }
        return m_writer.write(batch);
    }

    // One row of a call and of the rows of reports about it. The trace says what the call was; where it only has a
    // connection, the report does.
    Result<void> merge(RowId root, const std::vector<const Edge*>& edges, store::NewRow& row) {
        const store::JoinedCalls::Part trace = m_calls.part(root);
        row.connection = store::connectionOfRow(m_database, root);
        row.facts = trace.facts;
        std::vector<RowId> rows{root};
        std::vector<rules::Finding> found;
        std::map<RowId, LegId> legs{{root, trace.leg}};
        bool isFirst = true;
        for (const Edge* edge : edges) {
            store::JoinedCalls::Part part = m_calls.part(edge->record);
            legs[edge->record] = part.leg;
            rows.push_back(edge->record);
            dialog::RowFacts& f = row.facts;
            if (f.kind == dialog::RowKind::Connection && isFirst) {
                f.kind = dialog::RowKind::Record;
                f.state = part.facts.state;
                f.from = part.facts.from;
                f.to = part.facts.to;
                f.fromDisplay = part.facts.fromDisplay;
                f.toDisplay = part.facts.toDisplay;
                f.finalStatus = part.facts.finalStatus;
                f.finalReason = part.facts.finalReason;
            }
            isFirst = false;
            f.id = std::min(f.id, part.facts.id);
            if (part.facts.start.isValid() && (!f.start.isValid() || part.facts.start < f.start))
                f.start = part.facts.start;
            if (part.facts.end.isValid() && (!f.end.isValid() || part.facts.end > f.end))
                f.end = part.facts.end;
            f.legs += part.facts.legs;
            f.failing.insert(f.failing.end(), part.facts.failing.begin(), part.facts.failing.end());
            // Numbers of these count within their own part; they hang on one another no longer.
            for (rules::Finding& finding : part.findings)
                finding.explainedBy = {};
            found.insert(found.end(), part.findings.begin(), part.findings.end());
        }
        row.findings = rules::joinRecordFindings(trace.findings, std::move(found));
        for (rules::Finding& finding : row.findings)
            finding.row = row.facts.id;
        if (auto merged = m_calls.merge(rows, row.facts.id); !merged)
            return merged;
        for (const Edge* edge : edges)
            if (auto joined = m_calls.join(legs[edge->record], legs[edge->call], edge->why); !joined)
                return joined;
        return {};
    }

    store::Database& m_database;
    store::CaseWriter& m_writer;
    const std::vector<RecordKeys>& m_records; // by row
    store::RecordReader m_reader;
    store::JoinedCalls m_calls;
    std::vector<TraceRow> m_trace;
    std::vector<const RecordKeys*> m_byTime;
    std::map<RowId, Edge> m_joined; // by record
    std::vector<Edge> m_possible;
    std::set<std::pair<RowId, RowId>> m_apart;
    std::set<std::pair<RowId, RowId>> m_listed;
};

} // namespace

Result<void> joinRecords(store::Database& database, store::CaseWriter& writer, const std::vector<RecordKeys>& records) {
    if (records.empty())
        return {};
    std::vector<RecordKeys> sorted = records;
    std::sort(sorted.begin(), sorted.end(), [](const RecordKeys& a, const RecordKeys& b) { return a.row < b.row; });
    return RecordJoining(database, writer, sorted).run();
}

} // namespace echelle::ingest
