#include "core/net/udp_payloads.h"

#include "core/net/hep/hep_payload.h"
#include "core/net/protocol/sip_port.h"
#include "core/net/protocol/udp_protocol.h"
#include "core/net/sip_datagram.h"

namespace echelle::net {

void readUdpPayload(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                    bool isIncomplete, TrafficLog& log) {
    if (readSipDatagram(payload, flow, facts, firstFrame, isIncomplete, log))
        return;
    if (readHepDatagram(payload, facts, firstFrame, isIncomplete, log))
        return;
    const Protocol protocol = recogniseUdp(payload, flow.source.port, flow.destination.port);
    if (protocol == Protocol::OtherUdp && (isSipPort(flow.source.port) || isSipPort(flow.destination.port)))
        log.odd(diag::kPayloadOther, facts.frame);
    if (protocol == Protocol::Dns)
        log.lookups().addDatagram(payload, flow, facts);
    log.other(protocol, flow, facts, payload.size());
}

} // namespace echelle::net
