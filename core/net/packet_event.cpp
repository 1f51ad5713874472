#include "core/net/packet_event.h"

#include <algorithm>

namespace echelle::net {

const std::vector<std::string_view>& allPacketKinds() {
    static const std::vector<std::string_view> kKinds{
        packet_kind::kTcpSyn,         packet_kind::kTcpSynAck,      packet_kind::kTcpFin,
        packet_kind::kTcpReset,       packet_kind::kTlsClientHello, packet_kind::kTlsServerHello,
        packet_kind::kTlsCertificate, packet_kind::kTlsAlert,       packet_kind::kTlsFinished,
        packet_kind::kDnsQuery,       packet_kind::kDnsAnswer,      packet_kind::kIcmpError,
        packet_kind::kStunRequest,    packet_kind::kStunSuccess,    packet_kind::kStunError,
        packet_kind::kStunIndication,
    };
    return kKinds;
}

PacketRecord recordOf(const PacketEvent& event) {
    PacketRecord record;
    record.kind = event.kind;
    record.frame = event.facts.frame;
    record.time = event.facts.time;
    record.flow = event.flow;
    record.connection = event.connection;
    record.summary = event.summary;
    record.bytes = asText(event.bytes.first(std::min(event.bytes.size(), kMaxPacketBytes)));
    return record;
}

std::string_view factOf(const Arguments& facts, std::string_view name) {
    const auto found = std::find_if(facts.begin(), facts.end(), [name](const Argument& a) { return a.name == name; });
    return found == facts.end() ? std::string_view() : std::string_view(found->value);
}

} // namespace echelle::net
