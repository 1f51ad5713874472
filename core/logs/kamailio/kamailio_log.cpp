#include "core/logs/kamailio/kamailio_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/framed_reader.h"
#include "core/logs/recognition.h"
#include "core/logs/start_in_line.h"
#include "core/logs/time_text.h"

#include <array>

namespace echelle::logs {
namespace {

// sipdump_write.c of Kamailio.
constexpr std::string_view kHeadMark = "====================";
constexpr std::string_view kMessageMark = "~~~~~~~~~~~~~~~~~~~~";
constexpr std::string_view kEndMark = "||||||||||||||||||||";

// The name of the process stands before what a script writes: "kamailio[58634]: INFO: <script>: ..." in syslog,
// " 1(12300) INFO: <script>: ..." on standard error.
bool isScriptPrefix(std::string_view prefix) {
    constexpr std::array<std::string_view, 4> kNames = {"<script>:", "kamailio[", "opensips[", "openser["};
    for (const std::string_view name : kNames)
        if (prefix.find(name) != std::string_view::npos)
            return true;
    return false;
}

class KamailioGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (line == kHeadMark) {
            m_head = {};
            m_isInHead = true;
            return LineKind::Part;
        }
        if (m_isInHead)
            return readHead(line, frame);
        return lookForScript(line, frame);
    }
    [[nodiscard]] std::size_t markAt(std::string_view line, MessagePart) const override {
        if (!m_isDump || line.size() < kEndMark.size() || line.substr(line.size() - kEndMark.size()) != kEndMark)
            return kNoMark;
        return line.size() - kEndMark.size();
    }

private:
    struct Head {
        std::string tag;
        Transport transport = Transport::Unknown;
        std::optional<LogTime> time;
        std::string source, destination; // address without port
        std::uint16_t sourcePort = 0, destinationPort = 0;
    };

    static std::optional<Endpoint> endpoint(const std::string& address, std::uint16_t port) {
        const auto parsed = IpAddress::parse(address);
        if (!parsed || port == 0) // 0.0.0.0 or ::2 and port 0: the local socket was not known
            return std::nullopt;
        return Endpoint{*parsed, port, 0};
    }
    void readField(std::string_view name, std::string_view value) {
        const auto port = static_cast<std::uint16_t>(parseUnsigned(value).value_or(0));
        if (name == "tag")
            m_head.tag = value;
        else if (name == "time")
            m_head.time = timeFromEpoch(value);
        else if (name == "proto")
            m_head.transport = transportFromText(value.substr(0, value.find(' ')));
        else if (name == "srcip")
            m_head.source = value;
        else if (name == "dstip")
            m_head.destination = value;
        else if (name == "srcport")
            m_head.sourcePort = port;
        else if (name == "dstport")
            m_head.destinationPort = port;
    }
    LineKind readHead(std::string_view line, Frame& frame) {
        const std::size_t colon = line.find(": ");
        if (line != kMessageMark && colon != std::string_view::npos) {
            readField(line.substr(0, colon), trim(line.substr(colon + 2)));
            return LineKind::Part;
        }
        m_isInHead = false;
        if (line != kMessageMark)
            return LineKind::Other;
        m_isDump = true;
        frame.isReceived = m_head.tag != "snd";
        frame.transport = m_head.transport;
        frame.time = m_head.time;
        frame.source = endpoint(m_head.source, m_head.sourcePort);
        frame.destination = endpoint(m_head.destination, m_head.destinationPort);
        frame.endsBy = EndsBy::Mark;
        return LineKind::Begin;
    }
    LineKind lookForScript(std::string_view line, Frame& frame) {
        const std::size_t start = findStartInLine(line);
        if (start == std::string_view::npos || start == 0 || !isScriptPrefix(line.substr(0, start)))
            return LineKind::Other;
        m_isDump = false;
        frame.prefix = line.substr(0, start);
        frame.startsAt = start;
        frame.endsBy = EndsBy::Mark;
        frame.isReceived = true;
        return LineKind::Begin;
    }

    Head m_head;
    bool m_isInHead = false;
    bool m_isDump = false; // the message at hand
};

bool isScriptMessage(std::string_view line) {
    const std::size_t start = findStartInLine(line);
    return start != std::string_view::npos && start > 0 && isScriptPrefix(line.substr(0, start));
}

} // namespace

int recogniseKamailio(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kLikely = 80;
    if (hasLine(sample, kMessageMark, [](std::string_view line) { return line == kMessageMark; }) &&
        hasLine(sample, kHeadMark, [](std::string_view line) { return line == kHeadMark; }))
        return kSure;
    const bool isScript = hasLine(sample, "<script>:", isScriptMessage) ||
                          hasLine(sample, "opensips[", isScriptMessage) ||
                          hasLine(sample, "kamailio[", isScriptMessage);
    return isScript && countMessages(sample, readKamailio) > 0 ? kLikely : 0;
}

std::unique_ptr<MessageReader> readKamailio(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<KamailioGrammar>(bytes, log);
}

} // namespace echelle::logs
