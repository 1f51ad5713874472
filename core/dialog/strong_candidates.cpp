#include "core/dialog/join_candidates.h"
#include "core/dialog/leg_correlator.h"

#include <algorithm>
#include <tuple>

namespace echelle::dialog {

namespace {
using Key = JoinTable::Key;
using Set = JoinTable::Set;

constexpr std::size_t kMax = LegCorrelator::kMaxShared;

class Finder {
public:
    Finder(const JoinTable& table, std::uint64_t& common) : m_table(table), m_common(common) {}

    std::vector<StrongCandidate> find() {
        shared(JoinKey::SessionId, StrongJoin::SessionId);
        shared(JoinKey::Icid, StrongJoin::Icid);
        named(
            {JoinKey::CallId, JoinKey::Replaces}, [](const Set& s) { return s.callId; }, &Set::first);
        named(
            {JoinKey::ViaBranch, JoinKey::ViaBranch}, [](const Set& s) { return s.branch; }, &Set::invite);
        sameCallId();
        origins();
        transfers();
        return std::move(m_found);
    }

private:
    void add(std::uint32_t a, std::uint32_t b, StrongJoin strategy, std::uint64_t hash, EventId eventA, EventId eventB,
             bool isAmbiguous = false) {
        if (a != b)
            m_found.push_back({a, b, strategy, hash, eventA, eventB, isAmbiguous});
    }

    // Both legs carry it. The same way again is another try of the caller: a row of its own, with its own outcome.
    void shared(JoinKey kind, StrongJoin strategy) {
        std::vector<Key> keys;
        for (const Key& k : m_table.keys())
            if (k.key == kind)
                keys.push_back(k);
        std::sort(keys.begin(), keys.end(),
                  [](const Key& a, const Key& b) { return std::tie(a.hash, a.set) < std::tie(b.hash, b.set); });
        eachGroup(
            keys, [](const Key& k) { return k.hash; },
            [&](const Key* first, const Key* last) {
                for (const Key* a = first; a != last; ++a)
                    for (const Key* b = a + 1; b != last; ++b)
                        if (!m_table.areSiblings(a->set, b->set))
                            add(a->set, b->set, strategy, a->hash, a->event, b->event);
            });
    }

    // One leg names what is the other's own.
    template <typename Own>
    void named(std::pair<JoinKey, JoinKey> kinds, Own own, EventId Set::*event) {
        std::vector<Key> keys;
        for (const Key& k : m_table.keys())
            if (k.key == kinds.first || k.key == kinds.second)
                keys.push_back(k);
        if (keys.empty())
            return;
        std::sort(keys.begin(), keys.end(),
                  [](const Key& a, const Key& b) { return std::tie(a.hash, a.set) < std::tie(b.hash, b.set); });
        std::vector<std::uint32_t> owners(keys.size()); // met so far, by first key of that hash
        for (std::uint32_t s = 0; s < m_table.sets().size(); ++s) {
            const std::uint64_t hash = own(m_table.sets()[s]);
            auto k = std::lower_bound(keys.begin(), keys.end(), hash,
                                      [](const Key& key, std::uint64_t h) { return key.hash < h; });
            if (hash == 0 || k == keys.end() || k->hash != hash)
                continue;
            if (++owners[static_cast<std::size_t>(k - keys.begin())] > kMax) {
                ++m_common;
                continue;
            }
            for (std::size_t n = 0; k != keys.end() && k->hash == hash && n < kMax; ++k, ++n)
                add(k->set, s, strategyOf(k->key), hash, k->event, m_table.sets()[s].*event);
        }
    }

    static StrongJoin strategyOf(JoinKey key) {
        return key == JoinKey::ViaBranch  ? StrongJoin::ViaBranch
               : key == JoinKey::Replaces ? StrongJoin::Replaces
                                          : StrongJoin::CallId;
    }

    // A B2BUA may keep the Call-ID and change the tags; the same way again is another try of the caller.
    void sameCallId() {
        eachGroup(
            setsBy([](const Set& s) { return s.callId; }), [](const auto& entry) { return entry.first; },
            [&](const auto* first, const auto* last) {
                for (const auto* a = first; a != last; ++a)
                    for (const auto* b = a + 1; b != last; ++b) {
                        const Set& x = m_table.sets()[a->second];
                        const Set& y = m_table.sets()[b->second];
                        if (x.invite.isValid() && y.invite.isValid() && !m_table.areSiblings(a->second, b->second))
                            add(a->second, b->second, StrongJoin::CallId, a->first, x.first, y.first);
                    }
            });
    }

    // An o= line that the B2BUA passed on. Some write the same into every call: then the window must leave one only.
    void origins() {
        eachGroup(
            setsBy([](const Set& s) { return s.origin; }), [](const auto& entry) { return entry.first; },
            [&](const auto* first, const auto* last) { originGroup(first, last); });
    }

    template <typename Entry>
    void originGroup(const Entry* first, const Entry* last) {
        const auto anyOther = [&](std::uint32_t set, auto is) {
            return std::count_if(first, last, [&](const Entry& e) { return e.second != set && is(e.second); });
        };
        const auto isThrough = [&](std::uint32_t a, std::uint32_t b) {
            return m_table.isAdjacent(a, b) && m_table.isInWindow(a, b) && !m_table.areSiblings(a, b);
        };
        for (const Entry* x = first; x != last; ++x)
            for (const Entry* y = x + 1; y != last; ++y) {
                const bool isForward = m_table.isUpstream(x->second, y->second);
                const std::uint32_t a = isForward ? x->second : y->second;
                const std::uint32_t b = isForward ? y->second : x->second;
                if (m_table.areSiblings(a, b))
                    continue;
                const bool isCrowded = anyOther(a, [&](std::uint32_t s) { return m_table.areSiblings(a, s); }) > 0 ||
                                       anyOther(b, [&](std::uint32_t s) { return m_table.areSiblings(b, s); }) > 0;
                const bool isWindowed = isThrough(a, b);
                const bool isOnly = anyOther(a, [&](std::uint32_t s) { return isThrough(a, s); }) == 1 &&
                                    anyOther(b, [&](std::uint32_t s) { return isThrough(s, b); }) == 1;
                const bool isDistinct = m_table.sets()[a].isOriginLong && !isCrowded;
                if (isDistinct || isWindowed)
                    add(a, b, StrongJoin::SdpOrigin, x->first, m_table.sets()[a].invite, m_table.sets()[b].invite,
                        isCrowded && !isOnly);
            }
    }

    // The new INVITE of a REFER's receiver. Where and when the REFER was received is told when its text is read.
    void transfers() {
        std::vector<Key> refers;
        for (const Key& k : m_table.keys())
            if (k.key == JoinKey::ReferTo)
                refers.push_back(k);
        if (refers.empty())
            return;
        auto targets = setsBy([](const Set& s) { return static_cast<std::uint64_t>(s.target); });
        for (const Key& refer : refers) {
            auto t = std::lower_bound(targets.begin(), targets.end(), refer.hash,
                                      [](const auto& entry, std::uint64_t h) { return entry.first < h; });
            const Set& transferred = m_table.sets()[refer.set];
            for (std::size_t n = 0; t != targets.end() && t->first == refer.hash && n < kMax; ++t) {
                const Set& made = m_table.sets()[t->second];
                const bool isAtPlace =
                    made.senderHost == transferred.senderHost || made.senderHost == transferred.receiverHost;
                const bool isLater =
                    !made.invited.isValid() || !transferred.invited.isValid() || made.invited >= transferred.invited;
                if (!isAtPlace || !isLater)
                    continue;
                add(refer.set, t->second, StrongJoin::ReferTo, refer.hash, refer.event, made.invite);
                ++n;
            }
        }
    }

    template <typename Value>
    std::vector<std::pair<std::uint64_t, std::uint32_t>> setsBy(Value value) const {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
        for (std::uint32_t s = 0; s < m_table.sets().size(); ++s)
            if (const std::uint64_t v = value(m_table.sets()[s]); v != 0)
                entries.emplace_back(v, s);
        std::sort(entries.begin(), entries.end());
        return entries;
    }

    // Runs of two to kMaxShared equal values; a longer one tells nothing.
    template <typename Entry, typename Value, typename Take>
    void eachGroup(const std::vector<Entry>& sorted, Value value, Take take) {
        for (std::size_t i = 0; i < sorted.size();) {
            std::size_t end = i + 1;
            while (end < sorted.size() && value(sorted[end]) == value(sorted[i]))
                ++end;
            if (end - i > kMax)
                ++m_common;
            else if (end - i > 1)
                take(sorted.data() + i, sorted.data() + end);
            i = end;
        }
    }

    const JoinTable& m_table;
    std::uint64_t& m_common;
    std::vector<StrongCandidate> m_found;
};
} // namespace

std::vector<StrongCandidate> strongCandidates(const JoinTable& table, std::uint64_t& common) {
    return Finder(table, common).find();
}

} // namespace echelle::dialog
