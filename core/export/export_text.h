#pragma once

#include "core/base/result.h"
#include "core/export/export_request.h"
#include "core/store/case_reader.h"

#include <stop_token>

namespace echelle::exporting {

// Writes the rows' messages as text, in the case's order. Before each stand two lines: one for people (number, time,
// transport, both addresses, place in the source) and one in the shape of Asterisk's pjsip logger, by which the text
// can be read again. Secrets are hidden unless asked for. What was written is read back before the file appears.
// Errors: those of outputs, kOutputDiffers, kSelectionEmpty where the rows hold no message.
Result<ExportReport> exportText(store::CaseReader& reader, const ExportRequest& request, std::stop_token stop);

} // namespace echelle::exporting
