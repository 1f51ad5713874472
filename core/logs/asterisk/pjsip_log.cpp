#include "core/logs/asterisk/pjsip_log.h"

#include "core/logs/asterisk/pjsip_header.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"

#include <algorithm>
#include <array>

namespace echelle::logs {
namespace {

// "[Mar 16 16:05:41] VERBOSE[20588] ...", "    -- Executing ...", "  == Endpoint ...": lines of Asterisk itself.
bool isAsteriskLine(std::string_view line) {
    if (line.substr(0, 7) == "    -- " || line.substr(0, 5) == "  == " || line.substr(0, 7) == "    == ")
        return true;
    if (line.empty() || line.front() != '[')
        return false;
    const auto time = readTime(line.substr(1));
    if (!time || line.substr(time->length + 1, 2) != "] ")
        return false;
    const std::string_view rest = line.substr(time->length + 3);
    constexpr std::array<std::string_view, 8> kLevels = {"VERBOSE", "NOTICE", "WARNING", "ERROR",
                                                         "DEBUG",   "DTMF",   "TRACE",   "SECURITY"};
    return std::any_of(kLevels.begin(), kLevels.end(), [rest](std::string_view level) {
        return rest.size() > level.size() && rest.substr(0, level.size()) == level && rest[level.size()] == '[';
    });
}

class PjsipDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override { return mayBePjsipHeader(line); }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        const std::optional<PjsipHeader> header = readPjsipHeader(line);
        if (!header)
            return std::nullopt;
        Wrapper wrapper;
        wrapper.prefix = header->prefix;
        wrapper.isReceived = header->isReceived;
        wrapper.announced = header->bytes;
        wrapper.transport = header->transport;
        wrapper.peer = header->peer;
        wrapper.time = findTime(header->prefix);
        return wrapper;
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        return isAsteriskLine(line) ? Role::Foreign : Role::Part;
    }
};

} // namespace

int recogniseAsterisk(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, "<--- ", [](std::string_view line) { return readPjsipHeader(line).has_value(); }) ? kSure
                                                                                                             : 0;
}

std::unique_ptr<MessageReader> readAsterisk(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<PjsipDialect>(), log);
}

} // namespace echelle::logs
