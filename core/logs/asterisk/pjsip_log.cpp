#include "core/logs/asterisk/pjsip_log.h"

#include "core/logs/asterisk/chan_sip_header.h"
#include "core/logs/asterisk/pjsip_header.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"
#include "core/sip/framer.h"

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

// Both SIP channels of Asterisk, which may write into one log.
class AsteriskDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override {
        return mayBePjsipHeader(line) || (!line.empty() && line.back() == ':'); // "Reliably Transmitting ...:"
    }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        Wrapper wrapper;
        if (const std::optional<PjsipHeader> header = readPjsipHeader(line)) {
            m_isChanSip = false;
            wrapper.prefix = header->prefix;
            wrapper.isReceived = header->isReceived;
            wrapper.announced = header->bytes;
            wrapper.transport = header->transport;
            wrapper.peer = header->peer;
        } else if (const std::optional<ChanSipHeader> old = readChanSipHeader(line)) {
            m_isChanSip = true;
            m_hasArrows = old->hasArrows;
            wrapper.prefix = old->prefix;
            wrapper.isReceived = old->isReceived;
            wrapper.transport = old->transport;
            wrapper.peer = old->peer;
        } else {
            if (isEmptyEntry(line))
                m_stamp = findTime(line);
            return std::nullopt;
        }
        wrapper.time = findTime(wrapper.prefix);
        if (!wrapper.time)
            wrapper.time = m_stamp;
        m_stamp.reset();
        return wrapper;
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        if (m_isChanSip && isChanSipEnd(line, m_hasArrows))
            return Role::Terminator;
        return isAsteriskLine(line) ? Role::Foreign : Role::Part;
    }
    [[nodiscard]] std::string_view otherProtocol(std::string_view line) const override {
        return sip::nextInDatagram(line).status == sip::FrameStatus::KeepAlive ? "keep-alive" : "";
    }

private:
    // chan_sip begins its entries of a full log with a line end, so their time stands on a line of its own.
    static bool isEmptyEntry(std::string_view line) {
        const std::size_t end = line.find_last_not_of(' ');
        return end != std::string_view::npos && line[end] == ':' && isAsteriskLine(line);
    }

    bool m_isChanSip = false; // the message at hand
    bool m_hasArrows = false;
    std::optional<LogTime> m_stamp;
};

bool isHeader(std::string_view line) {
    return readPjsipHeader(line).has_value() || readChanSipHeader(line).has_value();
}

} // namespace

int recogniseAsterisk(std::string_view sample) {
    constexpr int kSure = 95;
    return hasLine(sample, "<--- ", isHeader) || hasLine(sample, "ransmitting ", isHeader) ? kSure : 0;
}

std::unique_ptr<MessageReader> readAsterisk(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<AsteriskDialect>(), log);
}

} // namespace echelle::logs
