#include "core/record/export_row.h"

#include "core/base/text.h"

#include <array>

namespace echelle::record {

std::string_view toString(Table table) {
    static constexpr std::array<std::string_view, 13> kNames{"",
                                                             "teams-direct-routing",
                                                             "teams-pstn",
                                                             "graph-call-record",
                                                             "acs-call-summary",
                                                             "acs-call-diagnostics",
                                                             "acs-call-operations",
                                                             "acs-media-stats",
                                                             "acs-calling-metrics",
                                                             "realconnect",
                                                             "browser-console",
                                                             "har",
                                                             "webrtc"};
    const auto index = static_cast<std::size_t>(table);
    return index < kNames.size() ? kNames[index] : std::string_view();
}

std::string_view toString(MomentKind kind) {
    static constexpr std::array<std::string_view, 10> kNames{"row", "invite", "start",     "join",    "failure",
                                                             "end", "sample", "operation", "request", "line"};
    const auto index = static_cast<std::size_t>(kind);
    return index < kNames.size() ? kNames[index] : std::string_view();
}

std::string packFields(const std::vector<FieldValue>& fields) {
    std::size_t size = 0;
    for (const FieldValue& f : fields)
        size += f.text.size() + 4;
    std::string packed;
    packed.reserve(size);
    for (const FieldValue& f : fields) {
        packed += static_cast<char>(f.field);
        std::size_t length = f.text.size();
        while (length >= 0x80) {
            packed += static_cast<char>(length | 0x80);
            length >>= 7;
        }
        packed += static_cast<char>(length);
        packed += f.text;
    }
    return packed;
}

std::vector<FieldValue> unpackFields(std::string_view packed) {
    std::vector<FieldValue> fields;
    std::size_t at = 0;
    while (at < packed.size()) {
        const auto number = static_cast<unsigned char>(packed[at++]);
        std::size_t length = 0;
        unsigned shift = 0;
        bool isWhole = false;
        while (at < packed.size() && shift < 35 && !isWhole) {
            const auto byte = static_cast<unsigned char>(packed[at++]);
            length |= static_cast<std::size_t>(byte & 0x7fU) << shift;
            shift += 7;
            isWhole = byte < 0x80;
        }
        if (!isWhole || length > packed.size() - at)
            break;
        if (number != 0 && number <= kFields)
            fields.push_back({static_cast<Field>(number), packed.substr(at, length)});
        at += length;
    }
    return fields;
}

StoredRow::StoredRow(const ExportRow& from) : packed(packFields(from.fields)) {
    row.table = from.table;
    row.place = from.place;
    row.moments = from.moments;
    row.fields = unpackFields(packed);
}

StoredRow& StoredRow::operator=(const StoredRow& other) {
    if (this != &other)
        *this = StoredRow(other.row);
    return *this;
}

StoredRow& StoredRow::operator=(StoredRow&& other) noexcept {
    if (this != &other)
        take(std::move(other));
    return *this;
}

// A short string moves its characters, so the views are made again.
void StoredRow::take(StoredRow&& other) noexcept {
    packed = std::move(other.packed);
    row.table = other.row.table;
    row.place = other.row.place;
    row.moments = std::move(other.row.moments);
    row.fields = unpackFields(packed);
    other.row.fields.clear();
}

std::string groupKey(const ExportRow& row) {
    switch (row.table) {
    case Table::AcsSummary:
    case Table::AcsDiagnostics:
    case Table::AcsOperations:
    case Table::AcsMediaStats: {
        // CorrelationId of the service's tables is CallId of the client's.
        std::string_view id = row.text(Field::CorrelationId);
        if (id.empty() || row.table == Table::AcsOperations || row.table == Table::AcsMediaStats)
            id = row.has(Field::CallId) ? row.text(Field::CallId) : id;
        return id.empty() ? std::string() : toLower(id);
    }
    case Table::CallRecord:
        return row.has(Field::RowId) ? toLower(row.text(Field::RowId)) : std::string();
    case Table::DirectRouting:
        return row.has(Field::CorrelationId) ? toLower(row.text(Field::CorrelationId)) : std::string();
    case Table::Console:
    case Table::Har:
    case Table::WebRtc:
        return row.has(Field::CallId) ? toLower(row.text(Field::CallId)) : std::string(toString(row.table));
    default:
        return {};
    }
}

} // namespace echelle::record
