#pragma once

#include "core/base/byte_view.h"

#include <memory>
#include <string>

namespace echelle::net::websocket {

// Decompresses the messages of one direction (RFC 7692 section 7.2.2). The window goes from message to message, which
// does no harm where the sender begins each anew.
class MessageInflater {
public:
    enum class Outcome : std::uint8_t {
        Whole,
        TooLarge, // more than maxSize: text holds the first maxSize bytes, and the window is as it should be
        Failed    // damaged, refers to messages not captured, or beyond all measure; the window is lost
    };

    MessageInflater();
    ~MessageInflater();
    MessageInflater(const MessageInflater&) = delete;
    MessageInflater& operator=(const MessageInflater&) = delete;

    void reset(); // forgets the window
    Outcome inflate(ByteView message, std::size_t maxSize, std::string& text);

private:
    struct Stream; // keeps zlib.h out of the header
    std::unique_ptr<Stream> m_stream;
};

} // namespace echelle::net::websocket
