// Both directions of a TLS connection: records, handshake, decryption with keys that lie in the input; whole, byte by
// byte, and with holes. What is held and listed stays bounded. Input: lines of a key log up to an empty line, then
// pieces of one byte for the side (odd: server), two for the length, and the bytes.
#include "core/tls/session.h"

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace echelle;
using namespace echelle::tls;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

class Plain final : public ContentSink {
public:
    void onContent(Side from, ByteView plain, Origin) override { text[from == Side::Client ? 0 : 1] += asText(plain); }
    void onContentHole(Side, Origin) override {}
    std::string text[2];
};

void read(std::string_view keyLog, ByteView pieces, std::size_t size, bool hasHole, Plain& plain) {
    KeyStore keys;
    keys.add(keyLog);
    Session session(keys, plain);
    std::uint64_t frame = 0;
    while (pieces.size() >= 3) {
        const Side side = pieces[0] % 2 == 0 ? Side::Client : Side::Server;
        const std::size_t length = std::min<std::size_t>(readBe16(pieces.data() + 1), pieces.size() - 3);
        const ByteView piece = pieces.subspan(3, length);
        pieces = pieces.subspan(3 + length);
        ++frame;
        for (std::size_t at = 0; at < piece.size(); at += size)
            session.read(side, piece.subspan(at, std::min(size, piece.size() - at)), {frame, {}});
        if (hasHole && frame % 4 == 0)
            session.onHole(side, {frame, {}});
    }
    session.finish();
    require(session.heldMemory() < (std::size_t{4} << 20));
    const HandshakeFacts& facts = session.facts();
    require(facts.messages.size() <= HandshakeFacts::kMaxListed && facts.alerts.size() <= HandshakeFacts::kMaxListed);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find("\n\n"), input.size());
    const std::string_view keyLog = input.substr(0, end);
    const ByteView pieces = asBytes(input.substr(std::min(end + 2, input.size())));
    Plain whole;
    read(keyLog, pieces, 65'536, false, whole);
    Plain cut;
    read(keyLog, pieces, 1, false, cut);
    Plain holes;
    read(keyLog, pieces, 65'536, true, holes);
    return 0;
}
