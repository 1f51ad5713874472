#include "core/scene/lane_namer.h"

#include "core/ladder/text_fit.h"
#include "core/sip/address.h"
#include "core/sip/message.h"
#include "core/sip/teams_direct_routing.h"

#include <algorithm>

namespace echelle::scene {

namespace {
constexpr std::size_t kLongestName = 80;   // bytes
constexpr std::size_t kEndpointsAsked = 4; // of a lane

// A request with more Vias than one was sent by somebody before; what it says of its maker is not about this lane.
bool isRelayed(const sip::Message& message) {
    std::size_t vias = 0;
    for (const sip::HeaderField& header : message.headers) {
        if (header.id == sip::HeaderId::Via)
            vias += sip::splitList(header.value).size();
    }
    return message.isRequest && vias > 1;
}

std::string productOf(const sip::Message& message) {
    std::string_view product = message.value(sip::HeaderId::UserAgent);
    if (product.empty() && !message.isRequest)
        product = message.value(sip::HeaderId::Server);
    return ladder::plainLine(product, kLongestName);
}

std::string contactHostOf(const sip::Message& message) {
    const auto contact = sip::parseNameAddress(message.value(sip::HeaderId::Contact));
    const auto uri = contact ? sip::parseUri(contact->uri) : std::nullopt;
    if (!uri || uri->host.empty() || IpAddress::parse(uri->host) || uri->host.find('.') == std::string_view::npos)
        return {};
    return ladder::plainLine(uri->host, kLongestName);
}
} // namespace

std::string_view knownNetwork(const IpAddress& address) {
    return sip::isTeamsAddress(address) ? "Microsoft Teams" : "";
}

const std::string& LaneNamer::name(const SceneLane& lane) {
    const auto [found, isNew] = m_names.try_emplace(lane.key);
    if (isNew) {
        found->second = this->found(lane);
        if (found->second.empty())
            found->second = lane.key;
    }
    return found->second;
}

std::string LaneNamer::capturedName(const IpAddress& address) const {
    const auto known = std::find_if(m_captured.begin(), m_captured.end(),
                                    [&address](const auto& entry) { return entry.first == address; });
    return known == m_captured.end() ? std::string() : ladder::plainLine(known->second, kLongestName);
}

std::string LaneNamer::found(const SceneLane& lane) {
    const std::size_t asked = std::min(lane.endpoints.size(), kEndpointsAsked);
    if (std::string table = exportName(lane); !table.empty())
        return table;
    for (std::size_t i = 0; i < asked; ++i) {
        if (const std::string_view network = knownNetwork(m_list.endpoints[lane.endpoints[i]].address);
            !network.empty())
            return std::string(network);
    }
    for (std::size_t i = 0; i < asked; ++i) {
        if (std::string name = capturedName(m_list.endpoints[lane.endpoints[i]].address); !name.empty())
            return name;
    }
    std::string host;
    sip::Message message;
    for (std::size_t i = 0; i < asked; ++i) {
        for (const std::uint32_t index : m_list.sent[lane.endpoints[i]]) {
            if (index == kNone)
                break;
            const std::string bytes = m_source.bytes(m_list.events[index].id);
            sip::parse(bytes, message);
            if (isRelayed(message))
                continue;
            if (std::string product = productOf(message); !product.empty())
                return product;
            if (host.empty())
                host = contactHostOf(message);
        }
    }
    return host.empty() ? resolvedName(lane) : host;
}

// Of a lane that stands for a diagnostic export: what its rows are.
std::string LaneNamer::exportName(const SceneLane& lane) const {
    if (lane.endpoints.empty() || !m_list.endpoints[lane.endpoints.front()].isDevice())
        return {};
    const auto row = std::find_if(m_list.events.begin(), m_list.events.end(), [&lane](const EventSkeleton& e) {
        return e.kind() == store::EventKind::Record && e.from == lane.endpoints.front();
    });
    if (row == m_list.events.end())
        return {};
    const auto found = m_list.packets.find(static_cast<std::uint32_t>(row - m_list.events.begin()));
    return found == m_list.packets.end() ? std::string() : found->second.kind.substr(0, found->second.kind.rfind('.'));
}

std::string LaneNamer::resolvedName(const SceneLane& lane) {
    if (!m_resolvedNames)
        m_resolvedNames = m_source.resolvedNames();
    for (const std::uint32_t endpoint : lane.endpoints) {
        const auto found = m_resolvedNames->find(m_list.endpoints[endpoint].address.toString());
        if (found != m_resolvedNames->end())
            return ladder::plainLine(found->second, kLongestName);
    }
    return {};
}

} // namespace echelle::scene
