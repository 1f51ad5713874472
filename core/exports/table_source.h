#pragma once

#include "core/exports/csv_reader.h"
#include "core/exports/export_source.h"
#include "core/exports/json_records.h"
#include "core/exports/row_maker.h"

namespace echelle::exports {

// A table of delimited values, by the columns that its header names.
class CsvTable final : public ExportSource {
public:
    CsvTable(TextInput text, const ExportFormat& format, ImportLog& log);

    Result<bool> next(record::ExportRow& row) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_csv.bytesConsumed(); }

private:
    ExportFormat m_format;
    ImportLog& m_log;
    CsvReader m_csv;
    RowMaker m_maker;
    std::vector<std::string_view> m_cells;
    bool m_isHeaderRead = false;
};

// Records of JSON, each of its own table.
class JsonTable final : public ExportSource {
public:
    JsonTable(TextInput text, const ExportFormat& format, ImportLog& log);

    Result<bool> next(record::ExportRow& row) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_records.bytesConsumed(); }

private:
    [[nodiscard]] std::optional<record::Field> fieldAt(std::size_t index, std::string_view path);
    void readFields(record::ExportRow& row);

    ImportLog& m_log;
    JsonRecords m_records;
    RowMaker m_maker;
    FlatRecord m_record;
    struct KnownPath {
        std::string path;
        std::optional<record::Field> field;
    };
    std::vector<KnownPath> m_known; // of the record before, which is mostly alike
    std::vector<record::Field> m_present;
    std::vector<std::string> m_owned; // texts that do not stand in the record
};

// The field a property of a flat record is; nested ones but "properties." are none.
[[nodiscard]] std::optional<record::Field> fieldOfPath(std::string_view path);

// Fills a row from records that no table describes; false where the record is not worth one. owned keeps texts.
[[nodiscard]] bool readCallRecord(const FlatRecord& record, record::ExportRow& row);
[[nodiscard]] bool readHarEntry(const FlatRecord& record, record::ExportRow& row, std::vector<std::string>& owned,
                                ImportLog& log);
[[nodiscard]] bool readWebRtcUpdate(const FlatRecord& record, record::ExportRow& row, std::vector<std::string>& owned);
[[nodiscard]] bool isCallRecord(const FlatRecord& record);
[[nodiscard]] bool isHarEntry(const FlatRecord& record);
[[nodiscard]] bool isWebRtcUpdate(const FlatRecord& record);

} // namespace echelle::exports
