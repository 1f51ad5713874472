#include "core/store/joined_calls.h"

#include "core/store/bulk_insert.h"
#include "core/store/columns.h"
#include "core/store/finding_reader.h"
#include "core/store/row_columns.h"
#include "core/store/stored_sightings.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace echelle::store {

struct JoinedCalls::Impl {
    explicit Impl(Database& db)
        : database(db)
        , sightings(db)
        , row(db.prepare(std::string(kRowColumns) + " FROM row WHERE row.id=?"))
        , callIds(db.prepare("SELECT call_id FROM row_call_id WHERE row=? ORDER BY ordinal"))
        , failing(db.prepare("SELECT event FROM failing WHERE row=? ORDER BY event"))
        , findings(db)
        , firstLeg(db.prepare("SELECT min(id) FROM leg WHERE row=?"))
        , messages(db.prepare(
              "SELECT m.id,role.leg,m.time_ns+source.clock_offset_ns,f.from_endpoint,f.to_endpoint,m.method,m.status,"
              "coalesce(role.retransmission_of,role.next_hop_of),role.order_ns,f.source,m.place,m.position "
              "FROM leg JOIN role ON role.leg=leg.id JOIN message m ON m.id=role.event JOIN flow f ON f.id=m.flow "
              "JOIN source ON source.id=f.source WHERE leg.row=?"))
        , moveLegs(db.prepare("UPDATE leg SET row=?1 WHERE row=?2"))
        , joinLeg(db.prepare("UPDATE leg SET joined_to=?,strategy=?,score=?,evidence=? WHERE id=?"))
        , nextHop(db.prepare("UPDATE role SET next_hop_of=? WHERE event=?"))
        , possible(db.prepare("INSERT INTO possible_join VALUES(?,?,?,?,?)")) {
        for (const char* sql : {"DELETE FROM finding_proof WHERE finding IN (SELECT id FROM finding WHERE row=?)",
                                "DELETE FROM finding_key WHERE finding IN (SELECT id FROM finding WHERE row=?)",
                                "DELETE FROM finding WHERE row=?", "DELETE FROM failing WHERE row=?",
                                "DELETE FROM row_call_id WHERE row=?", "DELETE FROM row WHERE id=?"})
            takeOut.push_back(db.prepare(sql));
    }

    Result<void> run(Statement& s) {
        s.step();
        const bool hasFailed = s.failed();
        s.reset();
        if (hasFailed)
            return Unexpected(database.lastError());
        return {};
    }

    // Addresses without ports, told apart by numbers.
    std::uint32_t host(std::int64_t endpoint) {
        if (const auto known = hostOf.find(endpoint); known != hostOf.end())
            return known->second;
        Statement s = database.prepare("SELECT address,0,device FROM endpoint WHERE id=?");
        s.bind(1, endpoint);
        const Endpoint e = s && s.step() ? endpointAt(s, 0) : Endpoint{};
        const auto number = hosts.try_emplace(e, static_cast<std::uint32_t>(hosts.size())).first->second;
        return hostOf[endpoint] = number;
    }

    Database& database;
    StoredSightings sightings;
    Statement row, callIds, failing;
    FindingReader findings;
    Statement firstLeg, messages, moveLegs, joinLeg, nextHop, possible;
    std::vector<Statement> takeOut;
    std::unordered_map<std::int64_t, std::uint32_t> hostOf; // by endpoint
    std::map<Endpoint, std::uint32_t> hosts;
};

JoinedCalls::JoinedCalls(Database& database) : m_impl(std::make_unique<Impl>(database)) {}
JoinedCalls::~JoinedCalls() = default;

std::vector<dialog::UserJoin> JoinedCalls::userJoins() {
    std::vector<dialog::UserJoin> joins;
    Statement s = m_impl->database.prepare(
        "SELECT a.row,b.row,l.joined FROM leg_link l JOIN role ra ON ra.event=l.event_a JOIN leg a ON a.id=ra.leg "
        "JOIN role rb ON rb.event=l.event_b JOIN leg b ON b.id=rb.leg ORDER BY l.id");
    while (s && s.step())
        joins.push_back({RowId{s.integer(0)}, RowId{s.integer(1)}, s.integer(2) != 0});
    return joins;
}

bool JoinedCalls::read(EventId message, dialog::StoredMessage& into) {
    StoredSighting stored;
    if (!m_impl->sightings.read(message.value, stored)) // a message has the id of its first sighting
        return false;
    into.bytes = std::move(stored.raw);
    into.time = stored.sighting.time;
    into.from = stored.sighting.from;
    into.to = stored.sighting.to;
    return true;
}

LegId JoinedCalls::firstLeg(RowId row) {
    Statement& s = m_impl->firstLeg;
    s.bind(1, row.value);
    const LegId leg{s.step() ? s.integer(0) : 0};
    s.reset();
    return leg;
}

JoinedCalls::Part JoinedCalls::part(RowId row) {
    Part part;
    Statement& s = m_impl->row;
    s.bind(1, row.value);
    if (s.step())
        part.facts = readRowColumns(s).facts;
    s.reset();
    m_impl->callIds.bind(1, row.value);
    while (m_impl->callIds.step())
        part.facts.callIds.emplace_back(m_impl->callIds.text(0));
    m_impl->callIds.reset();
    m_impl->failing.bind(1, row.value);
    while (m_impl->failing.step())
        part.facts.failing.push_back(EventId{m_impl->failing.integer(0)});
    m_impl->failing.reset();
    part.findings = m_impl->findings.ofRow(row);
    part.leg = firstLeg(row);
    return part;
}

std::vector<JoinedCalls::Message> JoinedCalls::messages(const std::vector<RowId>& rows) {
    struct Placed {
        std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t> order;
        Message message;
    };
    std::vector<Placed> all;
    Statement& s = m_impl->messages;
    for (std::size_t part = 0; part < rows.size(); ++part) {
        s.bind(1, rows[part].value);
        while (s.step()) {
            Placed& p = all.emplace_back();
            p.order = {s.integer(8), s.integer(9), s.integer(10), s.integer(11)};
            p.message.leg = LegId{s.integer(1)};
            dialog::RelayedMessage& m = p.message.relayed;
            m.id = EventId{s.integer(0)};
            m.time = timeAt(s, 2);
            m.from = m_impl->host(s.integer(3));
            m.to = m_impl->host(s.integer(4));
            m.part = part;
            m.method = static_cast<sip::Method>(s.integer(5));
            m.status = static_cast<int>(s.integer(6));
            m.isLinked = !s.isNull(7);
        }
        s.reset();
    }
    std::sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) { return a.order < b.order; });
    std::vector<Message> messages;
    messages.reserve(all.size());
    for (const Placed& p : all)
        messages.push_back(p.message);
    return messages;
}

Result<void> JoinedCalls::merge(const std::vector<RowId>& rows, RowId into) {
    for (const RowId row : rows) {
        for (Statement& s : m_impl->takeOut) {
            s.bind(1, row.value);
            if (auto done = m_impl->run(s); !done)
                return done;
        }
        if (row == into)
            continue;
        m_impl->moveLegs.bind(1, into.value);
        m_impl->moveLegs.bind(2, row.value);
        if (auto done = m_impl->run(m_impl->moveLegs); !done)
            return done;
    }
    return {};
}

Result<void> JoinedCalls::join(LegId leg, LegId to, const dialog::LegJoin& why) {
    Statement& s = m_impl->joinLeg;
    bindId(s, 1, to);
    s.bind(2, why.strategy);
    s.bind(3, static_cast<std::int64_t>(why.score));
    s.bind(4, why.evidence);
    s.bind(5, leg.value);
    return m_impl->run(s);
}

Result<void> JoinedCalls::setNextHop(const dialog::Relay& relay) {
    m_impl->nextHop.bind(1, relay.nextHopOf.value);
    m_impl->nextHop.bind(2, relay.message.value);
    return m_impl->run(m_impl->nextHop);
}

Result<void> JoinedCalls::addPossible(LegId a, LegId b, const dialog::LegJoin& why) {
    Statement& s = m_impl->possible;
    s.bind(1, a.value);
    s.bind(2, b.value);
    s.bind(3, why.strategy);
    s.bind(4, static_cast<std::int64_t>(why.score));
    s.bind(5, why.evidence);
    return m_impl->run(s);
}

} // namespace echelle::store
