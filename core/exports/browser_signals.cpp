#include "core/exports/browser_signals.h"

#include "core/base/text.h"
#include "core/exports/calling_services.h"

#include <algorithm>
#include <array>

namespace echelle::exports {

namespace {

std::size_t findNoCase(std::string_view text, std::string_view word, std::size_t from = 0) {
    if (word.size() > text.size())
        return std::string_view::npos;
    for (std::size_t i = from; i + word.size() <= text.size(); ++i)
        if (equalsNoCase(text.substr(i, word.size()), word))
            return i;
    return std::string_view::npos;
}
bool holds(std::string_view text, std::string_view word) {
    return findNoCase(text, word) != std::string_view::npos;
}

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The number as a word of its own.
bool holdsNumber(std::string_view text, std::string_view number) {
    for (std::size_t at = text.find(number); at != std::string_view::npos; at = text.find(number, at + 1)) {
        const bool isBegin = at == 0 || !isWordCharacter(text[at - 1]);
        const std::size_t end = at + number.size();
        if (isBegin && (end == text.size() || !isWordCharacter(text[end])))
            return true;
    }
    return false;
}

// The digits after a name, as in subCode: 3112 or "code":410.
std::string numberAfter(std::string_view text, std::string_view name) {
    for (std::size_t at = findNoCase(text, name); at != std::string_view::npos; at = findNoCase(text, name, at + 1)) {
        if (at > 0 && isWordCharacter(text[at - 1]))
            continue;
        std::size_t i = at + name.size();
        while (i < text.size() && (text[i] == '"' || text[i] == '\'' || text[i] == ' '))
            ++i;
        if (i == text.size() || (text[i] != ':' && text[i] != '='))
            continue;
        ++i;
        while (i < text.size() && (text[i] == '"' || text[i] == ' '))
            ++i;
        std::size_t end = i;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end > i && end - i <= 7)
            return std::string(text.substr(i, end - i));
    }
    return {};
}

// The first URL of the line that is of a service of calls.
std::string_view urlIn(std::string_view line) {
    for (std::size_t at = line.find("://"); at != std::string_view::npos; at = line.find("://", at + 3)) {
        std::size_t begin = at;
        while (begin > 0 && isWordCharacter(line[begin - 1]))
            --begin;
        const std::string_view url = line.substr(begin, line.find_first_of(" '\"`),<>", at) - begin);
        if (serviceOf(url) != ServiceKind::Other)
            return url;
    }
    return {};
}

constexpr std::array<std::string_view, 4> kNamed{"CallStartError", "call-start-failed", "media-connection-failed",
                                                 "ice-negotiation-failed"};
constexpr std::array<std::string_view, 8> kCallStarts{"startCall",  "call start",    "createCallAgent",
                                                      "CallAgent",  "joinCall",      "starting call",
                                                      "acceptCall", "CallingService"};

bool isOfCallStart(std::string_view line) {
    return std::any_of(kCallStarts.begin(), kCallStarts.end(), [line](auto word) { return holds(line, word); });
}

std::optional<BrowserSignal> iceSignal(std::string_view line) {
    const bool isFailed = holds(line, "failed");
    if (isFailed && (holds(line, "iceConnectionState") || holds(line, "ICE failed") || holds(line, "ICE connection")))
        return BrowserSignal{"ice-failed", {}, {}};
    return std::nullopt;
}

} // namespace

const std::vector<std::string_view>& diagnosticNames() {
    static const std::vector<std::string_view> kNames{
        "noNetwork",
        "networkRelaysNotReachable",
        "networkReconnect",
        "networkReceiveQuality",
        "networkSendQuality",
        "noSpeakerDevicesEnumerated",
        "speakingWhileMicrophoneIsMuted",
        "noMicrophoneDevicesEnumerated",
        "microphoneNotFunctioning",
        "microphoneMuteUnexpectedly",
        "microphonePermissionDenied",
        "cameraFreeze",
        "cameraStartFailed",
        "cameraStartTimedOut",
        "cameraPermissionDenied",
        "cameraStoppedUnexpectedly",
        "screenshareRecordingDisabled",
        "capturerStartFailed",
        "capturerStoppedUnexpectedly",
        "networkUnavailable",
        "networkRelaysUnreachable",
        "networkReconnectionQuality",
    };
    return kNames;
}

bool isBadDiagnostic(std::string_view value) {
    return equalsNoCase(value, "true") || equalsNoCase(value, "bad") || value == "3";
}

std::optional<BrowserSignal> diagnosticIn(std::string_view text) {
    for (const std::string_view name : diagnosticNames()) {
        const std::size_t at = findNoCase(text, name);
        if (at == std::string_view::npos || (at > 0 && isWordCharacter(text[at - 1])))
            continue;
        // The first word after it that is a value; "value" and its like stand between.
        std::size_t i = at + name.size();
        if (i < text.size() && isWordCharacter(text[i]))
            continue;
        for (int words = 0; words < 6 && i < text.size();) {
            while (i < text.size() && !isWordCharacter(text[i]))
                ++i;
            std::size_t end = i;
            while (end < text.size() && isWordCharacter(text[end]))
                ++end;
            const std::string_view word = text.substr(i, end - i);
            for (const std::string_view value : {"true", "false", "good", "poor", "bad", "1", "2", "3"})
                if (equalsNoCase(word, value))
                    return BrowserSignal{std::string(name), std::string(value), {}};
            i = end;
            ++words;
        }
        return BrowserSignal{std::string(name), {}, {}};
    }
    return std::nullopt;
}

std::optional<BrowserSignal> signalIn(std::string_view line) {
    const std::string_view url = urlIn(line);
    const ServiceKind service = serviceOf(url);
    const std::string host(hostOf(url));
    for (const std::string_view name : kNamed)
        if (holds(line, name))
            return BrowserSignal{std::string(name), {}, host};
    if (auto diagnostic = diagnosticIn(line))
        return diagnostic;
    if (const std::string sub = numberAfter(line, "subCode"); !sub.empty())
        if (const std::string code = numberAfter(line, "code"); !code.empty())
            return BrowserSignal{"call-end", code + "/" + sub, {}};
    for (const std::string_view status : {"401", "403"}) {
        if (!holdsNumber(line, status))
            continue;
        if (service == ServiceKind::Telemetry)
            return BrowserSignal{"telemetry", std::string(status), host};
        if (service != ServiceKind::Other || (url.empty() && isOfCallStart(line)))
            return BrowserSignal{"http-" + std::string(status), {}, host};
    }
    if (holds(line, "websocket") && service == ServiceKind::Signalling &&
        (holds(line, "failed") || holds(line, "error") || holds(line, "closed before")))
        return BrowserSignal{"websocket-failed", {}, host};
    return iceSignal(line);
}

} // namespace echelle::exports
