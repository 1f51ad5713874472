#include "core/base/diagnostic.h"
#include "core/net/packet_event.h"
#include "core/record/export_row.h"
#include "core/store/case_reader_impl.h"
#include "core/store/finding_reader.h"
#include "core/store/packed_arguments.h"
#include "core/store/raw_bytes.h"

#include <algorithm>

namespace echelle::store {

namespace {

constexpr std::int64_t kPacketBranch = 2; // of eventSql
constexpr std::int64_t kRecordBranch = 3;

// Messages, connections and packets in one shape. A condition may name leg.row and event.id. A packet comes once,
// however many legs show it, and also where none does unless its leg is asked for. A connection comes before its
// packets.
std::string eventSql(const std::string& condition) {
    return "SELECT "
           "event.id,0,leg.row,role.leg,f.source,source.place_kind,event.place,event.position,event.time_ns,"
           "f.from_endpoint,f.to_endpoint,f.transport,event.method,event.status,event.defects,role.retransmission_of,"
           "role.next_hop_of,role.sdp_role,role.note,(SELECT count(*) FROM sighting c WHERE c.message=event.id),"
           "event.size,role.order_ns,source.clock_offset_ns,'','',f.connection,0,0,0"
           " FROM role JOIN leg ON leg.id=role.leg JOIN message event ON event.id=role.event JOIN "
           "flow f ON f.id=event.flow JOIN source ON source.id=f.source" +
           condition +
           " UNION ALL SELECT "
           "event.id,1,leg.row,role.leg,event.source,0,event.first_frame,-1,event.start_ns,event.client,event.server,"
           "event.transport,0,0,0,NULL,NULL,0,0,0,0,role.order_ns,source.clock_offset_ns,event.protocol,"
           "event.server_name,event.packets,event.bytes_from_client,event.bytes_from_server,event.end_ns"
           " FROM role JOIN leg ON leg.id=role.leg JOIN connection event ON event.id=role.event JOIN source ON "
           "source.id=event.source" +
           condition +
           " UNION ALL SELECT "
           "event.id,2,leg.row,min(leg.id),f.source,source.place_kind,event.place,event.position,event.time_ns,"
           "f.from_endpoint,f.to_endpoint,f.transport,0,0,0,NULL,NULL,0,0,0,length(event.bytes),"
           "coalesce(role.order_ns,event.time_ns,9223372036854775807),source.clock_offset_ns,event.kind,event.summary,"
           "0,0,0,NULL"
           " FROM packet event JOIN flow f ON f.id=event.flow JOIN source ON source.id=f.source "
           "LEFT JOIN packet_role role ON role.event=event.id LEFT JOIN leg ON leg.id=role.leg" +
           condition +
           " GROUP BY event.id UNION ALL SELECT "
           "event.id,3,leg.row,role.leg,r.source,source.place_kind,r.place,event.id-r.id,event.time_ns,0,0,0,0,0,0,"
           "NULL,"
           "NULL,0,0,0,length(r.fields),role.order_ns,source.clock_offset_ns,event.moment,r.fields,r.form,0,0,NULL"
           " FROM role JOIN leg ON leg.id=role.leg JOIN record_event event ON event.id=role.event JOIN record r ON "
           "r.id=event.record JOIN source ON source.id=r.source" +
           condition;
}

std::string lineOf(std::string_view name, std::string_view value) {
    return std::string(name) + "=" + std::string(value) + "\n";
}

// Captured text must not begin a fact of its own.
std::string oneLine(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

// The facts that say most come first: a ladder shows the first few.
std::string recordFacts(std::string_view packed, record::MomentKind moment) {
    using enum record::Field;
    const bool isEnd = moment == record::MomentKind::Failure || moment == record::MomentKind::End;
    const auto rank = [isEnd](record::Field f) {
        switch (f) {
        case Signal:
        case EndReasonText:
        case MediaPathQuality:
            return 0;
        case SipCode:
        case MicrosoftCode:
        case SipPhrase:
        case EndReasonCode:
        case EndReasonSubcode:
            return isEnd ? 1 : 3;
        case Caller:
        case Callee:
        case Sbc:
        case MediaType:
        case Operation:
        case Metric:
        case Status:
        case Host:
        case SignalValue:
            return 2;
        case FailureReason:
        case ResultCategory:
            return 3;
        default:
            return 4;
        }
    };
    std::vector<record::FieldValue> fields = record::unpackFields(packed);
    std::stable_sort(fields.begin(), fields.end(), [&](const record::FieldValue& a, const record::FieldValue& b) {
        return rank(a.field) < rank(b.field);
    });
    std::string facts;
    for (const record::FieldValue& f : fields)
        facts += lineOf(record::toString(f.field), oneLine(std::string(f.text)));
    return facts;
}

std::string whereRows(const std::vector<RowId>& rows) {
    return rows.empty() ? std::string() : " WHERE leg.row IN " + inList(rows);
}

EventRecord readEvent(const Statement& s, CaseReader::Impl& impl) {
    EventRecord e;
    e.id = EventId{s.integer(0)};
    e.kind = s.integer(1) == 0 ? EventKind::Sip : s.integer(1) == kRecordBranch ? EventKind::Record : EventKind::Packet;
    e.row = RowId{s.integer(2)};
    e.leg = LegId{s.integer(3)};
    e.source = SourceId{s.integer(4)};
    e.place = {static_cast<PlaceKind>(s.integer(5)), static_cast<std::uint64_t>(s.integer(6))};
    e.indexInPlace = static_cast<std::uint32_t>(std::max<std::int64_t>(s.integer(7), 0));
    e.time = timeAt(s, 8);
    if (e.time.isValid())
        e.time.ns += s.integer(22);
    e.from = impl.endpoint(s.integer(9));
    e.to = impl.endpoint(s.integer(10));
    e.transport = static_cast<Transport>(s.integer(11));
    e.method = static_cast<sip::Method>(s.integer(12));
    e.status = static_cast<int>(s.integer(13));
    e.defects = static_cast<std::uint32_t>(s.integer(14));
    e.retransmissionOf = EventId{s.integer(15)};
    e.nextHopOf = EventId{s.integer(16)};
    e.sdpRole = static_cast<dialog::SdpRole>(s.integer(17));
    e.note = static_cast<dialog::SessionNote>(s.integer(18));
    e.sightings = static_cast<std::uint32_t>(s.integer(19)) + 1;
    e.rawBytes = static_cast<std::uint32_t>(s.integer(20));
    // What agents and devices mirror in clear has no connection of its own.
    e.isDecrypted = e.kind == EventKind::Sip && e.place.kind == PlaceKind::Frame && s.integer(25) != 0 &&
                    (e.transport == Transport::Tls || e.transport == Transport::Wss);
    if (e.kind == EventKind::Record) {
        const auto moment = static_cast<record::MomentKind>(s.integer(23));
        e.from.device = e.to.device = static_cast<std::int32_t>(e.source.value);
        e.packetKind = std::string(record::toString(static_cast<record::Table>(s.integer(25)))) + "." +
                       std::string(record::toString(moment));
        e.packetSummary = recordFacts(s.text(24), moment);
    } else if (s.integer(1) == kPacketBranch) {
        e.packetKind = s.text(23);
        for (const Argument& fact : unpackArguments(s.text(24)))
            e.packetSummary += lineOf(fact.name, oneLine(fact.value));
    } else if (e.kind == EventKind::Packet) {
        e.packetKind = s.text(23);
        e.packetSummary = lineOf("server_name", s.text(24)) + lineOf("packets", std::to_string(s.integer(25))) +
                          lineOf("bytes_from_client", std::to_string(s.integer(26))) +
                          lineOf("bytes_from_server", std::to_string(s.integer(27)));
        if (!s.isNull(28))
            e.packetSummary += lineOf("end", toRfc3339(Timestamp{s.integer(28) + s.integer(22)}));
    }
    return e;
}

// The case's order: time, source, place, index in the place (model.md "Evidence and analysis").
constexpr std::string_view kOrder = " ORDER BY 22,5,7,8,1";

} // namespace

std::uint64_t CaseReader::countEvents(const std::vector<RowId>& rows) {
    const std::string sql =
        rows.empty() ? std::string("SELECT (SELECT count(*) FROM role)+(SELECT count(*) FROM packet)")
                     : "SELECT (SELECT count(*) FROM role JOIN leg ON leg.id=role.leg" + whereRows(rows) +
                           ")+(SELECT count(DISTINCT role.event) FROM packet_role role JOIN leg ON leg.id=role.leg" +
                           whereRows(rows) + ")";
    return static_cast<std::uint64_t>(m_impl->database.queryInteger(sql));
}

void CaseReader::eachEvent(const std::vector<RowId>& rows, const std::function<bool(const EventRecord&)>& visit) {
    Statement s = m_impl->database.prepare(eventSql(whereRows(rows)) + std::string(kOrder));
    while (s && s.step())
        if (!visit(readEvent(s, *m_impl)))
            return;
}

void CaseReader::eachEventWithBytes(const std::vector<RowId>& rows,
                                    const std::function<bool(const EventRecord&, std::string_view)>& visit) {
    RawBytes raw(m_impl->database);
    eachEvent(rows, [&](const EventRecord& e) { return visit(e, raw.of(e.id)); });
}

void CaseReader::eachRawMessage(const std::function<bool(EventId, std::string_view)>& visit) {
    RawBytes raw(m_impl->database);
    Statement s = m_impl->database.prepare("SELECT id,raw_at,size FROM message ORDER BY id");
    while (s && s.step())
        if (!visit(EventId{s.integer(0)}, raw.slice(s.integer(1), s.integer(2))))
            return;
}

std::vector<EventPosition> CaseReader::positions(std::span<const EventId> events) {
    const ReadTransaction transaction(m_impl->database);
    Statement message = m_impl->database.prepare(
        "SELECT role.order_ns,f.source,m.place,m.position,leg.row FROM role JOIN leg ON leg.id=role.leg "
        "JOIN message m ON m.id=role.event JOIN flow f ON f.id=m.flow WHERE role.event=?");
    Statement connection = m_impl->database.prepare(
        "SELECT role.order_ns,c.source,c.first_frame,-1,leg.row FROM role JOIN leg ON leg.id=role.leg "
        "JOIN connection c ON c.id=role.event WHERE role.event=?");
    Statement packet = m_impl->database.prepare(
        "SELECT role.order_ns,f.source,p.place,p.position,leg.row FROM packet_role role JOIN leg ON leg.id=role.leg "
        "JOIN packet p ON p.id=role.event JOIN flow f ON f.id=p.flow WHERE role.event=? ORDER BY role.leg LIMIT 1");
    Statement record = m_impl->database.prepare(
        "SELECT role.order_ns,r.source,r.place,role.event-r.id,leg.row FROM role JOIN leg ON leg.id=role.leg "
        "JOIN record_event e ON e.id=role.event JOIN record r ON r.id=e.record WHERE role.event=?");
    std::vector<EventPosition> all;
    all.reserve(events.size());
    const auto isAdded = [&](Statement& s, EventId id) {
        s.bind(1, id.value);
        const bool isThere = s && s.step();
        if (isThere)
            all.push_back({s.integer(0), SourceId{s.integer(1)}, s.integer(2), s.integer(3), id, RowId{s.integer(4)}});
        s.reset();
        return isThere;
    };
    for (const EventId id : events)
        if (!isAdded(message, id) && !isAdded(connection, id) && !isAdded(record, id))
            (void)isAdded(packet, id);
    if (!std::is_sorted(all.begin(), all.end()))
        std::sort(all.begin(), all.end());
    return all;
}

std::optional<EventRecord> CaseReader::event(EventId id) {
    Statement s = m_impl->database.prepare(eventSql(" WHERE event.id=" + std::to_string(id.value)));
    if (!s || !s.step())
        return std::nullopt;
    return readEvent(s, *m_impl);
}

std::string CaseReader::bytes(EventId id) {
    if (!m_impl->rawBytes)
        m_impl->rawBytes.emplace(m_impl->database);
    return std::string(m_impl->rawBytes->of(id));
}

std::vector<SightingRecord> CaseReader::sightings(EventId id) {
    Statement s = m_impl->database.prepare(
        "SELECT f.source,source.place_kind,s.place,s.position,s.time_ns,f.from_endpoint,f.to_endpoint,s.relation,"
        "source.clock_offset_ns FROM (" +
        std::string(kAllSightings) +
        ") s JOIN flow f ON f.id=s.flow JOIN source ON source.id=f.source WHERE s.message=? ORDER BY s.id");
    s.bind(1, id.value);
    std::vector<SightingRecord> all;
    while (s && s.step()) {
        SightingRecord r;
        r.source = SourceId{s.integer(0)};
        r.place = {static_cast<PlaceKind>(s.integer(1)), static_cast<std::uint64_t>(s.integer(2))};
        r.indexInPlace = static_cast<std::uint32_t>(s.integer(3));
        r.time = timeAt(s, 4);
        if (r.time.isValid())
            r.time.ns += s.integer(8);
        r.from = m_impl->endpoint(s.integer(5));
        r.to = m_impl->endpoint(s.integer(6));
        r.relation = static_cast<dialog::SightingRelation>(s.integer(7));
        all.push_back(r);
    }
    return all;
}

std::optional<EventId> CaseReader::eventAt(SourceId source, Place place) {
    Statement s = m_impl->database.prepare("SELECT s.message FROM (" + std::string(kAllSightings) +
                                           ") s JOIN flow f ON f.id=s.flow JOIN source ON source.id=f.source WHERE "
                                           "f.source=?1 AND source.place_kind=?2 AND s.place>=?3 "
                                           "ORDER BY s.place, s.position LIMIT 1");
    s.bind(1, source.value);
    s.bind(2, static_cast<std::int64_t>(place.kind));
    s.bind(3, static_cast<std::int64_t>(place.number));
    if (!s || !s.step())
        return std::nullopt;
    return EventId{s.integer(0)};
}

std::map<std::string, std::string> CaseReader::resolvedNames() {
    Statement s = m_impl->database.prepare("SELECT summary FROM packet WHERE kind=? ORDER BY id");
    s.bind(1, net::packet_kind::kDnsAnswer);
    std::map<std::string, std::string> names;
    // Facts are "query=A sip.example.com" and "answer=A 192.0.2.1" (net/dns/lookup_table.cpp).
    const auto second = [](const std::string& text) { return text.substr(text.find(' ') + 1); };
    while (s && s.step()) {
        std::string name;
        for (const Argument& fact : unpackArguments(s.text(0))) {
            if (fact.name == "query")
                name = second(fact.value);
            else if (fact.name == "answer" && !name.empty() && fact.value.starts_with('A'))
                if (const std::string address = second(fact.value); IpAddress::parse(address))
                    names.try_emplace(address, name);
        }
    }
    return names;
}

std::vector<EventId> CaseReader::failingEvents(const std::vector<RowId>& rows) {
    Statement s =
        m_impl->database.prepare("SELECT event FROM failing" +
                                 (rows.empty() ? std::string() : " WHERE row IN " + inList(rows)) + " ORDER BY event");
    std::vector<EventId> ids;
    while (s && s.step())
        ids.push_back(EventId{s.integer(0)});
    return ids;
}

std::vector<rules::Finding> CaseReader::findings(const std::vector<RowId>& rows) {
    Statement s = m_impl->database.prepare("SELECT " + std::string(FindingReader::kColumns) +
                                           " FROM finding f LEFT JOIN row ON row.id=f.row" +
                                           (rows.empty() ? std::string() : " WHERE f.row IN " + inList(rows)) +
                                           " ORDER BY row.start_ns IS NULL, row.start_ns, f.row, f.ordinal");
    FindingReader reader(m_impl->database);
    std::vector<rules::Finding> all;
    while (s && s.step())
        all.push_back(reader.read(s));
    return all;
}

} // namespace echelle::store
