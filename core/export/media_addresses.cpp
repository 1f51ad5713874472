#include "core/export/media_addresses.h"

#include "core/base/text.h"
#include "core/sip/sdp.h"

#include <algorithm>
#include <array>

namespace echelle::exporting {

namespace {

constexpr std::size_t kMostAddresses = 256;

void add(std::vector<Endpoint>& all, std::string_view address, std::uint64_t port) {
    const auto parsed = IpAddress::parse(address);
    if (!parsed || port == 0 || port > 65535 || all.size() >= kMostAddresses ||
        *parsed == IpAddress::parse("0.0.0.0") || *parsed == IpAddress::parse("::"))
        return;
    Endpoint endpoint;
    endpoint.address = *parsed;
    endpoint.port = static_cast<std::uint16_t>(port);
    all.push_back(endpoint);
}

// "candidate:1 1 UDP 2130706431 10.0.0.1 5004 typ host": the fifth and sixth token.
void addCandidate(std::vector<Endpoint>& all, std::string_view attribute) {
    constexpr std::string_view kName = "candidate:";
    if (!startsWithNoCase(attribute, kName))
        return;
    std::array<std::string_view, 6> tokens;
    std::size_t at = kName.size();
    for (std::string_view& token : tokens) {
        const std::size_t begin = attribute.find_first_not_of(' ', at);
        if (begin == std::string_view::npos)
            return;
        at = std::min(attribute.find(' ', begin), attribute.size());
        token = attribute.substr(begin, at - begin);
    }
    add(all, tokens[4], parseUnsigned(tokens[5]).value_or(0));
}

} // namespace

std::vector<Endpoint> mediaAddresses(const sip::Message& message) {
    std::vector<Endpoint> all;
    const std::string_view text = sip::sdpOf(message.value(sip::HeaderId::ContentType), message.body);
    if (text.empty())
        return all;
    sip::Sdp sdp;
    sip::parseSdp(text, sdp);
    for (const sip::SdpMedia& media : sdp.media) {
        if (media.port == 0)
            continue;
        add(all, media.connection, media.port);
        add(all, media.connection, media.rtcpPort != 0 ? media.rtcpPort : media.port + 1U);
        for (const std::string_view attribute : media.attributes)
            addCandidate(all, attribute);
    }
    return all;
}

} // namespace echelle::exporting
