// snoop, Network Monitor and hex dump files from bytes to frames. The second byte chooses the format.
#include "capture_target.h"
#include "core/capture/hex_dump_source.h"
#include "core/capture/netmon_source.h"
#include "core/capture/snoop_source.h"

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    ImportLog log;
    const auto content = [=](ImportLog&) -> std::unique_ptr<capture::ByteReader> {
        return fuzz::contentOf(data + 1, size - 1);
    };
    switch (data[0] % 3) {
    case 0: {
        capture::SnoopSource source(content(log), log);
        fuzz::readAll(source, size);
        break;
    }
    case 1: {
        capture::NetmonSource source(content, log);
        fuzz::readAll(source, size);
        break;
    }
    default: {
        const std::string text(reinterpret_cast<const char*>(data), size);
        (void)capture::isHexDump(text);
        capture::HexDumpSource source(content(log), 0, log);
        fuzz::readAll(source, size);
        break;
    }
    }
    return 0;
}
