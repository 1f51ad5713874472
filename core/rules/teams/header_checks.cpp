#include "core/base/text.h"
#include "core/rules/teams/teams_checks.h"
#include "core/sip/address.h"
#include "core/sip/defect.h"
#include "core/sip/teams_direct_routing.h"

#include <algorithm>
#include <optional>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::HeaderText;
using dialog::Index;
using dialog::kNoIndex;
using sip::HeaderId;
using sip::Method;

std::optional<sip::Uri> uriOf(std::string_view value) {
    const auto name = sip::parseNameAddress(value);
    return name ? sip::parseUri(name->uri) : std::nullopt;
}

bool isIp(std::string_view host) {
    return IpAddress::parse(host).has_value();
}

// First message that the check holds for, of those that the SBC sends to Teams.
template <typename Check>
Index first(const CallFacts& facts, Check check) {
    for (Index i = 0; i < facts.messages.size(); ++i)
        if (facts.messages[i].retransmissionOf == kNoIndex && facts.isToTeams(i) && check(i))
            return i;
    return kNoIndex;
}

bool isInitial(const CallFacts& facts, Index i) {
    return isInitialToTeams(facts, i, Method::Invite) || isInitialToTeams(facts, i, Method::Options);
}

// Of the INVITEs and OPTIONS outside a dialog.
template <typename Check>
Index firstInitial(const CallFacts& facts, Check check) {
    return first(facts, [&](Index i) { return isInitial(facts, i) && check(i); });
}

Index contactFqdn(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const auto uri = uriOf(facts.header(i, HeaderId::Contact));
        return uri && isIp(uri->host);
    });
}

Index contactInOptions(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        return isInitialToTeams(facts, i, Method::Options) && facts.header(i, HeaderId::Contact).empty();
    });
}

Index contactTransport(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const auto uri = uriOf(facts.header(i, HeaderId::Contact));
        const auto transport = uri ? sip::parameter(uri->parameters, "transport") : std::nullopt;
        return transport && !equalsNoCase(*transport, "tls");
    });
}

Index contactFirstOnly(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        if (!isInitial(facts, i))
            return false;
        std::size_t count = 0;
        for (const HeaderText& h : facts.headers)
            if (h.message == i && h.id == HeaderId::Contact)
                count += sip::splitList(facts.textOf(h.text)).size();
        return count > 1;
    });
}

Index recordRoute(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const auto route = uriOf(facts.header(i, HeaderId::RecordRoute));
        const auto contact = uriOf(facts.header(i, HeaderId::Contact));
        return route && (isIp(route->host) || (contact && !equalsNoCase(route->host, contact->host)));
    });
}

Index sipsUri(const CallFacts& facts) {
    const auto isSips = [](std::string_view value) {
        const auto uri = uriOf(value);
        return uri && equalsNoCase(uri->scheme, "sips");
    };
    return first(facts, [&](Index i) {
        return facts.messages[i].isRequest() &&
               (isSips(facts.requestUri(i)) || isSips(facts.header(i, HeaderId::Contact)) ||
                isSips(facts.header(i, HeaderId::From)) || isSips(facts.header(i, HeaderId::To)));
    });
}

Index emptyUser(const CallFacts& facts) {
    const auto isEmpty = [](std::string_view value) {
        return value.find("sip:@") != std::string_view::npos || value.find("sips:@") != std::string_view::npos;
    };
    return first(facts, [&](Index i) {
        return facts.messages[i].isRequest() &&
               (isEmpty(facts.requestUri(i)) || isEmpty(facts.header(i, HeaderId::Contact)) ||
                isEmpty(facts.header(i, HeaderId::From)) || isEmpty(facts.header(i, HeaderId::To)));
    });
}

// The dialled number of an INVITE that follows no REFER and is no emergency or short number; "" for any other.
std::string_view dialledUser(const CallFacts& facts, Index i) {
    constexpr std::size_t kShort = 6;
    const auto uri = sip::parseUri(facts.requestUri(i));
    if (!isInitialToTeams(facts, i, Method::Invite) || !uri || sip::parameter(uri->parameters, "x-m") ||
        !facts.header(i, HeaderId::ReferredBy).empty() || uri->user.size() <= kShort)
        return {};
    return uri->user.substr(0, uri->user.find(';'));
}

Index ruriPlus(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        const std::string_view user = dialledUser(facts, i);
        return !user.empty() && user.front() != '+';
    });
}

Index userPhone(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        const std::string_view user = dialledUser(facts, i);
        return !user.empty() && user.find_first_not_of("+0123456789") == std::string_view::npos &&
               facts.requestUri(i).find("user=phone") == std::string_view::npos;
    });
}

Index fromPlus(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        const auto uri = uriOf(facts.header(i, HeaderId::From));
        return isInitialToTeams(facts, i, Method::Invite) && uri && !uri->user.empty() && uri->user.front() != '+' &&
               !equalsNoCase(uri->user, "anonymous");
    });
}

Index contentType(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        const std::string_view type = facts.header(i, HeaderId::ContentType);
        return isInitialToTeams(facts, i, Method::Invite) && !type.empty() &&
               !startsWithNoCase(type, "application/sdp") && !startsWithNoCase(type, "multipart/");
    });
}

Index versionToken(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        const auto defects = sip::Defects::fromBits(facts.messages[i].defects).list();
        return std::any_of(defects.begin(), defects.end(),
                           [](sip::Defect d) { return d == sip::Defect::Version || d == sip::Defect::StartLine; });
    });
}

bool listsToken(std::string_view value, std::string_view token) {
    const auto entries = sip::splitList(value);
    return std::any_of(entries.begin(), entries.end(),
                       [token](std::string_view entry) { return equalsNoCase(trim(entry), token); });
}

Index require100rel(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        return facts.messages[i].isRequest() && listsToken(facts.header(i, HeaderId::Require), "100rel");
    });
}

Index replacesSent(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        return facts.messages[i].isRequest() && !facts.header(i, HeaderId::Replaces).empty();
    });
}

Index allowNotify(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const std::string_view allow = facts.header(i, HeaderId::Allow);
        return !allow.empty() && !listsToken(allow, "NOTIFY");
    });
}

Index threeFqdn(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const auto uri = sip::parseUri(facts.requestUri(i));
        return uri && isIp(uri->host);
    });
}

// Not judged in text logs, which often know no ports.
Index signallingPort(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const std::uint16_t port = facts.receiver(i).port;
        return facts.messages[i].isFromCapture && port != 5061 && port != 443;
    });
}

Index signallingIp(const CallFacts& facts) {
    return firstInitial(facts, [&facts](Index i) {
        const IpAddress& address = facts.receiver(i).address;
        return address.family == IpAddress::Family::V4 && !sip::isTeamsAddress(address);
    });
}

Index callerIdFrom(const CallFacts& facts) {
    return first(facts, [&facts](Index i) {
        const auto from = uriOf(facts.header(i, HeaderId::From));
        const auto asserted = uriOf(facts.header(i, HeaderId::PAssertedIdentity));
        return isInitialToTeams(facts, i, Method::Invite) && from && asserted && from->user != asserted->user;
    });
}

Index xMsSbc(const CallFacts& facts) {
    return first(facts, [&facts](Index i) { return isInitial(facts, i) && facts.header(i, HeaderId::XMsSbc).empty(); });
}
} // namespace

bool isInitialToTeams(const CallFacts& facts, Index message, Method method) {
    const dialog::MessageFacts& m = facts.messages[message];
    return m.isRequest() && m.method == method && m.toTag == 0 && m.retransmissionOf == kNoIndex &&
           facts.isToTeams(message);
}

const std::vector<TeamsCheck>& headerChecks() {
    static const std::vector<TeamsCheck> kChecks{
        {"contact-fqdn", contactFqdn, {403}, {}},
        {"contact-in-options", contactInOptions, {}, {}},
        {"contact-transport-tls", contactTransport, {}, {}},
        {"contact-first-only", contactFirstOnly, {}, {}},
        {"record-route-consistency", recordRoute, {}, {}},
        {"no-sips-uri", sipsUri, {416}, {}},
        {"no-empty-user", emptyUser, {400}, {}},
        {"ruri-plus", ruriPlus, {404, 412}, {511404, 510412}},
        {"from-plus", fromPlus, {}, {}},
        {"user-phone", userPhone, {}, {}},
        {"content-type-supported", contentType, {415}, {540415, 510415}},
        {"sip-version-token", versionToken, {504}, {549002, 549018}},
        {"no-require-100rel", require100rel, {420}, {540420}},
        {"replaces-not-sent", replacesSent, {}, {}},
        {"allow-refer-notify", allowNotify, {}, {}},
        {"three-fqdn", threeFqdn, {}, {}},
        {"signalling-port", signallingPort, {}, {}},
        {"signalling-ip", signallingIp, {}, {}},
        {"caller-id-from", callerIdFrom, {}, {}},
        {"x-ms-sbc", xMsSbc, {}, {}},
    };
    return kChecks;
}

} // namespace echelle::rules
