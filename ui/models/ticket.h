#pragma once

#include "core/store/case_reader.h"

#include <QString>

namespace echelle::ui {

// What a vendor's support asks for first about one row: Call-IDs, the GUID of Microsoft's Reason text, UTC times,
// numbers, addresses, codes, Server and User-Agent. Labels are English in every language, since tickets travel. Empty
// where there is no such row.
[[nodiscard]] QString ticketText(store::CaseReader& reader, RowId row);

} // namespace echelle::ui
