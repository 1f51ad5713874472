#include "core/logs/homer/homer_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kBegin = "proto:";
constexpr std::string_view kArrow = " ---> ";

struct HomerHeader {
    Transport transport = Transport::Unknown;
    std::optional<LogTime> time; // may be empty
    std::optional<Endpoint> source, destination;
};

// exportwriter.go: "proto:UDP 2021-03-01T12:00:00.123456Z  192.0.2.1:5060 ---> 192.0.2.2:5060"
std::optional<HomerHeader> readHeader(std::string_view line) {
    const std::size_t arrow = line.find(kArrow);
    if (line.substr(0, kBegin.size()) != kBegin || arrow == kNone)
        return std::nullopt;
    const std::size_t source = line.rfind(' ', arrow - 1);
    const std::size_t protocolEnd = line.find(' ');
    if (source == kNone || protocolEnd == kNone || source < protocolEnd)
        return std::nullopt;
    HomerHeader header;
    header.transport = transportFromText(line.substr(kBegin.size(), protocolEnd - kBegin.size()));
    if (const auto time = readTime(trim(line.substr(protocolEnd, source - protocolEnd))))
        header.time = time->time;
    header.source = readEndpoint(line.substr(source + 1, arrow - source - 1));
    header.destination = readEndpoint(line.substr(arrow + kArrow.size()));
    return header;
}

class HomerGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        const std::optional<HomerHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.transport = header->transport;
        frame.time = header->time;
        frame.source = header->source;
        frame.destination = header->destination;
        frame.endsBy = EndsBy::NextWrapper;
        frame.addedLineEnds = 1;
        frame.areAddedCrlf = true;
        return LineKind::Begin;
    }
    // RTCP reports, logs and call records come along.
    [[nodiscard]] std::string_view nameOfOther(std::string_view) const override { return "homer-record"; }
};

} // namespace

int recogniseHomer(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, kArrow, [](std::string_view line) { return readHeader(line).has_value(); }) ? kSure : 0;
}

std::unique_ptr<MessageReader> readHomer(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<HomerGrammar>(bytes, log);
}

} // namespace echelle::logs
