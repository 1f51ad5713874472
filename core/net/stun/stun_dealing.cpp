#include "core/net/stun/stun_dealing.h"

#include "core/base/text.h"

namespace echelle::net::stun {

namespace {
constexpr std::size_t kLongestText = 128;

std::string_view kindOf(Class kind) {
    switch (kind) {
    case Class::Request:
        return packet_kind::kStunRequest;
    case Class::Success:
        return packet_kind::kStunSuccess;
    case Class::Error:
        return packet_kind::kStunError;
    case Class::Indication:
        break;
    }
    return packet_kind::kStunIndication;
}
} // namespace

Arguments summaryOf(const Message& m) {
    Arguments facts{{"method", toString(m.method)}};
    if (m.kind == Class::Error)
        facts.push_back({"error", std::to_string(m.errorCode) + " " + toValidUtf8(m.reason.substr(0, kLongestText))});
    if (m.kind == Class::Request && m.hasIntegrity)
        facts.push_back({"credentials", "yes"});
    if (m.mapped.address.isValid())
        facts.push_back({"mapped", m.mapped.toString()});
    if (m.relayed.address.isValid())
        facts.push_back({"relayed", m.relayed.toString()});
    if (!m.realm.empty())
        facts.push_back({"realm", toValidUtf8(m.realm.substr(0, kLongestText))});
    return facts;
}

void Dealing::count(const Message& m, ByteView bytes, const Flow& way, const PacketFacts& facts) {
    if (packets++ == 0) {
        flow = way;
        start = facts.time;
        firstFrame = facts.frame;
    }
    end = facts.time;
    lastFrame = facts.frame;
    isTurn |= m.method != method::kBinding;
    if (!m.realm.empty())
        realm = toValidUtf8(m.realm.substr(0, kLongestText));
    if (m.kind == Class::Success)
        ++successes;
    if (m.kind == Class::Error) {
        ++errors;
        lastError = m.errorCode;
        lastReason = toValidUtf8(m.reason.substr(0, kLongestText));
    }
    PacketEvent event;
    event.kind = kindOf(m.kind);
    event.facts = facts;
    event.flow = way;
    event.summary = summaryOf(m);
    event.bytes = bytes;
    if (events.size() < kMaxEvents)
        events.push_back(recordOf(event));
    else
        events.back() = recordOf(event);
}

} // namespace echelle::net::stun
