#pragma once

#include "core/store/case_writer.h"
#include "core/store/load.h"

#include <QtTest/QTest>

#include <string>

namespace echelle::test {

inline Endpoint endpoint(const char* address, std::uint16_t port = 5060) {
    return {*IpAddress::parse(address), port, 0};
}

// Writes a small case by hand: rows with their messages, as an import would.
class CaseBuilder {
public:
    explicit CaseBuilder(const std::string& path)
        : m_database(std::move(*store::Database::open(path, store::OpenMode::Create))) {
        if (!store::beginNewCase(m_database))
            qFatal("cannot make a case");
    }

    // A row with one leg; times in milliseconds from 2026-01-01T00:00:00Z.
    RowId addRow(dialog::RowState state, std::int64_t startMs, const std::string& from = "sip:a@example.com",
                 const std::string& to = "sip:b@example.com", dialog::RowKind kind = dialog::RowKind::Call) {
        dialog::RowFacts& f = m_batch.rows.emplace_back().facts;
        f.id = RowId{static_cast<std::int64_t>(m_batch.rows.size())};
        f.kind = kind;
        f.state = state;
        f.start = f.end = at(startMs);
        f.from = f.fromDisplay = from;
        f.to = f.toDisplay = to;
        f.callIds = {"call-" + std::to_string(f.id.value) + "@example.com"};
        f.legs = 1;
        dialog::LegFacts& leg = m_batch.legs.emplace_back();
        leg.id = LegId{f.id.value};
        leg.row = f.id;
        leg.callId = f.callIds.front();
        leg.hopA = endpoint("192.0.2.1");
        leg.hopB = endpoint("198.51.100.7");
        return f.id;
    }
    store::NewRow& row(RowId id) { return m_batch.rows[static_cast<std::size_t>(id.value - 1)]; }

    EventId addMessage(RowId rowId, std::int64_t ms, const std::string& raw, sip::Method method, int status = 0) {
        store::NewMessage& m = m_batch.messages.emplace_back();
        m.id = EventId{static_cast<std::int64_t>(m_batch.messages.size())};
        m.raw = m_batch.keep(raw);
        m.method = method;
        m.status = status;
        m.transport = Transport::Udp;
        m.sighting.source = SourceId{1};
        m.sighting.place = {PlaceKind::Frame, static_cast<std::uint64_t>(m.id.value) * 2};
        m.sighting.time = at(ms);
        m.sighting.from = endpoint("192.0.2.1");
        m.sighting.to = endpoint("198.51.100.7");
        if (status != 0)
            std::swap(m.sighting.from, m.sighting.to);
        store::NewRole& role = m_batch.roles.emplace_back();
        role.event = m.id;
        role.leg = LegId{rowId.value};
        role.order = m.sighting.time;
        dialog::RowFacts& f = row(rowId).facts;
        ++f.messages;
        ++f.sightings;
        if (!f.firstEvent.isValid())
            f.firstEvent = m.id;
        f.end = std::max(f.end, m.sighting.time);
        return m.id;
    }
    // A packet, shown by the leg of that row (none: by no leg). Comes after the messages: ids are given in order.
    EventId addPacket(RowId rowId, std::int64_t ms, const std::string& kind, Arguments summary,
                      const std::string& bytes = {}) {
        store::NewPacket& p = m_batch.packets.emplace_back();
        p.id = EventId{static_cast<std::int64_t>(m_batch.messages.size() + m_batch.packets.size())};
        p.source = SourceId{1};
        p.record = {kind,   static_cast<std::uint64_t>(p.id.value) * 2,
                    at(ms), {endpoint("192.0.2.1", 40000), endpoint("198.51.100.7"), Transport::Tcp},
                    1,      std::move(summary),
                    bytes};
        if (rowId.isValid())
            m_batch.packetRoles.push_back({p.id, LegId{rowId.value}, at(ms)});
        return p.id;
    }
    store::WriteBatch& batch() { return m_batch; }

    void finish() {
        store::SourceRecord source;
        source.id = SourceId{1};
        source.path = "/captures/a.pcap";
        source.format = "pcap";
        source.bytes = 1000;
        source.sha256 = std::string(64, 'a');
        source.packets = 99;
        source.messages = m_batch.messages.size() + m_batch.sightings.size();
        source.first = at(0);
        source.last = at(60'000);
        source.skipped = {{"rtp", 900}};
        source.log = {{"tcp.hole", "", 3, {{PlaceKind::Frame, 7}, {PlaceKind::Frame, 9}}}};
        store::CaseWriter writer(m_database);
        if (!writer.write(m_batch) || !writer.writeSource(source) || !store::endNewCase(m_database))
            qFatal("cannot write the case");
    }
    static Timestamp at(std::int64_t ms) { return Timestamp{(1'767'225'600'000 + ms) * 1'000'000}; }

private:
    store::Database m_database;
    store::WriteBatch m_batch;
};

} // namespace echelle::test
