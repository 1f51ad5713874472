#pragma once

#include "core/ingest/record_stream.h"

#include <deque>
#include <memory>
#include <vector>

namespace echelle::ingest {

// Several inputs as one sequence in the case's order. Each input may be out of order by a little (captures on several
// interfaces are): what lies within a window of records is put right on the way; where that is not enough,
// isOutOfOrder() says so and the caller starts again by way of a spool.
class Merger {
public:
    explicit Merger(std::vector<RecordStream*> streams); // borrowed
    // Puts the next record in the place of one that is done with (or null), whose storage is used again; null at the
    // end.
    Result<void> next(std::unique_ptr<Record>& record);
    [[nodiscard]] bool isOutOfOrder() const { return m_isOutOfOrder; }

private:
    // One input and its window, ordered by key.
    struct Lane {
        RecordStream* stream = nullptr;
        std::deque<std::unique_ptr<Record>> window;
        std::size_t windowBytes = 0;
        bool isAtEnd = false;
    };
    Result<void> fill(Lane& lane);

    std::vector<Lane> m_lanes;
    std::vector<std::unique_ptr<Record>> m_spare; // used again, with the storage of their bytes
    std::int64_t m_lastOrder;
    bool m_isOutOfOrder = false;
};

} // namespace echelle::ingest
