#include "core/net/websocket/upgrade.h"

#include "core/base/text.h"

namespace echelle::net::websocket {
namespace {

constexpr std::size_t kMaxHead = std::size_t{16} << 10;

// Takes the part before the separator off the front, trimmed.
std::string_view cutAt(char separator, std::string_view& rest) {
    const std::size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return trim(part);
}

bool holdsToken(std::string_view list, std::string_view token) {
    while (!list.empty())
        if (equalsNoCase(cutAt(',', list), token))
            return true;
    return false;
}

void readExtensions(std::string_view list, Agreement& into) {
    while (!list.empty()) {
        std::string_view extension = cutAt(',', list);
        if (!equalsNoCase(cutAt(';', extension), "permessage-deflate"))
            continue;
        while (!extension.empty()) {
            const std::string_view parameter = cutAt(';', extension);
            into.isClientReset |= equalsNoCase(parameter, "client_no_context_takeover");
            into.isServerReset |= equalsNoCase(parameter, "server_no_context_takeover");
        }
    }
}

} // namespace

Upgrade readUpgrade(std::string_view bytes) {
    using namespace std::string_view_literals;
    Upgrade upgrade;
    const bool isResponse = bytes.starts_with("HTTP/1.1 101"sv);
    if (!isResponse && !bytes.starts_with("GET "sv)) {
        const bool isBegun = "HTTP/1.1 101"sv.starts_with(bytes) || "GET "sv.starts_with(bytes);
        upgrade.status = isBegun ? Upgrade::Status::NeedMore : Upgrade::Status::None;
        return upgrade;
    }
    const std::size_t end = bytes.substr(0, kMaxHead).find("\r\n\r\n"sv);
    if (end == std::string_view::npos) {
        upgrade.status = bytes.size() < kMaxHead ? Upgrade::Status::NeedMore : Upgrade::Status::None;
        return upgrade;
    }
    std::string_view head = bytes.substr(0, end);
    (void)cutAt('\n', head); // the start line
    bool isUpgrade = false;
    while (!head.empty()) {
        std::string_view value = cutAt('\n', head);
        const std::string_view name = cutAt(':', value);
        if (equalsNoCase(name, "Upgrade"sv))
            isUpgrade |= holdsToken(value, "websocket"sv);
        else if (equalsNoCase(name, "Sec-WebSocket-Extensions"sv) && isResponse)
            readExtensions(value, upgrade.agreement);
        else if (equalsNoCase(name, "Sec-WebSocket-Protocol"sv) && isResponse)
            upgrade.agreement.isSip |= holdsToken(value, "sip"sv);
    }
    if (isUpgrade) {
        upgrade.status = isResponse ? Upgrade::Status::Response : Upgrade::Status::Request;
        upgrade.size = end + 4;
    }
    return upgrade;
}

} // namespace echelle::net::websocket
