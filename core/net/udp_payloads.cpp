#include "core/net/udp_payloads.h"

#include "core/net/hep/hep_payload.h"
#include "core/net/protocol/sip_port.h"
#include "core/net/protocol/udp_protocol.h"
#include "core/net/sip_datagram.h"

namespace echelle::net {

namespace {

// What a TURN client and its server hand on of a peer's: media and checks.
void readRelayed(ByteView payload, const Flow& flow, const PacketFacts& facts, TrafficLog& log) {
    if (isStun(payload))
        log.stun().addDatagram(payload, flow, facts);
    else if (!payload.empty() && payload[0] >> 6 == 2 && !log.streams().add(payload, flow, facts, true))
        log.streams().addRtcp(payload, flow);
}

void readKnown(Protocol protocol, ByteView payload, const Flow& flow, const PacketFacts& facts, TrafficLog& log) {
    switch (protocol) {
    case Protocol::Dns:
        log.lookups().addDatagram(payload, flow, facts);
        break;
    case Protocol::Rtp:
        log.streams().add(payload, flow, facts);
        break;
    case Protocol::Rtcp:
        log.streams().addRtcp(payload, flow);
        break;
    case Protocol::Stun:
        if (const ByteView data = log.stun().addDatagram(payload, flow, facts); !data.empty())
            readRelayed(data, flow, facts, log);
        break;
    case Protocol::TurnChannel:
        readRelayed(stun::channelData(payload), flow, facts, log);
        break;
    default:
        break;
    }
}

} // namespace

void readUdpPayload(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                    bool isIncomplete, TrafficLog& log) {
    if (readSipDatagram(payload, flow, facts, firstFrame, isIncomplete, log))
        return;
    if (readHepDatagram(payload, facts, firstFrame, isIncomplete, log))
        return;
    const Protocol protocol = recogniseUdp(payload, flow.source.port, flow.destination.port);
    if (protocol == Protocol::OtherUdp && (isSipPort(flow.source.port) || isSipPort(flow.destination.port)))
        log.odd(diag::kPayloadOther, facts.frame);
    readKnown(protocol, payload, flow, facts, log);
    log.other(protocol, flow, facts, payload.size());
}

} // namespace echelle::net
