#pragma once

#include "core/report/case_material.h"
#include "core/report/document.h"

#include <stop_token>

namespace echelle::report {

struct BuiltDocument {
    Document document;
    std::uint64_t rows = 0;
    std::uint64_t details = 0;
};

// What the report says of the selected rows: one row has its verdict on the first page; several have a summary before
// the rows in detail. Stops early, with what is there, when asked to.
[[nodiscard]] BuiltDocument buildDocument(const CaseMaterial& material, const std::stop_token& stop);

// All that it says, as lines of text without links: for tests and for reading aloud.
[[nodiscard]] QString plainText(const Document& document);

} // namespace echelle::report
