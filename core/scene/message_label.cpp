#include "core/scene/message_label.h"

#include "core/base/text.h"
#include "core/ladder/text_fit.h"
#include "core/scene/sdp_label.h"
#include "core/sip/address.h"
#include "core/sip/message.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::scene {

namespace {
constexpr std::size_t kLongestReason = 120; // bytes
constexpr std::size_t kLongestTarget = 80;
constexpr std::size_t kPacketFacts = 3;

// FNV-1a. Collisions light an arrow too many, no more.
class Fnv {
public:
    void add(std::string_view text) {
        for (const char c : text)
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        m_hash = (m_hash ^ 0xffU) * 0x100000001b3ULL; // an end, so that "ab","c" is not "a","bc"
    }
    [[nodiscard]] std::uint64_t value() const { return m_hash == 0 ? 1 : m_hash; }

private:
    std::uint64_t m_hash = 0xcbf29ce484222325ULL;
};

std::uint64_t transactionOf(const sip::Message& message) {
    if (message.topBranch.empty() || !message.cseq.isValid)
        return 0;
    Fnv hash;
    hash.add(message.topBranch);
    hash.add(std::to_string(message.cseq.number));
    hash.add(message.cseq.method == sip::Method::Ack ? std::string_view("INVITE") : message.cseq.methodText);
    return hash.value();
}

// Where a REFER sends the other side to: user and host, nothing that could carry a token or a password.
std::string referTarget(const sip::Message& message) {
    const auto target = sip::parseNameAddress(message.value(sip::HeaderId::ReferTo));
    const auto uri = target ? sip::parseUri(target->uri) : std::nullopt;
    if (!uri)
        return {};
    std::string text(uri->user);
    if (!uri->host.empty())
        text += (text.empty() ? "" : "@") + std::string(uri->host);
    return text.empty() ? std::string() : "→ " + ladder::plainLine(text, kLongestTarget);
}

// RFC 3420: the status line that a NOTIFY reports about a transfer.
std::string fragmentLine(const sip::Message& message) {
    if (!startsWithNoCase(trim(message.value(sip::HeaderId::ContentType)), "message/sipfrag"))
        return {};
    const std::string_view line = message.body.substr(0, message.body.find_first_of("\r\n"));
    return startsWithNoCase(line, "SIP/") ? ladder::plainLine(line, kLongestReason) : std::string();
}

std::string notifyDetail(const sip::Message& message) {
    if (std::string fragment = fragmentLine(message); !fragment.empty())
        return fragment;
    const auto token = [&](sip::HeaderId id) {
        const std::string_view value = message.value(id);
        return ladder::plainLine(trim(value.substr(0, value.find(';'))), kLongestTarget);
    };
    const std::string event = token(sip::HeaderId::Event);
    const std::string state = token(sip::HeaderId::SubscriptionState);
    return event.empty() || state.empty() ? event + state : event + " · " + state;
}
// A "name=value" line, in words where there are words for the name; empty where it says nothing.
std::string factText(std::string_view line, const Words& words) {
    const std::size_t sign = std::min(line.find('='), line.size());
    if (line.empty() || sign + 1 == line.size())
        return {};
    const std::string key = "ladder.fact." + std::string(line.substr(0, sign));
    const std::string text = words.label(key, {{"value", ladder::plainLine(line.substr(sign + 1), kLongestTarget)}});
    return text == key ? ladder::plainLine(line, kLongestTarget) : text;
}

} // namespace

MessageLabel labelOf(std::string_view bytes, sip::Method method, int status, dialog::SdpRole role, const Words& words) {
    MessageLabel label;
    if (bytes.empty()) {
        label.label = status > 0 ? std::to_string(status) : std::string(sip::toString(method));
        return label;
    }
    thread_local sip::Message message; // keeps the storage of its header list
    sip::parse(bytes, message);
    label.transaction = transactionOf(message);
    if (message.isRequest) {
        label.label = ladder::plainLine(message.methodText, kLongestReason);
    } else {
        const int code = message.statusCode > 0 ? message.statusCode : status;
        label.label = ladder::plainLine(std::to_string(code) + " " + std::string(message.reasonPhrase), kLongestReason);
    }
    if (label.label.empty())
        label.label = words.label("ladder.unreadable");

    if (role != dialog::SdpRole::None)
        label.detail = sdpLabel(sip::sdpOf(message.value(sip::HeaderId::ContentType), message.body), role, words);
    else if (message.isRequest && message.method == sip::Method::Refer)
        label.detail = referTarget(message);
    else if (message.isRequest && message.method == sip::Method::Notify)
        label.detail = notifyDetail(message);
    return label;
}

MessageLabel packetLabel(std::string_view kind, std::string_view summary, const Words& words) {
    MessageLabel label;
    const std::string key = "ladder.packet." + std::string(kind);
    label.label = words.label(key);
    if (label.label == key)
        label.label = ladder::plainLine(kind, kLongestTarget);
    for (std::size_t facts = 0; facts < kPacketFacts && !summary.empty();) {
        const std::size_t end = std::min(summary.find('\n'), summary.size());
        const std::string fact = factText(summary.substr(0, end), words);
        summary.remove_prefix(std::min(end + 1, summary.size()));
        if (fact.empty())
            continue;
        label.detail += (label.detail.empty() ? "" : " · ") + fact;
        ++facts;
    }
    return label;
}

bool mayHaveDetail(sip::Method method, int status, dialog::SdpRole role, dialog::SessionNote note) {
    const bool isTold = status == 0 && (method == sip::Method::Refer || method == sip::Method::Notify);
    return role != dialog::SdpRole::None || note != dialog::SessionNote::None || isTold;
}

std::string noteWord(dialog::SessionNote note, const Words& words) {
    switch (note) {
    case dialog::SessionNote::None:
        return {};
    case dialog::SessionNote::Hold:
        return words.label("ladder.hold");
    case dialog::SessionNote::Resume:
        return words.label("ladder.resume");
    case dialog::SessionNote::TransferBlind:
        return words.label("ladder.transfer-blind");
    case dialog::SessionNote::TransferAttended:
        return words.label("ladder.transfer-attended");
    case dialog::SessionNote::TransferProgress:
        return words.label("ladder.transfer-progress");
    case dialog::SessionNote::SessionRefresh:
        return words.label("ladder.session-refresh");
    }
    return {};
}

} // namespace echelle::scene
