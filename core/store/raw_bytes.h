#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::store {

// Reads messages' bytes out of their chunks, and those of packets. Keeps the last chunk: messages that follow one
// another mostly share it.
class RawBytes {
public:
    explicit RawBytes(Database& database);
    // Valid until the next call; empty where there is no such message or packet (or the case is damaged).
    [[nodiscard]] std::string_view of(EventId event);
    // The same of the bytes from number at on: message.raw_at and size.
    [[nodiscard]] std::string_view slice(std::int64_t at, std::int64_t size);

private:
    [[nodiscard]] bool holds(std::int64_t at, std::int64_t size) const;
    bool fetch(std::int64_t at);
    [[nodiscard]] std::string_view ofPacket(EventId event);
    [[nodiscard]] std::string_view ofRecord(EventId event);

    Statement m_place;
    Statement m_packet;
    Statement m_record;
    Statement m_read;
    std::int64_t m_first = 0; // number of the kept chunk's first byte
    std::string m_bytes;
    std::string m_packetBytes;
};

} // namespace echelle::store
