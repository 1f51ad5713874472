#include "core/net/acdr/acdr_payload.h"

#include "core/base/hash.h"
#include "core/net/sip_datagram.h"
#include "core/sip/framer.h"

namespace echelle::net {
namespace {

using acdr::Media;

bool isRtp(Media media) {
    return media == Media::Rtp || media == Media::VideoRtp || (media >= Media::RtpAmr && media <= Media::RtpNoOp);
}

} // namespace

void readAcdrPayload(const AcdrPacket& packet, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                     bool isIncomplete, TrafficLog& log) {
    if (packet.isEncrypted) {
        log.odd(diag::kTunnelUnsupported, facts.frame, "acdr-encrypted");
        return;
    }
    const bool hasAddresses = packet.source.address.isValid() && packet.destination.address.isValid();
    const Flow inner = hasAddresses ? Flow{packet.source, packet.destination, packet.transport} : flow;
    if (sip::looksLikeSip(asText(packet.payload))) {
        if (!hasAddresses) {
            log.odd(diag::kTunnelUnsupported, facts.frame, "acdr-without-addresses");
            return;
        }
        PacketFacts known = facts;
        known.ipId = 0;
        known.ttl = 0;
        known.linkKey = hash64(&packet.tracePoint, sizeof packet.tracePoint, facts.linkKey);
        ++known.tunnels;
        readSipDatagram(packet.payload, inner, known, firstFrame, isIncomplete || packet.isFragmented, log);
    } else if (packet.isFragmented) {
        log.odd(diag::kTunnelUnsupported, facts.frame, "acdr-fragment");
    } else if (isRtp(packet.media)) {
        log.skip(Protocol::Rtp);
    } else if (packet.media == Media::Rtcp || packet.media == Media::VideoRtcp) {
        log.skip(Protocol::Rtcp);
    } else if (packet.media == Media::Megaco) {
        log.other(Protocol::Megaco, inner, facts, packet.payload.size());
    } else if (packet.media == Media::Mgcp) {
        log.other(Protocol::Mgcp, inner, facts, packet.payload.size());
    } else {
        log.skip(packet.media == Media::Syslog ? "acdr-syslog" : "acdr-other");
    }
}

} // namespace echelle::net
