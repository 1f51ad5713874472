#include "core/compare/exchange.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace echelle::compare {

namespace {

// Leg, top branch (without one: From tag), CSeq number, method.
using Key = std::tuple<std::size_t, std::string_view, std::uint32_t, std::string_view>;

std::string_view methodOf(const sip::Message& m) {
    return m.isRequest ? m.methodText : m.cseq.methodText;
}

Key keyOf(const sip::Message& m, std::size_t leg) {
    const std::string_view branch = m.topBranch.empty() ? m.fromTag : m.topBranch;
    return {leg, branch, m.cseq.number, methodOf(m)};
}

bool isProvisional(int status) {
    return status >= 100 && status < 200;
}

class Reader {
public:
    explicit Reader(ParsedSide& into) : m_into(into) {}

    void add(std::size_t index) {
        const CallMessage& message = m_into.side.messages[index];
        const sip::Message& parsed = m_into.messages[index];
        const std::size_t leg = legOf(message, parsed);
        Exchange& exchange = m_into.exchanges[exchangeOf(parsed, leg)];
        if (Step* earlier = sameStep(exchange, message, parsed); earlier != nullptr) {
            earlier->sends += message.retransmissionOf.isValid() ? 1 : 0;
            return;
        }
        exchange.steps.push_back({index, 1, parsed.isRequest ? 0 : parsed.statusCode});
        if (!parsed.isRequest && parsed.statusCode >= 200)
            exchange.finalStatus = parsed.statusCode;
    }

private:
    std::size_t legOf(const CallMessage& message, const sip::Message& parsed) {
        const auto [at, isNew] = m_legs.emplace(message.leg, m_into.legs.size());
        if (isNew)
            m_into.legs.push_back({message.leg, parsed.fromTag, parsed.isRequest ? parsed.method : parsed.cseq.method,
                                   parsed.isRequest ? message.from : message.to,
                                   parsed.isRequest ? message.to : message.from, message.transport});
        return at->second;
    }

    std::size_t exchangeOf(const sip::Message& m, std::size_t leg) {
        // The ACK to a failure has the branch of its INVITE (RFC 3261 section 17.1.1.3).
        if (m.isRequest && m.method == sip::Method::Ack && !m.topBranch.empty()) {
            const auto invite = m_exchanges.find({leg, m.topBranch, m.cseq.number, "INVITE"});
            if (invite != m_exchanges.end())
                return invite->second;
        }
        const auto [at, isNew] = m_exchanges.emplace(keyOf(m, leg), m_into.exchanges.size());
        if (isNew) {
            Exchange& made = m_into.exchanges.emplace_back();
            made.leg = leg;
            made.method = m.isRequest ? m.method : m.cseq.method;
            made.methodText = methodOf(m);
            made.isInDialog = m.isRequest && !m.toTag.empty();
            made.isFromInitiator = m.fromTag == m_into.legs[leg].initiatorTag;
            made.hasCredentials = m.isRequest && (m.find(sip::HeaderId::Authorization) != nullptr ||
                                                  m.find(sip::HeaderId::ProxyAuthorization) != nullptr);
        }
        return at->second;
    }

    // The step that this is a further send of, or a provisional response that only says again what was said.
    Step* sameStep(Exchange& exchange, const CallMessage& message, const sip::Message& parsed) const {
        const auto isSame = [&](const Step& step) {
            const sip::Message& first = m_into.messages[step.message];
            if (message.retransmissionOf.isValid() && m_into.side.messages[step.message].id == message.retransmissionOf)
                return true;
            return !parsed.isRequest && isProvisional(parsed.statusCode) && step.status == parsed.statusCode &&
                   first.toTag == parsed.toTag && first.body == parsed.body;
        };
        const auto found = std::find_if(exchange.steps.begin(), exchange.steps.end(), isSame);
        return found == exchange.steps.end() ? nullptr : &*found;
    }

    ParsedSide& m_into;
    std::unordered_map<LegId, std::size_t> m_legs;
    std::map<Key, std::size_t> m_exchanges;
};

} // namespace

ParsedSide::ParsedSide(const CallSide& of) : side(of), messages(of.messages.size()) {
    Reader reader(*this);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        sip::parse(side.messages[i].bytes, messages[i]);
        reader.add(i);
    }
}

} // namespace echelle::compare
