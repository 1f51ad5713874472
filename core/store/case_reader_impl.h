#pragma once

#include "core/store/case_reader.h"
#include "core/store/columns.h"
#include "core/store/raw_bytes.h"
#include "core/store/row_index.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace echelle::store {

// Shared by the files that implement CaseReader's questions.
struct CaseReader::Impl {
    explicit Impl(Database db) : database(std::move(db)) {}

    const Endpoint& endpoint(std::int64_t id);
    RowIndex& rows(); // read when it is first asked for

    Database database;
    std::optional<RowIndex> rowIndex;
    std::optional<RawBytes> rawBytes; // keeps the chunk that was read last: a ladder draws neighbours
    std::unordered_map<std::int64_t, Endpoint> endpoints;
};

// "(1,2,3)": numbers only, so nothing captured gets into the SQL.
template <typename Ids>
[[nodiscard]] std::string inList(const Ids& ids) {
    std::string list = "(";
    for (const auto& id : ids) {
        if (list.size() > 1)
            list += ',';
        list += std::to_string(id.value);
    }
    return list + ")";
}

} // namespace echelle::store
