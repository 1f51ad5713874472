#pragma once

#include "core/base/endpoint.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/log_clock.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::logs {

// How the end of a message shows.
enum class EndsBy : std::uint8_t {
    Length,     // a size that was announced, else Content-Length
    Mark,       // a line of its own behind the message
    NextWrapper // what stands before the next message
};

// What a log writes before a message.
struct Frame {
    static constexpr std::size_t kNextLine = std::string_view::npos;

    std::string_view prefix;          // what some collector put before it on the line
    std::size_t startsAt = kNextLine; // where on the same line the start line begins
    bool isReceived = true;           // by the device that wrote the log; source and destination are enough without
    Transport transport = Transport::Unknown; // else the topmost Via tells
    std::optional<Endpoint> source;
    std::optional<Endpoint> destination;
    std::optional<LogTime> time; // nullopt: the prefix may hold one
    EndsBy endsBy = EndsBy::Length;
    std::size_t addedLineEnds = 0;               // by the log, between the message and the mark or the next wrapper
    std::optional<std::uint64_t> announcedBytes; // on the wire
    bool areAddedCrlf = false;                   // the line ends that the log added are CRLF
    bool areEndsLost = false;                    // the last line ends are missing, so none tells anything
    bool isAllThereWas = false;                  // less than Content-Length says was sent so, for all one can know
    bool isDotCr = false;                        // each line ends in a dot that stands for its CR
    bool isMarkLogged = false;                   // the mark is a line of the log like any other

    // The other end of what the device received or sent.
    void setPeer(const std::optional<TransportAddress>& peer) {
        if (!peer)
            return;
        transport = peer->transport;
        (isReceived ? source : destination) = peer->endpoint;
    }
};

// Where in a message the line stands that may be the mark.
enum class MessagePart : std::uint8_t {
    Headers,
    Body,
    Behind // the body has as many bytes as Content-Length says
};

enum class LineKind : std::uint8_t {
    Other,
    Part, // of a frame's beginning that takes several lines
    Begin // a message follows
};

// How one format frames its messages. An object reads one text from front to back and may remember what it saw. Lines
// come without colour codes.
class LogGrammar {
public:
    virtual ~LogGrammar() = default;
    // Every line but the start lines of messages; cheap for the millions of others. frame is fresh, to be filled in for
    // Begin. Inside a message anything but Other ends it.
    virtual LineKind look(std::string_view line, Frame& frame) = 0;
    // A line between the frame's beginning and the start line.
    [[nodiscard]] virtual bool isFiller(std::string_view) const { return false; }
    // Where on the line the mark begins that stands behind a message; what is before it belongs to the message.
    static constexpr std::size_t kNoMark = std::string_view::npos;
    [[nodiscard]] virtual std::size_t markAt(std::string_view, MessagePart) const { return kNoMark; }
    // A message was taken: what was remembered of lines before it is of no more use.
    virtual void noteMessage() {}
    // How a record is counted in the import log whose content does not begin like SIP; "": a message that is not whole.
    [[nodiscard]] virtual std::string_view nameOfOther(std::string_view) const { return {}; }
    // What is noted once where a message is found: a diagnostic's code, or "".
    [[nodiscard]] virtual std::string_view caveat() const { return {}; }
};

} // namespace echelle::logs
