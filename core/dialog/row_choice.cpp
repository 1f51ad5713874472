#include "core/dialog/row_choice.h"

#include "core/base/text.h"

#include <array>

namespace echelle::dialog {

namespace {
using sip::Method;
using Kind = DialogSets::Kind;

enum class Belonging : std::uint8_t { Call, Other, Either };

Belonging belongingOf(Method method) {
    switch (method) {
    case Method::Invite:
    case Method::Ack:
    case Method::Bye:
    case Method::Cancel:
    case Method::Prack:
        return Belonging::Call;
    case Method::Register:
    case Method::Publish:
        return Belonging::Other;
    default:
        return Belonging::Either;
    }
}

// Where nothing is known of the dialog: the methods that live in dialogs of INVITE.
Kind kindOfUnknown(const sip::Message& m, Belonging belonging) {
    if (belonging != Belonging::Either)
        return belonging == Belonging::Call ? Kind::Call : Kind::Other;
    const bool isInDialog = m.isRequest && !m.toTag.empty();
    const bool isCallMethod = m.method == Method::Update || m.method == Method::Info || m.method == Method::Refer;
    return isInDialog && isCallMethod ? Kind::Call : Kind::Other;
}

bool isKeepAlive(const sip::Message& m) {
    return m.method == Method::Notify && startsWithNoCase(trim(m.value(sip::HeaderId::Event)), "keep-alive");
}
} // namespace

RowKind kindOf(const sip::Message& m) {
    switch (m.method) {
    case Method::Register:
        return RowKind::Registration;
    case Method::Subscribe:
    case Method::Publish:
        return RowKind::Subscription;
    case Method::Notify:
        return isKeepAlive(m) ? RowKind::Options : RowKind::Subscription;
    case Method::Options:
        return RowKind::Options;
    default:
        return RowKind::Message;
    }
}

RowChoice chooseRow(const DialogSets& sets, const Transactions& transactions, const sip::Message& m,
                    std::uint64_t callIdHash) {
    const Belonging belonging = belongingOf(m.method);
    // A request without To tag begins something; only its sender's tag can name the set.
    const bool mayBeReversed = !m.toTag.empty();
    const auto find = [&](Kind kind) {
        const std::uint32_t slot = sets.find(m.callId, callIdHash, m.fromTag, kind);
        if (slot != DialogSets::kNone || !mayBeReversed)
            return slot;
        return sets.find(m.callId, callIdHash, m.toTag, kind);
    };
    if (belonging != Belonging::Either) {
        const Kind kind = belonging == Belonging::Call ? Kind::Call : Kind::Other;
        const std::uint32_t slot = find(kind);
        const std::uint32_t replaced = slot == DialogSets::kNone ? slot : sets.replacedBy(slot);
        const bool isOfReplaced = replaced != DialogSets::kNone &&
                                  transactions.find(sets.at(slot), slot, m) == kNoIndex &&
                                  transactions.find(sets.at(replaced), replaced, m) != kNoIndex;
        return {isOfReplaced ? replaced : slot, kind};
    }
    const std::uint32_t call = find(Kind::Call);
    const std::uint32_t other = find(Kind::Other);
    if (!m.isRequest) {
        if (call != DialogSets::kNone && transactions.find(sets.at(call), call, m) != kNoIndex)
            return {call, Kind::Call};
        if (other != DialogSets::kNone && transactions.find(sets.at(other), other, m) != kNoIndex)
            return {other, Kind::Other};
    }
    const bool isInDialog = !m.toTag.empty();
    if (isInDialog && call != DialogSets::kNone)
        return {call, Kind::Call};
    if (other != DialogSets::kNone)
        return {other, Kind::Other};
    return {DialogSets::kNone, kindOfUnknown(m, belonging)};
}

} // namespace echelle::dialog
