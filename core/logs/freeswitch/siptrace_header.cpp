#include "core/logs/freeswitch/siptrace_header.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Takes the text up to the words, which go too; nullopt where they are not there.
std::optional<std::string_view> takeUpTo(std::string_view& rest, std::string_view words) {
    const std::size_t at = rest.find(words);
    if (at == kNone)
        return std::nullopt;
    const std::string_view taken = rest.substr(0, at);
    rest.remove_prefix(at + words.size());
    return taken;
}

} // namespace

std::optional<SiptraceHeader> readSiptraceHeader(std::string_view line) {
    const std::size_t bytesAt = line.find(" bytes ");
    if (bytesAt == kNone || bytesAt < 6)
        return std::nullopt;
    const std::size_t numberAt = line.rfind(' ', bytesAt - 1);
    if (numberAt == kNone || numberAt < 4)
        return std::nullopt;
    SiptraceHeader header;
    const std::string_view verb = line.substr(numberAt - 4, 4);
    header.isReceived = verb == "recv";
    if (!header.isReceived && verb != "send")
        return std::nullopt;
    header.prefix = line.substr(0, numberAt - 4);
    const auto bytes = parseUnsigned(line.substr(numberAt + 1, bytesAt - numberAt - 1));
    std::string_view rest = line.substr(bytesAt + 7);
    const auto way = takeUpTo(rest, " ");
    const auto address = takeUpTo(rest, " at ");
    if (!bytes || !address || *way != (header.isReceived ? "from" : "to"))
        return std::nullopt;
    const auto peer = readTransportAddress(*address);
    const auto time = readTime(rest);
    if (!peer || !time || rest.substr(time->length, 1) != ":")
        return std::nullopt;
    header.bytes = *bytes;
    header.transport = peer->transport;
    header.peer = peer->endpoint;
    header.time = time->time;
    return header;
}

} // namespace echelle::logs
