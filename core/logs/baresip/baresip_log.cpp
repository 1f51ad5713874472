#include "core/logs/baresip/baresip_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

struct BaresipHeader {
    Transport transport = Transport::Unknown;
    bool isSent = false;
    std::optional<Endpoint> source, destination;
};

// "UDP 192.0.2.1:5060 -> 192.0.2.2:5060", and "TX " or "RX " before it
std::optional<BaresipHeader> readHeader(std::string_view line) {
    BaresipHeader header;
    header.isSent = line.substr(0, 3) == "TX ";
    if (header.isSent || line.substr(0, 3) == "RX ")
        line.remove_prefix(3);
    const std::size_t blank = line.find(' ');
    const std::size_t arrow = line.find(" -> ");
    if (arrow == kNone || blank >= arrow)
        return std::nullopt;
    header.transport = transportFromText(line.substr(0, blank));
    header.source = readEndpoint(line.substr(blank + 1, arrow - blank - 1));
    header.destination = readEndpoint(line.substr(arrow + 4));
    if (header.transport == Transport::Unknown || !header.source || !header.destination)
        return std::nullopt;
    return header;
}

// A line with "#", in later versions behind a time, then transport and addresses, then the message as it is.
class BaresipGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (line.empty())
            return LineKind::Other;
        if (line.back() == '#' && line.size() < 40) {
            m_time = findTime(line);
            return line.size() == 1 || m_time ? LineKind::Part : LineKind::Other;
        }
        const char first = line[0];
        if (first != 'U' && first != 'T' && first != 'W' && first != 'R')
            return LineKind::Other;
        const std::optional<BaresipHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.transport = header->transport;
        frame.isReceived = !header->isSent;
        frame.source = header->source;
        frame.destination = header->destination;
        frame.time = m_time;
        m_time.reset();
        return LineKind::Begin;
    }

private:
    std::optional<LogTime> m_time;
};

} // namespace

int recogniseBaresip(std::string_view sample) {
    constexpr int kSure = 85;
    const bool isLikely = hasLine(sample, " -> ", [](std::string_view line) { return readHeader(line).has_value(); });
    return isLikely && countMessages(sample, readBaresip) > 0 ? kSure : 0;
}

std::unique_ptr<MessageReader> readBaresip(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<BaresipGrammar>(bytes, log);
}

} // namespace echelle::logs
