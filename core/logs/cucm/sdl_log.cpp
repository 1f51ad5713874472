#include "core/logs/cucm/sdl_log.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kWords = "coming SIP "; // and "Outgoing SIP "
constexpr std::string_view kOutgoing = "Outgoing SIP ";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// "04241111.002 |11:27:41.232 |AppInfo  |": where the time begins.
std::optional<std::size_t> sdlHead(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && (isDigit(line[at]) || line[at] == '.'))
        ++at;
    if (at < 5 || line.substr(at, 2) != " |" || !readTime(line.substr(at + 2)))
        return std::nullopt;
    return at + 2;
}

// The text between the words, "" where there is none.
std::string_view between(std::string_view text, std::string_view before, std::string_view behind) {
    const std::size_t begin = text.find(before);
    if (begin == kNone)
        return {};
    text.remove_prefix(begin + before.size());
    return text.substr(0, behind.empty() ? kNone : text.find(behind));
}

// "192.0.2.1 on port 5060 index 32", "192.0.2.1:[5060]:"
std::optional<Endpoint> readPeer(std::string_view text) {
    const std::size_t open = text.find(":[");
    const bool isTcp = text.find(" on port ") != kNone;
    const std::string_view host = isTcp ? text.substr(0, text.find(' ')) : text.substr(0, open);
    const std::string_view port = isTcp ? between(text, " on port ", " ") : between(text, ":[", "]");
    const auto address = IpAddress::parse(trim(host));
    const auto number = parseUnsigned(trim(port));
    if (!address || !number || *number > 65535)
        return std::nullopt;
    return Endpoint{*address, static_cast<std::uint16_t>(*number), 0};
}

class SdlDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override { return line.find(" SIP ") != kNone; }
    // "SIPTcp - wait_SdlReadRsp: Incoming SIP TCP message from 192.0.2.1 on port 50147 index 32 with 1946 bytes:"
    // "SIPUdp - wait_SdlSPISignal: Outgoing SIP UDP message to 192.0.2.1:[5060]:", and in ccm traces
    // "//SIP/SIPUdp/wait_UdpDataInd: Incoming SIP UDP message size 1056 from 192.0.2.1:[5060]:"
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        const std::size_t wait = line.find("wait_");
        std::size_t words = line.find("Incoming SIP ", wait == kNone ? line.size() : wait);
        Wrapper wrapper;
        wrapper.isReceived = words != kNone;
        if (!wrapper.isReceived)
            words = line.find(kOutgoing, wait == kNone ? line.size() : wait);
        if (words == kNone || line.substr(0, wait).find("SIP") == kNone)
            return std::nullopt;
        const std::string_view text = line.substr(words + kOutgoing.size());
        const std::string_view transport = text.substr(0, text.find(' '));
        if (text.substr(transport.size(), 8) != " message")
            return std::nullopt;
        wrapper.transport = transportFromText(transport);
        wrapper.peer = readPeer(between(text, wrapper.isReceived ? " from " : " to ", {}));
        if (wrapper.transport == Transport::Tcp) // TLS is written so too; the top Via tells
            wrapper.transport = Transport::Unknown;
        const std::string_view size =
            transport == "UDP" ? between(text, " message size ", " ") : between(text, " with ", " bytes");
        // Some releases count two bytes more or less; a count that fits no line end is not used.
        wrapper.announced = parseUnsigned(size);
        const auto head = sdlHead(line);
        wrapper.time = head ? timeAt(line.substr(*head)) : findTime(line.substr(0, wait));
        return wrapper;
    }
    // "[286938,NET]"
    bool amend(std::string_view line, Wrapper& /*wrapper*/) const override {
        return line.size() > 2 && line.front() == '[' && line.find(",NET]") != kNone;
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        return sdlHead(line) || line.find(" CCM|") != kNone ? Role::Next : Role::Part;
    }

private:
    static std::optional<LogTime> timeAt(std::string_view text) {
        const auto time = readTime(text);
        return time ? std::optional(time->time) : std::nullopt;
    }
};

bool isWrapper(std::string_view line) {
    return SdlDialect().readWrapper(line).has_value();
}

} // namespace

int recogniseCucm(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    if (hasLine(sample, kWords, isWrapper) || hasLine(sample, kOutgoing, isWrapper))
        return kSure;
    const auto isHead = [](std::string_view line) { return sdlHead(line).has_value(); };
    return hasLine(sample, "|AppInfo ", isHead) || hasLine(sample, "|SdlSig ", isHead) ? kWithoutMessages : 0;
}

std::unique_ptr<MessageReader> readCucm(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<SdlDialect>(), log);
}

} // namespace echelle::logs
