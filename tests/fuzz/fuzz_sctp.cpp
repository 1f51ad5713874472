// SCTP packets of one pair of addresses: chunks, fragments, retransmissions.
#include "core/net/sctp/sctp_table.h"
#include "packet_target.h"

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Checker checker(size);
    ImportLog log;
    net::TrafficLog traffic(checker, log);
    net::SctpTable table(traffic);
    fuzz::Records records(data, size);
    std::vector<std::uint8_t> record;
    net::PacketFacts facts;
    facts.time = Timestamp{0};
    const std::uint8_t address[4] = {192, 0, 2, 1};
    const net::Flow flow{{IpAddress::v4(address), 0, 0}, {IpAddress::v4(address), 0, 0}, Transport::Sctp};
    while (records.next(record)) {
        ++facts.frame;
        const std::size_t missing = record.size() % 7 == 0 ? 100 : 0;
        table.add(record, missing, flow, facts, facts.frame);
    }
    table.finish();
    traffic.finish();
    return 0;
}
