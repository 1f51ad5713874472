#include "core/rules/stun/stun_rules.h"

#include "core/rules/arguments.h"

namespace echelle::rules {

namespace {
// RFC 8489 section 6.2.1: a request is sent again after half a second, then one, two, four.
constexpr Duration kPatience = Duration::seconds(5);
constexpr Duration kPatienceForOne = Duration::seconds(20); // what was sent only once

bool isAfter(Timestamp end, Timestamp last, Duration wanted) {
    std::int64_t ns = 0;
    return end.isValid() && last.isValid() && !__builtin_sub_overflow(end.ns, last.ns, &ns) && ns >= wanted.ns;
}
} // namespace

bool isUnanswered(const ConnectionContext& c, std::string_view protocol) {
    const bool isRepeated = c.number("sends") > 1;
    if (!isRepeated && c.facts.transport == Transport::Udp)
        return false; // a client sends again: the others were not captured, and perhaps their answers
    return c.facts.protocol == protocol && c.fact("ending") == "no-answer" &&
           isAfter(c.inputEnd, c.facts.end, isRepeated ? kPatience : kPatienceForOne);
}

Finding newStunFinding(const ConnectionContext& c, std::string_view rule,
                       std::initializer_list<const PacketEventFacts*> proof) {
    Finding f = newFinding(c, rule, proof);
    f.side = Side::Network;
    add(f, "requests", c.number("requests"));
    add(f, "sends", c.number("sends"));
    const bool hasClock = c.facts.start.isValid() && c.facts.end.isValid();
    addSeconds(f, "seconds", hasClock ? c.facts.end - c.facts.start : Duration{});
    return f;
}

} // namespace echelle::rules
