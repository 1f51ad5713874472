#pragma once

#include "core/base/ids.h"
#include "core/record/export_row.h"
#include "core/store/database.h"

#include <functional>
#include <string>

namespace echelle::store {

// Rows of diagnostic exports, read back for an analysis; times with the clock offset of their source applied.
struct StoredRecord {
    EventId id; // of its first moment; those of the others follow
    SourceId source;
    record::StoredRow row;
};

// In order of their ids. False stops.
void eachStoredRecord(Database& database, const std::function<bool(const StoredRecord&)>& visit);

class RecordReader {
public:
    explicit RecordReader(Database& database);               // outlives the reader
    [[nodiscard]] bool read(EventId id, StoredRecord& into); // id: of a record

private:
    Statement m_record;
    Statement m_moments;
};

} // namespace echelle::store
