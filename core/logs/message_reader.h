#pragma once

#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/result.h"
#include "core/capture/input.h"
#include "core/logs/log_clock.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace echelle::logs {

// One message as a log has it, its time not yet placed in the calendar.
struct FoundMessage {
    std::string_view bytes; // valid until the next call of next(); line ends as on the wire
    std::uint64_t line = 0; // of its wrapper line
    std::uint64_t firstByte = 0;
    bool isReceived = false;                  // by the device that wrote the log
    Transport transport = Transport::Unknown; // where the log does not tell, the top Via does
    std::optional<Endpoint> peer;             // nullopt: not in the log, or no address (masked in a ticket)
    std::optional<Endpoint> local;            // of the device itself, likewise
    std::optional<LogTime> time;
    bool isCut = false; // the log holds less than was sent
};

// Finds the messages of one format in a text, from its beginning to its end.
class MessageReader {
public:
    virtual ~MessageReader() = default;
    virtual Result<bool> next(FoundMessage& message) = 0;
    [[nodiscard]] virtual std::uint64_t linesRead() const = 0;
};

// Opens the text from its beginning; called once for the survey and once for the reading itself.
using OpenText = std::function<std::unique_ptr<capture::ByteReader>(ImportLog&)>;

// bytes is borrowed. log hears of odd places and other lines; nullptr: nobody does.
using MakeReader = std::unique_ptr<MessageReader> (*)(capture::ByteReader& bytes, ImportLog* log);

// One text format: how sure it is that a sample (the first 256 KiB of the decompressed text, then any later part) is
// its own (0 to 100), and a reader.
struct LogFormat {
    std::string_view name; // "asterisk"
    int (*recognise)(std::string_view sample);
    MakeReader read;
    bool isInOrder = true; // of time; else grouped by dialog, or as a query gave it
};

} // namespace echelle::logs
