#pragma once

#include "core/exports/export_source.h"
#include "core/ingest/record_stream.h"

namespace echelle::ingest {

// The rows of a diagnostic export. It has no messages: its rows are taken by nextRow(), when all messages are.
class ExportStream final : public RecordStream {
public:
    ExportStream(const capture::Input& input, SourceId id, const exports::ExportFormat& format,
                 const exports::EndReasons& reasons);

    Result<bool> next(Record& record) override;
    Result<bool> nextRow(record::ExportRow& row);
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_rows->bytesConsumed(); }
    void describe(store::SourceRecord& source) override;
    [[nodiscard]] SourceId id() const { return m_id; }
    [[nodiscard]] ImportLog& log() { return m_log; }

private:
    SourceId m_id;
    exports::ExportFormat m_format;
    ImportLog m_log;
    std::unique_ptr<exports::ExportSource> m_rows;
    std::uint64_t m_count = 0;
    Timestamp m_first;
    Timestamp m_last;
};

} // namespace echelle::ingest
