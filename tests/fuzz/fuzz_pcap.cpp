// A pcap file from bytes to frames.
#include "capture_target.h"
#include "core/capture/pcap_source.h"

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ImportLog log;
    capture::PcapSource source(fuzz::contentOf(data, size), log);
    fuzz::readAll(source, size);
    return 0;
}
