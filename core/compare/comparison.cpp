#include "core/compare/comparison.h"

#include "core/compare/exchange_pairs.h"
#include "core/sip/summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace echelle::compare {

namespace {

constexpr std::array<std::string_view, 8> kKinds = {"status", "header",  "sdp",       "missing",
                                                    "delay",  "repeats", "direction", "leg"};

// A message of one side and the exchange it is a step of.
struct StepRef {
    std::size_t exchange = kNone;
    std::size_t step = kNone;
    [[nodiscard]] bool isValid() const { return exchange != kNone; }
};

struct StepPair {
    StepRef a;
    StepRef b;
    bool isExchangePaired = false; // the transaction has a counterpart
    bool isFirst = false;          // of its transaction
};

bool isAck(const ParsedSide& side, const Step& step) {
    return step.status == 0 && side.messages[step.message].method == sip::Method::Ack;
}

class Comparer {
public:
    Comparer(const CallSide& a, const CallSide& b) : m_a(a), m_b(b) {}

    Comparison compare() {
        m_legs = pairLegs(m_a, m_b);
        m_exchanges = pairExchanges(m_a, m_b, m_legs);
        m_counterparts = counterpartsOf(m_a, m_b, m_legs, m_exchanges);
        std::vector<StepPair> pairs = pairAllSteps();
        pairAcks(pairs);
        makeRows(inOrder(std::move(pairs)));
        m_result.parties = m_counterparts.parties();
        m_result.isCut = m_a.side.isCut || m_b.side.isCut;
        choose();
        return std::move(m_result);
    }

private:
    static const Step& stepOf(const ParsedSide& side, StepRef ref) {
        return side.exchanges[ref.exchange].steps[ref.step];
    }
    static const Exchange& exchangeOf(const ParsedSide& side, StepRef ref) { return side.exchanges[ref.exchange]; }

    [[nodiscard]] std::vector<StepPair> pairAllSteps() const {
        std::vector<StepPair> pairs;
        for (const AlignedPair& pair : m_exchanges) {
            const bool isPaired = pair.a != kNone && pair.b != kNone;
            const auto steps = isPaired ? pairSteps(m_a, m_a.exchanges[pair.a], m_b, m_b.exchanges[pair.b])
                                        : align(pair.a == kNone ? 0 : m_a.exchanges[pair.a].steps.size(),
                                                pair.b == kNone ? 0 : m_b.exchanges[pair.b].steps.size(),
                                                [](auto, auto) { return 0; });
            for (std::size_t i = 0; i < steps.size(); ++i)
                pairs.push_back({steps[i].a == kNone ? StepRef() : StepRef{pair.a, steps[i].a},
                                 steps[i].b == kNone ? StepRef() : StepRef{pair.b, steps[i].b}, isPaired, i == 0});
        }
        return pairs;
    }

    // Where the final responses differ, one ACK is part of the INVITE and the other is not: they belong together.
    void pairAcks(std::vector<StepPair>& pairs) const {
        std::map<std::pair<std::size_t, std::uint32_t>, std::size_t> lone; // exchange in B of the INVITE, its CSeq
        const auto inviteOf = [](const ParsedSide& side, StepRef ref) {
            const std::uint32_t number = side.messages[stepOf(side, ref).message].cseq.number;
            const std::size_t leg = exchangeOf(side, ref).leg;
            for (std::size_t i = 0; i < side.exchanges.size(); ++i) {
                const Exchange& e = side.exchanges[i];
                if (e.leg == leg && e.method == sip::Method::Invite &&
                    side.messages[e.steps.front().message].cseq.number == number)
                    return i;
            }
            return kNone;
        };
        const auto partnerOf = [this](std::size_t exchangeOfA) {
            for (const AlignedPair& pair : m_exchanges)
                if (pair.a == exchangeOfA)
                    return pair.b;
            return kNone;
        };
        for (StepPair& ofA : pairs) {
            if (!ofA.a.isValid() || ofA.b.isValid() || !isAck(m_a, stepOf(m_a, ofA.a)))
                continue;
            const std::size_t invite = partnerOf(inviteOf(m_a, ofA.a));
            const auto ofB = std::find_if(pairs.begin(), pairs.end(), [&](const StepPair& p) {
                return invite != kNone && p.b.isValid() && !p.a.isValid() && isAck(m_b, stepOf(m_b, p.b)) &&
                       inviteOf(m_b, p.b) == invite;
            });
            if (ofB == pairs.end())
                continue;
            ofA.b = std::exchange(ofB->b, StepRef());
            ofA.isExchangePaired = true;
        }
        std::erase_if(pairs, [](const StepPair& p) { return !p.a.isValid() && !p.b.isValid(); });
    }

    // The order of call A; what only call B has stands where call B has it.
    [[nodiscard]] std::vector<StepPair> inOrder(std::vector<StepPair> pairs) const {
        const auto ofA = [this](const StepPair& p) { return p.a.isValid() ? stepOf(m_a, p.a).message : kNone; };
        const auto ofB = [this](const StepPair& p) { return p.b.isValid() ? stepOf(m_b, p.b).message : kNone; };
        std::vector<StepPair> alone;
        std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(alone),
                     [](const StepPair& p) { return !p.a.isValid(); });
        std::erase_if(pairs, [](const StepPair& p) { return !p.a.isValid(); });
        std::sort(pairs.begin(), pairs.end(), [&](const auto& l, const auto& r) { return ofA(l) < ofA(r); });
        std::sort(alone.begin(), alone.end(), [&](const auto& l, const auto& r) { return ofB(l) < ofB(r); });
        std::vector<StepPair> merged;
        auto next = alone.begin();
        for (const StepPair& pair : pairs) {
            for (; pair.b.isValid() && next != alone.end() && ofB(*next) < ofB(pair); ++next)
                merged.push_back(*next);
            merged.push_back(pair);
        }
        merged.insert(merged.end(), next, alone.end());
        return merged;
    }

    [[nodiscard]] static RowMessage messageOf(const ParsedSide& side, StepRef ref) {
        const Step& step = stepOf(side, ref);
        const CallMessage& message = side.side.messages[step.message];
        RowMessage made{message.id, sip::summary(side.messages[step.message]), {}, step.sends, step.status == 0, true};
        made.isFromCaller = exchangeOf(side, ref).isFromInitiator == made.isRequest;
        const Timestamp start = side.side.messages.front().time;
        if (start.isValid() && message.time.isValid())
            made.since = message.time - start;
        return made;
    }

    // Legs as call A counts them, those of call B alone after them.
    [[nodiscard]] std::size_t legOf(const StepPair& pair) const {
        if (pair.a.isValid())
            return exchangeOf(m_a, pair.a).leg;
        const std::size_t leg = exchangeOf(m_b, pair.b).leg;
        std::size_t alone = m_a.legs.size();
        for (const AlignedPair& each : m_legs) {
            if (each.b == leg)
                return each.a == kNone ? alone : each.a;
            alone += each.a == kNone ? 1 : 0;
        }
        return alone;
    }

    void makeRows(const std::vector<StepPair>& pairs) {
        for (const StepPair& pair : pairs) {
            Row& row = m_result.rows.emplace_back();
            row.leg = legOf(pair);
            row.method = pair.a.isValid() ? exchangeOf(m_a, pair.a).methodText : exchangeOf(m_b, pair.b).methodText;
            if (pair.a.isValid())
                row.a = messageOf(m_a, pair.a);
            if (pair.b.isValid())
                row.b = messageOf(m_b, pair.b);
            if (row.a && row.b)
                compareMessages(pair);
            else
                tellMissing(pair);
        }
    }

    Divergence& add(DivergenceKind kind) {
        Divergence& made = m_result.divergences.emplace_back();
        made.kind = kind;
        made.row = m_result.rows.size() - 1;
        return made;
    }

    [[nodiscard]] bool isLegAlone(const ParsedSide& side, StepRef ref) const {
        const bool isOfA = &side == &m_a;
        const std::size_t leg = exchangeOf(side, ref).leg;
        return std::any_of(m_legs.begin(), m_legs.end(), [&](const AlignedPair& p) {
            return (isOfA ? p.a : p.b) == leg && (isOfA ? p.b : p.a) == kNone;
        });
    }

    // A leg or a transaction is missed once, at its first message.
    void tellMissing(const StepPair& pair) {
        const bool isOfA = pair.a.isValid();
        const ParsedSide& side = isOfA ? m_a : m_b;
        const StepRef ref = isOfA ? pair.a : pair.b;
        if (isLegAlone(side, ref)) {
            const std::size_t index = exchangeOf(side, ref).leg;
            if (!m_toldLegs.emplace(isOfA, index).second)
                return;
            const Leg& leg = side.legs[index];
            Divergence& told = add(DivergenceKind::Leg);
            told.name = leg.from.toString() + " → " + leg.to.toString();
            (isOfA ? told.isOnlyInA : told.isOnlyInB) = true;
            return;
        }
        if (!pair.isExchangePaired && !pair.isFirst)
            return;
        Divergence& told = add(DivergenceKind::Missing);
        (isOfA ? told.isOnlyInA : told.isOnlyInB) = true;
        const int status = stepOf(side, ref).status;
        if (const Exchange& exchange = exchangeOf(side, ref); !pair.isExchangePaired && exchange.steps.size() > 1)
            told.name = answerTo(side, exchange);
        // A hop may answer at once instead (RFC 3261 section 8.2.6.1); and where the end is another, the way to it is.
        told.isIncidental = status == 100 || (status > 100 && status < 200 && isEndOther(pair));
    }

    // The last final response of a transaction, "401 Unauthorized"; "" where there is none.
    static std::string answerTo(const ParsedSide& side, const Exchange& exchange) {
        std::string answer;
        for (const Step& step : exchange.steps)
            if (step.status >= 200)
                answer = statusOf(side.messages[step.message]);
        return answer;
    }

    // The transaction, which both calls have, ends with a final response of another class.
    [[nodiscard]] bool isEndOther(const StepPair& pair) const {
        const bool isOfA = pair.a.isValid();
        const std::size_t exchange = isOfA ? pair.a.exchange : pair.b.exchange;
        for (const AlignedPair& each : m_exchanges)
            if ((isOfA ? each.a : each.b) == exchange && each.a != kNone && each.b != kNone)
                return m_a.exchanges[each.a].finalStatus / 100 != m_b.exchanges[each.b].finalStatus / 100;
        return false;
    }

    void compareMessages(const StepPair& pair) {
        const Step& ofA = stepOf(m_a, pair.a);
        const Step& ofB = stepOf(m_b, pair.b);
        const bool isSameSender = exchangeOf(m_a, pair.a).isFromInitiator == exchangeOf(m_b, pair.b).isFromInitiator;
        if (!isSameSender) {
            if (pair.isFirst) {
                const auto word = [](const Exchange& e) { return e.isFromInitiator ? "caller" : "callee"; };
                Divergence& told = add(DivergenceKind::Direction);
                told.a = word(exchangeOf(m_a, pair.a));
                told.b = word(exchangeOf(m_b, pair.b));
            }
        } else if (!isAck(m_a, ofA) || isSameKindOfAck(pair)) {
            compareContents(ofA, ofB);
        }
        if ((ofA.sends > 1) != (ofB.sends > 1)) {
            Divergence& told = add(DivergenceKind::Repeats);
            told.a = std::to_string(ofA.sends);
            told.b = std::to_string(ofB.sends);
        }
        compareSpans(pair);
    }

    // The ACK to a 2xx has a route of its own, that to a failure goes the way of its INVITE.
    [[nodiscard]] bool isSameKindOfAck(const StepPair& pair) const {
        return exchangeOf(m_a, pair.a).method == exchangeOf(m_b, pair.b).method;
    }

    void compareContents(const Step& ofA, const Step& ofB) {
        sip::Message shownA;
        sip::Message shownB;
        const auto shown = [](const ParsedSide& side, const Step& step, sip::Message& into) -> const sip::Message& {
            const CallMessage& message = side.side.messages[step.message];
            if (message.shown.empty())
                return side.messages[step.message];
            sip::parse(message.shown, into);
            return into;
        };
        for (Difference& d : differencesOf(m_a.messages[ofA.message], shown(m_a, ofA, shownA),
                                           m_b.messages[ofB.message], shown(m_b, ofB, shownB), m_counterparts)) {
            // The fields that every message of a dialog repeats are told once per leg and sender.
            const bool isEchoed = d.name == "From" || d.name == "To" || d.name == "Via" || d.name == "Record-Route";
            const bool isRequest = ofA.status == 0 || isEchoed;
            if (d.kind == DifferenceKind::Header && !d.sameness.empty() &&
                !m_toldHeaders.emplace(m_result.rows.back().leg, isRequest, d.name, d.sameness).second)
                continue;
            Divergence& told = add(d.kind == DifferenceKind::Status   ? DivergenceKind::Status
                                   : d.kind == DifferenceKind::Header ? DivergenceKind::Header
                                                                      : DivergenceKind::Sdp);
            told.name = std::move(d.name);
            told.a = std::move(d.a);
            told.b = std::move(d.b);
            told.isOnlyInA = d.isOnlyInA;
            told.isOnlyInB = d.isOnlyInB;
            told.isIncidental = d.isIncidental;
        }
    }

    // From the request to this response. An answer after ringing is a person's, and so is the moment of hanging up.
    [[nodiscard]] static std::optional<Duration> spanTo(const ParsedSide& side, StepRef ref) {
        const Exchange& exchange = exchangeOf(side, ref);
        const Step& step = stepOf(side, ref);
        if (step.status == 0 || exchange.steps.front().status != 0)
            return std::nullopt;
        const bool isRinging = std::any_of(exchange.steps.begin(), exchange.steps.end(),
                                           [](const Step& s) { return s.status > 100 && s.status < 200; });
        if (exchange.method == sip::Method::Invite && step.status >= 200 && isRinging)
            return std::nullopt;
        const Timestamp asked = side.side.messages[exchange.steps.front().message].time;
        const Timestamp answered = side.side.messages[step.message].time;
        return asked.isValid() && answered.isValid() ? std::optional(answered - asked) : std::nullopt;
    }

    void compareSpans(const StepPair& pair) {
        const auto ofA = spanTo(m_a, pair.a);
        const auto ofB = spanTo(m_b, pair.b);
        if (!ofA || !ofB)
            return;
        const Duration shorter = std::min(*ofA, *ofB);
        const Duration longer = std::max(*ofA, *ofB);
        const std::int64_t more = longer.ns - shorter.ns;
        if (shorter.ns < 0 || more <= Duration::seconds(1).ns || more < shorter.ns)
            return;
        Divergence& told = add(DivergenceKind::Delay);
        told.spanA = *ofA;
        told.spanB = *ofB;
    }

    // A final response to a request that opens a dialog, of another class; else the first final one of another class.
    void choose() {
        auto& all = m_result.divergences;
        for (std::size_t i = 0; i < all.size() && m_result.first == kNone; ++i)
            if (!all[i].isIncidental)
                m_result.first = i;
        if (m_result.first == kNone && !all.empty())
            m_result.first = 0;
        const auto classOf = [](const std::string& status) { return status.empty() ? '0' : status.front(); };
        for (std::size_t i = 0; i < all.size() && m_result.outcome == kNone; ++i)
            if (all[i].kind == DivergenceKind::Status && all[i].name.empty() && classOf(all[i].a) != classOf(all[i].b))
                m_result.outcome = i;
    }

    ParsedSide m_a;
    ParsedSide m_b;
    std::vector<AlignedPair> m_legs;
    std::vector<AlignedPair> m_exchanges;
    Counterparts m_counterparts;
    std::set<std::pair<bool, std::size_t>> m_toldLegs;                               // of A?, leg
    std::set<std::tuple<std::size_t, bool, std::string, std::string>> m_toldHeaders; // leg, of request?, name, values
    Comparison m_result;
};

} // namespace

std::string_view toString(DivergenceKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

Comparison compareCalls(const CallSide& a, const CallSide& b) {
    return Comparer(a, b).compare();
}

std::vector<std::string_view> leftOut() {
    return {"call-id", "tags", "branch", "cseq", "times", "ports", "sdp-session", "nonces", "unique-ids", "lengths"};
}

} // namespace echelle::compare
