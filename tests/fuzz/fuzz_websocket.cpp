// WebSocket frames of one direction, whole and cut into small pieces, with holes: the same messages, and no harm.
#include "core/net/traffic_log.h"
#include "core/net/websocket/upgrade.h"
#include "core/net/websocket/websocket_stream.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

using namespace echelle;
using namespace echelle::net;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

class Heard final : public PayloadSink {
public:
    void onSip(const SipPayload& payload) override { messages.emplace_back(asText(payload.bytes)); }
    void onConnection(const ConnectionFacts&) override {}
    std::vector<std::string> messages;
};

// Stops where the bytes are no frame, as a connection does.
std::vector<std::string> read(ByteView bytes, std::size_t size, bool hasHole) {
    Heard heard;
    ImportLog importLog;
    TrafficLog log(heard, importLog);
    const Flow flow{{}, {}, Transport::Tcp};
    const websocket::Agreement agreement{true, false, false};
    websocket::WebSocketStream stream(flow, agreement, 1, log);
    PacketFacts facts;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
        ++facts.frame;
        const ByteView piece = bytes.subspan(at, std::min(size, bytes.size() - at));
        const std::size_t used = stream.read(piece, facts);
        require(used <= piece.size());
        if (used < piece.size())
            break;
        if (hasHole && facts.frame % 3 == 0)
            stream.onHole(facts);
    }
    require(stream.heldMemory() < (std::size_t{2} << 20));
    stream.giveUpRest();
    return heard.messages;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const websocket::Upgrade upgrade = websocket::readUpgrade(asText(bytes));
    require(upgrade.size <= size);
    (void)websocket::beginsWithSip(bytes);
    const ByteView frames = bytes.subspan(upgrade.size);
    const std::vector<std::string> whole = read(frames, std::max<std::size_t>(1, frames.size()), false);
    require(read(frames, 1, false) == whole);
    require(read(frames, 7, false) == whole);
    (void)read(frames, 50, true);
    return 0;
}
