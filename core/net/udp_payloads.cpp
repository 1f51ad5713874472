#include "core/net/udp_payloads.h"

#include "core/net/protocol/sip_port.h"
#include "core/net/protocol/udp_protocol.h"
#include "core/sip/framer.h"

namespace echelle::net {
namespace {

void readSip(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame, bool isIncomplete,
             TrafficLog& log) {
    SipPayload out;
    out.source = flow.source;
    out.destination = flow.destination;
    out.transport = Transport::Udp;
    out.facts = facts;
    out.firstFrame = firstFrame;
    while (!payload.empty()) {
        const sip::FramedPart part = sip::nextInDatagram(asText(payload));
        if (part.end == 0)
            break;
        if (part.status == sip::FrameStatus::Message) {
            out.bytes = payload.subspan(part.begin, part.end - part.begin);
            out.isIncomplete = isIncomplete && part.end == payload.size();
            log.sip(out);
            ++out.indexInFrame;
            if (part.isTooLarge)
                log.odd(diag::kSipTooLarge, facts.frame);
        }
        payload = payload.subspan(part.end);
    }
}

} // namespace

void readUdpPayload(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                    bool isIncomplete, TrafficLog& log) {
    if (sip::looksLikeSip(asText(payload))) {
        readSip(payload, flow, facts, firstFrame, isIncomplete, log);
        return;
    }
    const Protocol protocol = recogniseUdp(payload, flow.source.port, flow.destination.port);
    if (protocol == Protocol::OtherUdp && (isSipPort(flow.source.port) || isSipPort(flow.destination.port)))
        log.odd(diag::kPayloadOther, facts.frame);
    if (protocol == Protocol::Dns)
        log.lookups().addDatagram(payload, flow, facts);
    log.other(protocol, flow, facts, payload.size());
}

} // namespace echelle::net
