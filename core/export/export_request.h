#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/sip/secrets.h"

#include <cstdint>
#include <string>
#include <vector>

namespace echelle::exporting {

struct ExportRequest {
    std::vector<RowId> rows; // empty: all of the case
    std::string path;
    // What stands for a secret in texts (a capture holds the bytes as they were); none: secrets are shown.
    sip::SecretPlaceholder hidden;
};

struct ExportReport {
    std::string path;
    std::uint64_t messages = 0; // sightings of SIP messages written
    std::uint64_t frames = 0;   // packets written, those of the messages included
    std::vector<Error> notices; // source.gone, source.changed: SIP alone was written for that source
    bool isCancelled = false;   // nothing was written then
};

} // namespace echelle::exporting
