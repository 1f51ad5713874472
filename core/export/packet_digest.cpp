#include "core/export/packet_digest.h"

#include "core/capture/input.h"
#include "core/net/decoder.h"

namespace echelle::exporting {

namespace {

// Strikes out the messages that are there.
class Finder final : public net::PayloadSink {
public:
    explicit Finder(const std::unordered_set<std::uint64_t>& contents) : m_missing(contents) {}
    void onSip(const net::SipPayload& payload) override { m_missing.erase(hash64(asText(payload.bytes))); }
    void onConnection(const net::ConnectionFacts&) override {}
    [[nodiscard]] bool hasAll() const { return m_missing.empty(); }

private:
    std::unordered_set<std::uint64_t> m_missing;
};

} // namespace

Result<void> compareWritten(const std::string& part, const std::string& path, const PacketDigest& written,
                            const WantedMessages& wanted) {
    const Error differs{std::string(diag::kOutputDiffers), path, {}};
    const auto input = capture::Input::open(part);
    if (!input)
        return Unexpected(differs);
    ImportLog log;
    auto frames = capture::openFrames(*input, log);
    if (!frames)
        return Unexpected(differs);
    Finder finder(wanted.contents);
    net::Decoder decoder(finder, log);
    PacketDigest found;
    capture::Frame frame;
    for (;;) {
        const Result<bool> more = (*frames)->next(frame);
        if (!more)
            return Unexpected(differs);
        if (!*more)
            break;
        found.add(frame.time, frame.linkType, frame.bytes, frame.originalLength);
        decoder.decode(frame);
    }
    decoder.finish();
    if (found != written || !finder.hasAll())
        return Unexpected(differs);
    return {};
}

} // namespace echelle::exporting
