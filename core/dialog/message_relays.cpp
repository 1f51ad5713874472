#include "core/dialog/message_relays.h"

#include <algorithm>
#include <optional>

namespace echelle::dialog {

namespace {
using sip::Method;

constexpr Duration kLongest = Duration::seconds(32); // 64*T1: what is passed on later is the B2BUA's own doing
constexpr std::size_t kMaxPending = 64;

// Where a part meets the B2BUA.
struct Places {
    std::uint32_t nearer = 0;
    std::uint32_t farther = 0;
};

std::optional<Places> placesOf(const std::vector<RelayedMessage>& messages, std::size_t nearer, std::size_t farther) {
    std::vector<const RelayedMessage*> before;
    std::vector<const RelayedMessage*> after;
    for (const RelayedMessage& m : messages) {
        if (m.method != Method::Invite || m.status != 0)
            continue;
        if (m.part == nearer && before.size() < kMaxPending)
            before.push_back(&m);
        else if (m.part == farther && after.size() < kMaxPending)
            after.push_back(&m);
    }
    if (before.empty() || after.empty())
        return std::nullopt;
    for (const RelayedMessage* a : before) // received and sent on
        for (const RelayedMessage* b : after)
            if (a->to == b->from)
                return Places{a->to, b->from};
    for (const RelayedMessage* a : before) // one that calls both sides
        for (const RelayedMessage* b : after)
            if (a->from == b->from)
                return Places{a->from, b->from};
    return Places{before.back()->to, after.front()->from}; // with another address on each side
}

bool isFinal(int status) {
    return status >= 300 && status != 401 && status != 407;
}

bool isSameMessage(const RelayedMessage& received, const RelayedMessage& sent) {
    if (received.method != sent.method || (received.status == 0) != (sent.status == 0))
        return false;
    return received.status == sent.status || (isFinal(received.status) && isFinal(sent.status));
}
} // namespace

std::vector<Relay> relaysBetween(const std::vector<RelayedMessage>& messages, std::size_t nearer, std::size_t farther) {
    std::vector<Relay> relays;
    const auto places = placesOf(messages, nearer, farther);
    if (!places)
        return relays;
    std::vector<const RelayedMessage*> pending; // received and not sent on yet
    for (const RelayedMessage& m : messages) {
        if ((m.part != nearer && m.part != farther) || m.status == 100 || m.isLinked)
            continue;
        const std::uint32_t place = m.part == nearer ? places->nearer : places->farther;
        if (m.to == place && m.from != place) {
            if (pending.size() == kMaxPending)
                pending.erase(pending.begin());
            pending.push_back(&m);
            continue;
        }
        if (m.from != place)
            continue;
        const auto received = std::find_if(pending.rbegin(), pending.rend(), [&](const RelayedMessage* p) {
            const bool isSoon = !p->time.isValid() || !m.time.isValid() || m.time - p->time <= kLongest;
            return p->part != m.part && isSameMessage(*p, m) && isSoon;
        });
        if (received == pending.rend())
            continue;
        relays.push_back({m.id, (*received)->id});
        pending.erase(std::next(received).base());
    }
    return relays;
}

} // namespace echelle::dialog
