#pragma once

#include "core/ingest/record_stream.h"

#include <cstdio>
#include <memory>
#include <vector>

namespace echelle::ingest {

// Records of inputs whose times run out of order, kept in a nameless temporary file until all are known, then given
// back in the case's order. In memory there are only their keys (40 bytes a record).
class Spool final : public RecordStream {
public:
    // Error kOutputFull or kOutputFailed where the temporary folder cannot take it.
    static Result<std::unique_ptr<Spool>> create();

    Result<void> add(const Record& record);
    void sort();
    Result<bool> next(Record& record) override;

private:
    struct FileCloser {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };
    struct Item {
        std::int64_t order;
        std::int64_t source;
        std::uint64_t place;
        std::uint64_t offset;
        std::uint32_t index;
        std::uint32_t size;
    };
    Spool() = default;

    std::unique_ptr<std::FILE, FileCloser> m_file;
    std::vector<Item> m_items;
    std::uint64_t m_end = 0;
    std::size_t m_next = 0;
};

} // namespace echelle::ingest
