#include "core/logs/oracle/sipmsg_log.h"

#include "core/logs/endpoint_text.h"
#include "core/logs/recognition.h"
#include "core/logs/time_text.h"
#include "core/logs/wrapped_reader.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kReceived = " received from ";
constexpr std::string_view kSent = " sent to ";
constexpr std::size_t kFewestDashes = 40;

// "[6:0]192.0.2.1:5060": slot and VLAN of the interface, where it has any, then the address.
std::optional<Endpoint> readInterface(std::string_view text) {
    std::size_t at = 0;
    if (!text.empty() && text.front() == '[') {
        const std::size_t end = text.find(']');
        const std::string_view inside = text.substr(0, end);
        // "[2001:db8::1]:5060" is an address.
        if (end != kNone && inside.find(':') == inside.rfind(':'))
            at = end + 1;
    }
    return readEndpoint(text.substr(at));
}

// "UDP[3:0]192.0.2.1:5060 OPENED"
bool isSocketLine(std::string_view line) {
    const std::size_t blank = line.rfind(' ');
    const std::string_view word = blank == kNone ? std::string_view{} : line.substr(blank + 1);
    return (word == "OPENED" || word == "CLOSED") && line.find(':') < blank && findLastTime(line).has_value();
}

// "Mar  6 13:34:49.416 On [6:0]192.0.2.1:5060 received from 192.0.2.2:5060"
class SipmsgDialect final : public WrapperDialect {
public:
    [[nodiscard]] bool mayBeWrapper(std::string_view line) const override {
        return line.find(kReceived) != kNone || line.find(kSent) != kNone;
    }
    [[nodiscard]] std::optional<Wrapper> readWrapper(std::string_view line) override {
        const std::size_t on = line.find(" On ");
        if (on == kNone)
            return std::nullopt;
        Wrapper wrapper;
        wrapper.isReceived = line.find(kReceived, on) != kNone;
        const std::string_view words = wrapper.isReceived ? kReceived : kSent;
        const std::size_t at = line.find(words, on);
        if (at == kNone || at < on + 4)
            return std::nullopt;
        const auto time = findLastTime(line.substr(0, on));
        if (!time)
            return std::nullopt;
        wrapper.time = time->time;
        wrapper.prefix = line.substr(0, time->begin);
        wrapper.local = readInterface(line.substr(on + 4, at - on - 4));
        wrapper.peer = readInterface(line.substr(at + words.size()));
        return wrapper;
    }
    [[nodiscard]] Role roleOf(std::string_view line) const override {
        if (line.size() >= kFewestDashes && line.find_first_not_of('-') == kNone)
            return Role::Terminator;
        return isSocketLine(line) || line == "File closed." || line == "File opened." ? Role::Next : Role::Part;
    }
    // The hex dump of the protocol between the SIP daemon and the middlebox control daemon.
    [[nodiscard]] std::string_view otherProtocol(std::string_view line) const override {
        return line.substr(0, 8) == "  0000: " ? "mbcd" : std::string_view{};
    }
};

bool isWrapper(std::string_view line) {
    return SipmsgDialect().readWrapper(line).has_value();
}

} // namespace

int recogniseOracle(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    if (hasLine(sample, kReceived, isWrapper) || hasLine(sample, kSent, isWrapper))
        return kSure;
    return hasLine(sample, " OPENED", isSocketLine) || hasLine(sample, " CLOSED", isSocketLine) ? kWithoutMessages : 0;
}

std::unique_ptr<MessageReader> readOracle(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<WrappedReader>(bytes, Escapes::Octal, std::make_unique<SipmsgDialect>(), log);
}

} // namespace echelle::logs
