#include "core/logs/linphone/linphone_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kSent = ": message sent to [";
constexpr std::string_view kReceived = " new bytes from [";

struct BelleSipHeader {
    bool isReceived = false;
    std::string_view prefix;
    std::optional<std::uint64_t> bytes;
    std::optional<TransportAddress> peer;
};

std::optional<std::uint64_t> numberInBrackets(std::string_view text, std::size_t open) {
    if (open == kNone)
        return std::nullopt;
    return parseUnsigned(text.substr(open + 1, text.find(']', open) - open - 1));
}

// channel.c of belle-sip:
//   channel [0x55..]: message sent to [UDP://192.0.2.2:5060], size: [1074] bytes
//   channel [0x55..]: received [283] new bytes from [UDP://192.0.2.2:5060]:
std::optional<BelleSipHeader> readHeader(std::string_view line) {
    const std::size_t channel = line.find("channel [");
    if (channel == kNone)
        return std::nullopt;
    BelleSipHeader header;
    header.prefix = line.substr(0, channel);
    const std::size_t sent = line.find(kSent, channel);
    const std::size_t received = line.find(kReceived, channel);
    header.isReceived = sent == kNone;
    std::size_t peer = kNone;
    if (!header.isReceived) {
        peer = sent + kSent.size();
        header.bytes =
            numberInBrackets(line, line.find("size: [", peer) == kNone ? kNone : line.find("size: [", peer) + 6);
    } else if (received != kNone) {
        peer = received + kReceived.size();
        header.bytes = numberInBrackets(line, line.rfind('[', received));
    }
    if (peer == kNone || !header.bytes)
        return std::nullopt;
    header.peer = readTransportAddress(line.substr(peer, line.find(']', peer) - peer));
    return header;
}

class BelleSipGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (line.empty() || (line.back() != 's' && line.back() != ':'))
            return LineKind::Other;
        const std::optional<BelleSipHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.prefix = header->prefix;
        frame.isReceived = header->isReceived;
        frame.announcedBytes = header->bytes;
        frame.setPeer(header->peer);
        return LineKind::Begin;
    }
};

} // namespace

int recogniseLinphone(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, "channel [", [](std::string_view line) { return readHeader(line).has_value(); }) ? kSure : 0;
}

std::unique_ptr<MessageReader> readLinphone(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<BelleSipGrammar>(bytes, log);
}

} // namespace echelle::logs
