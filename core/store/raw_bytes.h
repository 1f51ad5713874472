#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::store {

// Reads messages' bytes out of their chunks. Keeps the last chunk: messages that follow one another mostly share it.
class RawBytes {
public:
    explicit RawBytes(Database& database);
    // Valid until the next call; empty where there is no such message (or the case is damaged).
    [[nodiscard]] std::string_view of(EventId message);
    // Where the columns chunk, start and size of a row of the table message say, the first of them given.
    [[nodiscard]] std::string_view at(const Statement& message, int column);

private:
    [[nodiscard]] std::string_view slice(std::int64_t chunk, std::uint64_t start, std::uint64_t size);

    Statement m_place;
    Statement m_read;
    std::int64_t m_chunk = 0;
    std::string m_bytes;
};

} // namespace echelle::store
