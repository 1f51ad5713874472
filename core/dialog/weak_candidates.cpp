#include "core/dialog/join_candidates.h"
#include "core/dialog/leg_correlator.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace echelle::dialog {

namespace {
using Key = JoinTable::Key;
using Set = JoinTable::Set;

constexpr std::size_t kMaxEach = LegCorrelator::kMaxPossible;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t h = (a ^ b * 0xc2b2ae3d27d4eb4fULL) * 0x9e3779b97f4a7c15ULL;
    return h ^ h >> 31;
}

// What a set shows of one sign: no, one or some values.
using Values = std::array<std::uint64_t, 5>; // 0 after the last

class Finder {
public:
    Finder(const JoinTable& table, const std::vector<bool>& isFree) : m_table(table), m_isFree(isFree) {
        m_firstKey.resize(table.sets().size() + 1, static_cast<std::uint32_t>(table.keys().size()));
        for (std::size_t k = table.keys().size(); k-- > 0;)
            m_firstKey[table.keys()[k].set] = static_cast<std::uint32_t>(k);
        for (std::size_t s = table.sets().size(); s-- > 0;)
            m_firstKey[s] = std::min(m_firstKey[s], m_firstKey[s + 1]);
        findPlaces();
    }

    std::vector<WeakCandidate> find() {
        if (m_before.empty() || m_after.empty())
            return {};
        constexpr std::array<unsigned, 4> kSigns{weak::kCalledNumber, weak::kCallingNumber, weak::kCallerMedia,
                                                 weak::kCalleeMedia};
        for (std::size_t i = 0; i < kSigns.size(); ++i)
            for (std::size_t j = i + 1; j < kSigns.size(); ++j)
                match(kSigns[i] | kSigns[j], kMaxEach);
        for (const unsigned sign : {weak::kCalledNumber, weak::kCallerMedia, weak::kCalleeMedia, weak::kCalledUser})
            match(sign, 2);
        return merged();
    }

private:
    // Only calls that some B2BUA received, and calls that it may have sent on.
    void findPlaces() {
        std::vector<bool> isSender(m_table.hosts());
        std::vector<bool> isReceiver(m_table.hosts());
        for (const Set& s : m_table.sets()) {
            if (s.senderHost == JoinTable::kNoHost || !s.invited.isValid())
                continue;
            isSender[s.senderHost] = true;
            isReceiver[s.receiverHost] = true;
        }
        for (std::uint32_t i = 0; i < m_table.sets().size(); ++i) {
            const Set& s = m_table.sets()[i];
            if (s.senderHost == JoinTable::kNoHost || !s.invited.isValid())
                continue;
            if (isSender[s.receiverHost])
                m_before.push_back(i);
            if (isReceiver[s.senderHost] && m_isFree[i])
                m_after.push_back(i);
        }
    }

    // isBefore: as the leg before the B2BUA, whose own media the caller's side names first.
    Values valuesOf(std::uint32_t set, unsigned sign, bool isBefore) const {
        const Set& s = m_table.sets()[set];
        Values values{};
        if (sign == weak::kCalledNumber || sign == weak::kCalledUser) {
            if (s.isCalledShort == (sign == weak::kCalledUser))
                values[0] = s.calledNumber;
            return values;
        }
        if (sign == weak::kCallingNumber) {
            values[0] = s.callingNumber;
            return values;
        }
        const JoinKey kind = sign == weak::kCallerMedia ? JoinKey::CallerMedia : JoinKey::CalleeMedia;
        const bool isFirstOnly = isBefore == (sign == weak::kCallerMedia);
        std::size_t n = 0;
        for (std::uint32_t k = m_firstKey[set]; k < m_firstKey[set + 1] && n + 1 < values.size(); ++k) {
            if (m_table.keys()[k].key != kind)
                continue;
            values[n++] = m_table.keys()[k].hash;
            if (isFirstOnly)
                break;
        }
        return values;
    }

    // Hashes of all values that a set shows of the one or two signs, at a host.
    void eachHash(std::uint32_t set, unsigned signs, bool isBefore, std::vector<std::uint64_t>& into) const {
        into.clear();
        const unsigned one = signs & (~signs + 1);
        const unsigned two = signs & ~one;
        const Set& s = m_table.sets()[set];
        const std::uint64_t host = isBefore ? s.receiverHost : s.senderHost;
        for (const std::uint64_t first : valuesOf(set, one, isBefore)) {
            if (first == 0)
                break;
            if (two == 0) {
                into.push_back(mix(mix(host + 1, first), 0));
                continue;
            }
            for (const std::uint64_t second : valuesOf(set, two, isBefore)) {
                if (second == 0)
                    break;
                into.push_back(mix(mix(host + 1, first), second));
            }
        }
    }

    void match(unsigned signs, std::size_t limit) {
        struct Entry {
            std::uint64_t hash;
            Timestamp time;
            std::uint32_t set;
        };
        std::vector<Entry> after;
        std::vector<std::uint64_t> hashes;
        for (const std::uint32_t set : m_after) {
            eachHash(set, signs, false, hashes);
            for (const std::uint64_t hash : hashes)
                after.push_back({hash, m_table.sets()[set].invited, set});
        }
        std::sort(after.begin(), after.end(), [](const Entry& a, const Entry& b) {
            return std::tie(a.hash, a.time, a.set) < std::tie(b.hash, b.time, b.set);
        });
        for (const std::uint32_t set : m_before) {
            const Timestamp from = m_table.sets()[set].invited;
            const Timestamp end = m_table.windowEnd(set);
            eachHash(set, signs, true, hashes);
            for (const std::uint64_t hash : hashes) {
                const auto first =
                    std::lower_bound(after.begin(), after.end(), std::tie(hash, from),
                                     [](const Entry& a, const auto& b) { return std::tie(a.hash, a.time) < b; });
                std::size_t looked = 0;
                std::size_t count = 0;
                for (auto e = first; e != after.end() && e->hash == hash && e->time <= end && count < limit; ++e) {
                    if (++looked > kMaxLooked)
                        break;
                    if (e->set == set || m_table.areSiblings(set, e->set) || !m_table.isUpstream(set, e->set))
                        continue;
                    m_found.push_back({set, e->set, signs});
                    ++count;
                }
            }
        }
    }

    std::vector<WeakCandidate> merged() {
        std::sort(m_found.begin(), m_found.end(), [](const WeakCandidate& a, const WeakCandidate& b) {
            return std::tie(a.a, a.b) < std::tie(b.a, b.b);
        });
        std::vector<WeakCandidate> all;
        for (const WeakCandidate& c : m_found) {
            if (!all.empty() && all.back().a == c.a && all.back().b == c.b)
                all.back().signs |= c.signs;
            else
                all.push_back(c);
        }
        return all;
    }

    static constexpr std::size_t kMaxLooked = 256; // calls of equal signs in one window

    const JoinTable& m_table;
    const std::vector<bool>& m_isFree;
    std::vector<std::uint32_t> m_firstKey; // of each set
    std::vector<std::uint32_t> m_before;   // legs that end where another begins
    std::vector<std::uint32_t> m_after;    // legs that begin where another ends
    std::vector<WeakCandidate> m_found;
};
} // namespace

std::vector<WeakCandidate> weakCandidates(const JoinTable& table, const std::vector<bool>& isFree) {
    return Finder(table, isFree).find();
}

} // namespace echelle::dialog
