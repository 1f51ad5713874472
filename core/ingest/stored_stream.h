#pragma once

#include "core/ingest/record_stream.h"
#include "core/store/stored_sightings.h"

namespace echelle::ingest {

// The sightings a case holds already, in the case's order, as records: what an analysis reads. They are listed once, at
// the beginning, so that writing to the same connection meanwhile does no harm; the bytes are read one by one.
class StoredStream final : public RecordStream {
public:
    // database outlives the stream.
    StoredStream(store::Database& database, std::stop_token stop);
    Result<bool> next(Record& record) override;

private:
    struct Item {
        std::int64_t order;
        std::int64_t source;
        std::int64_t place;
        std::int64_t position;
        std::int64_t sighting;
    };

    store::StoredSightings m_reader;
    std::stop_token m_stop;
    std::vector<Item> m_items;
    std::size_t m_next = 0;
};

} // namespace echelle::ingest
