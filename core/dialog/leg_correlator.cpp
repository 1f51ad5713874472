#include "core/dialog/leg_correlator.h"

#include "core/base/text.h"
#include "core/dialog/join_candidates.h"
#include "core/dialog/text_hash.h"
#include "core/sip/address.h"
#include "core/sip/sdp.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>

namespace echelle::dialog {

namespace {
using Set = JoinTable::Set;

constexpr Duration kReferWindow = Duration::seconds(32); // 64*T1: who is sent elsewhere calls there at once

struct StrategyName {
    StrongJoin strategy;
    std::string_view name;
    int score;
};
constexpr std::array<StrategyName, 7> kStrong{{{StrongJoin::SessionId, "session-id", 100},
                                               {StrongJoin::Replaces, "replaces", 100},
                                               {StrongJoin::CallId, "call-id", 100},
                                               {StrongJoin::Icid, "icid", 95},
                                               {StrongJoin::ViaBranch, "via-branch", 95},
                                               {StrongJoin::SdpOrigin, "sdp-origin", 90},
                                               {StrongJoin::ReferTo, "refer-to", 90}}};
constexpr std::array<std::pair<unsigned, std::string_view>, 5> kWeak{{{weak::kCalledNumber, "called-number"},
                                                                      {weak::kCallingNumber, "calling-number"},
                                                                      {weak::kCallerMedia, "caller-media"},
                                                                      {weak::kCalleeMedia, "callee-media"},
                                                                      {weak::kCalledUser, "called-user"}}};
constexpr int kUserScore = 100;
constexpr int kFirstSignScore = 40; // and 25 for each further one
constexpr int kFurtherSignScore = 25;
constexpr int kMostWeak = 85; // never as much as a strong join

// Numbers are equal where the shorter ends the longer: the rest is how the plan writes prefixes.
bool areSameNumber(const std::string& a, const std::string& b) {
    constexpr std::size_t kDigits = 7;
    return a.size() >= kDigits && b.size() >= kDigits &&
           std::string_view(a).substr(a.size() - kDigits) == std::string_view(b).substr(b.size() - kDigits);
}

std::string evidenceText(std::string_view text) {
    constexpr std::size_t kMax = 200;
    return toValidUtf8(text.substr(0, kMax));
}

// An edge between two sets, verified.
struct Edge {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::string strategy;
    int score = 0;
    std::string evidence;
    bool isAmbiguous = false;
};

class Forest {
public:
    explicit Forest(std::size_t size) : m_parent(size), m_size(size, 1) {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    std::uint32_t root(std::uint32_t x) {
        while (m_parent[x] != x)
            x = m_parent[x] = m_parent[m_parent[x]];
        return x;
    }
    bool isOne(std::uint32_t a, std::uint32_t b) { return root(a) == root(b); }
    void forbid(std::uint32_t a, std::uint32_t b) { m_apart.emplace_back(a, b); }
    // False where the user keeps two of them apart, or the call would grow too large.
    bool unite(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        if (m_size[a] + m_size[b] > LegCorrelator::kMaxRows)
            return false;
        for (const auto& [x, y] : m_apart) {
            const std::uint32_t rx = root(x);
            const std::uint32_t ry = root(y);
            if ((rx == a && ry == b) || (rx == b && ry == a))
                return false;
        }
        m_parent[std::max(a, b)] = std::min(a, b);
        m_size[std::min(a, b)] += m_size[std::max(a, b)];
        return true;
    }

private:
    std::vector<std::uint32_t> m_parent;
    std::vector<std::size_t> m_size;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_apart;
};

class Correlating {
public:
    Correlating(const JoinTable& table, const LegCorrelator::ReadMessage& read)
        : m_table(table), m_read(read), m_forest(table.sets().size()) {}

    Correlation run(const std::vector<UserJoin>& links) {
        followUser(links);
        Correlation result;
        joinStrong(result.commonKeys);
        joinWeak();
        collect(result);
        return result;
    }

private:
    const Set& set(std::uint32_t index) const { return m_table.sets()[index]; }

    std::optional<std::uint32_t> indexOf(RowId row) const {
        const auto& sets = m_table.sets();
        const auto found =
            std::lower_bound(sets.begin(), sets.end(), row, [](const Set& s, RowId r) { return s.row < r; });
        if (found == sets.end() || found->row != row)
            return std::nullopt;
        return static_cast<std::uint32_t>(found - sets.begin());
    }

    void followUser(const std::vector<UserJoin>& links) {
        std::map<std::pair<std::uint32_t, std::uint32_t>, bool> words; // the latest of a pair
        for (const UserJoin& link : links) {
            const auto a = indexOf(link.a);
            const auto b = indexOf(link.b);
            if (a && b && *a != *b)
                words[std::minmax(*a, *b)] = link.isJoined;
        }
        for (const auto& [pair, isJoined] : words) {
            if (isJoined)
                continue;
            m_forest.forbid(pair.first, pair.second);
            m_unlinked.push_back({pair.first, pair.second, "unlinked", 0, {}, true});
        }
        for (const auto& [pair, isJoined] : words)
            if (isJoined)
                join({pair.first, pair.second, "user", kUserScore, {}, false});
    }

    // Of two legs side by side first: so a chain of three hops is joined hop by hop.
    void joinStrong(std::uint64_t& common) {
        std::vector<Edge> edges;
        for (const StrongCandidate& c : strongCandidates(m_table, common))
            if (auto edge = verified(c))
                edges.push_back(std::move(*edge));
        const auto rank = [this](const Edge& e) {
            const Timestamp x = set(e.a).invited;
            const Timestamp y = set(e.b).invited;
            const std::int64_t apart = !x.isValid() || !y.isValid() ? INT64_MAX : x < y ? (y - x).ns : (x - y).ns;
            return std::tuple(e.isAmbiguous, !m_table.isAdjacent(e.a, e.b) && !m_table.isAdjacent(e.b, e.a), -e.score,
                              apart, std::min(e.a, e.b), std::max(e.a, e.b));
        };
        std::stable_sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) { return rank(a) < rank(b); });
        for (Edge& edge : edges)
            join(std::move(edge));
    }

    void joinWeak() {
        std::vector<bool> isFree(m_table.sets().size(), true);
        for (const Edge& e : m_joins)
            for (const auto& [before, after] : {std::pair(e.a, e.b), std::pair(e.b, e.a)})
                if (m_table.isAdjacent(before, after) && m_table.isUpstream(before, after))
                    isFree[after] = false;
        std::vector<WeakCandidate> candidates = weakCandidates(m_table, isFree);
        candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                        [this](const WeakCandidate& c) { return m_forest.isOne(c.a, c.b); }),
                         candidates.end());
        std::map<std::uint32_t, int> after;
        std::map<std::uint32_t, int> before;
        const auto isStrongEnough = [](const WeakCandidate& c) { return (c.signs & (c.signs - 1)) != 0; };
        for (const WeakCandidate& c : candidates)
            if (isStrongEnough(c)) {
                ++after[c.a];
                ++before[c.b];
            }
        // One sign is a hint only where nothing better speaks for either call.
        std::map<std::uint32_t, int> hintsAfter;
        std::map<std::uint32_t, int> hintsBefore;
        for (const WeakCandidate& c : candidates)
            if (!isStrongEnough(c)) {
                ++hintsAfter[c.a];
                ++hintsBefore[c.b];
            }
        for (const WeakCandidate& c : candidates) {
            const bool isPair = isStrongEnough(c);
            if (!isPair &&
                (after.count(c.a) != 0 || before.count(c.b) != 0 || hintsAfter[c.a] > 1 || hintsBefore[c.b] > 1))
                continue;
            auto edge = verified(c);
            if (!edge)
                continue;
            edge->isAmbiguous =
                !isPair || after[c.a] > 1 || before[c.b] > 1 || edge->score < kFirstSignScore + kFurtherSignScore;
            join(std::move(*edge));
        }
    }

    void join(Edge edge) {
        if (m_forest.isOne(edge.a, edge.b))
            return;
        if (edge.isAmbiguous || !m_forest.unite(edge.a, edge.b))
            m_possible.push_back(std::move(edge));
        else
            m_joins.push_back(std::move(edge));
    }

    // Reads a message once more; sip::Message points into bytes.
    bool load(EventId event, StoredMessage& stored, sip::Message& m) const {
        if (!event.isValid() || !m_read(event, stored))
            return false;
        sip::parse(stored.bytes, m);
        return true;
    }

    static std::string keyText(const sip::Message& m, JoinKey kind, std::uint64_t hash, std::string* header = nullptr) {
        std::string text;
        eachJoinKey(m, [&](const JoinKeyText& key) {
            std::uint64_t h = hashOfKey(key);
            if (kind == JoinKey::ReferTo)
                h = static_cast<std::uint32_t>(h ^ h >> 32);
            if (key.key != kind || h != hash || !text.empty())
                return;
            text = key.text;
            if (header != nullptr)
                *header = key.header;
        });
        return text;
    }

    std::optional<Edge> verified(const StrongCandidate& c) const {
        StoredMessage storedA;
        StoredMessage storedB;
        sip::Message a;
        sip::Message b;
        if (!load(c.eventA, storedA, a) || !load(c.eventB, storedB, b))
            return std::nullopt;
        const std::string evidence = evidenceOf(c, a, storedA, b, storedB);
        if (evidence.empty())
            return std::nullopt;
        const auto name = std::find_if(kStrong.begin(), kStrong.end(),
                                       [&](const StrategyName& n) { return n.strategy == c.strategy; });
        // Referred-By (RFC 3892) names the call that was transferred, not one that went through.
        const bool isReferred = c.strategy == StrongJoin::CallId && startsWithNoCase(evidence, "Referred-By: ");
        return Edge{c.a,
                    c.b,
                    isReferred ? "referred-by" : std::string(name->name),
                    name->score,
                    evidenceText(evidence),
                    c.isAmbiguous};
    }

    // What both messages say; "" where only the hashes agree.
    std::string evidenceOf(const StrongCandidate& c, const sip::Message& a, const StoredMessage& storedA,
                           const sip::Message& b, const StoredMessage& storedB) const {
        std::string header;
        switch (c.strategy) {
        case StrongJoin::SessionId:
        case StrongJoin::Icid: {
            const JoinKey kind = c.strategy == StrongJoin::SessionId ? JoinKey::SessionId : JoinKey::Icid;
            const std::string text = keyText(a, kind, c.hash);
            return text == keyText(b, kind, c.hash) ? text : std::string();
        }
        case StrongJoin::CallId: {
            if (a.callId == b.callId)
                return std::string(a.callId);
            const std::string text = keyText(a, JoinKey::CallId, c.hash, &header);
            return text == b.callId ? header + ": " + text : std::string();
        }
        case StrongJoin::Replaces: {
            const std::string text = keyText(a, JoinKey::Replaces, c.hash, &header);
            return text == b.callId ? header + ": " + text : std::string();
        }
        case StrongJoin::ViaBranch: {
            const std::string text = keyText(a, JoinKey::ViaBranch, c.hash);
            return text == b.topBranch ? text : std::string();
        }
        case StrongJoin::SdpOrigin:
            return sameOrigin(a, b);
        case StrongJoin::ReferTo: {
            const std::string text = keyText(a, JoinKey::ReferTo, c.hash);
            const bool isSender =
                storedA.to.address == storedB.from.address && storedA.to.device == storedB.from.device;
            const bool isSoon = !storedA.time.isValid() || !storedB.time.isValid() ||
                                (storedB.time >= storedA.time && storedB.time - storedA.time <= kReferWindow);
            return isSender && isSoon && text == targetOf(b.requestUri) ? text : std::string();
        }
        }
        return {};
    }

    static std::string sameOrigin(const sip::Message& a, const sip::Message& b) {
        sip::Sdp x;
        sip::Sdp y;
        sip::parseSdp(sip::sdpOf(a.value(sip::HeaderId::ContentType), a.body), x);
        sip::parseSdp(sip::sdpOf(b.value(sip::HeaderId::ContentType), b.body), y);
        const bool isSame = !x.originSessionId.empty() && x.originUser == y.originUser &&
                            x.originSessionId == y.originSessionId && x.originAddress == y.originAddress;
        if (!isSame)
            return {};
        return "o=" + std::string(x.originUser) + " " + std::string(x.originSessionId) + " " +
               std::string(x.originAddress);
    }

    // Numbers are compared as texts again; addresses of media are those of the hash.
    std::optional<Edge> verified(const WeakCandidate& c) const {
        StoredMessage storedA;
        StoredMessage storedB;
        sip::Message a;
        sip::Message b;
        if (!load(set(c.a).invite, storedA, a) || !load(set(c.b).invite, storedB, b))
            return std::nullopt;
        std::vector<std::pair<std::string_view, std::string>> signs;
        for (const auto& [sign, name] : kWeak) {
            if ((c.signs & sign) == 0)
                continue;
            if (const std::string text = textOfSign(sign, c, a, b); !text.empty())
                signs.emplace_back(name, text);
        }
        if (signs.empty())
            return std::nullopt;
        Edge edge{c.a, c.b, {}, 0, {}, false};
        for (const auto& [name, text] : signs) {
            edge.strategy += (edge.strategy.empty() ? "" : "+") + std::string(name);
            edge.evidence += (edge.evidence.empty() ? "" : ", ") + evidenceText(text);
        }
        const int further = static_cast<int>(signs.size()) - 1;
        edge.score = std::min(kMostWeak, kFirstSignScore + kFurtherSignScore * further);
        return edge;
    }

    std::string textOfSign(unsigned sign, const WeakCandidate& c, const sip::Message& a, const sip::Message& b) const {
        switch (sign) {
        case weak::kCalledNumber:
            return areSameNumber(calledNumber(a), calledNumber(b)) ? calledNumber(b) : std::string();
        case weak::kCallingNumber:
            return areSameNumber(callingNumber(a), callingNumber(b)) ? callingNumber(b) : std::string();
        case weak::kCalledUser: {
            const auto x = sip::parseUri(a.requestUri);
            const auto y = sip::parseUri(b.requestUri);
            return x && y && x->user == y->user ? std::string(x->user) : std::string();
        }
        case weak::kCallerMedia:
            return sharedMedia(c.a, c.b, JoinKey::CallerMedia);
        default:
            return sharedMedia(c.a, c.b, JoinKey::CalleeMedia);
        }
    }

    // The address that descriptions of both sets name.
    std::string sharedMedia(std::uint32_t a, std::uint32_t b, JoinKey kind) const {
        const auto& keys = m_table.keys();
        const auto keysOf = [&](std::uint32_t s) {
            return std::equal_range(keys.begin(), keys.end(), JoinTable::Key{0, {}, s, kind},
                                    [](const auto& x, const auto& y) { return x.set < y.set; });
        };
        const auto [firstA, endA] = keysOf(a);
        const auto [firstB, endB] = keysOf(b);
        for (auto x = firstA; x != endA; ++x)
            for (auto y = firstB; y != endB; ++y) {
                if (x->key != kind || y->key != kind || x->hash != y->hash)
                    continue;
                StoredMessage storedX;
                StoredMessage storedY;
                sip::Message mx;
                sip::Message my;
                if (!load(x->event, storedX, mx) || !load(y->event, storedY, my))
                    continue;
                if (const std::string text = audioAddress(mx); text == audioAddress(my))
                    return text;
            }
        return {};
    }

    LegJoin joinOf(const Edge& e) const {
        const bool isForward = m_table.isUpstream(e.a, e.b);
        return {set(isForward ? e.a : e.b).row, set(isForward ? e.b : e.a).row, e.strategy, e.score, e.evidence};
    }

    void collect(Correlation& result) {
        std::map<std::uint32_t, JoinedRows> calls;
        for (const Edge& e : m_joins) {
            JoinedRows& call = calls[m_forest.root(e.a)];
            call.joins.push_back(joinOf(e));
            call.rows.push_back(set(e.a).row);
            call.rows.push_back(set(e.b).row);
        }
        for (auto& [root, call] : calls) {
            std::sort(call.rows.begin(), call.rows.end());
            call.rows.erase(std::unique(call.rows.begin(), call.rows.end()), call.rows.end());
            result.calls.push_back(std::move(call));
        }
        m_possible.insert(m_possible.end(), m_unlinked.begin(), m_unlinked.end()); // after what speaks for them
        std::map<RowId, std::size_t> listed;
        for (const Edge& e : m_possible) {
            if (m_forest.isOne(e.a, e.b))
                continue;
            LegJoin join = joinOf(e);
            if (listed[join.a] >= LegCorrelator::kMaxPossible || listed[join.b] >= LegCorrelator::kMaxPossible)
                continue;
            ++listed[join.a];
            ++listed[join.b];
            result.possible.push_back(std::move(join));
        }
        std::stable_sort(result.possible.begin(), result.possible.end(),
                         [](const LegJoin& x, const LegJoin& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
        const auto isSamePair = [](const LegJoin& x, const LegJoin& y) { return x.a == y.a && x.b == y.b; };
        result.possible.erase(std::unique(result.possible.begin(), result.possible.end(), isSamePair),
                              result.possible.end());
    }

    const JoinTable& m_table;
    const LegCorrelator::ReadMessage& m_read;
    Forest m_forest;
    std::vector<Edge> m_joins;
    std::vector<Edge> m_possible;
    std::vector<Edge> m_unlinked; // by the user
};
} // namespace

Correlation LegCorrelator::correlate(const std::vector<UserJoin>& links, const ReadMessage& read) {
    m_table.sort();
    return Correlating(m_table, read).run(links);
}

} // namespace echelle::dialog
