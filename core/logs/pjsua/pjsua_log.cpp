#include "core/logs/pjsua/pjsua_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kEnd = "--end msg--";

struct PjsuaHeader {
    bool isReceived = false;
    std::string_view prefix;
    std::uint64_t bytes = 0;
    std::optional<TransportAddress> peer;
};

// 19:01:46.418   pjsua_core.c  ....TX 1350 bytes Request msg INVITE/cseq=1 (tdta0x53f345c) to TLS 192.0.2.3:5061:
std::optional<PjsuaHeader> readHeader(std::string_view line) {
    const std::size_t words = line.find(" bytes Re");
    if (words == kNone || words < 4)
        return std::nullopt;
    const std::size_t number = line.rfind(' ', words - 1);
    if (number == kNone || number < 2)
        return std::nullopt;
    PjsuaHeader header;
    const std::string_view verb = line.substr(number - 2, 2);
    header.isReceived = verb == "RX";
    const auto bytes = parseUnsigned(line.substr(number + 1, words - number - 1));
    if ((!header.isReceived && verb != "TX") || !bytes || line.find(" msg ", words) == kNone)
        return std::nullopt;
    header.bytes = *bytes;
    header.prefix = line.substr(0, number - 2);
    const std::string_view way = header.isReceived ? ") from " : ") to ";
    const std::size_t peer = line.find(way, words);
    if (peer == kNone)
        return std::nullopt;
    std::string_view address = trim(line.substr(peer + way.size()));
    if (!address.empty() && address.back() == ':')
        address.remove_suffix(1);
    header.peer = readTransportAddress(address);
    return header;
}

class PjsuaGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        const std::optional<PjsuaHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.prefix = header->prefix;
        frame.isReceived = header->isReceived;
        frame.announcedBytes = header->bytes;
        frame.setPeer(header->peer);
        return LineKind::Begin;
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart) const override {
        return trim(line) == kEnd ? 0 : kNoMark;
    }
};

} // namespace

int recognisePjsua(std::string_view sample) {
    constexpr int kSure = 90;
    return hasLine(sample, " bytes Re", [](std::string_view line) { return readHeader(line).has_value(); }) ? kSure : 0;
}

std::unique_ptr<MessageReader> readPjsua(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<PjsuaGrammar>(bytes, log);
}

} // namespace echelle::logs
