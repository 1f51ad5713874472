#include "core/store/case_writer.h"

#include "core/store/bulk_insert.h"
#include "core/store/columns.h"
#include "core/store/new_case_tables.h"
#include "core/store/packed_arguments.h"
#include "core/store/source_writer.h"

#include <algorithm>
#include <unordered_map>

namespace echelle::store {

namespace {

// Cuts the batch's bytes into chunks between messages; a message that is larger than a chunk has one of its own.
std::vector<std::string_view> chunksOf(const WriteBatch& batch) {
    constexpr std::size_t kChunkBytes = 128 * 1024;
    std::vector<std::string_view> chunks;
    std::size_t begin = 0;
    std::size_t end = 0;
    const std::string_view raw = batch.raw;
    for (const NewMessage& m : batch.messages) {
        const std::size_t next = m.raw.start + m.raw.size;
        if (next - begin > kChunkBytes && end > begin) {
            chunks.push_back(raw.substr(begin, end - begin));
            begin = end;
        }
        end = next;
    }
    if (end > begin)
        chunks.push_back(raw.substr(begin, end - begin));
    return chunks;
}

struct ProofRow {
    std::int64_t finding;
    std::int64_t ordinal;
    EventId event;
};
struct KeyRow {
    std::int64_t finding;
    std::int64_t kind;
    std::int64_t ordinal;
    std::string_view value;
};
struct FindingRow {
    std::int64_t id;
    std::int64_t row;
    std::int64_t ordinal;
    std::int64_t explainedBy;
    const rules::Finding* finding;
    std::string arguments; // packed
};
struct Flow {
    SourceId source;
    Endpoint from;
    Endpoint to;
    Transport transport = Transport::Unknown;
    std::uint64_t connection = 0;
    friend bool operator==(const Flow&, const Flow&) = default;
};
struct FlowHash {
    std::size_t operator()(const Flow& f) const noexcept {
        const EndpointHash hash;
        return hash(f.from) * 31 + hash(f.to) +
               static_cast<std::size_t>(f.connection * 8 + static_cast<std::uint64_t>(f.transport)) +
               static_cast<std::size_t>(f.source.value) * 0x9e3779b97f4a7c15ULL;
    }
};
struct FlowRow {
    std::int64_t id;
    Flow flow;
};
struct CallIdRow {
    RowId row;
    std::int64_t ordinal;
    std::string_view callId;
};
struct RecordEventRow {
    EventId id;
    EventId record;
    record::Moment moment;
};
struct FailingRow {
    EventId event;
    RowId row;
};

TablePages* pagesOf(NewCaseTables* tables, std::string_view table) {
    return tables == nullptr ? nullptr : tables->find(table);
}

} // namespace

struct CaseWriter::Impl {
    Impl(Database& db, NewCaseTables* newTables)
        : database(db)
        , tables(newTables)
        , chunk(db, "chunk", 2, pagesOf(tables, "chunk"))
        , message(db, "message", 11, pagesOf(tables, "message"))
        , sighting(db, "sighting", 8, pagesOf(tables, "sighting"))
        , flow(db, "flow", 6)
        , endpoint(db, "endpoint", 4)
        , connection(db, "connection", 16)
        , packet(db, "packet", 8)
        , record(db, "record", 5, pagesOf(tables, "record"))
        , recordEvent(db, "record_event", 4, pagesOf(tables, "record_event"))
        , packetRole(db, "packet_role", 3)
        , role(db, "role", 7, pagesOf(tables, "role"))
        , leg(db, "leg", 11, pagesOf(tables, "leg"))
        , row(db, "row", 27, pagesOf(tables, "row"))
        , rowCallId(db, "row_call_id", 3)
        , failing(db, "failing", 2)
        , finding(db, "finding", 13)
        , proof(db, "finding_proof", 3)
        , key(db, "finding_key", 4) {}

    std::int64_t idOf(const Endpoint& e) {
        const auto [it, isNew] = endpoints.try_emplace(e, static_cast<std::int64_t>(endpoints.size()) + 1);
        if (isNew)
            newEndpoints.push_back(e);
        return it->second;
    }
    std::int64_t idOf(const Flow& f) {
        const auto [it, isNew] = flows.try_emplace(f, static_cast<std::int64_t>(flows.size()) + 1);
        if (isNew)
            newFlows.push_back({it->second, f});
        return it->second;
    }

    // place, position, time and flow of a NewMessage or NewSighting.
    template <typename Row, typename Seen>
    void bindSighting(Row& s, int i, const Seen& seen) {
        const SightingRecord& r = seen.sighting;
        s.bind(i, static_cast<std::int64_t>(r.place.number));
        s.bind(i + 1, static_cast<std::int64_t>(r.indexInPlace));
        bindTime(s, i + 2, r.time);
        s.bind(i + 3, idOf(Flow{r.source, r.from, r.to, seen.transport, seen.connection}));
    }
    bool writeMessages(const WriteBatch& batch);
    bool writeConnections(const WriteBatch& batch);
    bool writePackets(const WriteBatch& batch);
    bool writeRecords(const WriteBatch& batch);
    bool writeAnalysis(const WriteBatch& batch);
    bool writeFindings(const WriteBatch& batch);
    bool writeFlows();
    bool writeEndpoints();

    Database& database;
    NewCaseTables* tables; // null: all by SQL
    BulkInsert chunk, message, sighting, flow, endpoint, connection, packet, record, recordEvent, packetRole, role, leg,
        row, rowCallId, failing, finding, proof, key;
    std::unordered_map<Endpoint, std::int64_t, EndpointHash> endpoints;
    std::vector<Endpoint> newEndpoints;
    std::unordered_map<Flow, std::int64_t, FlowHash> flows;
    std::vector<FlowRow> newFlows;
    std::int64_t nextByte = 1;
    std::int64_t nextSighting = kFurtherSightings;
    std::int64_t nextFinding = 1;
};

CaseWriter::CaseWriter(Database& database, NewCaseTables* tables) : m_impl(std::make_unique<Impl>(database, tables)) {
    Statement known = database.prepare("SELECT address, port, device FROM endpoint ORDER BY id");
    while (known && known.step()) {
        m_impl->endpoints.try_emplace(endpointAt(known, 0), static_cast<std::int64_t>(m_impl->endpoints.size()) + 1);
    }
    Statement flows = database.prepare(
        "SELECT f.id, a.address, a.port, a.device, b.address, b.port, b.device, f.transport, f.connection, f.source "
        "FROM flow f JOIN endpoint a ON a.id=f.from_endpoint JOIN endpoint b ON b.id=f.to_endpoint");
    while (flows && flows.step())
        m_impl->flows.try_emplace(Flow{SourceId{flows.integer(9)}, endpointAt(flows, 1), endpointAt(flows, 4),
                                       static_cast<Transport>(flows.integer(7)),
                                       static_cast<std::uint64_t>(flows.integer(8))},
                                  flows.integer(0));
    m_impl->nextByte = std::max<std::int64_t>(
        1, database.queryInteger("SELECT max(id)+length(bytes) FROM chunk")); // of the last chunk
    m_impl->nextSighting = std::max(kFurtherSightings, database.queryInteger("SELECT max(id) FROM sighting") + 1);
    m_impl->nextFinding = database.queryInteger("SELECT max(id) FROM finding") + 1;
}

CaseWriter::~CaseWriter() = default;

bool CaseWriter::Impl::writeMessages(const WriteBatch& batch) {
    const std::int64_t firstByte = nextByte;
    const bool areBytesGood = chunk.insert(chunksOf(batch), [this](auto& s, int i, std::string_view bytes) {
        s.bind(i, nextByte);
        s.bindBlob(i + 1, bytes);
        nextByte += static_cast<std::int64_t>(bytes.size());
    });
    const bool areMessagesGood =
        areBytesGood && message.insert(batch.messages, [&](auto& s, int i, const NewMessage& m) {
            s.bind(i, m.id.value);
            s.bind(i + 1, static_cast<std::int64_t>(m.method));
            s.bind(i + 2, static_cast<std::int64_t>(m.status));
            s.bind(i + 3, static_cast<std::int64_t>(m.defects));
            bindSighting(s, i + 4, m);
            s.bind(i + 8, static_cast<std::int64_t>(m.ipId));
            s.bind(i + 9, firstByte + static_cast<std::int64_t>(m.raw.start));
            s.bind(i + 10, static_cast<std::int64_t>(m.raw.size));
        });
    return areMessagesGood && sighting.insert(batch.sightings, [this](auto& s, int i, const NewSighting& n) {
        s.bind(i, nextSighting++);
        s.bind(i + 1, n.message.value);
        bindSighting(s, i + 2, n);
        s.bind(i + 6, static_cast<std::int64_t>(n.sighting.relation));
        s.bind(i + 7, static_cast<std::int64_t>(n.ipId));
    });
}

bool CaseWriter::Impl::writeConnections(const WriteBatch& batch) {
    std::vector<std::string> facts; // kept until the statement has run
    facts.reserve(batch.connections.size());
    for (const NewConnection& c : batch.connections)
        facts.push_back(packArguments(c.facts.facts));
    return connection.insert(batch.connections, [&](Statement& s, int i, const NewConnection& c) {
        s.bind(i, c.id.value);
        s.bind(i + 1, c.source.value);
        s.bind(i + 2, c.facts.protocol);
        s.bind(i + 3, idOf(c.facts.client));
        s.bind(i + 4, idOf(c.facts.server));
        s.bind(i + 5, static_cast<std::int64_t>(c.facts.transport));
        bindTime(s, i + 6, c.facts.start);
        bindTime(s, i + 7, c.facts.end);
        s.bind(i + 8, static_cast<std::int64_t>(c.facts.firstFrame));
        s.bind(i + 9, static_cast<std::int64_t>(c.facts.lastFrame));
        s.bind(i + 10, static_cast<std::int64_t>(c.facts.packets));
        s.bind(i + 11, static_cast<std::int64_t>(c.facts.bytesFromClient));
        s.bind(i + 12, static_cast<std::int64_t>(c.facts.bytesFromServer));
        s.bind(i + 13, c.facts.serverName);
        s.bind(i + 14, static_cast<std::int64_t>(c.facts.number));
        s.bindBlob(i + 15, facts[static_cast<std::size_t>(&c - batch.connections.data())]);
    });
}

bool CaseWriter::Impl::writePackets(const WriteBatch& batch) {
    std::vector<std::string> summaries; // kept until the statement has run
    summaries.reserve(batch.packets.size());
    for (const NewPacket& p : batch.packets)
        summaries.push_back(packArguments(p.record.summary));
    const bool arePacketsGood = packet.insert(batch.packets, [&](Statement& s, int i, const NewPacket& p) {
        const net::PacketRecord& r = p.record;
        s.bind(i, p.id.value);
        s.bind(i + 1, static_cast<std::int64_t>(r.frame));
        s.bind(i + 2, static_cast<std::int64_t>(p.position));
        bindTime(s, i + 3, r.time);
        s.bind(i + 4, idOf(Flow{p.source, r.flow.source, r.flow.destination, r.flow.transport, r.connection}));
        s.bind(i + 5, r.kind);
        s.bindBlob(i + 6, summaries[static_cast<std::size_t>(&p - batch.packets.data())]);
        s.bindBlob(i + 7, r.bytes);
    });
    return arePacketsGood && packetRole.insert(batch.packetRoles, [](Statement& s, int i, const NewPacketRole& r) {
        s.bind(i, r.event.value);
        s.bind(i + 1, r.leg.value);
        s.bind(i + 2, r.order.ns);
    });
}

bool CaseWriter::Impl::writeRecords(const WriteBatch& batch) {
    std::vector<RecordEventRow> events;
    events.reserve(batch.records.size() * 3);
    for (const NewRecord& r : batch.records)
        for (std::size_t k = 0; k < r.moments.size(); ++k)
            events.push_back({EventId{r.id.value + static_cast<std::int64_t>(k)}, r.id, r.moments[k]});
    return record.insert(batch.records, [](auto& s, int i, const NewRecord& r) {
        s.bind(i, r.id.value);
        s.bind(i + 1, r.source.value);
        s.bind(i + 2, static_cast<std::int64_t>(r.place.number));
        s.bind(i + 3, static_cast<std::int64_t>(r.table));
        s.bindBlob(i + 4, r.fields);
    }) && recordEvent.insert(events, [](auto& s, int i, const RecordEventRow& r) {
        s.bind(i, r.id.value);
        s.bind(i + 1, r.record.value);
        s.bind(i + 2, static_cast<std::int64_t>(r.moment.kind));
        bindTime(s, i + 3, r.moment.time);
    });
}

bool CaseWriter::Impl::writeAnalysis(const WriteBatch& batch) {
    const bool areRolesGood = role.insert(batch.roles, [](auto& s, int i, const NewRole& r) {
        s.bind(i, r.event.value);
        s.bind(i + 1, r.leg.value);
        s.bind(i + 2, r.order.ns);
        bindId(s, i + 3, r.retransmissionOf);
        bindId(s, i + 4, r.nextHopOf);
        s.bind(i + 5, static_cast<std::int64_t>(r.sdpRole));
        s.bind(i + 6, static_cast<std::int64_t>(r.note));
    });
    const bool areLegsGood = areRolesGood && leg.insert(batch.legs, [this](auto& s, int i, const dialog::LegFacts& l) {
        s.bind(i, l.id.value);
        s.bind(i + 1, l.row.value);
        s.bind(i + 2, l.callId);
        s.bind(i + 3, l.fromTag);
        s.bind(i + 4, idOf(l.hopA));
        s.bind(i + 5, idOf(l.hopB));
        bindId(s, i + 6, l.joinedTo);
        s.bind(i + 7, l.strategy);
        s.bind(i + 8, static_cast<std::int64_t>(l.score));
        s.bind(i + 9, l.evidence);
        s.bind(i + 10, static_cast<std::int64_t>(l.forks));
    });
    if (!areLegsGood)
        return false;

    std::vector<CallIdRow> callIds;
    std::vector<FailingRow> failingRows;
    for (const NewRow& r : batch.rows) {
        for (std::size_t k = 0; k < r.facts.callIds.size(); ++k)
            callIds.push_back({r.facts.id, static_cast<std::int64_t>(k), r.facts.callIds[k]});
        for (EventId e : r.facts.failing)
            failingRows.push_back({e, r.facts.id});
    }
    std::vector<std::string> causeKeys; // kept until the statement has run
    causeKeys.reserve(batch.rows.size());
    for (const NewRow& r : batch.rows) {
        const rules::Finding* cause = leadingCause(r.findings);
        causeKeys.push_back(cause != nullptr ? rules::leadingKey(*cause) : std::string());
    }
    const bool areRowsGood = row.insert(batch.rows, [&](auto& s, int i, const NewRow& r) {
        const dialog::RowFacts& f = r.facts;
        const rules::Finding* cause = leadingCause(r.findings);
        s.bind(i, f.id.value);
        s.bind(i + 1, static_cast<std::int64_t>(f.kind));
        s.bind(i + 2, static_cast<std::int64_t>(f.state));
        s.bind(i + 3, static_cast<std::int64_t>(f.endedBy));
        s.bind(i + 4, static_cast<std::int64_t>(f.isPartial));
        s.bind(i + 5, static_cast<std::int64_t>(f.isFolded));
        s.bind(i + 6, f.foldReason);
        bindTime(s, i + 7, f.start);
        bindTime(s, i + 8, f.end);
        f.setup ? s.bind(i + 9, f.setup->ns) : s.bindNull(i + 9);
        f.talk ? s.bind(i + 10, f.talk->ns) : s.bindNull(i + 10);
        s.bind(i + 11, f.from);
        s.bind(i + 12, f.to);
        s.bind(i + 13, f.fromDisplay);
        s.bind(i + 14, f.toDisplay);
        s.bind(i + 15, static_cast<std::int64_t>(f.finalStatus));
        s.bind(i + 16, f.finalReason);
        s.bind(i + 17, static_cast<std::int64_t>(f.messages));
        s.bind(i + 18, static_cast<std::int64_t>(f.sightings));
        s.bind(i + 19, static_cast<std::int64_t>(f.retransmissions));
        s.bind(i + 20, static_cast<std::int64_t>(f.legs));
        s.bind(i + 21, static_cast<std::int64_t>(f.forks));
        s.bind(i + 22, f.firstEvent.value);
        s.bind(i + 23, static_cast<std::int64_t>(worstSeverity(r.findings)));
        s.bind(i + 24, causeKeys[static_cast<std::size_t>(&r - batch.rows.data())]);
        s.bind(i + 25, cause != nullptr ? std::string_view(cause->rule) : std::string_view());
        bindId(s, i + 26, r.connection);
    });
    return areRowsGood && rowCallId.insert(callIds, [](Statement& s, int i, const CallIdRow& r) {
        s.bind(i, r.row.value);
        s.bind(i + 1, r.ordinal);
        s.bind(i + 2, r.callId);
    }) && failing.insert(failingRows, [](Statement& s, int i, const FailingRow& r) {
        s.bind(i, r.event.value);
        s.bind(i + 1, r.row.value);
    });
}

bool CaseWriter::Impl::writeFindings(const WriteBatch& batch) {
    std::vector<FindingRow> findings;
    std::vector<ProofRow> proofs;
    std::vector<KeyRow> keys;
    for (const NewRow& r : batch.rows) {
        const std::int64_t base = nextFinding;
        for (const rules::Finding& f : r.findings) {
            const std::int64_t id = nextFinding++;
            findings.push_back({id, r.facts.id.value, id - base,
                                f.explainedBy.isValid() ? base + f.explainedBy.value - 1 : 0, &f,
                                packArguments(f.arguments)});
            for (std::size_t k = 0; k < f.proof.size(); ++k)
                proofs.push_back({id, static_cast<std::int64_t>(k), f.proof[k]});
            const auto addKeys = [&](std::int64_t kind, const std::vector<std::string>& values) {
                for (std::size_t k = 0; k < values.size(); ++k)
                    keys.push_back({id, kind, static_cast<std::int64_t>(k), values[k]});
            };
            addKeys(0, f.catalogKeys);
            addKeys(1, f.also);
            addKeys(2, f.derived);
        }
    }
    return finding.insert(findings, [](Statement& s, int i, const FindingRow& r) {
        const rules::Finding& f = *r.finding;
        s.bind(i, r.id);
        s.bind(i + 1, r.row);
        s.bind(i + 2, r.ordinal);
        s.bind(i + 3, f.rule);
        s.bind(i + 4, static_cast<std::int64_t>(f.severity));
        s.bind(i + 5, static_cast<std::int64_t>(f.evidence));
        s.bind(i + 6, static_cast<std::int64_t>(f.role));
        s.bind(i + 7, static_cast<std::int64_t>(f.side));
        r.explainedBy != 0 ? s.bind(i + 8, r.explainedBy) : s.bindNull(i + 8);
        s.bind(i + 9, static_cast<std::int64_t>(f.sipCode));
        s.bind(i + 10, static_cast<std::int64_t>(f.microsoftCode));
        s.bind(i + 11, static_cast<std::int64_t>(f.q850Code));
        s.bindBlob(i + 12, r.arguments);
    }) && proof.insert(proofs, [](Statement& s, int i, const ProofRow& r) {
        s.bind(i, r.finding);
        s.bind(i + 1, r.ordinal);
        s.bind(i + 2, r.event.value);
    }) && key.insert(keys, [](Statement& s, int i, const KeyRow& r) {
        s.bind(i, r.finding);
        s.bind(i + 1, r.kind);
        s.bind(i + 2, r.ordinal);
        s.bind(i + 3, r.value);
    });
}

bool CaseWriter::Impl::writeFlows() {
    const bool isGood = flow.insert(newFlows, [this](Statement& s, int i, const FlowRow& r) {
        s.bind(i, r.id);
        s.bind(i + 1, r.flow.source.value);
        s.bind(i + 2, idOf(r.flow.from));
        s.bind(i + 3, idOf(r.flow.to));
        s.bind(i + 4, static_cast<std::int64_t>(r.flow.transport));
        s.bind(i + 5, static_cast<std::int64_t>(r.flow.connection));
    });
    newFlows.clear();
    return isGood;
}

bool CaseWriter::Impl::writeEndpoints() {
    const std::int64_t base = static_cast<std::int64_t>(endpoints.size() - newEndpoints.size()) + 1;
    std::vector<std::pair<std::int64_t, std::pair<Endpoint, std::string>>> items;
    items.reserve(newEndpoints.size());
    for (std::size_t k = 0; k < newEndpoints.size(); ++k)
        items.push_back({base + static_cast<std::int64_t>(k), {newEndpoints[k], newEndpoints[k].address.toString()}});
    newEndpoints.clear();
    return endpoint.insert(items, [](Statement& s, int i, const auto& item) {
        s.bind(i, item.first);
        s.bind(i + 1, item.second.second);
        s.bind(i + 2, static_cast<std::int64_t>(item.second.first.port));
        s.bind(i + 3, static_cast<std::int64_t>(item.second.first.device));
    });
}

Result<void> CaseWriter::write(const WriteBatch& batch) {
    if (m_impl->writeMessages(batch) && m_impl->writeConnections(batch) && m_impl->writePackets(batch) &&
        m_impl->writeRecords(batch) && m_impl->writeAnalysis(batch) && m_impl->writeFindings(batch) &&
        m_impl->writeFlows() && m_impl->writeEndpoints())
        return m_impl->tables == nullptr ? Result<void>() : m_impl->tables->status();
    return Unexpected(m_impl->database.lastError());
}

Result<void> CaseWriter::writeSource(const SourceRecord& source) {
    return store::writeSource(m_impl->database, source);
}

} // namespace echelle::store
