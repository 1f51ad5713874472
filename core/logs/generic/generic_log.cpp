#include "core/logs/generic/generic_log.h"

#include "core/logs/framed_reader.h"
#include "core/logs/generic/nearby.h"
#include "core/logs/start_in_line.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// "Name: value" with a name that could be a header field's, a folded line, or nothing.
bool isHeaderLike(std::string_view line) {
    if (line.empty() || line[0] == ' ' || line[0] == '\t')
        return true;
    const std::size_t end = line.find_first_of(" \t:\"<>[](){}");
    return end != kNone && end > 0 && line.find_first_not_of(" \t", end) == line.find(':', end);
}

bool beginsWithTime(std::string_view line) {
    const std::size_t at = line.find_first_not_of("[(<");
    return at != kNone && at < 3 && readTime(line.substr(at)).has_value();
}

bool isRule(std::string_view line) { // drawn with one character
    constexpr std::size_t kShortest = 5;
    return line.size() >= kShortest && line.find_first_not_of(line[0]) == kNone &&
           std::string_view("-=~#*_+|").find(line[0]) != kNone;
}

class GenericGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        const std::size_t start = findStartInLine(line);
        if (start == kNone) {
            m_nearby.note(line);
            return LineKind::Other;
        }
        const NearbyFacts facts = m_nearby.facts(line.substr(0, start));
        frame.prefix = line.substr(0, start);
        frame.startsAt = start;
        frame.isReceived = facts.isReceived;
        frame.source = facts.source;
        frame.destination = facts.destination;
        frame.time = facts.time;
        frame.endsBy = EndsBy::Mark;
        frame.isMarkLogged = true;
        return LineKind::Begin;
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart part) const override {
        const bool isMark = part == MessagePart::Behind || beginsWithTime(line) || isRule(line) ||
                            (part == MessagePart::Headers && !isHeaderLike(line));
        return isMark ? 0 : kNoMark;
    }
    void noteMessage() override { m_nearby.clear(); }
    [[nodiscard]] std::string_view caveat() const override { return diag::kLogGuessed; }

private:
    Nearby m_nearby;
};

} // namespace

int recogniseGeneric(std::string_view sample) {
    constexpr int kUnsure = 50; // the least that opens a text
    return sample.find("SIP/2.0") != kNone && countMessages(sample, readGeneric) > 0 ? kUnsure : 0;
}

std::unique_ptr<MessageReader> readGeneric(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<GenericGrammar>(bytes, log);
}

} // namespace echelle::logs
