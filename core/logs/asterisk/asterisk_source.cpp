#include "core/logs/asterisk/asterisk_source.h"

#include "core/logs/line_text.h"
#include "core/logs/utf16_reader.h"

#include <algorithm>

namespace echelle::logs {
namespace {

constexpr std::uint64_t kEnoughMessages = 64;
constexpr std::uint64_t kEnoughLines = 500'000; // of a log whose lines are dated in full, where only the zone is open

bool isUtf16(std::string_view sample) {
    return sample.substr(0, 2) == "\xff\xfe" || sample.substr(0, 2) == "\xfe\xff";
}

} // namespace

AsteriskSource::AsteriskSource(OpenText openText, std::int64_t modifiedNs, std::int32_t deviceId,
                               const TimeSettings& settings, ImportLog& log)
    : m_openText(std::move(openText)), m_deviceId(deviceId), m_log(log), m_clock(settings, modifiedNs) {}

std::uint64_t AsteriskSource::linesRead() const {
    return m_lines ? m_lines->linesRead() : 0;
}

std::uint64_t AsteriskSource::bytesConsumed() const {
    return m_bytes ? m_bytes->bytesConsumed() : 0;
}

Result<void> AsteriskSource::survey() {
    ImportLog unheard; // the second pass notes the same again
    const std::unique_ptr<capture::ByteReader> bytes = m_openText(unheard);
    LineSource lines(*bytes);
    PjsipReader reader(lines, nullptr);
    PjsipMessage message;
    Place firstTimed{PlaceKind::Line, 0};
    for (std::uint64_t count = 1;; ++count) {
        const Result<bool> got = reader.next(message);
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            break;
        sip::parse(message.bytes, m_parsed);
        if (message.peer)
            m_local.learn(m_parsed, message.isReceived, message.transport, *message.peer);
        if (message.time) {
            if (firstTimed.number == 0)
                firstTimed.number = message.line;
            m_clock.survey(*message.time, parseDateHeader(m_parsed.value(sip::HeaderId::Date)), !message.isReceived);
        }
        const bool isLongEnough = m_clock.clock() == Clock::Full && lines.linesRead() > kEnoughLines;
        if (count >= kEnoughMessages && (m_clock.isSurveyComplete() || isLongEnough))
            break;
    }
    m_clock.settle(firstTimed, m_log);
    return {};
}

// Addresses and time of a message.
void AsteriskSource::place(const PjsipMessage& from, LoggedMessage& message) {
    const Endpoint device{{}, 0, m_deviceId};
    const Endpoint peer = from.peer.value_or(Endpoint{});
    const Endpoint local = m_local.find(from.transport, peer).value_or(device);
    message.source = from.isReceived ? peer : local;
    message.destination = from.isReceived ? local : peer;
    const Place here{PlaceKind::Line, from.line};
    if (!from.time) {
        if (m_clock.clock() == Clock::None && !m_hasNotedNoClock)
            m_log.add(diag::kLogNoClock, here);
        m_hasNotedNoClock = true;
        return;
    }
    message.time = m_clock.toTimestamp(*from.time);
    constexpr Duration kTolerance = Duration::seconds(1); // threads write past each other
    if (m_last.isValid() && message.time.isValid() && m_last - message.time > kTolerance)
        m_log.add(diag::kTimeBackwards, here);
    m_last = message.time;
}

Result<bool> AsteriskSource::next(LoggedMessage& message) {
    if (!m_reader) {
        if (const Result<void> surveyed = survey(); !surveyed)
            return Unexpected(surveyed.error());
        m_bytes = m_openText(m_log);
        m_lines = std::make_unique<LineSource>(*m_bytes);
        m_reader = std::make_unique<PjsipReader>(*m_lines, &m_log);
    }
    PjsipMessage found;
    const Result<bool> got = m_reader->next(found);
    if (!got || !*got)
        return got;
    message = {};
    message.bytes = found.bytes;
    message.line = found.line;
    message.firstByte = found.firstByte;
    message.transport = found.transport;
    message.isCut = found.isCut;
    place(found, message);
    return true;
}

int recogniseAsterisk(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr std::size_t kMaxHeaderBytes = 256;
    std::string narrow;
    if (isUtf16(sample)) { // its ASCII is enough to tell
        std::copy_if(sample.begin() + 2, sample.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
        sample = narrow;
    }
    std::string scratch;
    for (std::size_t at = sample.find("<--- "); at != std::string_view::npos; at = sample.find("<--- ", at + 1)) {
        const std::string_view ahead = sample.substr(at, kMaxHeaderBytes);
        const std::string_view line = ahead.substr(0, ahead.find_first_of("\r\n"));
        if (readPjsipHeader(withoutColours(line, scratch)))
            return kSure;
    }
    return 0;
}

std::unique_ptr<MessageSource> openAsterisk(const capture::Input& input, std::int32_t deviceId,
                                            const TimeSettings& settings, ImportLog& log) {
    const auto openText = [&input](ImportLog& heard) -> std::unique_ptr<capture::ByteReader> {
        return std::make_unique<Utf16Reader>(capture::openReader(input, heard));
    };
    return std::make_unique<AsteriskSource>(openText, input.modifiedNs(), deviceId, settings, log);
}

} // namespace echelle::logs
