#include "core/ingest/pipeline.h"

#include "core/base/text.h"
#include "core/dialog/call_facts.h"
#include "core/rules/connection_rules.h"
#include "core/rules/record/record_rules.h"
#include "core/rules/registry.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace echelle::ingest {

namespace {

constexpr std::size_t kBatchBytes = 1U << 20;
constexpr std::size_t kBatchMessages = 2048;

dialog::Observation observe(const Record& r, const sip::Message& message, const dialog::MessageDigest& digest) {
    dialog::Observation o;
    o.message = &message;
    o.digest = &digest;
    o.source = r.source;
    o.place = r.place;
    o.indexInPlace = r.indexInPlace;
    o.time = r.time;
    o.sourceAddress = r.from;
    o.destinationAddress = r.to;
    o.transport = r.transport;
    o.isFromCapture = r.isFromCapture;
    o.ipId = r.ipId;
    o.ttl = r.ttl;
    o.interfaceIndex = r.interfaceIndex;
    o.linkKey = r.linkKey;
    o.connection = r.connection;
    return o;
}

store::SightingRecord sightingOf(const Record& r, dialog::SightingRelation relation) {
    return {r.source, r.place, r.indexInPlace, r.time, r.from, r.to, relation};
}

// Of an attempt that failed there was nothing to read, nor of a TLS connection that never got as far as content; one
// that was read has a row for another reason.
bool isUnread(const net::ConnectionFacts& facts) {
    if (facts.protocol == "TLS") {
        const std::string_view stage = net::factOf(facts.facts, "tls_stage");
        return stage.empty() || (stage == "established" && !net::factOf(facts.facts, "tls_unread").empty());
    }
    static constexpr std::array<std::string_view, 5> kRead{"TCP", "DNS", "STUN", "TURN", "ICE"};
    return std::find(kRead.begin(), kRead.end(), facts.protocol) == kRead.end();
}

// Says at once why a connection shows no SIP: what it is, and that its content was not read.
rules::Finding unreadFinding(EventId event, const net::ConnectionFacts& facts) {
    rules::Finding f;
    f.rule = facts.protocol == "TLS" ? "connection.encrypted" : "connection.unread";
    f.severity = rules::Severity::Info;
    f.evidence = rules::EvidenceTag::Observed;
    f.role = rules::FindingRole::Remark;
    f.proof = {event};
    const std::string_view reason = net::factOf(facts.facts, "tls_unread");
    if (facts.protocol != "TLS")
        f.catalogKeys = {"rule." + f.rule, "diagnostic.protocol.unread"};
    else if (reason.empty() || reason == "unread")
        f.catalogKeys = {"rule." + f.rule, "diagnostic.tls.unread"};
    else // what stood in the way of decryption comes first
        f.catalogKeys = {"diagnostic.tls." + std::string(reason), "rule." + f.rule};
    f.arguments = {{"protocol", facts.protocol},
                   {"client", facts.client.toString()},
                   {"server", facts.server.toString()},
                   {"packets", std::to_string(facts.packets)},
                   {"bytes", std::to_string(facts.bytesFromClient + facts.bytesFromServer)}};
    return f;
}

} // namespace

Pipeline::Pipeline(const match::CodeMatcher& codes, ImportObserver& observer, std::vector<dialog::PeerRole> roles,
                   std::int64_t firstEvent, HandOn handOn)
    : m_codes(codes)
    , m_observer(observer)
    , m_handOn(std::move(handOn))
    , m_tracker(*this, std::move(roles))
    , m_batch(std::make_unique<store::WriteBatch>())
    , m_groups([this](RecordGroups::Group& group) { giveOut(group); })
    , m_nextEvent(firstEvent) {}

Result<void> Pipeline::take(const Record& record, sip::Message& parsed, const dialog::MessageDigest& digest) {
    if (record.isCut || record.isIncomplete)
        parsed.defects.add(sip::Defect::Truncated);
    const dialog::Observation observation = observe(record, parsed, digest);
    const bool isStored = record.storedMessage.isValid();

    if (isStored && record.storedRelation != dialog::SightingRelation::First) {
        m_tracker.addSighting(record.storedMessage, observation, record.storedRelation);
        return {};
    }
    EventId id = record.storedMessage;
    if (!isStored) {
        noteDefects(record, parsed.defects);
        const dialog::SightingMatcher::Match match = m_matcher.match(observation);
        if (match.message.isValid()) {
            m_batch->sightings.push_back(
                {match.message, sightingOf(record, match.relation), record.transport, record.ipId, record.connection});
            m_tracker.addSighting(match.message, observation, match.relation);
            return flushIfFull();
        }
        id = EventId{m_nextEvent++};
    }
    m_matcher.remember(id, observation);

    const dialog::Placement placement = m_tracker.track(id, observation);
    store::NewRole& role = m_batch->roles.emplace_back();
    role.event = id;
    role.leg = placement.leg;
    role.order = record.order;
    role.retransmissionOf = placement.retransmissionOf;
    role.nextHopOf = placement.nextHopOf;
    role.sdpRole = placement.sdpRole;
    role.note = placement.note;
    m_lastRow = std::max(m_lastRow, placement.row.value);
    m_lastLeg = std::max(m_lastLeg, placement.leg.value);

    if (!isStored) {
        store::NewMessage& message = m_batch->messages.emplace_back();
        message.id = id;
        message.sighting = sightingOf(record, dialog::SightingRelation::First);
        message.ipId = record.ipId;
        message.connection = record.connection;
        message.transport = record.transport;
        message.method = parsed.method;
        message.status = parsed.statusCode;
        message.defects = parsed.defects.bits();
        message.raw = m_batch->keep(record.raw);
    }
    return flushIfFull();
}

void Pipeline::noteDefects(const Record& record, sip::Defects defects) {
    if (defects.isEmpty())
        return;
    auto log =
        std::find_if(m_defects.begin(), m_defects.end(), [&](const auto& l) { return l.first == record.source; });
    if (log == m_defects.end())
        log = m_defects.insert(m_defects.end(), {record.source, ImportLog()});
    for (sip::Defect d : defects.list())
        log->second.add(d == sip::Defect::TooLarge    ? diag::kSipTooLarge
                        : d == sip::Defect::Truncated ? diag::kSipTruncated
                                                      : diag::kSipMalformed,
                        record.place, sip::defectName(d));
}

void Pipeline::takePacket(SourceId source, net::PacketRecord&& record, EventId id) {
    const bool isStored = id.isValid();
    if (!isStored)
        id = EventId{m_nextEvent++};
    m_packets.add(id, source, record);
    if (isStored)
        return;
    std::vector<store::NewPacket>& packets = m_batch->packets;
    const bool isSameFrame =
        !packets.empty() && packets.back().source == source && packets.back().record.frame == record.frame;
    const std::uint32_t position = isSameFrame ? packets.back().position + 1 : 0;
    packets.push_back({id, source, position, std::move(record)});
}

Result<void> Pipeline::takeConnection(SourceId source, const net::ConnectionFacts& facts, EventId id) {
    const bool isStored = id.isValid();
    const rules::PacketEvents::List& packets = m_packets.ofConnection(source, facts.number);
    // Requests that nothing can be said about, since the input ends too soon, are no row.
    constexpr auto isFaultOnly = [](const net::ConnectionFacts& f) {
        return f.protocol == "STUN" || f.protocol == "TURN" || f.protocol == "ICE";
    };
    if (isFaultOnly(facts) && rules::evaluateConnection({RowId{1}, EventId{1}, facts, packets, m_inputEnd}).empty())
        return {};
    if (!isStored)
        id = EventId{m_nextEvent++};
    dialog::LegFacts& leg = m_batch->legs.emplace_back();
    leg.id = LegId{++m_lastLeg};
    leg.row = RowId{++m_lastRow};
    leg.hopA = std::min(facts.client, facts.server);
    leg.hopB = std::max(facts.client, facts.server);

    store::NewRole& role = m_batch->roles.emplace_back();
    role.event = id;
    role.leg = leg.id;
    role.order = facts.start.isValid() ? facts.start : kAfterAll;
    for (const rules::PacketEventFacts* packet : packets)
        m_batch->packetRoles.push_back({packet->id, leg.id, packet->time.isValid() ? packet->time : kAfterAll});

    store::NewRow& row = m_batch->rows.emplace_back();
    row.connection = id;
    row.findings = rules::evaluateConnection({leg.row, id, facts, packets, m_inputEnd});
    if (isUnread(facts))
        row.findings.push_back(unreadFinding(id, facts));
    row.facts.id = leg.row;
    row.facts.kind = dialog::RowKind::Connection;
    row.facts.state = store::worstSeverity(row.findings) == rules::Severity::Error ? dialog::RowState::Failed
                                                                                   : dialog::RowState::Incomplete;
    row.facts.isFolded = !net::factOf(facts.facts, "scan_targets").empty();
    row.facts.foldReason = row.facts.isFolded ? "scan" : "";
    noteFailing(row);
    row.facts.start = facts.start;
    row.facts.end = facts.end;
    row.facts.from = row.facts.fromDisplay = facts.client.toString();
    row.facts.to = row.facts.toDisplay = facts.server.toString();
    row.facts.legs = 1;
    row.facts.firstEvent = id;

    store::RowRecord shown;
    shown.facts = row.facts;
    shown.protocol = facts.protocol;
    shown.serverName = facts.serverName;
    shown.packets = facts.packets;
    shown.worst = store::worstSeverity(row.findings);
    if (const rules::Finding* cause = store::leadingCause(row.findings); cause != nullptr)
        shown.causeKey = rules::leadingKey(*cause);
    m_observer.onRow(shown);
    if (!isStored)
        m_batch->connections.push_back({id, source, facts});
    return flushIfFull();
}

Result<void> Pipeline::takeRow(SourceId source, const record::ExportRow& exported, EventId id) {
    const bool isStored = id.isValid();
    if (!isStored) {
        id = EventId{m_nextEvent};
        m_nextEvent += static_cast<std::int64_t>(exported.moments.size());
    }
    const RecordGroups::Group& group = m_groups.add(id, source, exported, [this](RecordGroups::Group& made) {
        made.row = RowId{++m_lastRow};
        made.leg = LegId{++m_lastLeg};
    });
    for (std::size_t k = 0; k < exported.moments.size(); ++k) {
        store::NewRole& role = m_batch->roles.emplace_back();
        role.event = EventId{id.value + static_cast<std::int64_t>(k)};
        role.leg = group.leg;
        role.order = exported.moments[k].time.isValid() ? exported.moments[k].time : kAfterAll;
    }
    if (!isStored)
        m_batch->records.push_back(
            {id, source, exported.place, exported.table, exported.moments, record::packFields(exported.fields)});
    return flushIfFull();
}

Result<void> Pipeline::endRows() {
    m_groups.finish();
    return flushIfFull();
}

void Pipeline::giveOut(RecordGroups::Group& group) {
    std::vector<rules::RecordFacts> records;
    records.reserve(group.members.size());
    for (const RecordGroups::Member& m : group.members)
        records.push_back({m.id, m.source, m.row.row});
    store::NewRow& row = m_batch->rows.emplace_back();
    row.facts = rules::rowOfRecords(group.row, records, m_codes);
    row.findings = rules::evaluateRecords({group.row, records, row.facts, m_codes});
    noteFailing(row);
    const RecordGroups::Member& first = group.members.front();
    dialog::LegFacts& leg = m_batch->legs.emplace_back();
    leg.id = group.leg;
    leg.row = group.row;
    leg.callId = toValidUtf8(first.row.row.text(record::Field::SipCallId));
    leg.hopA.device = leg.hopB.device = static_cast<std::int32_t>(first.source.value);
    const std::string key = record::groupKey(first.row.row);
    m_records.push_back({group.row, first.id, key.empty() ? 0 : std::hash<std::string>{}(key), row.facts.start});

    store::RowRecord shown;
    shown.facts = row.facts;
    shown.worst = store::worstSeverity(row.findings);
    if (const rules::Finding* cause = store::leadingCause(row.findings); cause != nullptr)
        shown.causeKey = rules::leadingKey(*cause);
    m_observer.onRow(shown);
}

void Pipeline::onLeg(const dialog::LegFacts& leg) {
    m_batch->legs.push_back(leg);
}

void Pipeline::onRow(const dialog::RowFacts& row, const dialog::CallFacts& facts) {
    store::NewRow& added = m_batch->rows.emplace_back();
    added.findings = rules::evaluate({row, facts, m_codes, &m_packets});
    m_remarks.thin(added.findings);
    store::RowRecord shown;
    shown.facts = row;
    shown.worst = store::worstSeverity(added.findings);
    if (const rules::Finding* cause = store::leadingCause(added.findings); cause != nullptr)
        shown.causeKey = rules::leadingKey(*cause);
    m_observer.onRow(shown);

    added.facts = std::move(shown.facts);
    m_lastRow = std::max(m_lastRow, row.id.value);
    if (row.kind == dialog::RowKind::Call)
        if (dialog::MediaNotes notes = dialog::mediaNotesOf(row, facts); !notes.announcements.empty())
            m_mediaNotes.push_back(std::move(notes));
    noteFailing(added);
    showPackets(added.findings, facts);
}

// model.md "Failing": also the first cited event of a finding of severity error.
void Pipeline::noteFailing(store::NewRow& row) {
    std::vector<EventId>& failing = row.facts.failing;
    for (const rules::Finding& f : row.findings)
        if (f.severity == rules::Severity::Error && !f.proof.empty() &&
            std::find(failing.begin(), failing.end(), f.proof.front()) == failing.end())
            failing.push_back(f.proof.front());
}

// Packets that findings cite are shown by the leg whose hop they went over, or that they are about.
void Pipeline::showPackets(const std::vector<rules::Finding>& findings, const dialog::CallFacts& facts) {
    if (m_packets.isEmpty() || facts.legs.empty())
        return;
    std::vector<EventId> shown;
    for (const rules::Finding& f : findings)
        for (const EventId event : f.proof) {
            const rules::PacketEventFacts* packet = m_packets.find(event);
            if (packet == nullptr || std::find(shown.begin(), shown.end(), event) != shown.end())
                continue;
            shown.push_back(event);
            const IpAddress& from = packet->flow.source.address;
            const IpAddress& to = packet->flow.destination.address;
            const auto leg = std::find_if(facts.legs.begin(), facts.legs.end(), [&](const dialog::HopFacts& hop) {
                return (hop.a.address == from && hop.b.address == to) || (hop.a.address == to && hop.b.address == from);
            });
            m_batch->packetRoles.push_back({event, (leg == facts.legs.end() ? facts.legs.front() : *leg).id,
                                            packet->time.isValid() ? packet->time : kAfterAll});
        }
}

Result<void> Pipeline::flushIfFull() {
    if (m_batch->raw.size() < kBatchBytes && m_batch->roles.size() + m_batch->sightings.size() < kBatchMessages)
        return {};
    return handOn();
}

Result<void> Pipeline::handOn() {
    auto empty = m_handOn(std::move(m_batch));
    if (!empty)
        return Unexpected(empty.error());
    m_batch = std::move(*empty);
    return {};
}

Result<void> Pipeline::finish(Timestamp lastTime) {
    m_tracker.finish(lastTime);
    if (m_batch->isEmpty())
        return {};
    return handOn();
}

} // namespace echelle::ingest
