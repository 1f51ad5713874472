#pragma once

#include "core/logs/local_address.h"
#include "core/logs/log_clock.h"
#include "core/logs/message_reader.h"
#include "core/logs/message_source.h"
#include "core/logs/peer_guess.h"
#include "core/sip/message.h"

#include <memory>

namespace echelle::logs {

// The messages that a reader finds in a text, with times and addresses. The first call of next() goes over the text
// once to learn the device's address, the zone and the year, as far as that takes; then the messages come in the order
// of the reader.
class LogSource final : public MessageSource {
public:
    // log outlives the source; modifiedNs: of the file, 0 where unknown.
    LogSource(const LogFormat& format, OpenText openText, std::int64_t modifiedNs, std::int32_t deviceId,
              const TimeSettings& settings, ImportLog& log);

    Result<bool> next(LoggedMessage& message) override;
    [[nodiscard]] std::string_view formatName() const override { return m_format.name; }
    [[nodiscard]] Clock clock() const override { return m_clock.clock(); }
    [[nodiscard]] std::string zone() const override { return m_clock.zone(); }
    [[nodiscard]] ZoneBasis zoneBasis() const override { return m_clock.zoneBasis(); }
    [[nodiscard]] std::uint64_t linesRead() const override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override;

private:
    Result<void> survey();
    void place(const FoundMessage& from, LoggedMessage& message);
    // The top Via's transport where the log has none; parses into m_parsed where that is needed.
    [[nodiscard]] Transport transportOf(const FoundMessage& message) const;

    LogFormat m_format;
    OpenText m_openText;
    std::int32_t m_deviceId;
    ImportLog& m_log;
    LogClock m_clock;
    LocalAddress m_local;
    PeerGuess m_peers;
    sip::Message m_parsed;
    std::unique_ptr<capture::ByteReader> m_bytes;
    std::unique_ptr<MessageReader> m_reader;
    Timestamp m_last;
    bool m_hasNotedNoClock = false;
};

// input and log outlive the source.
[[nodiscard]] std::unique_ptr<MessageSource> openLog(const LogFormat& format, const capture::Input& input,
                                                     std::int32_t deviceId, const TimeSettings& settings,
                                                     ImportLog& log);

} // namespace echelle::logs
