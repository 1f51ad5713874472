#include "core/scene/event_skeleton.h"

#include "core/ladder/display_list.h"

#include <algorithm>
#include <numeric>

namespace echelle::scene {

EventSkeleton EventSkeleton::of(const store::EventRecord& event) {
    EventSkeleton skeleton;
    skeleton.id = event.id;
    skeleton.time = event.time;
    skeleton.m_bits =
        static_cast<std::uint16_t>(static_cast<unsigned>(event.kind) | static_cast<unsigned>(event.sdpRole) << 2U |
                                   static_cast<unsigned>(event.note) << 4U | static_cast<unsigned>(event.method) << 7U);
    skeleton.m_status = static_cast<std::uint16_t>(std::clamp(event.status, 0, 0x3fff));
    return skeleton;
}

void EventSkeleton::linkTo(std::uint32_t index, bool isRetransmissionOfIt) {
    link = index;
    m_status = static_cast<std::uint16_t>(m_status | (isRetransmissionOfIt ? 0x4000U : 0x8000U));
}

std::uint32_t EventList::indexOf(EventId id) const {
    const auto found = std::lower_bound(byId.begin(), byId.end(), id, [this](std::uint32_t index, EventId wanted) {
        return events[index].id < wanted;
    });
    return found != byId.end() && events[*found].id == id ? *found : kNone;
}

namespace {
class Reader {
public:
    EventList read(EventSource& source, const std::vector<RowId>& rows) {
        source.eachEvent(rows, [this](const store::EventRecord& event) {
            add(event);
            return m_list.events.size() < kNone - 1;
        });
        m_list.byId.resize(m_list.events.size());
        std::iota(m_list.byId.begin(), m_list.byId.end(), 0U);
        std::sort(m_list.byId.begin(), m_list.byId.end(),
                  [this](std::uint32_t a, std::uint32_t b) { return m_list.events[a].id < m_list.events[b].id; });
        resolveLinks();
        number();
        endHolds();
        for (const EventId id : source.failingEvents(rows)) {
            if (const std::uint32_t index = m_list.indexOf(id); index != kNone)
                m_list.events[index].setFailing();
        }
        return std::move(m_list);
    }

private:
    struct Link {
        std::uint32_t index;
        EventId target;
        bool isRetransmission;
    };
    struct Leg {
        std::uint32_t hue = 0;
        std::uint32_t last = 0;
        std::uint32_t heldSince = kNone;
    };

    std::uint32_t endpoint(const Endpoint& which) {
        const auto [found, isNew] = m_endpoints.try_emplace(which, static_cast<std::uint32_t>(m_list.endpoints.size()));
        if (isNew) {
            m_list.endpoints.push_back(which);
            m_list.isLocalPeer.push_back(false);
            m_list.sent.push_back({kNone, kNone, kNone});
        }
        return found->second;
    }

    void add(const store::EventRecord& event) {
        const auto index = static_cast<std::uint32_t>(m_list.events.size());
        EventSkeleton skeleton = EventSkeleton::of(event);
        skeleton.from = endpoint(event.from);
        skeleton.to = endpoint(event.to);
        if (event.from.address == event.to.address && event.from.address.isValid() && event.from.port != event.to.port)
            m_list.isLocalPeer[skeleton.from] = m_list.isLocalPeer[skeleton.to] = true;
        if (event.retransmissionOf.isValid())
            m_links.push_back({index, event.retransmissionOf, true});
        else if (event.nextHopOf.isValid())
            m_links.push_back({index, event.nextHopOf, false});
        if (event.leg.isValid())
            addToLeg(event, skeleton, index);
        m_list.firstOfRow.try_emplace(event.row, index);
        if (event.kind != store::EventKind::Sip)
            m_list.packets.try_emplace(index, EventList::Packet{event.packetKind, event.packetSummary});
        if (event.time.isValid()) {
            if (!m_list.start.isValid())
                m_list.start = event.time;
            m_list.end = event.time;
        }
        m_list.events.push_back(skeleton);
    }

    void addToLeg(const store::EventRecord& event, EventSkeleton& skeleton, std::uint32_t index) {
        const auto [found, isNew] = m_legs.try_emplace(event.leg);
        Leg& leg = found->second;
        if (isNew)
            leg.hue = static_cast<std::uint32_t>((m_legs.size() - 1) % ladder::kLegHues);
        leg.last = index;
        skeleton.setHue(leg.hue);
        if (event.note == dialog::SessionNote::Hold && leg.heldSince == kNone)
            leg.heldSince = index;
        if (event.note == dialog::SessionNote::Resume && leg.heldSince != kNone) {
            m_list.holds.push_back({leg.heldSince, index});
            leg.heldSince = kNone;
        }
    }

    void resolveLinks() {
        for (const Link& link : m_links) {
            const std::uint32_t target = m_list.indexOf(link.target);
            // A first send comes before its repeats; anything else is no order to fold by.
            if (target == kNone || target >= link.index)
                continue;
            m_list.events[link.index].linkTo(target, link.isRetransmission);
            if (!link.isRetransmission)
                continue;
            EventList::Repeat& repeat = m_list.repeats[target];
            ++repeat.count;
            repeat.last = link.index;
        }
    }

    void number() {
        std::uint32_t number = 0;
        m_list.numbers.reserve(m_list.events.size());
        for (std::uint32_t index = 0; index < m_list.events.size(); ++index) {
            const EventSkeleton& event = m_list.events[index];
            m_list.numbers.push_back(event.isRetransmission() ? m_list.numbers[event.link] : ++number);
            if (event.link != kNone || event.kind() != store::EventKind::Sip)
                continue;
            auto& sent = m_list.sent[event.from];
            const auto free = std::find(sent.begin(), sent.end(), kNone);
            if (free != sent.end())
                *free = index;
        }
    }

    void endHolds() {
        for (const auto& [id, leg] : m_legs) {
            if (leg.heldSince != kNone)
                m_list.holds.push_back({leg.heldSince, leg.last});
        }
        std::sort(m_list.holds.begin(), m_list.holds.end(),
                  [](const HeldEvents& a, const HeldEvents& b) { return a.first < b.first; });
    }

    EventList m_list;
    std::unordered_map<Endpoint, std::uint32_t, EndpointHash> m_endpoints;
    std::unordered_map<LegId, Leg> m_legs;
    std::vector<Link> m_links;
};
} // namespace

EventList readEvents(EventSource& source, const std::vector<RowId>& rows) {
    return Reader().read(source, rows);
}

} // namespace echelle::scene
