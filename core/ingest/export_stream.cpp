#include "core/ingest/export_stream.h"

#include <algorithm>

namespace echelle::ingest {

ExportStream::ExportStream(const capture::Input& input, SourceId id, const exports::ExportFormat& format,
                           const exports::EndReasons& reasons)
    : m_id(id), m_format(format), m_rows(exports::openExport(input, format, reasons, m_log)) {}

Result<bool> ExportStream::next(Record& record) {
    (void)record;
    return false;
}

Result<bool> ExportStream::nextRow(record::ExportRow& row) {
    auto got = m_rows->next(row);
    if (!got || !*got)
        return got;
    ++m_count;
    for (const record::Moment& m : row.moments) {
        if (!m.time.isValid())
            continue;
        m_first = m_first.isValid() ? std::min(m_first, m.time) : m.time;
        m_last = m_last.isValid() ? std::max(m_last, m.time) : m.time;
    }
    return true;
}

void ExportStream::describe(store::SourceRecord& source) {
    source.format = m_format.name();
    source.placeKind = m_rows->placeKind();
    source.records = m_count;
    source.clock = m_first.isValid() ? "full" : "none";
    source.zone = "UTC";
    source.zoneBasis = "found"; // reports say of themselves that they are in UTC
    source.first = m_first;
    source.last = m_last;
    source.skipped = {m_log.skipped().begin(), m_log.skipped().end()};
    source.log = m_log.items();
}

} // namespace echelle::ingest
