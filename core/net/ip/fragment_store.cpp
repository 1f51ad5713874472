#include "core/net/ip/fragment_store.h"

#include "core/base/hash.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {
constexpr std::size_t kPieceCost = 64; // about what a map node takes
constexpr std::size_t kEntryCost = 512;
} // namespace

std::size_t FragmentStore::KeyHash::operator()(const Key& key) const noexcept {
    std::uint64_t h = hash64(key.source.bytes.data(), key.source.bytes.size(), key.id);
    h = hash64(key.destination.bytes.data(), key.destination.bytes.size(), h ^ key.protocol);
    return static_cast<std::size_t>(h);
}

// Stores those of the bytes that no earlier fragment brought.
void FragmentStore::insertPiece(Entry& entry, std::uint32_t offset, ByteView bytes) {
    const std::uint32_t end = offset + static_cast<std::uint32_t>(bytes.size());
    std::uint32_t at = offset;
    while (at < end) {
        auto after = entry.pieces.upper_bound(at);
        if (after != entry.pieces.begin()) {
            const auto before = std::prev(after);
            const std::uint32_t beforeEnd = before->first + static_cast<std::uint32_t>(before->second.size());
            if (beforeEnd > at) {
                at = beforeEnd;
                continue;
            }
        }
        const std::uint32_t stop = after == entry.pieces.end() ? end : std::min(end, after->first);
        const ByteView part = bytes.subspan(at - offset, stop - at);
        entry.pieces.emplace(at, std::vector<std::uint8_t>(part.begin(), part.end()));
        entry.held += part.size();
        entry.cost += part.size() + kPieceCost;
        m_bytes += part.size() + kPieceCost;
        at = stop;
    }
}

bool FragmentStore::hasNoGap(const Entry& entry) {
    std::size_t covered = 0;
    for (const auto& [offset, bytes] : entry.pieces) {
        if (offset != covered)
            break;
        covered += bytes.size();
    }
    return covered >= entry.totalSize;
}

void FragmentStore::add(const IpPacket& packet, const PacketFacts& facts, std::uint64_t firstFrame) {
    expire(facts.time);
    const Key key{packet.source, packet.destination, packet.fragmentId, packet.protocol};
    const auto known = m_byKey.find(key);
    Entries::iterator entry;
    if (known != m_byKey.end()) {
        entry = known->second;
    } else if (packet.fragmentOffset != 0 && isCompleted(key, facts.time)) {
        ++m_duplicates;
        return;
    } else {
        entry =
            m_entries.insert(m_entries.end(), Entry{key, packet, facts, firstFrame, facts.time, {}, 0, 0, kEntryCost});
        m_byKey.emplace(key, entry);
        m_bytes += kEntryCost;
    }
    entry->facts = facts;
    if (packet.fragmentOffset == 0)
        entry->header = packet;
    insertPiece(*entry, packet.fragmentOffset, packet.payload);
    if (!packet.hasMoreFragments && packet.missing == 0)
        entry->totalSize = packet.fragmentOffset + static_cast<std::uint32_t>(packet.payload.size());

    if (entry->totalSize != 0 && entry->held >= entry->totalSize && hasNoGap(*entry))
        complete(entry, facts.time);
    makeRoom();
}

void FragmentStore::handOut(Entries::iterator entry, bool isEvicted) {
    Entry taken = std::move(*entry);
    m_byKey.erase(taken.key);
    m_entries.erase(entry);
    m_bytes -= taken.cost;

    std::vector<std::uint8_t> bytes;
    for (const auto& [offset, piece] : taken.pieces) {
        if (offset != bytes.size())
            break;
        bytes.insert(bytes.end(), piece.begin(), piece.end());
    }
    Datagram out;
    out.isComplete = taken.totalSize != 0 && bytes.size() >= taken.totalSize;
    if (out.isComplete)
        bytes.resize(taken.totalSize);
    out.isEvicted = isEvicted;
    out.packet = taken.header;
    out.packet.payload = bytes;
    out.packet.missing = 0;
    out.packet.isFragment = false;
    out.facts = taken.facts;
    out.facts.isCut = taken.facts.isCut || !out.isComplete;
    out.firstFrame = taken.firstFrame;
    m_handler(out);
}

void FragmentStore::complete(Entries::iterator entry, Timestamp now) {
    constexpr std::size_t kRemembered = 256;
    if (m_completed.size() == kRemembered)
        m_completed.pop_front();
    m_completed.emplace_back(entry->key, now);
    handOut(entry);
}

// Where a capture holds every packet twice, the fragments of the second copy may come between those of the first, and
// what is left of them is no datagram of its own. An identification is not used again so soon.
bool FragmentStore::isCompleted(const Key& key, Timestamp now) const {
    constexpr Duration kCopyAge = Duration::seconds(1); // as for double captures (model.md)
    return std::any_of(m_completed.begin(), m_completed.end(), [&](const auto& entry) {
        return entry.first == key && (!now.isValid() || !entry.second.isValid() || now - entry.second <= kCopyAge);
    });
}

void FragmentStore::makeRoom() {
    if (std::exchange(m_isMakingRoom, true))
        return;
    while (m_bytes > kMaxBytes && !m_entries.empty())
        handOut(m_entries.begin(), true);
    m_isMakingRoom = false;
}

// Entries stand in order of capture, so those that are too old are at the front.
void FragmentStore::expire(Timestamp now) {
    if (!now.isValid() || std::exchange(m_isMakingRoom, true))
        return;
    while (!m_entries.empty()) {
        const Timestamp first = m_entries.front().firstTime;
        if (!first.isValid() || now - first <= kMaxAge)
            break;
        handOut(m_entries.begin());
    }
    m_isMakingRoom = false;
}

void FragmentStore::finish() {
    m_isMakingRoom = true;
    while (!m_entries.empty())
        handOut(m_entries.begin());
    m_isMakingRoom = false;
}

} // namespace echelle::net
