#include "core/net/sip_datagram.h"

#include "core/sip/framer.h"

namespace echelle::net {

bool readSipDatagram(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                     bool isIncomplete, TrafficLog& log) {
    sip::FramedPart part = sip::nextInDatagram(asText(payload));
    if (part.status != sip::FrameStatus::Message)
        return false;
    SipPayload out;
    out.source = flow.source;
    out.destination = flow.destination;
    out.transport = flow.transport;
    out.facts = facts;
    out.firstFrame = firstFrame;
    while (part.end > 0) {
        if (part.status == sip::FrameStatus::Message) {
            out.bytes = payload.subspan(part.begin, part.end - part.begin);
            out.isIncomplete = isIncomplete && part.end == payload.size();
            out.indexInFrame = log.nextIndex(facts.frame);
            log.sip(out);
            if (part.isTooLarge)
                log.odd(diag::kSipTooLarge, facts.frame);
        }
        payload = payload.subspan(part.end);
        if (payload.empty())
            break;
        part = sip::nextInDatagram(asText(payload));
    }
    return true;
}

} // namespace echelle::net
