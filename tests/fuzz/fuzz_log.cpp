// One text format, from bytes to messages: ECHELLE_LOG_FORMAT in the environment names it. The first byte chooses how
// large the pieces are that the text arrives in.
#include "core/logs/log_source.h"
#include "core/logs/registry.h"
#include "core/logs/utf16_reader.h"
#include "tests/unit/logs/memory_reader.h"

#include <cstdlib>
#include <string>

using namespace echelle;
using namespace echelle::logs;

namespace {

const LogFormat& format() {
    static const LogFormat& chosen = []() -> const LogFormat& {
        const char* name = std::getenv("ECHELLE_LOG_FORMAT");
        for (const LogFormat& candidate : logFormats()) {
            if (name != nullptr && candidate.name == name)
                return candidate;
        }
        std::abort(); // the registry has no such format
    }();
    return chosen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::size_t piece = size > 0 ? data[0] + std::size_t{1} : 1;
    const std::string text(reinterpret_cast<const char*>(data), size);
    ImportLog log;
    const OpenText open = [&](ImportLog&) -> std::unique_ptr<capture::ByteReader> {
        return std::make_unique<Utf16Reader>(std::make_unique<test::MemoryReader>(text, piece));
    };
    LogSource source(format(), open, 0, 1, {}, log);
    LoggedMessage message;
    while (true) {
        const Result<bool> got = source.next(message);
        if (!got || !*got)
            break;
        if (message.line == 0 || message.line > source.linesRead() || message.bytes.empty())
            std::abort();
    }
    for (const LogFormat& each : logFormats())
        (void)each.recognise(text);
    return 0;
}
