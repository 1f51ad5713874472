#pragma once

#include "core/capture/input.h"
#include "core/ingest/record_stream.h"
#include "core/logs/message_source.h"

namespace echelle::ingest {

// The SIP messages of a text log, as records.
class TextStream final : public RecordStream {
public:
    // Tells the format from the content, anywhere in the text. Error kFileNoMessage where no format knows it.
    static Result<std::unique_ptr<TextStream>> open(const capture::Input& input, SourceId id,
                                                    const logs::TimeSettings& time, std::stop_token stop);

    Result<bool> next(Record& record) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_messages->bytesConsumed(); }
    void describe(store::SourceRecord& source) override;

private:
    TextStream(SourceId id, std::stop_token stop) : m_id(id), m_stop(std::move(stop)) {}

    SourceId m_id;
    std::stop_token m_stop;
    ImportLog m_log;
    std::unique_ptr<logs::MessageSource> m_messages;
    Timestamp m_first;
    Timestamp m_last;
    std::uint64_t m_count = 0;
    std::uint64_t m_lastLine = 0;
    std::uint32_t m_indexInLine = 0;
};

} // namespace echelle::ingest
