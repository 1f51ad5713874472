// Homer encapsulation of versions 1 to 3, and AudioCodes debug recording, from a UDP payload to SIP.
#include "core/net/acdr/acdr_payload.h"
#include "core/net/hep/hep_payload.h"
#include "packet_target.h"

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Checker checker(size);
    ImportLog log;
    net::TrafficLog traffic(checker, log);
    net::PacketFacts facts;
    facts.frame = 1;
    facts.time = Timestamp{1'700'000'000'000'000'000};
    const std::uint8_t address[4] = {192, 0, 2, 1};
    const net::Flow flow{{IpAddress::v4(address), 925, 0}, {IpAddress::v4(address), 925, 0}, Transport::Udp};
    const ByteView payload(data, size);
    (void)net::readHepDatagram(payload, facts, 1, false, traffic);
    if (const auto recorded = net::readAcdr(payload))
        net::readAcdrPayload(*recorded, flow, facts, 1, false, traffic);
    traffic.finish();
    return 0;
}
