#include "core/logs/asterisk/chan_sip_header.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"

#include <algorithm>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kRead = "<--- SIP read from ";
constexpr std::string_view kArrowEnd = " --->";
constexpr std::string_view kNat = "NAT) to ";

bool isAny(std::string_view line, char c) {
    return std::all_of(line.begin(), line.end(), [c](char x) { return x == c; });
}

std::optional<ChanSipHeader> readReceived(std::string_view line, std::size_t at) {
    const std::string_view rest = line.substr(at + kRead.size());
    const std::size_t end = rest.rfind(kArrowEnd);
    if (end == kNone)
        return std::nullopt;
    ChanSipHeader header;
    header.prefix = line.substr(0, at);
    header.isReceived = header.hasArrows = true;
    const std::string_view address = rest.substr(0, end);
    if (const auto peer = readTransportAddress(address)) {
        header.transport = peer->transport;
        header.peer = peer->endpoint;
    } else {
        header.peer = readEndpoint(address);
    }
    return header;
}

} // namespace

std::optional<ChanSipHeader> readChanSipHeader(std::string_view line) {
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (const std::size_t read = line.find(kRead); read != kNone)
        return readReceived(line, read);
    const std::size_t nat = line.find(kNat);
    if (nat == kNone)
        return std::nullopt;
    std::size_t verb = line.find("Reliably Transmitting (");
    if (verb == kNone)
        verb = line.find("Retransmitting #");
    if (verb == kNone)
        verb = line.find("Transmitting (");
    if (verb == kNone || verb > nat)
        return std::nullopt;
    std::string_view rest = line.substr(nat + kNat.size());
    ChanSipHeader header;
    header.hasArrows = verb >= 5 && line.substr(verb - 5, 5) == "<--- ";
    header.prefix = line.substr(0, header.hasArrows ? verb - 5 : verb);
    const std::string_view end = header.hasArrows ? kArrowEnd : ":";
    if (rest.size() <= end.size() || rest.substr(rest.size() - end.size()) != end)
        return std::nullopt;
    rest.remove_suffix(end.size());
    header.peer = readEndpoint(rest);
    return header;
}

bool isChanSipEnd(std::string_view line, bool hasArrows) {
    if (!hasArrows)
        return line == "---";
    constexpr std::size_t kShortest = 8;
    return line.size() >= kShortest && line.front() == '<' && line.back() == '>' &&
           isAny(line.substr(1, line.size() - 2), '-');
}

} // namespace echelle::logs
