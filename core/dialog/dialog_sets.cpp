#include "core/dialog/dialog_sets.h"

#include "core/dialog/text_hash.h"

#include <algorithm>

namespace echelle::dialog {

std::uint64_t DialogSets::keyOf(std::uint64_t callIdHash, std::uint64_t tagHash, Kind kind) {
    const std::uint64_t h = (callIdHash ^ (tagHash << 23 | tagHash >> 41)) * 0x9e3779b97f4a7c15ULL;
    return (h ^ h >> 30) + (kind == Kind::Call ? 0x51ed270b : 0);
}

std::uint32_t DialogSets::find(std::string_view callId, std::uint64_t callIdHash, std::string_view tag,
                               Kind kind) const {
    const std::uint32_t slot = m_index.find(keyOf(callIdHash, hashOrZero(tag), kind));
    if (slot == KeyIndex::kNone)
        return kNone;
    const DialogSet& s = m_sets[slot];
    const bool isIt =
        s.isLive && s.isCall == (kind == Kind::Call) && s.facts.callId == callId && s.facts.initiatorTag == tag;
    return isIt ? slot : kNone;
}

std::uint32_t DialogSets::open(std::string_view callId, std::uint64_t callIdHash, std::string_view tag, Kind kind) {
    std::uint32_t slot = 0;
    if (m_free.empty()) {
        slot = static_cast<std::uint32_t>(m_sets.size());
        m_sets.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    DialogSet& s = m_sets[slot];
    const std::uint32_t replaced = find(callId, callIdHash, tag, kind);
    s.replacedSlot = replaced;
    s.replacedGeneration = replaced == kNone ? 0 : m_sets[replaced].generation;
    s.isLive = true;
    s.isCall = kind == Kind::Call;
    s.callIdHash = callIdHash;
    s.initiatorTagHash = hashOrZero(tag);
    s.facts.callId = callId;
    s.facts.initiatorTag = tag;
    m_index.set(keyOf(callIdHash, s.initiatorTagHash, kind), slot);
    m_latest.set(keyOf(callIdHash, 0, kind), slot);
    linkNewest(slot);
    ++m_live;
    return slot;
}

std::uint32_t DialogSets::latest(std::string_view callId, std::uint64_t callIdHash, Kind kind) const {
    const std::uint32_t slot = m_latest.find(keyOf(callIdHash, 0, kind));
    if (slot == KeyIndex::kNone)
        return kNone;
    const DialogSet& s = m_sets[slot];
    return s.isLive && s.isCall == (kind == Kind::Call) && s.facts.callId == callId ? slot : kNone;
}

std::uint32_t DialogSets::replacedBy(std::uint32_t slot) const {
    const std::uint32_t replaced = m_sets[slot].replacedSlot;
    if (replaced == kNone || !m_sets[replaced].isLive || m_sets[replaced].generation != m_sets[slot].replacedGeneration)
        return kNone;
    return replaced;
}

void DialogSets::close(std::uint32_t slot) {
    DialogSet& s = m_sets[slot];
    const std::uint64_t key = keyOf(s.callIdHash, s.initiatorTagHash, s.isCall ? Kind::Call : Kind::Other);
    if (m_index.find(key) == slot)
        m_index.erase(key);
    const std::uint64_t latestKey = keyOf(s.callIdHash, 0, s.isCall ? Kind::Call : Kind::Other);
    if (m_latest.find(latestKey) == slot)
        m_latest.erase(latestKey);
    unlink(slot);
    // One that grew large gives its memory back.
    constexpr std::size_t kKeptMessages = 64;
    if (s.facts.messages.capacity() > kKeptMessages || s.facts.text.capacity() > 8192)
        s.facts = CallFacts();
    s.clear();
    m_free.push_back(slot);
    --m_live;
}

void DialogSets::touch(std::uint32_t slot) {
    if (slot == m_newest)
        return;
    unlink(slot);
    linkNewest(slot);
}

void DialogSets::unlink(std::uint32_t slot) {
    DialogSet& s = m_sets[slot];
    (s.olderSlot == kNone ? m_oldest : m_sets[s.olderSlot].newerSlot) = s.newerSlot;
    (s.newerSlot == kNone ? m_newest : m_sets[s.newerSlot].olderSlot) = s.olderSlot;
}

void DialogSets::linkNewest(std::uint32_t slot) {
    DialogSet& s = m_sets[slot];
    s.olderSlot = m_newest;
    s.newerSlot = kNone;
    (m_newest == kNone ? m_oldest : m_sets[m_newest].newerSlot) = slot;
    m_newest = slot;
}

void DialogSets::queue(std::uint32_t slot, Timestamp due) {
    DialogSet& s = m_sets[slot];
    if (due.ns >= s.queuedUntil)
        return;
    s.queuedUntil = due.ns;
    m_timers.push({due.ns, slot, s.generation});
}

std::uint32_t DialogSets::takeDue(Timestamp now) {
    while (!m_timers.empty() && m_timers.top().due <= now.ns) {
        const Entry e = m_timers.top();
        m_timers.pop();
        DialogSet& s = m_sets[e.slot];
        if (!s.isLive || s.generation != e.generation)
            continue;
        s.queuedUntil = INT64_MAX;
        return e.slot;
    }
    return kNone;
}

std::vector<std::uint32_t> DialogSets::allInOrder() const {
    std::vector<std::uint32_t> slots;
    slots.reserve(m_live);
    for (std::uint32_t i = 0; i < m_sets.size(); ++i)
        if (m_sets[i].isLive)
            slots.push_back(i);
    std::sort(slots.begin(), slots.end(),
              [this](std::uint32_t a, std::uint32_t b) { return m_sets[a].row < m_sets[b].row; });
    return slots;
}

} // namespace echelle::dialog
