#include "core/logs/browser/browser_log.h"

#include "core/base/text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"

#include <array>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

struct BrowserHeader {
    std::size_t prefixEnd = 0;
    std::size_t messageAt = 0; // behind the words; the line's size where the message is on the next line
    bool isReceived = false;
};

// JsSIP: "jssip.min.js:9 JsSIP:Transport received text message:INVITE ...". SIP.js: "sip.Transport | Received WebSocket
// text message:" and the message on the next line.
std::optional<BrowserHeader> readHeader(std::string_view line) {
    constexpr std::array<std::string_view, 2> kNames = {"JsSIP:Transport", "sip.Transport"};
    for (const std::string_view name : kNames) {
        const std::size_t at = line.find(name);
        if (at == kNone)
            continue;
        const std::size_t words = line.find(" message:", at);
        if (words == kNone)
            continue;
        const std::string_view verb = line.substr(at, words - at);
        BrowserHeader header;
        header.prefixEnd = at;
        header.messageAt = words + 9;
        header.isReceived = verb.find("eceived") != kNone;
        if (!header.isReceived && verb.find("ending") == kNone)
            return std::nullopt;
        if (trim(line.substr(header.messageAt)).empty())
            header.messageAt = line.size();
        return header;
    }
    return std::nullopt;
}

// " +17s": the time since the last line of that name, which the debug library writes behind.
bool isElapsed(std::string_view line) {
    const std::string_view text = trim(line);
    const std::size_t digits = text.find_first_not_of("0123456789", 1);
    if (text.size() < 3 || text[0] != '+' || digits == kNone || digits == 1)
        return false;
    const std::string_view unit = text.substr(digits);
    return unit == "ms" || unit == "s" || unit == "m" || unit == "h" || unit == "d";
}

class BrowserGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        const std::optional<BrowserHeader> header = readHeader(line);
        if (!header)
            return LineKind::Other;
        frame.prefix = line.substr(0, header->prefixEnd);
        if (header->messageAt < line.size())
            frame.startsAt = header->messageAt;
        frame.isReceived = header->isReceived;
        frame.endsBy = EndsBy::Mark;
        return LineKind::Begin;
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart part) const override {
        const bool isLogLine = part == MessagePart::Behind && !line.empty();
        return isElapsed(line) || isLogLine || line.find(" | sip.") != kNone ? 0 : kNoMark;
    }
};

} // namespace

int recogniseBrowser(std::string_view sample) {
    constexpr int kSure = 95;
    const auto isHeader = [](std::string_view line) { return readHeader(line).has_value(); };
    return hasLine(sample, "JsSIP:Transport", isHeader) || hasLine(sample, "sip.Transport", isHeader) ? kSure : 0;
}

std::unique_ptr<MessageReader> readBrowser(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<BrowserGrammar>(bytes, log);
}

} // namespace echelle::logs
