#include "core/logs/sipviewer/jain_sip_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kElement = "<message";
constexpr std::string_view kContent = "<![CDATA[";
constexpr std::string_view kContentEnd = "]]>";

// Milliseconds since 1970.
std::optional<LogTime> timeFromMilliseconds(std::string_view text) {
    if (text.size() < 4 || !parseUnsigned(text))
        return std::nullopt;
    std::string seconds(text.substr(0, text.size() - 3));
    return timeFromEpoch(seconds + '.' + std::string(text.substr(text.size() - 3)));
}

// <message from="a:p" to="b:p" time="1278447293362" isSender="false" ...> <![CDATA[...]]>, its attributes over several
// lines; the text has no root element.
class JainGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        const std::string_view text = trim(line);
        if (text.substr(0, kElement.size()) == kElement) {
            m_isInElement = true;
            m_isSent = false;
            m_time.reset();
            m_from.reset();
            m_to.reset();
        }
        if (!m_isInElement)
            return text == "</message>" ? LineKind::Part : LineKind::Other;
        const std::size_t content = line.find(kContent);
        readAttributes(line.substr(0, content));
        if (content == kNone)
            return LineKind::Part;
        m_isInElement = false;
        frame.startsAt = content + kContent.size();
        if (trim(line.substr(frame.startsAt)).empty())
            frame.startsAt = Frame::kNextLine;
        frame.isReceived = !m_isSent;
        frame.source = m_from;
        frame.destination = m_to;
        frame.time = m_time;
        frame.endsBy = EndsBy::Mark;
        return LineKind::Begin;
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart) const override {
        return line.find(kContentEnd);
    }

private:
    void readAttributes(std::string_view text) {
        for (std::size_t equals = text.find("=\""); equals != kNone; equals = text.find("=\"")) {
            const std::size_t nameAt = text.find_last_of(" \t", equals);
            const std::string_view name = text.substr(nameAt == kNone ? 0 : nameAt + 1, equals - (nameAt + 1));
            const std::size_t end = text.find('"', equals + 2);
            if (end == kNone)
                return;
            setAttribute(name, text.substr(equals + 2, end - equals - 2));
            text.remove_prefix(end + 1);
        }
    }
    void setAttribute(std::string_view name, std::string_view value) {
        if (name == "from")
            m_from = readEndpoint(value);
        else if (name == "to")
            m_to = readEndpoint(value);
        else if (name == "time")
            m_time = timeFromMilliseconds(value);
        else if (name == "isSender")
            m_isSent = value == "true";
    }

    bool m_isInElement = false;
    bool m_isSent = false;
    std::optional<LogTime> m_time;
    std::optional<Endpoint> m_from, m_to;
};

} // namespace

int recogniseJainSip(std::string_view sample) {
    constexpr int kSure = 95;
    const bool isLikely = hasLine(
        sample, kElement, [](std::string_view line) { return trim(line).substr(0, kElement.size()) == kElement; });
    return isLikely && countMessages(sample, readJainSip) > 0 ? kSure : 0;
}

std::unique_ptr<MessageReader> readJainSip(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<JainGrammar>(bytes, log);
}

} // namespace echelle::logs
