#include "core/capture/frame_source.h"

#include "core/capture/hex_dump_source.h"
#include "core/capture/input.h"
#include "core/capture/netmon_source.h"
#include "core/capture/pcap_source.h"
#include "core/capture/pcapng_source.h"
#include "core/capture/snoop_source.h"

namespace echelle::capture {

Result<std::unique_ptr<FrameSource>> openFrames(const Input& input, ImportLog& log) {
    switch (input.kind()) {
    case ContentKind::Pcap:
        return std::unique_ptr<FrameSource>(std::make_unique<PcapSource>(openReader(input, log), log));
    case ContentKind::Pcapng:
        return std::unique_ptr<FrameSource>(std::make_unique<PcapngSource>(openReader(input, log), log));
    case ContentKind::Snoop:
        return std::unique_ptr<FrameSource>(std::make_unique<SnoopSource>(openReader(input, log), log));
    case ContentKind::Netmon:
        return std::unique_ptr<FrameSource>(
            std::make_unique<NetmonSource>([&input](ImportLog& heard) { return openReader(input, heard); }, log));
    case ContentKind::HexDump:
        return std::unique_ptr<FrameSource>(
            std::make_unique<HexDumpSource>(openReader(input, log), input.modifiedNs(), log));
    case ContentKind::CaseFile:
    case ContentKind::Text:
    case ContentKind::Zip:
    case ContentKind::Empty:
    case ContentKind::Unknown:
        break;
    }
    return Unexpected(Error{std::string(diag::kFileUnknownFormat), input.path(), {}});
}

} // namespace echelle::capture
