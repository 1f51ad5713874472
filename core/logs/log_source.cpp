#include "core/logs/log_source.h"

#include "core/logs/utf16_reader.h"
#include "core/sip/address.h"

#include <utility>

namespace echelle::logs {
namespace {

constexpr std::uint64_t kEnoughMessages = 64;
constexpr std::uint64_t kEnoughLines = 500'000; // of a log whose lines are dated in full, where only the zone is open

} // namespace

LogSource::LogSource(const LogFormat& format, OpenText openText, std::int64_t modifiedNs, std::int32_t deviceId,
                     const TimeSettings& settings, ImportLog& log)
    : m_format(format)
    , m_openText(std::move(openText))
    , m_deviceId(deviceId)
    , m_log(log)
    , m_clock(settings, modifiedNs) {}

std::uint64_t LogSource::linesRead() const {
    return m_reader ? m_reader->linesRead() : 0;
}

std::uint64_t LogSource::bytesConsumed() const {
    return m_bytes ? m_bytes->bytesConsumed() : 0;
}

Transport LogSource::transportOf(const FoundMessage& message) const {
    if (message.transport != Transport::Unknown)
        return message.transport;
    const auto via = sip::parseVia(m_parsed.value(sip::HeaderId::Via));
    return via ? transportFromText(via->transport) : Transport::Unknown;
}

Result<void> LogSource::survey() {
    ImportLog unheard; // the second pass notes the same again
    const std::unique_ptr<capture::ByteReader> bytes = m_openText(unheard);
    const std::unique_ptr<MessageReader> reader = m_format.read(*bytes, nullptr);
    PeerGuess peers;
    FoundMessage message;
    Place firstTimed{PlaceKind::Line, 0};
    for (std::uint64_t count = 1;; ++count) {
        const Result<bool> got = reader->next(message);
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            break;
        sip::parse(message.bytes, m_parsed);
        if (!message.local) {
            const auto peer = message.peer ? message.peer : peers.find(m_parsed, message.isReceived);
            m_local.learn(m_parsed, message.isReceived, transportOf(message), peer.value_or(Endpoint{}));
        }
        if (message.time) {
            if (firstTimed.number == 0)
                firstTimed.number = message.line;
            m_clock.survey(*message.time, parseDateHeader(m_parsed.value(sip::HeaderId::Date)), !message.isReceived);
        }
        const bool isLongEnough = m_clock.clock() == Clock::Full && reader->linesRead() > kEnoughLines;
        if (count >= kEnoughMessages && (m_clock.isSurveyComplete() || isLongEnough))
            break;
    }
    m_clock.settle(firstTimed, m_log);
    return {};
}

// Addresses and time of a message.
void LogSource::place(const FoundMessage& from, LoggedMessage& message) {
    std::optional<Endpoint> told = from.peer;
    if (!told || from.transport == Transport::Unknown)
        sip::parse(from.bytes, m_parsed);
    if (!told)
        told = m_peers.find(m_parsed, from.isReceived);
    message.transport = transportOf(from);
    const Endpoint device{{}, 0, m_deviceId};
    const Endpoint peer = told.value_or(Endpoint{});
    const Endpoint local = from.local ? *from.local : m_local.find(message.transport, peer).value_or(device);
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
    if (m_format.isInOrder && m_last.isValid() && message.time.isValid() && m_last - message.time > kTolerance)
        m_log.add(diag::kTimeBackwards, here);
    m_last = message.time;
}

Result<bool> LogSource::next(LoggedMessage& message) {
    if (!m_reader) {
        if (const Result<void> surveyed = survey(); !surveyed)
            return Unexpected(surveyed.error());
        m_bytes = m_openText(m_log);
        m_reader = m_format.read(*m_bytes, &m_log);
    }
    FoundMessage found;
    const Result<bool> got = m_reader->next(found);
    if (!got || !*got)
        return got;
    message = {};
    message.bytes = found.bytes;
    message.line = found.line;
    message.firstByte = found.firstByte;
    message.isCut = found.isCut;
    place(found, message);
    return true;
}

std::unique_ptr<MessageSource> openLog(const LogFormat& format, const capture::Input& input, std::int32_t deviceId,
                                       const TimeSettings& settings, ImportLog& log) {
    const auto openText = [&input](ImportLog& heard) -> std::unique_ptr<capture::ByteReader> {
        return std::make_unique<Utf16Reader>(capture::openReader(input, heard));
    };
    return std::make_unique<LogSource>(format, openText, input.modifiedNs(), deviceId, settings, log);
}

} // namespace echelle::logs
