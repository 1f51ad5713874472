// The Asterisk log from bytes to messages. The first byte chooses how large the pieces are that the text arrives in.
#include "core/logs/asterisk/asterisk_source.h"
#include "core/logs/utf16_reader.h"
#include "tests/unit/logs/memory_reader.h"

#include <cstdlib>
#include <string>

using namespace echelle;
using namespace echelle::logs;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::size_t piece = size > 0 ? data[0] + std::size_t{1} : 1;
    const std::string text(reinterpret_cast<const char*>(data), size);
    ImportLog log;
    const OpenText open = [&](ImportLog&) -> std::unique_ptr<capture::ByteReader> {
        return std::make_unique<Utf16Reader>(std::make_unique<test::MemoryReader>(text, piece));
    };
    AsteriskSource source(open, 0, 1, {}, log);
    LoggedMessage message;
    std::uint64_t lastLine = 0;
    while (true) {
        const Result<bool> got = source.next(message);
        if (!got || !*got)
            break;
        if (message.line <= lastLine || message.bytes.empty())
            std::abort();
        lastLine = message.line;
    }
    (void)recogniseAsterisk(text);
    return 0;
}
