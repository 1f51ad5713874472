#include "core/net/hep/hep_payload.h"

#include "core/base/hash.h"
#include "core/capture/inflate.h"
#include "core/net/hep/hep_packet.h"
#include "core/net/sip_datagram.h"
#include "core/sip/framer.h"

namespace echelle::net {

bool readHepDatagram(ByteView payload, const PacketFacts& facts, std::uint64_t firstFrame, bool isIncomplete,
                     TrafficLog& log) {
    std::optional<HepPacket> packet = readHep3(payload);
    if (!packet && isHep3(payload)) { // a keep-alive or a damaged one
        log.skip("hep-other");
        return true;
    }
    if (!packet)
        packet = readHep2(payload, facts.time);
    if (!packet)
        return false;
    if (packet->payloadType != hep::kSip) {
        log.skip(hepPayloadName(packet->payloadType));
        return true;
    }
    std::string inflated;
    if (packet->isCompressed) {
        if (!capture::inflateWhole(packet->payload, inflated)) {
            log.odd(diag::kTunnelUnsupported, facts.frame, "hep-compressed");
            return true;
        }
        packet->payload = asBytes(inflated);
    }
    if (!sip::looksLikeSip(asText(packet->payload))) {
        log.skip("hep-other");
        return true;
    }
    // What is known of the packet inside. One agent's copy of a message is told from another's by the link key.
    PacketFacts inner = facts;
    if (packet->time.isValid())
        inner.time = packet->time;
    inner.ipId = 0;
    inner.ttl = 0;
    inner.linkKey = hash64(&packet->captureId, sizeof packet->captureId, facts.linkKey);
    ++inner.tunnels;
    inner.isCut |= packet->isCut;
    const Flow flow{packet->source, packet->destination, packet->transport};
    readSipDatagram(packet->payload, flow, inner, firstFrame, isIncomplete || packet->isCut, log);
    return true;
}

} // namespace echelle::net
