#pragma once

#include "core/logs/message_assembler.h"
#include "core/logs/message_reader.h"
#include "core/logs/prefix_shape.h"
#include "core/logs/unescaped_lines.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// What the line (or lines) before a message tell of it.
struct Wrapper {
    static constexpr std::size_t kNextLine = std::string_view::npos;

    std::string_view prefix;                // of the line, what a collector or the log itself put before every line
    std::size_t startsAt = kNextLine;       // where on the same line the start line begins
    bool isReceived = false;                // else sent
    std::optional<std::uint64_t> announced; // bytes on the wire
    Transport transport = Transport::Unknown;
    std::optional<Endpoint> peer;
    std::optional<Endpoint> local;
    std::optional<LogTime> time;
};

// How one format writes messages: a wrapper line before each, and what else is theirs. Lines come without colour codes
// and, apart from those for readWrapper(), without the words that the wrapper line's prefix shares with them.
class WrapperDialect {
public:
    enum class Role : std::uint8_t {
        Part,       // of the message, or may be
        Continued,  // the rest of the line before, which the log broke
        BodyBegin,  // the first of the body, where the log leaves out the empty line before it
        Foreign,    // a line of the log that came in between
        Terminator, // ends the message and is no part of it
        Next        // ends the message, and is to be looked at again
    };

    virtual ~WrapperDialect() = default;
    // Cheap, for the millions of other lines.
    [[nodiscard]] virtual bool mayBeWrapper(std::string_view line) const = 0;
    [[nodiscard]] virtual std::optional<Wrapper> readWrapper(std::string_view line) = 0;
    // A line behind the wrapper line that still is not the message; takes what it tells.
    virtual bool amend(std::string_view /*line*/, Wrapper& /*wrapper*/) const { return false; }
    // What of a line is the message's.
    [[nodiscard]] virtual std::string_view textOf(std::string_view line) const { return line; }
    [[nodiscard]] virtual Role roleOf(std::string_view /*line*/) const { return Role::Part; }
    // The protocol, not SIP, of a record whose first line this is; empty where it is none that is known.
    [[nodiscard]] virtual std::string_view otherProtocol(std::string_view /*line*/) const { return {}; }
};

// Finds the messages of a log whose format a dialect describes, between all its other lines.
class WrappedReader final : public MessageReader {
public:
    // bytes is borrowed, so is log, which hears of odd places and other lines (nullptr: nobody does).
    WrappedReader(capture::ByteReader& bytes, Escapes escapes, std::unique_ptr<WrapperDialect> dialect, ImportLog* log)
        : m_lines(bytes, escapes), m_dialect(std::move(dialect)), m_log(log) {}
    Result<bool> next(FoundMessage& message) override;
    [[nodiscard]] std::uint64_t linesRead() const override { return m_lines.linesRead(); }

private:
    Result<bool> nextLine();
    [[nodiscard]] std::optional<Wrapper> wrapperHere();
    Result<bool> collect(Wrapper& wrapper, FoundMessage& message);
    Result<bool> findStartLine(Wrapper& wrapper, std::uint64_t wrapperLine);
    void noteNoStartLine(const Wrapper& wrapper, std::uint64_t wrapperLine, bool isEmpty);
    Result<void> addLines(std::size_t startsAt);
    [[nodiscard]] std::string_view ownText();
    void skipLine();
    void flushSkipped();

    UnescapedLines m_lines;
    std::unique_ptr<WrapperDialect> m_dialect;
    ImportLog* m_log;
    LogLine m_line;
    bool m_isPending = false;      // m_line is still to be looked at
    std::string m_scratch;         // of m_line without colours
    PrefixShape m_shape;           // of the wrapper line at hand
    std::size_t m_prefixWords = 0; // how much of it the message's lines carry
    MessageAssembler m_assembler;
    std::uint64_t m_skipped = 0;
};

} // namespace echelle::logs
