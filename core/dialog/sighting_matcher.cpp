#include "core/dialog/sighting_matcher.h"

#include "core/dialog/message_digest.h"

#include <algorithm>
#include <array>
#include <vector>

namespace echelle::dialog {

std::string_view toString(SightingRelation r) {
    switch (r) {
    case SightingRelation::First:
        return "first";
    case SightingRelation::DoubleCapture:
        return "double-capture";
    case SightingRelation::OtherSource:
        return "other-source";
    case SightingRelation::TranslatedCopy:
        return "translated-copy";
    }
    return "";
}

namespace {

// Windows of model.md "Message and sighting".
constexpr Duration kEqualIpId = Duration::seconds(1);
constexpr Duration kOtherPath = Duration::milliseconds(10);
constexpr Duration kNoIpId = Duration::milliseconds(1);
constexpr Duration kOtherSource = Duration::seconds(2);
constexpr Duration kTranslated = Duration::seconds(1);

constexpr std::uint32_t kMaxNodes = 1U << 17; // sightings remembered, oldest forgotten first
constexpr int kMaxChain = 64;                 // records of equal bytes looked at
constexpr int kMaxSteps = 256;                // records looked at in all

// One sighting. Equal bytes are told by a 64-bit hash and, against chance, by size, Call-ID and CSeq.
struct Node {
    std::uint64_t bytes = 0;
    std::uint64_t callId = 0;
    EventId message;
    Timestamp time;
    std::uint64_t addresses = 0;
    std::uint64_t linkKey = 0;
    std::int64_t source = 0;
    std::uint32_t size = 0;
    std::uint32_t cseq = 0;
    std::uint32_t interfaceIndex = 0;
    std::uint32_t previous = 0; // number of the node before it in its bucket
    std::uint16_t ipId = 0;
    std::uint8_t ttl = 0;
    bool isFromCapture = true;
};

std::uint64_t hashOfPair(const Endpoint& from, const Endpoint& to) {
    return EndpointHash{}(from)*0x9e3779b97f4a7c15ULL + EndpointHash{}(to);
}

Node nodeOf(const Observation& o) {
    const sip::Message& m = *o.message;
    Node n;
    n.bytes = o.digest->bytes;
    n.callId = o.digest->callId;
    n.time = o.time;
    n.addresses = hashOfPair(o.sourceAddress, o.destinationAddress);
    n.linkKey = o.linkKey;
    n.source = o.source.value;
    n.size = static_cast<std::uint32_t>(m.bytes.size());
    n.cseq = m.cseq.number;
    n.interfaceIndex = o.interfaceIndex;
    n.ipId = o.ipId;
    n.ttl = o.ttl;
    n.isFromCapture = o.isFromCapture;
    return n;
}

Duration apart(const Node& a, const Node& b) {
    return a.time > b.time ? a.time - b.time : b.time - a.time;
}

bool hasEqualBytes(const Node& a, const Node& b) {
    return a.bytes == b.bytes && a.size == b.size && a.callId == b.callId && a.cseq == b.cseq;
}

// Case 1. A log writes down what was sent: it captures nothing twice, and its clock is often too coarse to tell.
bool isDoubleCapture(const Node& seen, const Node& now) {
    if (seen.source != now.source || seen.addresses != now.addresses || !now.isFromCapture)
        return false;
    const Duration d = apart(seen, now);
    if (seen.ipId != 0 && seen.ipId == now.ipId && d <= kEqualIpId)
        return true;
    const bool isOtherPath =
        seen.interfaceIndex != now.interfaceIndex || seen.linkKey != now.linkKey || seen.ttl != now.ttl;
    if (isOtherPath && d <= kOtherPath)
        return true;
    return (seen.ipId == 0 || now.ipId == 0) && d <= kNoIpId;
}

} // namespace

class SightingMatcher::Impl {
public:
    Impl() : m_nodes(1024), m_buckets(2048, 0) {}

    Match match(const Observation& o) {
        m_matched = nullptr;
        if (!o.time.isValid())
            return {};
        m_current = nodeOf(o);
        m_matched = o.message->bytes.data();
        forget(o.time);
        collect();
        const Match found = decide();
        if (found.message.isValid())
            add(found.message);
        return found;
    }

    void remember(EventId id, const Observation& o) {
        if (!o.time.isValid())
            return;
        if (m_matched != o.message->bytes.data())
            m_current = nodeOf(o);
        m_matched = nullptr;
        add(id);
    }

private:
    void collect() {
        m_count = 0;
        std::uint32_t at = m_buckets[m_current.bytes & (m_buckets.size() - 1)];
        for (int step = 0; at >= m_first && at != 0 && m_count < kMaxChain && step < kMaxSteps; ++step) {
            const Node& n = node(at);
            if (hasEqualBytes(n, m_current))
                m_chain[static_cast<std::size_t>(m_count++)] = at;
            at = n.previous;
        }
    }

    [[nodiscard]] bool hasSighting(EventId message, bool isOfAddresses) const {
        for (int i = 0; i < m_count; ++i) {
            const Node& n = chained(i);
            if (n.message == message && n.source == m_current.source &&
                (!isOfAddresses || n.addresses == m_current.addresses))
                return true;
        }
        return false;
    }

    [[nodiscard]] Match decide() const {
        const Node* nearest = nullptr;
        for (int i = 0; i < m_count; ++i)
            if (isDoubleCapture(chained(i), m_current))
                return {chained(i).message, SightingRelation::DoubleCapture};
        // Case 2, one to one: a message that this source has shown already is not shown by it again.
        for (int i = 0; i < m_count; ++i)
            if (isNearer(chained(i), nearest, kOtherSource) && chained(i).source != m_current.source &&
                !hasSighting(chained(i).message, false))
                nearest = &chained(i);
        if (nearest != nullptr)
            return {nearest->message, SightingRelation::OtherSource};
        // Case 3; a message seen at these addresses already was sent again, and this is no copy of it.
        for (int i = 0; i < m_count; ++i)
            if (isNearer(chained(i), nearest, kTranslated) && chained(i).addresses != m_current.addresses &&
                !hasSighting(chained(i).message, true))
                nearest = &chained(i);
        if (nearest != nullptr)
            return {nearest->message, SightingRelation::TranslatedCopy};
        return {};
    }

    [[nodiscard]] bool isNearer(const Node& n, const Node* best, Duration window) const {
        const Duration d = apart(n, m_current);
        return d <= window && (best == nullptr || d < apart(*best, m_current));
    }

    void add(EventId id) {
        if (m_next - m_first == m_nodes.size())
            makeRoom();
        m_current.message = id;
        std::uint32_t& bucket = m_buckets[m_current.bytes & (m_buckets.size() - 1)];
        m_current.previous = bucket;
        bucket = m_next;
        node(m_next) = m_current;
        ++m_next;
    }

    void forget(Timestamp now) {
        while (m_first != m_next && node(m_first).time + kOtherSource < now)
            ++m_first;
    }

    void makeRoom() {
        if (m_nodes.size() >= kMaxNodes) {
            ++m_first;
            return;
        }
        std::vector<Node> kept;
        kept.reserve(m_nodes.size() * 2);
        for (std::uint32_t i = m_first; i != m_next; ++i)
            kept.push_back(node(i));
        m_nodes.resize(m_nodes.size() * 2);
        m_buckets.assign(m_nodes.size() * 2, 0);
        const Node current = m_current;
        m_first = m_next = 1;
        for (const Node& n : kept) {
            m_current = n;
            add(n.message);
        }
        m_current = current;
    }

    [[nodiscard]] Node& node(std::uint32_t number) { return m_nodes[number & (m_nodes.size() - 1)]; }
    [[nodiscard]] const Node& node(std::uint32_t number) const { return m_nodes[number & (m_nodes.size() - 1)]; }
    [[nodiscard]] const Node& chained(int i) const { return node(m_chain[static_cast<std::size_t>(i)]); }

    std::vector<Node> m_nodes;            // a ring, numbered from m_first to m_next
    std::vector<std::uint32_t> m_buckets; // number of the newest node; 0: none
    std::uint32_t m_first = 1;
    std::uint32_t m_next = 1;
    std::array<std::uint32_t, kMaxChain> m_chain{};
    int m_count = 0;
    Node m_current;
    const char* m_matched = nullptr; // whose node m_current is; only compared
};

SightingMatcher::SightingMatcher() : m_impl(std::make_unique<Impl>()) {}
SightingMatcher::~SightingMatcher() = default;
SightingMatcher::Match SightingMatcher::match(const Observation& observation) {
    return m_impl->match(observation);
}
void SightingMatcher::remember(EventId id, const Observation& observation) {
    m_impl->remember(id, observation);
}

} // namespace echelle::dialog
