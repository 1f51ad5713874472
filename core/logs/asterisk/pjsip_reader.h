#pragma once

#include "core/base/diagnostic.h"
#include "core/logs/asterisk/message_assembler.h"
#include "core/logs/asterisk/pjsip_header.h"
#include "core/logs/line_source.h"
#include "core/logs/prefix_shape.h"
#include "core/logs/time_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// One message of a pjsip logger as the log has it, its time not yet placed in the calendar.
struct PjsipMessage {
    std::string_view bytes; // valid until the next call of next(); line ends as on the wire
    std::uint64_t line = 0; // of its header line
    std::uint64_t firstByte = 0;
    bool isReceived = false;
    Transport transport = Transport::Unknown;
    std::optional<Endpoint> peer;
    std::optional<LogTime> time;
    bool isCut = false;
};

// Finds the messages of Asterisk's pjsip logger between all other lines of a console or full log.
class PjsipReader {
public:
    // lines is borrowed. log hears of odd places and other lines; nullptr: nobody does.
    PjsipReader(LineSource& lines, ImportLog* log) : m_lines(lines), m_log(log) {}
    Result<bool> next(PjsipMessage& message);

private:
    Result<bool> nextLine();
    [[nodiscard]] std::optional<PjsipHeader> headerHere();
    Result<bool> collect(PjsipMessage& message, std::uint64_t announced);
    Result<bool> findStartLine(std::uint64_t announced, std::uint64_t headerLine);
    [[nodiscard]] std::string_view messageText();
    void skipLine();
    void flushSkipped();

    LineSource& m_lines;
    ImportLog* m_log;
    LogLine m_line;
    bool m_isPending = false;      // m_line is still to be looked at
    std::string m_scratch;         // of m_line without colours
    PrefixShape m_shape;           // of the header line at hand
    std::size_t m_prefixWords = 0; // how much of it the message's lines carry
    MessageAssembler m_assembler;
    std::uint64_t m_skipped = 0;
};

} // namespace echelle::logs
