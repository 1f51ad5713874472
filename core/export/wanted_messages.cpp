#include "core/export/wanted_messages.h"

#include "core/base/hash.h"
#include "core/export/media_addresses.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace echelle::exporting {

namespace {

// Media keeps coming for a moment after the BYE, and RTCP BYE comes last.
constexpr Duration kAfterwards = Duration::seconds(2);

MediaWindow windowOf(store::CaseReader& reader, RowId id) {
    const auto row = reader.row(id);
    if (!row)
        return {};
    const dialog::RowFacts& facts = row->facts;
    const bool isEndSeen = facts.endedBy != dialog::EndedBy::None && facts.endedBy != dialog::EndedBy::Unknown;
    if (!isEndSeen || !facts.end.isValid())
        return {facts.start, {}};
    return {facts.start, facts.end + kAfterwards};
}

class Collector {
public:
    explicit Collector(store::CaseReader& reader) : m_reader(reader) {
        for (const store::SourceRecord& source : reader.sources())
            m_offsets[source.id] = source.clockOffset;
    }

    void add(const store::EventRecord& event, std::string_view bytes) {
        m_wanted.contents.insert(hash64(bytes));
        if (event.sightings <= 1)
            add(event.id, {event.source, event.place, event.indexInPlace, event.time, event.from, event.to,
                           dialog::SightingRelation::First});
        else
            for (const store::SightingRecord& sighting : m_reader.sightings(event.id))
                add(event.id, sighting);
        sip::parse(bytes, m_message);
        const std::vector<Endpoint> media = mediaAddresses(m_message);
        if (!media.empty())
            m_media[event.row].insert(media.begin(), media.end());
    }

    WantedMessages take() {
        for (const auto& [row, endpoints] : m_media) {
            const MediaWindow window = windowOf(m_reader, row);
            for (const Endpoint& endpoint : endpoints)
                m_wanted.media[endpoint].push_back(window);
        }
        for (auto& [source, list] : m_wanted.bySource)
            std::stable_sort(list.begin(), list.end(), [](const WantedSighting& a, const WantedSighting& b) {
                return std::pair(a.sighting.place.number, a.sighting.indexInPlace) <
                       std::pair(b.sighting.place.number, b.sighting.indexInPlace);
            });
        return std::move(m_wanted);
    }

private:
    void add(EventId message, store::SightingRecord sighting) {
        if (sighting.time.isValid())
            sighting.time.ns -= m_offsets[sighting.source].ns;
        m_wanted.bySource[sighting.source].push_back({message, sighting});
        ++m_wanted.sightings;
    }

    store::CaseReader& m_reader;
    std::unordered_map<SourceId, Duration> m_offsets;
    std::map<RowId, std::set<Endpoint>> m_media;
    sip::Message m_message;
    WantedMessages m_wanted;
};

} // namespace

WantedMessages wantedMessages(store::CaseReader& reader, const std::vector<RowId>& rows, const std::stop_token& stop) {
    Collector collector(reader);
    reader.eachEventWithBytes(rows, [&](const store::EventRecord& event, std::string_view bytes) {
        if (event.kind == store::EventKind::Sip)
            collector.add(event, bytes);
        return !stop.stop_requested();
    });
    return collector.take();
}

} // namespace echelle::exporting
