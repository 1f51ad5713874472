#include "core/logs/sipviewer/sipviewer_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kArrow = " --> ";

struct SipViewerHeader {
    std::string_view time; // between the brackets
    bool isReceived = false;
    std::optional<Endpoint> source, destination;
};

// "[2011/01/13 08:55:56.109] IN 192.0.2.1:4040 --> 192.0.2.2:11156"
std::optional<SipViewerHeader> readHeader(std::string_view line) {
    const std::size_t bracket = line.find("] ");
    const std::size_t arrow = line.find(kArrow);
    if (line.empty() || line[0] != '[' || bracket == kNone || arrow == kNone || arrow < bracket + 3)
        return std::nullopt;
    SipViewerHeader header;
    header.time = line.substr(1, bracket - 1);
    std::string_view rest = line.substr(bracket + 2, arrow - bracket - 2);
    const std::size_t blank = rest.find(' ');
    header.isReceived = rest.substr(0, blank) == "IN";
    if (blank == kNone || (!header.isReceived && rest.substr(0, blank) != "OUT"))
        return std::nullopt;
    header.source = readEndpoint(rest.substr(blank + 1));
    header.destination = readEndpoint(line.substr(arrow + kArrow.size()));
    return header;
}

class SipViewerGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (line.size() < 24 || line[0] != '[')
            return LineKind::Other;
        const std::optional<SipViewerHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.time = timeOf(header->time);
        frame.isReceived = header->isReceived;
        frame.source = header->source;
        frame.destination = header->destination;
        frame.endsBy = EndsBy::Mark;
        frame.addedLineEnds = 1;
        frame.areEndsLost = true;
        return LineKind::Begin;
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart) const override {
        constexpr std::size_t kFewestDashes = 20;
        return line.size() >= kFewestDashes && line.find_first_not_of('-') == kNone ? 0 : kNoMark;
    }

private:
    // yyyy/MM/dd, dd/MM/yyyy, and MM/dd/yyyy from where a line shows that it is that.
    std::optional<LogTime> timeOf(std::string_view text) {
        if (const auto time = readTime(text); time && time->time.hasDate)
            return time->time;
        if (text.size() < 19 || text[2] != '/' || text[5] != '/')
            return std::nullopt;
        const auto time = readTime(text.substr(11));
        const auto first = parseUnsigned(text.substr(0, 2));
        const auto second = parseUnsigned(text.substr(3, 2));
        const auto year = parseUnsigned(text.substr(6, 4));
        if (!time || !first || !second || !year)
            return std::nullopt;
        m_isMonthFirst = m_isMonthFirst || (*second > 12 && *first <= 12);
        LogTime found = time->time;
        found.local.year = static_cast<int>(*year);
        found.local.month = static_cast<int>(m_isMonthFirst ? *first : *second);
        found.local.day = static_cast<int>(m_isMonthFirst ? *second : *first);
        found.hasYear = found.hasDate = true;
        return found;
    }

    bool m_isMonthFirst = false;
};

} // namespace

int recogniseSipViewer(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, kArrow, [](std::string_view line) { return readHeader(line).has_value(); }) ? kSure : 0;
}

std::unique_ptr<MessageReader> readSipViewer(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<SipViewerGrammar>(bytes, log);
}

} // namespace echelle::logs
