#pragma once

#include "core/base/result.h"
#include "core/capture/sha256.h"
#include "core/dialog/peer_role.h"
#include "core/logs/message_source.h"
#include "core/match/code_matcher.h"
#include "core/store/case_types.h"

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace echelle::ingest {

struct ImportRequest {
    std::vector<std::string> inputs;                  // paths; "-" is standard input
    std::string casePath;                             // the case file to write
    bool mayReplace = false;                          // an existing file at casePath may be replaced
    bool isAdding = false;                            // casePath is a case: read more inputs into it
    logs::TimeSettings time;                          // for all inputs
    std::map<std::string, logs::TimeSettings> timeOf; // by input path
    std::vector<dialog::PeerRole> peers;              // what the user says of addresses; kept in the case
    // Files with keys for TLS, beside those found with the captures and in them (key_files.h). A case is only marked as
    // holding decrypted bytes; the keys are not kept.
    std::vector<std::string> keyFiles;
    const match::CodeMatcher* codes = nullptr; // borrowed for the call
    bool isScratch = false; // a temporary case that is removed after use: no fsync, no quick_check
    bool isParallel = true; // false: no thread of its own (for measuring)
};

struct ImportReport {
    std::string casePath;
    std::vector<store::SourceRecord> sources; // those read by this import
    std::vector<Error> errors;                // inputs that gave nothing, and notices (input.duplicate, file.no-sip)
    store::CaseTotals totals;
    double seconds = 0;
    bool isCancelled = false; // nothing was written then
};

// Hears how an import goes, on the thread that runs it. Calls listed while reading are provisional.
class ImportObserver {
public:
    virtual ~ImportObserver() = default;
    virtual void onProgress(std::uint64_t bytesDone, std::uint64_t bytesTotal) { (void)bytesDone, (void)bytesTotal; }
    virtual void onRow(const store::RowRecord& row) { (void)row; }
};

// The one import that window and command line share: reads the inputs, in order of time, into one case file, tracked
// and analysed, indexed, checked, synced and renamed into place when whole. Synchronous; uses one further thread of its
// own. Returns an Error only where the case could not be written, or where it is in the way; inputs that gave nothing
// are in the report, and if none gave anything, no case is written.
Result<ImportReport> runImport(const ImportRequest& request, ImportObserver& observer, std::stop_token stop);

// Rebuilds the analysis layer of a case from its evidence and settings, in one transaction.
// peers: added to what the case has.
Result<void> analyse(const std::string& casePath, const match::CodeMatcher& codes,
                     const std::vector<dialog::PeerRole>& peers = {});

} // namespace echelle::ingest
