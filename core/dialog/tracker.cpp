#include "core/dialog/tracker.h"

#include "core/base/text.h"
#include "core/dialog/call_facts.h"
#include "core/dialog/dialog_sets.h"
#include "core/dialog/fact_reader.h"
#include "core/dialog/hops.h"
#include "core/dialog/message_digest.h"
#include "core/dialog/outcome.h"
#include "core/dialog/row_choice.h"
#include "core/dialog/scan_watch.h"
#include "core/dialog/sessions.h"
#include "core/dialog/text_hash.h"
#include "core/dialog/transactions.h"
#include "core/sip/address.h"

#include <algorithm>
#include <tuple>

namespace echelle::dialog {

namespace {
using sip::HeaderId;
using sip::Method;
constexpr std::uint32_t kNone = DialogSets::kNone;

// How long a set stays after its last message.
constexpr Duration kEnded = Duration::seconds(32);     // 64*T1 (Timers B, F, H, J; RFC 3261 section 17), Timer K within
constexpr Duration kFollowUp = Duration::seconds(180); // a challenge or redirection that someone may still answer
constexpr Duration kSetUp = Duration::seconds(600);    // an INVITE without final response
constexpr Duration kIdle = Duration::seconds(300);     // model.md: cut at an idle of over 5 min

std::uint64_t hashOfUser(const sip::Message& m) {
    const auto to = sip::parseNameAddress(m.value(HeaderId::To));
    const auto uri = to ? sip::parseUri(to->uri) : std::nullopt;
    return uri ? hashOf(uri->user) : 0;
}
} // namespace

class Tracker::Impl {
public:
    Impl(AnalysisSink& sink, std::vector<PeerRole> roles)
        : m_sink(sink), m_reader(std::move(roles)), m_recent(kRecent) {}

    Placement track(EventId id, const Observation& o) {
        const sip::Message& m = *o.message;
        // Found before the timers run: a clock that jumps does not end the very call that goes on.
        const std::uint32_t slot = slotOf(m, o);
        DialogSet& set = m_sets.at(slot);
        count(set, id, o);
        giveOutDue(o.time, slot);
        m_recent[static_cast<std::size_t>(id.value) & (kRecent - 1)] = {id, slot, set.generation};
        Placement p;
        p.row = set.row;
        if (set.facts.messages.size() < FactReader::kMaxMessages)
            follow(set, slot, id, o, p);
        else if (!set.facts.legs.empty())
            p.leg = set.facts.legs.front().id;
        m_sets.touch(slot);
        queue(set, slot, o.time, m);
        return p;
    }

    void addSighting(EventId message, const Observation& o, SightingRelation relation) {
        const Recent& r = m_recent[static_cast<std::size_t>(message.value) & (kRecent - 1)];
        if (r.message != message)
            return;
        DialogSet& set = m_sets.at(r.slot);
        if (!set.isLive || set.generation != r.generation)
            return;
        ++set.sightings;
        if (relation == SightingRelation::TranslatedCopy)
            addCopy(set, message, o);
    }

    void finish(Timestamp lastTime) {
        giveOutDue(lastTime);
        if (lastTime.isValid() && (!m_now.isValid() || lastTime > m_now))
            m_now = lastTime;
        for (std::uint32_t slot : m_sets.allInOrder())
            giveOut(slot, true);
    }

private:
    struct Recent {
        EventId message;
        std::uint32_t slot = 0;
        std::uint32_t generation = 0;
    };
    static constexpr std::size_t kRecent = 1U << 17; // messages that may still get a sighting

    std::uint32_t slotOf(const sip::Message& m, const Observation& o) {
        const std::uint64_t callIdHash = o.digest->callId;
        const RowChoice choice = chooseRow(m_sets, m_transactions, m, callIdHash);
        std::uint32_t slot = choice.slot;
        if (slot != kNone && isCut(m_sets.at(slot), m, o, slot))
            slot = kNone;
        if (slot != kNone)
            return slot;
        while (m_sets.live() >= DialogSets::kMaxLive)
            giveOut(m_sets.longestIdle(), true);
        markContinued(m, callIdHash, choice.kind);
        slot = m_sets.open(m.callId, callIdHash, m.fromTag, choice.kind);
        DialogSet& set = m_sets.at(slot);
        set.row = RowId{++m_lastRow};
        set.kind = choice.kind == DialogSets::Kind::Call ? RowKind::Call : kindOf(m);
        return slot;
    }

    // Some clients answer a challenge with a new From tag (RFC 3261 8.1.3.5 asks for the same): a row of its own, but
    // the challenge was no failure.
    void markContinued(const sip::Message& m, std::uint64_t callIdHash, DialogSets::Kind kind) {
        if (!m.isRequest || !m.toTag.empty())
            return;
        const std::uint32_t earlier = m_sets.latest(m.callId, callIdHash, kind);
        if (earlier == kNone)
            return;
        DialogSet& set = m_sets.at(earlier);
        const bool isSameMethod = !set.facts.transactions.empty() && set.facts.transactions.back().method == m.method;
        set.isContinued = set.isContinued || (isSameMethod && m.cseq.number > set.facts.transactions.back().cseq);
    }

    // Other dealings are cut where nothing came for over five minutes; a new INVITE after the hang-up is another call.
    bool isCut(const DialogSet& set, const sip::Message& m, const Observation& o, std::uint32_t slot) const {
        if (!set.isCall)
            return o.time.isValid() && set.last.isValid() && o.time - set.last > kIdle;
        const bool isNewInvite = m.isRequest && m.method == Method::Invite && m.toTag.empty();
        return isNewInvite && isHungUp(set) && m_transactions.find(set, slot, m) == kNoIndex;
    }

    static bool isHungUp(const DialogSet& set) {
        const auto& dialogs = set.facts.dialogs;
        const bool hadBye = std::any_of(dialogs.begin(), dialogs.end(), [](const DialogFacts& d) {
            return d.state == DialogState::Terminated && d.confirmed != kNoIndex;
        });
        return hadBye && !isTalking(set) && !isWaiting(set);
    }

    static void count(DialogSet& set, EventId id, const Observation& o) {
        ++set.messages;
        ++set.sightings;
        if (!set.firstEvent.isValid())
            set.firstEvent = id;
        if (!o.time.isValid())
            return;
        if (!set.start.isValid())
            set.start = o.time;
        if (!set.last.isValid() || o.time > set.last)
            set.last = o.time;
    }

    void follow(DialogSet& set, std::uint32_t slot, EventId id, const Observation& o, Placement& p) {
        const sip::Message& m = *o.message;
        if (!set.hasPeers)
            FactReader::readPeers(set, m);
        const Index index = m_reader.addMessage(set, id, o, *o.digest);
        m_transactions.place(set, slot, index, m);
        countMessage(set, index, m);
        MessageFacts* f = &set.facts.messages[index];
        if (f->retransmissionOf != kNoIndex) {
            const MessageFacts& first = set.facts.messages[f->retransmissionOf];
            f->sdp = first.sdp;
            f->sdpRole = first.sdpRole;
            f->note = first.note;
            ++set.retransmissions;
        } else {
            m_reader.readContent(set, index, m, *o.digest);
            followSession(set, index, m);
            watch(set, index, m);
            if (set.isCall)
                readJoinKeys(set, index, m, o.digest->description);
            f = &set.facts.messages[index];
        }
        HopFacts& hop = set.facts.legs[f->leg];
        if (!hop.id.isValid())
            hop.id = LegId{++m_lastLeg};
        p.leg = hop.id;
        p.sdpRole = f->sdpRole;
        p.note = f->note;
        if (f->retransmissionOf != kNoIndex)
            p.retransmissionOf = set.facts.messages[f->retransmissionOf].id;
        if (f->nextHopOf != kNoIndex)
            p.nextHopOf = set.facts.messages[f->nextHopOf].id;
    }

    void watch(DialogSet& set, Index index, const sip::Message& m) {
        const MessageFacts& f = set.facts.messages[index];
        TransactionFacts& t = set.facts.transactions[f.transaction];
        if (t.isInDialog || (f.method != Method::Invite && f.method != Method::Register))
            return;
        if (f.isRequest()) {
            if (set.agent.empty())
                set.agent = m.value(HeaderId::UserAgent);
            return;
        }
        if (f.status > 100)
            m_scans.onResponse(set.facts.addresses[f.to], hashOfUser(m), f.status,
                               m.find(HeaderId::Reason) != nullptr || m.find(HeaderId::Warning) != nullptr);
    }

    // The translated hop is the same leg: what is first seen there later belongs to it.
    static void addCopy(DialogSet& set, EventId message, const Observation& o) {
        for (std::size_t i = set.facts.messages.size(); i-- > 0;) {
            const MessageFacts& f = set.facts.messages[i];
            if (f.id != message)
                continue;
            const bool isForward = f.isRequest();
            addAlias(set.facts.legs[f.leg], isForward ? o.sourceAddress : o.destinationAddress,
                     isForward ? o.destinationAddress : o.sourceAddress);
            return;
        }
    }

    [[nodiscard]] Duration lingerOf(const DialogSet& set) const {
        if (!set.isCall)
            return kIdle;
        if (isWaiting(set))
            return kSetUp;
        const int status = lastFinalStatus(set);
        const bool isStep =
            status == 401 || status == 407 || status == 422 || status == 491 || (status >= 300 && status < 400);
        const bool isSuspect = !set.facts.messages.empty() && m_scans.isSuspect(set.facts.sender(0));
        return isSuspect ? kSetUp : isStep || set.isSubscriptionOpen ? kFollowUp : kEnded;
    }

    // A set has one timer, set again when it fires; only an end brings it forward.
    void queue(const DialogSet& set, std::uint32_t slot, Timestamp now, const sip::Message& m) {
        if (!now.isValid())
            return;
        const bool mayEnd = set.isCall && (m.method == Method::Bye || m.statusCode >= 200);
        if (set.queuedUntil != INT64_MAX && !mayEnd)
            return;
        if (!set.isCall || !isTalking(set))
            m_sets.queue(slot, now + lingerOf(set));
    }

    void giveOutDue(Timestamp now, std::uint32_t kept = kNone) {
        if (!now.isValid())
            return;
        if (!m_now.isValid() || now > m_now)
            m_now = now;
        for (std::uint32_t slot = m_sets.takeDue(m_now); slot != kNone; slot = m_sets.takeDue(m_now)) {
            const DialogSet& set = m_sets.at(slot);
            if (set.isCall && isTalking(set))
                continue; // its BYE queues it again
            const Timestamp due = set.last + lingerOf(set);
            if (due < m_now && slot != kept)
                giveOut(slot, false);
            else
                m_sets.queue(slot, Timestamp{std::max(due.ns, m_now.ns) + 1});
        }
    }

    void giveOut(std::uint32_t slot, bool isInputEnded) {
        DialogSet& set = m_sets.at(slot);
        set.facts.inputEnd = m_now;
        set.facts.isInputEnded = isInputEnded;
        m_reader.readLogWriters(set.facts);
        RowFacts row = judge(set);
        fold(set, row);
        for (std::uint16_t i = 0; i < set.facts.legs.size(); ++i)
            m_sink.onLeg(legFacts(set, i));
        if (set.isCall) {
            readJoinFacts(set, m_joinFacts);
            m_sink.onJoinFacts(m_joinFacts);
        }
        m_sink.onRow(row, set.facts);
        m_transactions.forget(set, slot);
        m_sets.close(slot);
    }

    void fold(const DialogSet& set, RowFacts& row) const {
        const bool isFailure = row.state != RowState::Answered && row.state != RowState::Succeeded;
        const bool isScan = ScanWatch::isScannerAgent(set.agent) ||
                            (isFailure && !set.facts.messages.empty() && m_scans.isScanner(askerOf(set)));
        if (isScan && isFailure)
            row.foldReason = "scan";
        else if (row.kind == RowKind::Options)
            row.foldReason = "ping";
        row.isFolded = !row.foldReason.empty();
    }

    static const Endpoint& askerOf(const DialogSet& set) {
        const MessageFacts& f = set.facts.messages.front();
        return set.facts.addresses[f.isFromInitiator ? f.from : f.to];
    }

    static LegFacts legFacts(const DialogSet& set, std::uint16_t index) {
        const HopFacts& hop = set.facts.legs[index];
        LegFacts leg;
        leg.id = hop.id;
        leg.row = set.row;
        leg.callId = toValidUtf8(set.facts.callId);
        leg.fromTag = toValidUtf8(set.facts.initiatorTag);
        std::tie(leg.hopA, leg.hopB) = hopEnds(hop);
        for (const TransactionFacts& t : set.facts.transactions)
            if (t.leg == index)
                leg.forks = std::max<int>(leg.forks, t.forks);
        if (hop.joinedTo >= set.facts.legs.size() || hop.joinedTo == index)
            return leg;
        leg.joinedTo = set.facts.legs[hop.joinedTo].id;
        leg.strategy = hop.isByVia ? "via-branch" : "call-id";
        leg.score = 100;
        leg.evidence = hop.isByVia ? toValidUtf8(hop.evidence) : leg.callId;
        return leg;
    }

    AnalysisSink& m_sink;
    DialogSets m_sets;
    Transactions m_transactions;
    FactReader m_reader;
    ScanWatch m_scans;
    JoinFacts m_joinFacts; // its storage is used again
    std::vector<Recent> m_recent;
    Timestamp m_now;
    std::int64_t m_lastRow = 0;
    std::int64_t m_lastLeg = 0;
};

Tracker::Tracker(AnalysisSink& sink, std::vector<PeerRole> roles)
    : m_impl(std::make_unique<Impl>(sink, std::move(roles))) {}
Tracker::~Tracker() = default;
Placement Tracker::track(EventId id, const Observation& observation) {
    return m_impl->track(id, observation);
}
void Tracker::addSighting(EventId message, const Observation& observation, SightingRelation relation) {
    m_impl->addSighting(message, observation, relation);
}
void Tracker::finish(Timestamp lastTime) {
    m_impl->finish(lastTime);
}

} // namespace echelle::dialog
