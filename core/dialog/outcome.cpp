#include "core/dialog/outcome.h"

#include "core/base/text.h"
#include "core/sip/address.h"

#include <algorithm>
#include <array>

namespace echelle::dialog {

namespace {
using sip::HeaderId;
using sip::Method;

constexpr Duration kTimerB = Duration::seconds(32);        // 64*T1, RFC 3261 section 17
constexpr Duration kRingingLimit = Duration::seconds(180); // Timer C, RFC 3261 section 16.6

bool isSuccess(int status) {
    return status >= 200 && status < 300;
}

// An initial INVITE as the caller's side sent it: no hop before it was seen.
bool isCallersInvite(const TransactionFacts& t) {
    return t.method == Method::Invite && !t.isInDialog && t.parent == kNoIndex && t.isFromInitiator;
}

// Where the message by which a transaction is known stands in order.
Index firstMessageOf(const TransactionFacts& t) {
    return t.request != kNoIndex ? t.request : std::min({t.firstProvisional, t.lastProvisional, t.final});
}

// What the caller's side got: its last INVITE, and with several at once (forks, trunks) their best.
struct CallersView {
    Index deciding = kNoIndex;    // of the last INVITE, the transaction that decides
    Index answered = kNoIndex;    // any that got a 2xx
    Index firstInvite = kNoIndex; // message
    bool isCancelled = false;
    bool hasRung = false;
};

bool isBetter(const TransactionFacts& a, const TransactionFacts& b) {
    if (isSuccess(a.finalStatus) != isSuccess(b.finalStatus))
        return isSuccess(a.finalStatus);
    if ((a.finalStatus == 0) != (b.finalStatus == 0))
        return a.finalStatus == 0; // still open: it may be answered yet
    if ((a.finalStatus >= 600) != (b.finalStatus >= 600))
        return a.finalStatus >= 600; // RFC 3261 16.7
    return firstMessageOf(a) >= firstMessageOf(b);
}

CallersView callersView(const CallFacts& facts) {
    CallersView view;
    std::uint16_t depth = 0xffff;
    for (const TransactionFacts& t : facts.transactions)
        if (isCallersInvite(t))
            depth = std::min(depth, t.viaDepth);
    std::uint32_t cseq = 0;
    for (std::size_t i = 0; i < facts.transactions.size(); ++i) {
        const TransactionFacts& t = facts.transactions[i];
        if (!isCallersInvite(t) || t.viaDepth != depth)
            continue;
        const auto index = static_cast<Index>(i);
        view.firstInvite = std::min(view.firstInvite, t.request);
        if (isSuccess(t.finalStatus))
            view.answered = index;
        if (view.deciding == kNoIndex || t.cseq > cseq) {
            view = {index, view.answered, view.firstInvite, t.cancel != kNoIndex, t.isRinging};
            cseq = t.cseq;
        } else if (t.cseq == cseq) {
            view.isCancelled = view.isCancelled || t.cancel != kNoIndex;
            view.hasRung = view.hasRung || t.isRinging;
            if (isBetter(t, facts.transactions[view.deciding]))
                view.deciding = index;
        }
    }
    if (view.answered != kNoIndex)
        view.deciding = view.answered;
    return view;
}

struct ReasonFacts {
    bool isElsewhere = false;  // SIP;cause=200
    bool isUnanswered = false; // Q.850 18 or 19
    bool isNetwork = false;
};

bool namesNetwork(std::string_view text) {
    constexpr std::array<std::string_view, 8> kWords{"rtp timeout",     "rtp-timeout",   "rtp time-out",
                                                     "media timeout",   "session expir", "session timer",
                                                     "session timeout", "no rtp"};
    const std::string lower = toLower(text);
    return std::any_of(kWords.begin(), kWords.end(),
                       [&lower](std::string_view w) { return lower.find(w) != std::string::npos; });
}

void readReason(const CallFacts& facts, Index message, ReasonFacts& into) {
    if (message == kNoIndex)
        return;
    for (const HeaderText& h : facts.headers) {
        if (h.message != message || h.id != HeaderId::Reason)
            continue;
        for (const sip::Reason& r : sip::parseReasons(facts.textOf(h.text))) {
            const bool isSip = equalsNoCase(r.protocol, "SIP");
            const bool isQ850 = equalsNoCase(r.protocol, "Q.850");
            into.isElsewhere = into.isElsewhere || (isSip && r.cause == 200);
            into.isUnanswered = into.isUnanswered || (isQ850 && (r.cause == 18 || r.cause == 19));
            into.isNetwork = into.isNetwork || (isQ850 && r.cause == 102) || namesNetwork(r.text);
        }
    }
}

// A step that is no failure when it is followed up, and whose follow-up the end of the input may have cut off.
bool isChallenge(int status) {
    return status == 401 || status == 407 || status == 422 || status == 491 || status == 494;
}

Timestamp timeOf(const CallFacts& facts, Index message) {
    return message == kNoIndex ? Timestamp{} : facts.messages[message].time;
}

RowState stateWithoutFinal(const CallFacts& facts, const TransactionFacts& t) {
    const bool isProvisional = t.lastProvisional != kNoIndex;
    const Index since = isProvisional ? t.lastProvisional : t.request;
    const Duration limit = isProvisional ? kRingingLimit : kTimerB;
    if (t.request == kNoIndex && !isProvisional)
        return RowState::Incomplete;
    if (facts.inputAfter(timeOf(facts, since)) >= limit)
        return RowState::Unanswered;
    return t.request == kNoIndex ? RowState::Incomplete : RowState::InProgress;
}

// Asked again with the very nonce that the credentials answered: they are wrong, and not to be repeated (RFC
// 3261 22.2).
bool areCredentialsRefused(const CallFacts& facts, const TransactionFacts& t) {
    return t.hasCredentials && std::any_of(facts.auth.begin(), facts.auth.end(), [&](const AuthFacts& challenge) {
               return challenge.isChallenge && !challenge.isStale && challenge.message == t.final &&
                      std::any_of(facts.auth.begin(), facts.auth.end(), [&](const AuthFacts& credentials) {
                          return !credentials.isChallenge && credentials.message == t.request &&
                                 credentials.realmHash == challenge.realmHash && credentials.nonce == challenge.nonce;
                      });
           });
}

// A challenge whose answer lies elsewhere: in another row, beyond the end of the input, or on the side that was not
// captured.
bool isCutOff(const DialogSet& set, const TransactionFacts& t) {
    const CallFacts& facts = set.facts;
    if (!isChallenge(t.finalStatus) && t.finalStatus != 423)
        return false;
    if (set.isContinued || t.request == kNoIndex)
        return true;
    return facts.isInputEnded && facts.inputAfter(timeOf(facts, t.final)) < kTimerB && !areCredentialsRefused(facts, t);
}

// What later messages prove of an INVITE whose final response was not captured.
enum class UnseenFinal { Open, Over, Answered };

UnseenFinal unseenFinal(const CallFacts& facts, const TransactionFacts& invite) {
    UnseenFinal proven = invite.ack == kNoIndex ? UnseenFinal::Open : UnseenFinal::Over;
    for (const TransactionFacts& later : facts.transactions) {
        if (!later.isInDialog || later.request == kNoIndex || later.request < invite.request)
            continue;
        // RFC 3261 13.2.2.4: only a 2xx is acknowledged in a transaction of its own. 15: the callee may not send BYE
        // before; the caller may.
        const bool needsAnswer = later.method == Method::Ack || later.method == Method::Invite ||
                                 later.method == Method::Refer ||
                                 (later.method == Method::Bye && !later.isFromInitiator);
        if (needsAnswer)
            return UnseenFinal::Answered;
        if (later.method == Method::Bye)
            proven = UnseenFinal::Over;
    }
    return proven;
}

RowState stateOfFinal(const DialogSet& set, const TransactionFacts& t, const CallersView& view,
                      const ReasonFacts& reason) {
    const int status = t.finalStatus;
    if (status == 487)
        return RowState::Cancelled;
    if (status == 486 || status == 600)
        return RowState::Busy;
    if (status == 603 || status == 607)
        return RowState::Declined;
    if ((status == 480 || status == 408) && (view.hasRung || reason.isUnanswered))
        return RowState::Unanswered;
    if (status < 400)
        return RowState::Redirected;
    if (isCutOff(set, t))
        return RowState::Incomplete;
    return RowState::Failed;
}

// The BYE that ended the call: of the last dialog that was talking. Forks that answered too are hung up at once.
Index endingBye(const CallFacts& facts) {
    Index bye = kNoIndex;
    for (const DialogFacts& d : facts.dialogs) {
        if (d.state == DialogState::Confirmed)
            return kNoIndex;
        if (d.bye != kNoIndex && (bye == kNoIndex || d.bye > bye))
            bye = d.bye;
    }
    return bye;
}

// Without the INVITE or a response to it nobody knows who called.
bool isCallerKnown(const CallFacts& facts) {
    return std::any_of(facts.transactions.begin(), facts.transactions.end(),
                       [](const TransactionFacts& t) { return t.method == Method::Invite && !t.isInDialog; });
}

void judgeEnd(DialogSet& set, RowFacts& row, Timestamp answered) {
    const CallFacts& facts = set.facts;
    const Index bye = endingBye(facts);
    if (bye == kNoIndex) {
        row.isPartial = row.isPartial || facts.isInputEnded;
        return;
    }
    ReasonFacts reason;
    readReason(facts, bye, reason);
    if (reason.isNetwork)
        row.endedBy = EndedBy::Network;
    else if (!isCallerKnown(facts))
        row.endedBy = EndedBy::Unknown;
    else
        row.endedBy = facts.messages[bye].isFromInitiator ? EndedBy::Caller : EndedBy::Callee;
    const Timestamp end = timeOf(facts, bye);
    if (answered.isValid() && end.isValid())
        row.talk = end - answered;
}

void judgeCall(DialogSet& set, RowFacts& row) {
    CallFacts& facts = set.facts;
    const CallersView view = callersView(facts);
    facts.deciding = view.deciding;
    row.isPartial = view.firstInvite == kNoIndex;
    if (view.deciding == kNoIndex) {
        const bool isSetUp = std::any_of(facts.dialogs.begin(), facts.dialogs.end(),
                                         [](const DialogFacts& d) { return d.state != DialogState::Early; });
        row.state = isSetUp ? RowState::Answered : RowState::Incomplete;
        if (isSetUp)
            judgeEnd(set, row, {});
        return;
    }
    const TransactionFacts& t = facts.transactions[view.deciding];
    if (isSuccess(t.finalStatus)) {
        row.state = RowState::Answered;
        const Timestamp answered = timeOf(facts, t.final);
        if (const Timestamp first = timeOf(facts, view.firstInvite); first.isValid() && answered.isValid())
            row.setup = answered - first;
        judgeEnd(set, row, answered);
        return;
    }
    if (const UnseenFinal unseen = t.final == kNoIndex ? unseenFinal(facts, t) : UnseenFinal::Open;
        unseen == UnseenFinal::Answered || (unseen == UnseenFinal::Over && !view.isCancelled)) {
        row.state = unseen == UnseenFinal::Answered ? RowState::Answered : RowState::Incomplete;
        row.isPartial = true;
        judgeEnd(set, row, {});
        return;
    }
    ReasonFacts reason;
    readReason(facts, t.final, reason);
    readReason(facts, t.cancel, reason);
    if (t.final == kNoIndex)
        row.state = view.isCancelled ? RowState::Cancelled : stateWithoutFinal(facts, t);
    else
        row.state = stateOfFinal(set, t, view, reason);
    row.isPartial = row.isPartial || row.state == RowState::InProgress || row.state == RowState::Incomplete;
    if (row.state == RowState::Cancelled)
        row.endedBy = reason.isElsewhere ? EndedBy::Elsewhere : view.isCancelled ? EndedBy::Caller : EndedBy::Unknown;
    else if (row.state == RowState::Busy || row.state == RowState::Declined)
        row.endedBy = EndedBy::Callee;
}

bool decidesOther(RowKind kind, Method method) {
    switch (kind) {
    case RowKind::Registration:
        return method == Method::Register;
    case RowKind::Subscription:
        return method == Method::Subscribe || method == Method::Publish;
    case RowKind::Options:
        return true;
    default:
        return true;
    }
}

// Registrations, subscriptions, pings, messages: the last request decides; one without an answer may still be waiting.
void judgeOther(DialogSet& set, RowFacts& row) {
    CallFacts& facts = set.facts;
    Index last = kNoIndex;
    Index lastOfKind = kNoIndex;
    for (std::size_t i = 0; i < facts.transactions.size(); ++i) {
        const TransactionFacts& t = facts.transactions[i];
        if (t.method == Method::Ack || t.method == Method::Cancel || t.parent != kNoIndex)
            continue;
        last = static_cast<Index>(i);
        if (decidesOther(row.kind, t.method))
            lastOfKind = last;
    }
    facts.deciding = lastOfKind != kNoIndex ? lastOfKind : last;
    if (facts.deciding == kNoIndex)
        return;
    const TransactionFacts& t = facts.transactions[facts.deciding];
    row.isPartial = t.request == kNoIndex;
    const int status = t.finalStatus;
    if (t.final == kNoIndex) {
        const bool isOver = t.request != kNoIndex && facts.inputAfter(timeOf(facts, t.request)) >= kTimerB;
        row.state = isOver ? RowState::Unanswered : t.request == kNoIndex ? RowState::Incomplete : RowState::InProgress;
        row.isPartial = row.isPartial || !isOver;
    } else if (isSuccess(status) || row.kind == RowKind::Options) {
        row.state = RowState::Succeeded; // any answer to OPTIONS means alive
    } else if (status < 400) {
        row.state = RowState::Redirected;
    } else if (isCutOff(set, t)) {
        row.state = RowState::Incomplete;
        row.isPartial = true;
    } else {
        row.state = RowState::Failed;
    }
}

bool isUnansweredRequest(const CallFacts& facts, const TransactionFacts& t) {
    if (t.final != kNoIndex || t.request == kNoIndex || t.method == Method::Ack || t.cancel != kNoIndex)
        return false;
    const bool isProvisional = t.lastProvisional != kNoIndex && t.method == Method::Invite;
    const Index since = isProvisional ? t.lastProvisional : t.request;
    return facts.inputAfter(timeOf(facts, since)) >= (isProvisional ? kRingingLimit : kTimerB);
}

// model.md "Failing"; what findings add is added by whoever runs the rules.
void collectFailing(const DialogSet& set, RowFacts& row) {
    const CallFacts& facts = set.facts;
    constexpr std::size_t kMaxFailing = 256;
    const LastRequests last(facts); // "not retried": no later request of that method from the same side
    if (row.state == RowState::Failed && facts.deciding != kNoIndex)
        row.failing.push_back(facts.messages[facts.transactions[facts.deciding].final].id);
    for (std::size_t i = 0; i < facts.transactions.size() && row.failing.size() < kMaxFailing; ++i) {
        const TransactionFacts& t = facts.transactions[i];
        const bool isAnsweredUnseen =
            i == facts.deciding && (row.state == RowState::Answered || row.state == RowState::Incomplete);
        if (t.isInDialog && t.finalStatus >= 400 && t.finalStatus != 487 && t.parent == kNoIndex && !last.isFollowed(t))
            row.failing.push_back(facts.messages[t.final].id);
        else if (!isAnsweredUnseen && isUnansweredRequest(facts, t))
            row.failing.push_back(facts.messages[t.lastRequest].id);
    }
    std::sort(row.failing.begin(), row.failing.end());
    row.failing.erase(std::unique(row.failing.begin(), row.failing.end()), row.failing.end());
}

} // namespace

RowFacts judge(DialogSet& set) {
    CallFacts& facts = set.facts;
    RowFacts row;
    row.id = set.row;
    row.kind = set.kind;
    row.callIds.push_back(toValidUtf8(facts.callId));
    row.start = set.start;
    row.end = set.last;
    row.from = set.from;
    row.to = set.to;
    row.fromDisplay = set.fromDisplay;
    row.toDisplay = set.toDisplay;
    row.messages = set.messages;
    row.sightings = set.sightings;
    row.retransmissions = set.retransmissions;
    row.firstEvent = set.firstEvent;
    row.legs = static_cast<std::uint32_t>(facts.legs.size());
    for (const TransactionFacts& t : facts.transactions)
        row.forks = std::max<std::uint32_t>(row.forks, t.forks);
    if (set.kind == RowKind::Call)
        judgeCall(set, row);
    else
        judgeOther(set, row);
    if (facts.deciding != kNoIndex && facts.transactions[facts.deciding].final != kNoIndex) {
        const Index final = facts.transactions[facts.deciding].final;
        row.finalStatus = facts.messages[final].status;
        row.finalReason = toValidUtf8(facts.reasonPhrase(final));
    }
    collectFailing(set, row);
    return row;
}

bool isWaiting(const DialogSet& set) {
    constexpr std::size_t kRecent = 64; // an INVITE that far back is not answered any more
    const auto& all = set.facts.transactions;
    const std::size_t first = all.size() > kRecent ? all.size() - kRecent : 0;
    return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(), [](const TransactionFacts& t) {
        return t.method == Method::Invite && t.final == kNoIndex && t.cancel == kNoIndex && t.parent == kNoIndex;
    });
}

bool isTalking(const DialogSet& set) {
    return std::any_of(set.facts.dialogs.begin(), set.facts.dialogs.end(),
                       [](const DialogFacts& d) { return d.state == DialogState::Confirmed; });
}

int lastFinalStatus(const DialogSet& set) {
    for (std::size_t i = set.facts.transactions.size(); i-- > 0;) {
        const TransactionFacts& t = set.facts.transactions[i];
        if (t.parent == kNoIndex && t.final != kNoIndex && t.method != Method::Cancel && t.method != Method::Ack)
            return t.finalStatus;
    }
    return 0;
}

} // namespace echelle::dialog
