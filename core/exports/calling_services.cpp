#include "core/exports/calling_services.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace echelle::exports {

namespace {

bool endsWithDomain(std::string_view host, std::string_view domain) {
    return host == domain ||
           (host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

bool holdsAny(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

std::string_view hostOf(std::string_view url) {
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#'\" "));
    if (const std::size_t user = url.rfind('@'); user != std::string_view::npos)
        url.remove_prefix(user + 1);
    return url.substr(0, url.find(':'));
}

std::string_view pathOf(std::string_view url) {
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    const std::size_t slash = url.find('/');
    if (slash == std::string_view::npos)
        return {};
    url.remove_prefix(slash);
    return url.substr(0, url.find_first_of("?#'\" "));
}

// Hosts of Azure Communication Services and Teams as their network requirements list them (acs-codes.json, network).
ServiceKind serviceOf(std::string_view url) {
    const std::string host = toLower(hostOf(url));
    const std::string path = toLower(pathOf(url));
    if (holdsAny(host, {"events.data.microsoft.com", "pipe.", "telemetry", "applicationinsights", "vortex.", "aria.",
                        "monitor.azure.com", "config.", "ecs."}) ||
        holdsAny(path, {"telemetry", "onecollector", "/collect", "/track"}))
        return ServiceKind::Telemetry;
    static constexpr std::array<std::string_view, 5> kDomains{"skype.com", "communication.azure.com",
                                                              "teams.microsoft.com", "microsoft.com", "azure.net"};
    const bool isKnown =
        std::any_of(kDomains.begin(), kDomains.end(), [&](std::string_view d) { return endsWithDomain(host, d); });
    if (!isKnown)
        return ServiceKind::Other;
    if (holdsAny(host, {"trouter"}) || holdsAny(path, {"trouter"}))
        return ServiceKind::Signalling;
    if (holdsAny(host, {"trap.", "turn.", "relay"}) || holdsAny(path, {"/relay", "/trap", "networktraversal"}))
        return ServiceKind::Relays;
    if (endsWithDomain(host, "communication.azure.com") ||
        holdsAny(host, {"flightproxy", "conv.", "cc.", "calling.", "registrar", "edge.skype"}) ||
        holdsAny(path, {"/conv", "/calls", "/cc/", "/epconv", "/registrar", "/registrations"}))
        return ServiceKind::Calling;
    return ServiceKind::Other;
}

} // namespace echelle::exports
