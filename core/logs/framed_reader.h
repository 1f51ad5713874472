#pragma once

#include "core/logs/log_grammar.h"
#include "core/logs/marked_message.h"
#include "core/logs/message_assembler.h"
#include "core/logs/message_reader.h"
#include "core/logs/prefix_shape.h"
#include "core/logs/unescaped_lines.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace echelle::logs {

// Finds the messages of a log between all its other lines, by the grammar of its format. What a collector put before
// the frame is taken off the message's lines too, as far as they carry it, and so are blanks that indent them.
class FramedReader final : public MessageReader {
public:
    // bytes is borrowed, so is log, which hears of odd places and other lines (nullptr: nobody does).
    FramedReader(capture::ByteReader& bytes, Escapes escapes, std::unique_ptr<LogGrammar> grammar, ImportLog* log)
        : m_lines(bytes, escapes), m_grammar(std::move(grammar)), m_log(log) {}
    Result<bool> next(FoundMessage& message) override;
    [[nodiscard]] std::uint64_t linesRead() const override { return m_lines.linesRead(); }

private:
    enum class Step : std::uint8_t { More, Complete, End };

    Result<bool> nextLine();
    [[nodiscard]] LineKind lookHere();
    Result<bool> collect(const Frame& frame, FoundMessage& message);
    Result<bool> findStartLine(const Frame& frame);
    [[nodiscard]] bool takeStartLine();
    [[nodiscard]] bool isNextMessage();
    void noteNoMessage(const Frame& frame);
    bool takePart(FoundMessage& message);
    Result<void> addLines(const Frame& frame);
    Step add(const Frame& frame, bool isStartLine);
    Step addMarked(const Frame& frame, std::string_view text, std::size_t mark);
    [[nodiscard]] MessagePart partHere() const;
    [[nodiscard]] bool finish(const Frame& frame, FoundMessage& message);
    [[nodiscard]] std::string_view messageText() const;
    void skipLine();
    void flushSkipped();

    UnescapedLines m_lines;
    std::unique_ptr<LogGrammar> m_grammar;
    ImportLog* m_log;
    LogLine m_line;
    std::string_view m_text;  // of m_line without colours
    std::string m_scratch;    // keeps m_text where it is no part of the line itself
    bool m_isPending = false; // m_line is still to be looked at
    Frame m_here;             // what m_line says, where it begins a frame
    std::uint64_t m_frameLine = 0;

    PrefixShape m_shape;           // of the frame at hand
    std::size_t m_prefixWords = 0; // how much of it the message's lines carry
    std::size_t m_indent = 0;      // blanks before its start line
    std::string m_rest;            // of a read from a stream that held several messages
    std::string m_part;
    FoundMessage m_last; // what is common to them
    MessageAssembler m_counted;
    MarkedMessage m_marked;
    std::uint64_t m_skipped = 0;
    bool m_hasCaveat = false;
};

// The reader of a format whose grammar needs nothing to begin with. For the registry of formats.
template <typename Grammar>
std::unique_ptr<MessageReader> readFramed(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<FramedReader>(bytes, Escapes::Octal, std::make_unique<Grammar>(), log);
}

// How many messages a reader finds in a sample. log: hears of the rest.
[[nodiscard]] int countMessages(std::string_view sample, MakeReader read, ImportLog* log = nullptr);

} // namespace echelle::logs
