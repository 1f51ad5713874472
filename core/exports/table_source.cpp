#include "core/exports/table_source.h"

#include "core/base/text.h"

#include <algorithm>

namespace echelle::exports {

using record::ExportRow;
using record::Field;
using record::Table;

namespace {
bool isEmptyValue(std::string_view text) {
    return text.empty() || equalsNoCase(text, "null");
}

record::DateOrder orderOf(const ExportFormat& format) {
    return format.isDayFirst ? record::DateOrder::DayFirst : record::DateOrder::MonthFirst;
}
} // namespace

CsvTable::CsvTable(TextInput text, const ExportFormat& format, ImportLog& log)
    : m_format(format), m_log(log), m_csv(std::move(text), format.delimiter, log), m_maker(orderOf(format), log) {
    if (format.isDateOrderAssumed)
        m_log.add(diag::kExportDateOrder, {PlaceKind::Row, 2}, format.isDayFirst ? "dd/mm" : "mm/dd");
}

Result<bool> CsvTable::next(ExportRow& row) {
    if (!m_isHeaderRead) {
        m_isHeaderRead = true;
        const auto read = m_csv.next(m_cells);
        if (!read || !*read)
            return read;
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            if (!m_cells[i].empty() && (i >= m_format.columns.size() || !m_format.columns[i]))
                m_log.add(diag::kExportColumnUnknown, {PlaceKind::Row, m_csv.row()},
                          toValidUtf8(m_cells[i].substr(0, 60)));
    }
    const auto read = m_csv.next(m_cells);
    if (!read || !*read)
        return read;
    row.table = m_format.table;
    row.place = {PlaceKind::Row, m_csv.row()};
    row.fields.clear();
    const std::size_t cells = std::min(m_cells.size(), m_format.columns.size());
    for (std::size_t i = 0; i < cells; ++i)
        if (m_format.columns[i] && !isEmptyValue(m_cells[i]))
            row.fields.push_back({*m_format.columns[i], m_cells[i]});
    if (m_cells.size() != m_format.columns.size())
        m_log.add(diag::kExportColumns, row.place);
    m_maker.finish(row);
    return true;
}

std::optional<Field> fieldOfPath(std::string_view path) {
    if (startsWithNoCase(path, "properties."))
        path.remove_prefix(11);
    if (path.find('.') != std::string_view::npos || path.starts_with('@'))
        return std::nullopt;
    return record::fieldFromHeader(path);
}

JsonTable::JsonTable(TextInput text, const ExportFormat& format, ImportLog& log)
    : m_log(log), m_records(std::move(text), log), m_maker(orderOf(format), log) {}

std::optional<Field> JsonTable::fieldAt(std::size_t index, std::string_view path) {
    if (index < m_known.size() && m_known[index].path == path)
        return m_known[index].field;
    if (index >= m_known.size())
        m_known.resize(index + 1);
    m_known[index] = {std::string(path), fieldOfPath(path)};
    return m_known[index].field;
}

// Of a property that stands both around and within "properties", the inner one counts.
void JsonTable::readFields(ExportRow& row) {
    m_present.clear();
    row.table = Table::None;
    for (std::size_t i = 0; i < m_record.size(); ++i) {
        const FlatRecord::Value value = m_record.at(i);
        const auto field = fieldAt(i, value.path);
        if (!field || isEmptyValue(value.text))
            continue;
        if (*field == Field::Table || *field == Field::Operation)
            if (const Table named = tableNamed(value.text); named != Table::None && row.table == Table::None)
                row.table = named;
        const auto there = std::find(m_present.begin(), m_present.end(), *field);
        if (there != m_present.end()) {
            row.fields[static_cast<std::size_t>(there - m_present.begin())].text = value.text;
            continue;
        }
        m_present.push_back(*field);
        row.fields.push_back({*field, value.text});
    }
    if (row.table == Table::None)
        row.table = tableOf(m_present);
}

Result<bool> JsonTable::next(ExportRow& row) {
    while (true) {
        const auto read = m_records.next(m_record);
        if (!read || !*read)
            return read;
        row.place = {PlaceKind::Row, m_records.row()};
        row.fields.clear();
        m_owned.clear();
        m_owned.reserve(16); // views into short strings must not move
        if (m_record.isCut())
            m_log.add(diag::kExportTooLarge, row.place);
        if (isHarEntry(m_record)) {
            row.table = Table::Har;
            if (!readHarEntry(m_record, row, m_owned, m_log)) {
                m_log.skip("http");
                continue;
            }
        } else if (isWebRtcUpdate(m_record)) {
            row.table = Table::WebRtc;
            if (!readWebRtcUpdate(m_record, row, m_owned)) {
                m_log.skip("webrtc");
                continue;
            }
        } else if (isCallRecord(m_record)) {
            row.table = Table::CallRecord;
            if (!readCallRecord(m_record, row))
                continue;
        } else {
            readFields(row);
        }
        if (row.table == Table::None) {
            m_log.add(diag::kExportRowUnknown, row.place);
            continue;
        }
        if (row.table == Table::AcsMetrics) { // sums over a day: of no call
            m_log.skip("acs-calling-metrics");
            continue;
        }
        m_maker.finish(row);
        return true;
    }
}

} // namespace echelle::exports
