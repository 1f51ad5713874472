#pragma once

#include "core/base/result.h"
#include "core/export/export_request.h"
#include "core/store/case_reader.h"

#include <stop_token>

namespace echelle::exporting {

// Writes the rows' messages as pcapng: of each source that is still there, unchanged, the original frames (all frames
// of a TCP message or of a fragmented datagram) and the RTP and RTCP of the addresses that the calls negotiated, while
// they lasted; else, and of logs, the SIP messages alone, in packets made anew. One section per source, whose comment
// holds path and SHA-256. What was written is read back before the file appears. Errors: those of outputs,
// kOutputDiffers, kSelectionEmpty where the rows hold no message.
Result<ExportReport> exportCapture(store::CaseReader& reader, const ExportRequest& request, std::stop_token stop);

} // namespace echelle::exporting
