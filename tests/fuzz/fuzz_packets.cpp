// Frames through link layers, tunnels, IP and its fragments, UDP, TCP and SCTP. Each record begins with a link type in
// two bytes and a time in one, in seconds after the frame before.
#include "core/net/decoder.h"
#include "packet_target.h"

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Checker checker(size);
    ImportLog log;
    net::Decoder decoder(checker, log);
    fuzz::Records records(data, size);
    std::vector<std::uint8_t> record;
    capture::Frame frame;
    frame.time = Timestamp{0};
    while (records.next(record)) {
        if (record.size() < 3)
            continue;
        ++frame.number;
        frame.linkType = readLe16(record.data());
        frame.time = frame.time + Duration::seconds(record[2]);
        const std::vector<std::uint8_t> exact(record.begin() + 3, record.end());
        frame.bytes = exact;
        frame.originalLength = static_cast<std::uint32_t>(exact.size());
        decoder.decode(frame);
    }
    decoder.finish();
    return 0;
}
