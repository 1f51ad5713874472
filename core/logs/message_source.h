#pragma once

#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

enum class Clock : std::uint8_t { Full, NoYear, NoDate, None };
[[nodiscard]] std::string_view toString(Clock clock); // cli.md: full, no-year, no-date, none

enum class ZoneBasis : std::uint8_t { Given, Found, Assumed };
[[nodiscard]] std::string_view toString(ZoneBasis basis);

// How local times of a text are to be read. model.md "Time": never the machine's own zone.
struct TimeSettings {
    std::optional<std::string>
        zone; // "UTC", "+02:00", "-0530", "Europe/Paris" (IANA, read from the system's zone files)
    std::optional<int> year;
};

// One SIP message found in a text. bytes are valid until the next call of next(); line ends are CRLF again.
struct LoggedMessage {
    std::string_view bytes;
    Timestamp time;         // invalid without a clock
    std::uint64_t line = 0; // of its wrapper line, from 1
    std::uint64_t firstByte = 0;
    Endpoint source; // isDevice() where the format does not tell
    Endpoint destination;
    Transport transport = Transport::Unknown;
    bool isCut = false; // the log holds less than was sent
};

// Reads the SIP messages of one text input in file order; other lines are counted in the log as skipped
// ("log-line"), odd places get their diagnostic with line number.
class MessageSource {
public:
    virtual ~MessageSource() = default;
    virtual Result<bool> next(LoggedMessage& message) = 0;
    [[nodiscard]] virtual std::string_view formatName() const = 0; // "asterisk"
    [[nodiscard]] virtual Clock clock() const = 0;                 // as known so far; final after the end
    [[nodiscard]] virtual std::string zone() const = 0;            // "UTC" where assumed; "" without a clock
    [[nodiscard]] virtual ZoneBasis zoneBasis() const = 0;
    [[nodiscard]] virtual std::uint64_t linesRead() const = 0;
    [[nodiscard]] virtual std::uint64_t bytesConsumed() const = 0; // of the file on disk
};

} // namespace echelle::logs
