#include "core/store/stored_records.h"

#include "core/store/columns.h"

namespace echelle::store {

namespace {
void take(const Statement& s, StoredRecord& into) {
    into.id = EventId{s.integer(0)};
    into.source = SourceId{s.integer(1)};
    record::ExportRow row;
    row.table = static_cast<record::Table>(s.integer(4));
    row.place = {static_cast<PlaceKind>(s.integer(2)), static_cast<std::uint64_t>(s.integer(3))};
    const std::string packed(s.text(5));
    row.fields = record::unpackFields(packed);
    into.row = record::StoredRow(row);
}

void takeMoment(const Statement& s, int column, record::ExportRow& row) {
    row.moments.push_back({static_cast<record::MomentKind>(s.integer(column)), timeAt(s, column + 1)});
}
} // namespace

void eachStoredRecord(Database& database, const std::function<bool(const StoredRecord&)>& visit) {
    Statement s = database.prepare(
        "SELECT r.id,r.source,source.place_kind,r.place,r.form,r.fields,e.moment,e.time_ns+source.clock_offset_ns FROM "
        "record_event e JOIN record r ON r.id=e.record JOIN source ON source.id=r.source ORDER BY e.id");
    StoredRecord record;
    while (s && s.step()) {
        if (record.id != EventId{s.integer(0)}) {
            if (record.id.isValid() && !visit(record))
                return;
            take(s, record);
        }
        takeMoment(s, 6, record.row.row);
    }
    if (record.id.isValid())
        (void)visit(record);
}

RecordReader::RecordReader(Database& database)
    : m_record(database.prepare("SELECT r.id,r.source,source.place_kind,r.place,r.form,r.fields FROM record r JOIN "
                                "source ON source.id=r.source WHERE r.id=?"))
    , m_moments(database.prepare("SELECT e.moment,e.time_ns+source.clock_offset_ns FROM record r JOIN record_event e "
                                 "ON e.record=r.id JOIN source ON source.id=r.source WHERE r.id=?1 AND e.id>=?1 AND "
                                 "e.id<?1+16 ORDER BY e.id")) {}

bool RecordReader::read(EventId id, StoredRecord& into) {
    m_record.bind(1, id.value);
    const bool isThere = m_record && m_record.step();
    if (isThere)
        take(m_record, into);
    m_record.reset();
    if (!isThere)
        return false;
    m_moments.bind(1, id.value);
    while (m_moments.step())
        takeMoment(m_moments, 0, into.row.row);
    m_moments.reset();
    return true;
}

} // namespace echelle::store
