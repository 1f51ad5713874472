#include "core/logs/sngrep/sngrep_log.h"

#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

struct SngrepHeader {
    bool isNgrep = false;
    Transport transport = Transport::Unknown;
    LogTime time;
    std::optional<Endpoint> source, destination; // nullopt: an alias
};

// "2012/02/07 04:36:02.251758 192.0.2.1:5060 -> 192.0.2.2:5060", and "U " or "T " before it (ngrep), "[AP]" flags and
// "#12" numbers behind.
std::optional<SngrepHeader> readHeader(std::string_view line) {
    SngrepHeader header;
    if (line.substr(0, 2) == "U " || line.substr(0, 2) == "T ") {
        header.isNgrep = true;
        header.transport = line[0] == 'U' ? Transport::Udp : Transport::Tcp;
        line.remove_prefix(2);
    }
    if (line.size() < 30 || line[4] != '/' || line[7] != '/')
        return std::nullopt;
    const auto time = readTime(line);
    if (!time || !time->time.hasYear)
        return std::nullopt;
    header.time = time->time;
    std::string_view rest = line.substr(time->length);
    const std::size_t arrow = rest.find(" -> ");
    if (arrow == kNone || arrow < 2)
        return std::nullopt;
    const std::string_view source = rest.substr(1, arrow - 1);
    std::string_view destination = rest.substr(arrow + 4);
    destination = destination.substr(0, destination.find(' '));
    if (source.find(' ') != kNone || destination.empty())
        return std::nullopt;
    header.source = readEndpoint(source);
    header.destination = readEndpoint(destination);
    return header;
}

// Grouped by dialog, not by time.
class SngrepGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (line.size() < 30 || (line[4] != '/' && line[1] != ' '))
            return LineKind::Other;
        const std::optional<SngrepHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.time = header->time;
        frame.transport = header->transport;
        frame.source = header->source;
        frame.destination = header->destination;
        frame.endsBy = EndsBy::NextWrapper;
        frame.addedLineEnds = header->isNgrep ? 1 : 2;
        frame.isDotCr = header->isNgrep;
        return LineKind::Begin;
    }
};

} // namespace

int recogniseSngrep(std::string_view sample) {
    constexpr int kSure = 90;
    const auto isHeader = [](std::string_view line) { return readHeader(line).has_value(); };
    return hasLine(sample, " -> ", isHeader) && countMessages(sample, readSngrep) > 0 ? kSure : 0;
}

std::unique_ptr<MessageReader> readSngrep(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<SngrepGrammar>(bytes, log);
}

} // namespace echelle::logs
