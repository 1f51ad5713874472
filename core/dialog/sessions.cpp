#include "core/dialog/sessions.h"

#include "core/base/text.h"
#include "core/dialog/text_hash.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::dialog {

namespace {
using sip::HeaderId;
using sip::Method;

constexpr std::size_t kMaxDialogs = 256; // forks of one dialog set that are followed
constexpr int kMaxSteps = 64;

bool isSuccess(int status) {
    return status >= 200 && status < 300;
}
bool isReliableResponse(const MessageFacts& f, const sip::Message& m) {
    return isSuccess(f.status) || (f.status > 100 && f.status < 200 && m.find(HeaderId::RSeq) != nullptr);
}

DialogFacts* dialogOf(DialogSet& set, std::uint64_t remoteTag, Index message) {
    if (remoteTag == 0)
        return nullptr;
    auto& dialogs = set.facts.dialogs;
    const auto found = std::find_if(dialogs.begin(), dialogs.end(),
                                    [remoteTag](const DialogFacts& d) { return d.remoteTag == remoteTag; });
    if (found != dialogs.end())
        return &*found;
    if (dialogs.size() >= kMaxDialogs)
        return nullptr;
    DialogFacts d;
    d.remoteTag = remoteTag;
    d.created = message;
    d.initiator = set.initiator;
    dialogs.push_back(d);
    return &dialogs.back();
}

std::uint64_t remoteTagOf(const DialogSet& set, const sip::Message& m) {
    const std::uint64_t from = hashOrZero(m.fromTag);
    if (from != set.initiatorTagHash)
        return from;
    return hashOrZero(m.toTag);
}

// "Another To tag on the same branch is a fork": told among responses that make a dialog (12.1).
void countFork(CallFacts& facts, TransactionFacts& t, Index message) {
    const std::uint64_t tag = facts.messages[message].toTag;
    bool hasOther = false;
    Index at = facts.messages[message].previousInTransaction;
    for (int step = 0; at != kNoIndex && step < kMaxSteps; ++step) {
        const MessageFacts& f = facts.messages[at];
        if (f.status > 100 && f.status < 300 && f.toTag != 0) {
            if (f.toTag == tag)
                return;
            hasOther = true;
        }
        at = f.previousInTransaction;
    }
    if (hasOther)
        ++t.forks;
}

void followDialog(DialogSet& set, Index message, const sip::Message& m) {
    CallFacts& facts = set.facts;
    const MessageFacts& f = facts.messages[message];
    TransactionFacts& t = facts.transactions[f.transaction];
    if (!f.isRequest()) {
        const bool makesDialog = f.method == Method::Invite && f.status > 100 && f.status < 300 && f.toTag != 0;
        if (!makesDialog)
            return;
        DialogFacts* d = dialogOf(set, remoteTagOf(set, m), message);
        if (!t.isInDialog)
            countFork(facts, t, message);
        if (d != nullptr && isSuccess(f.status) && d->confirmed == kNoIndex) {
            d->confirmed = message;
            d->state = d->state == DialogState::Early ? DialogState::Confirmed : d->state;
        }
        return;
    }
    if (f.toTag == 0)
        return;
    DialogFacts* d = dialogOf(set, remoteTagOf(set, m), message);
    if (d == nullptr)
        return;
    if (f.method == Method::Bye) {
        d->state = DialogState::Terminated;
        d->bye = d->bye == kNoIndex ? message : d->bye;
    } else if (d->created == message && f.method != Method::Prack && f.method != Method::Update &&
               f.method != Method::Ack) {
        d->state = DialogState::Confirmed; // seen first in mid-stream
    }
}

SdpRole roleOfInviteResponse(TransactionFacts& t, const MessageFacts& f, std::uint64_t body, bool isReliable) {
    if (t.request == kNoIndex)
        return SdpRole::Other;
    if (t.hasOffer) {
        if (t.isAnswered && t.answeredTag == f.toTag)
            return t.answerBody == body ? SdpRole::Answer : SdpRole::Other;
        if (isReliable) {
            t.isAnswered = true;
            t.answeredTag = f.toTag;
            t.answerBody = body;
        }
        return SdpRole::Answer;
    }
    if (!isReliable || t.isAnswered)
        return SdpRole::Other;
    t.isOfferInResponse = true;
    return SdpRole::Offer;
}

SdpRole answerOrOther(CallFacts& facts, const TransactionFacts& request, std::uint32_t inviteCseq, SdpRole otherwise) {
    const Index invite = inviteOf(facts, request, inviteCseq);
    if (invite == kNoIndex)
        return otherwise;
    TransactionFacts& t = facts.transactions[invite];
    if (!t.isOfferInResponse || t.isAnswered)
        return otherwise;
    t.isAnswered = true;
    return SdpRole::Answer;
}

// RAck: response number, CSeq number, method (RFC 3262 section 7.2).
std::uint32_t rackCseq(const sip::Message& m) {
    std::string_view value = trim(m.value(HeaderId::RAck));
    const std::size_t space = value.find(' ');
    if (space == std::string_view::npos)
        return 0;
    value = trim(value.substr(space));
    return static_cast<std::uint32_t>(parseUnsigned(value.substr(0, value.find(' '))).value_or(0));
}

SdpRole roleOf(CallFacts& facts, Index message, const sip::Message& m) {
    const MessageFacts& f = facts.messages[message];
    if (f.sdp == kNoIndex)
        return SdpRole::None;
    TransactionFacts& t = facts.transactions[f.transaction];
    const std::uint64_t body = facts.sdps[f.sdp].body;
    if (!f.isRequest()) {
        if (f.method == Method::Invite && f.status < 300)
            return roleOfInviteResponse(t, f, body, isReliableResponse(f, m));
        const bool answers =
            (f.method == Method::Update || f.method == Method::Prack) && isSuccess(f.status) && t.hasOffer;
        return answers ? SdpRole::Answer : SdpRole::Other;
    }
    SdpRole role = SdpRole::Other;
    if (f.method == Method::Invite || f.method == Method::Update)
        role = SdpRole::Offer;
    else if (f.method == Method::Prack)
        role = answerOrOther(facts, t, rackCseq(m), SdpRole::Offer);
    else if (f.method == Method::Ack)
        role = answerOrOther(facts, t, f.cseq, SdpRole::Other);
    t.hasOffer = t.hasOffer || role == SdpRole::Offer;
    return role;
}

// verdicts.md "Held calls": a repeated description is a refresh; hold and resume are changes of what the side offers.
SessionNote noteOfSdp(DialogFacts::Party& party, const SdpFacts& sdp, bool isOffer) {
    if (party.origin == sdp.origin && party.version == sdp.version)
        return isOffer ? SessionNote::SessionRefresh : SessionNote::None;
    SessionNote note = SessionNote::None;
    if (sdp.isHold && !party.isLastSdpHold)
        note = SessionNote::Hold;
    else if (!sdp.isHold && party.isHolding)
        note = SessionNote::Resume;
    return note;
}

SessionNote followSdp(DialogSet& set, Index message, const sip::Message& m) {
    CallFacts& facts = set.facts;
    const MessageFacts& f = facts.messages[message];
    const SdpFacts& sdp = facts.sdps[f.sdp];
    const Index invite =
        f.method == Method::Ack ? inviteOf(facts, facts.transactions[f.transaction], f.cseq) : f.transaction;
    const bool isInDialog = invite != kNoIndex && facts.transactions[invite].isInDialog;
    DialogFacts* d = dialogOf(set, remoteTagOf(set, m), message);
    DialogFacts::Party& party = d == nullptr ? set.initiator : (f.isFromInitiator ? d->initiator : d->remote);
    // An answer that says inactive to an inactive offer is no hold of its own; the answer in an ACK is the word of the
    // side that sent the re-INVITE.
    const bool isOwnWord = f.sdpRole == SdpRole::Offer || (f.method == Method::Ack && f.sdpRole == SdpRole::Answer);
    SessionNote note = SessionNote::None;
    const bool isKnown = party.origin != 0 || party.version != 0;
    if (isOwnWord && isInDialog)
        note = isKnown ? noteOfSdp(party, sdp, f.isRequest() && f.method != Method::Ack)
                       : (sdp.isHold ? SessionNote::Hold : SessionNote::None);
    if (isOwnWord && isInDialog && note != SessionNote::SessionRefresh)
        party.isHolding = sdp.isHold;
    party.isLastSdpHold = sdp.isHold;
    party.origin = sdp.origin;
    party.version = sdp.version;
    return note;
}

SessionNote noteOfRequest(DialogSet& set, const MessageFacts& f, const sip::Message& m) {
    if (f.method == Method::Refer) {
        const auto to = sip::parseNameAddress(m.value(HeaderId::ReferTo));
        const auto uri = to ? sip::parseUri(to->uri) : std::nullopt;
        const bool hasReplaces = uri && toLower(uri->headers).find("replaces=") != std::string::npos;
        return hasReplaces ? SessionNote::TransferAttended : SessionNote::TransferBlind;
    }
    if (f.method == Method::Notify) {
        const bool isRefer = startsWithNoCase(trim(m.value(HeaderId::Event)), "refer") ||
                             startsWithNoCase(trim(m.value(HeaderId::ContentType)), "message/sipfrag");
        if (isRefer)
            set.isSubscriptionOpen = !startsWithNoCase(trim(m.value(HeaderId::SubscriptionState)), "terminated");
        return isRefer ? SessionNote::TransferProgress : SessionNote::None;
    }
    const bool isBareUpdate = f.method == Method::Update && f.toTag != 0 && f.sdp == kNoIndex;
    return isBareUpdate ? SessionNote::SessionRefresh : SessionNote::None;
}

} // namespace

Index inviteOf(const CallFacts& facts, const TransactionFacts& request, std::uint32_t cseq) {
    if (request.method == Method::Invite)
        return static_cast<Index>(&request - facts.transactions.data());
    std::size_t looked = 0;
    for (std::size_t i = facts.transactions.size(); i-- > 0 && looked < static_cast<std::size_t>(kMaxSteps); ++looked) {
        const TransactionFacts& t = facts.transactions[i];
        if (t.method == Method::Invite && t.cseq == cseq && t.leg == request.leg &&
            t.isFromInitiator == request.isFromInitiator)
            return static_cast<Index>(i);
    }
    return kNoIndex;
}

void followSession(DialogSet& set, Index message, const sip::Message& m) {
    CallFacts& facts = set.facts;
    followDialog(set, message, m);
    const SdpRole role = roleOf(facts, message, m);
    MessageFacts& f = facts.messages[message];
    f.sdpRole = role;
    const Index before = f.nextHopOf; // said and counted one hop earlier
    if (before != kNoIndex) {
        f.note = facts.messages[before].note;
        return;
    }
    if (f.isRequest())
        f.note = noteOfRequest(set, f, m);
    else if (f.method == Method::Refer && isSuccess(f.status))
        set.isSubscriptionOpen = true;
    if (f.sdp != kNoIndex && (role == SdpRole::Offer || role == SdpRole::Answer)) {
        const SessionNote note = followSdp(set, message, m);
        facts.messages[message].note = note;
    }
}

} // namespace echelle::dialog
