#pragma once

#include "core/capture/input.h"
#include "core/ingest/import.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace echelle::ingest {

// An input that can be read and is not in the case yet.
struct OpenedInput {
    capture::Input input;
    logs::TimeSettings time;
    std::string sha256;    // empty: not known yet, hashed while the input is read
    ImportLog archive;     // of the archive that it is the first readable file of
    bool isMember = false; // of an archive
};

// Opens the request's inputs. Those that cannot be used go into errors with their cause and the others go on; an input
// whose bytes are in the case already, or given twice, is passed over with a notice. An Error only where the request
// itself cannot be served (a case among the inputs: kCaseNotAlone).
Result<void> openInputs(const ImportRequest& request, const std::stop_token& stop, std::vector<OpenedInput>& inputs,
                        std::vector<Error>& errors);

} // namespace echelle::ingest
