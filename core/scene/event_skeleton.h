#pragma once

#include "core/scene/event_source.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

namespace echelle::scene {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// What is kept of every event of a ladder: 32 bytes. Labels are read from the message's bytes when they are drawn.
class EventSkeleton {
public:
    EventId id;
    Timestamp time;
    std::uint32_t from = 0; // index of the endpoint
    std::uint32_t to = 0;
    std::uint32_t link = kNone; // index of the first send, or of the same message one hop earlier

    [[nodiscard]] static EventSkeleton of(const store::EventRecord& event);
    [[nodiscard]] store::EventKind kind() const { return static_cast<store::EventKind>(m_bits & 3U); }
    [[nodiscard]] dialog::SdpRole sdpRole() const { return static_cast<dialog::SdpRole>(m_bits >> 2U & 3U); }
    [[nodiscard]] dialog::SessionNote note() const { return static_cast<dialog::SessionNote>(m_bits >> 4U & 7U); }
    [[nodiscard]] sip::Method method() const { return static_cast<sip::Method>(m_bits >> 7U & 15U); }
    [[nodiscard]] int hue() const { return static_cast<int>(m_bits >> 11U & 7U) - 1; } // of the leg; -1: none
    [[nodiscard]] bool isFailing() const { return (m_bits >> 14U & 1U) != 0; }
    [[nodiscard]] bool isAnnotated() const { return (m_bits >> 15U & 1U) != 0; }
    [[nodiscard]] int status() const { return m_status & 0x3fff; } // 0: a request
    [[nodiscard]] bool isRetransmission() const { return (m_status & 0x4000) != 0; }
    [[nodiscard]] bool isNextHop() const { return (m_status & 0x8000) != 0; }

    void setHue(std::uint32_t hue) {
        m_bits = static_cast<std::uint16_t>((m_bits & ~0x3800U) | ((hue + 1) & 7U) << 11U);
    }
    void setFailing() { m_bits = static_cast<std::uint16_t>(m_bits | 0x4000U); }
    void setAnnotated(bool is) { m_bits = static_cast<std::uint16_t>(is ? m_bits | 0x8000U : m_bits & 0x7fffU); }
    void linkTo(std::uint32_t index, bool isRetransmissionOfIt);

private:
    std::uint16_t m_bits = 0;
    std::uint16_t m_status = 0;
};
static_assert(sizeof(EventSkeleton) == 32);

// From a message that puts a session on hold to the one that takes it back, or to the last one of the leg.
struct HeldEvents {
    std::uint32_t first = 0; // event indices
    std::uint32_t last = 0;
};

// All events of a ladder, in order, and what a walk over them finds out on the way.
struct EventList {
    std::vector<EventSkeleton> events;
    std::vector<std::uint32_t> byId;    // indices of events, sorted by id
    std::vector<std::uint32_t> numbers; // message number of each event; a retransmission has that of the first send
    std::vector<Endpoint> endpoints;    // in order of appearance
    std::vector<bool> isLocalPeer;      // by endpoint: also talks to a port of its own address
    std::vector<std::array<std::uint32_t, 3>>
        sent; // by endpoint: first messages that it sent by itself; kNone after the last
    std::vector<HeldEvents> holds;
    struct Repeat {
        std::uint32_t count = 1; // sends
        std::uint32_t last = 0;  // index of the last one
    };
    std::unordered_map<std::uint32_t, Repeat> repeats; // by first send, only where there are several
    std::unordered_map<RowId, std::uint32_t> firstOfRow;
    struct Packet {
        std::string kind;    // "tls" ...
        std::string summary; // facts "name=value", one per line
    };
    std::unordered_map<std::uint32_t, Packet> packets; // of events that are no messages
    Timestamp start;                                   // of the first event that has a time
    Timestamp end;

    [[nodiscard]] std::uint32_t indexOf(EventId id) const; // kNone where there is no such event
};

[[nodiscard]] EventList readEvents(EventSource& source, const std::vector<RowId>& rows);

} // namespace echelle::scene
