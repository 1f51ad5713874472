#pragma once

#include "core/logs/asterisk/pjsip_reader.h"
#include "core/logs/local_address.h"
#include "core/logs/log_clock.h"
#include "core/logs/message_source.h"
#include "core/sip/message.h"

#include <functional>
#include <memory>

namespace echelle::logs {

// Opens the text from its beginning; called once for the survey and once for the reading itself.
using OpenText = std::function<std::unique_ptr<capture::ByteReader>(ImportLog&)>;

// An Asterisk log with the output of the pjsip logger. The first call of next() goes over the text once to learn the
// device's address, the zone and the year, as far as that takes; then the messages come in file order.
class AsteriskSource final : public MessageSource {
public:
    // log outlives the source; modifiedNs: of the file, 0 where unknown.
    AsteriskSource(OpenText openText, std::int64_t modifiedNs, std::int32_t deviceId, const TimeSettings& settings,
                   ImportLog& log);

    Result<bool> next(LoggedMessage& message) override;
    [[nodiscard]] std::string_view formatName() const override { return "asterisk"; }
    [[nodiscard]] Clock clock() const override { return m_clock.clock(); }
    [[nodiscard]] std::string zone() const override { return m_clock.zone(); }
    [[nodiscard]] ZoneBasis zoneBasis() const override { return m_clock.zoneBasis(); }
    [[nodiscard]] std::uint64_t linesRead() const override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override;

private:
    Result<void> survey();
    void place(const PjsipMessage& from, LoggedMessage& message);

    OpenText m_openText;
    std::int32_t m_deviceId;
    ImportLog& m_log;
    LogClock m_clock;
    LocalAddress m_local;
    sip::Message m_parsed; // of the survey
    std::unique_ptr<capture::ByteReader> m_bytes;
    std::unique_ptr<LineSource> m_lines;
    std::unique_ptr<PjsipReader> m_reader;
    Timestamp m_last;
    bool m_hasNotedNoClock = false;
};

// For the registry of formats.
[[nodiscard]] int recogniseAsterisk(std::string_view sample);
// input and log outlive the source.
[[nodiscard]] std::unique_ptr<MessageSource> openAsterisk(const capture::Input& input, std::int32_t deviceId,
                                                          const TimeSettings& settings, ImportLog& log);

} // namespace echelle::logs
