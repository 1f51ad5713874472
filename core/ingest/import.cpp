#include "core/ingest/import.h"

#include "core/ingest/case_check.h"
#include "core/ingest/import_run.h"
#include "core/ingest/open_inputs.h"
#include "core/ingest/part_file.h"
#include "core/store/case_reader.h"
#include "core/store/schema.h"

#include <sys/stat.h>

#include <chrono>

namespace echelle::ingest {

namespace {

bool exists(const std::string& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0;
}

Result<store::CaseTotals> totalsOf(const std::string& path) {
    auto reader = store::CaseReader::open(path);
    if (!reader)
        return Unexpected(reader.error());
    return reader->totals();
}

// The file is whole: reads it once more and has it on the disk, both at once.
Result<void> finishNew(PartFile& part, const ImportRequest& request) {
    if (request.isScratch)
        return {};
    CaseCheck check(part.path(), request.isParallel);
    const auto synced = part.sync();
    const auto checked = check.finish();
    return synced ? checked : synced;
}

// Reads the inputs into a new case beside its final place, and moves it there when it is whole.
Result<bool> importNew(const ImportRequest& request, std::vector<OpenedInput>& inputs, ImportObserver& observer,
                       const std::stop_token& stop, ImportReport& report) {
    for (const bool isSpooled : {false, true}) {
        auto part = PartFile::create(request.casePath);
        if (!part)
            return Unexpected(part.error());
        ImportRun run(request, observer, stop);
        const auto outcome = run.intoNew(part->path(), inputs, isSpooled, report);
        if (!outcome)
            return Unexpected(outcome.error());
        if (*outcome == RunOutcome::OutOfOrder)
            continue; // again, by way of the spool
        if (*outcome != RunOutcome::Done)
            return false;
        if (auto finished = finishNew(*part, request); !finished)
            return Unexpected(finished.error());
        if (auto moved = part->moveTo(request.casePath, !request.isScratch, request.mayReplace); !moved)
            return Unexpected(moved.error());
        return true;
    }
    return false;
}

} // namespace

Result<ImportReport> runImport(const ImportRequest& request, ImportObserver& observer, std::stop_token stop) {
    const auto begun = std::chrono::steady_clock::now();
    ImportReport report;
    report.casePath = request.casePath;
    if (!request.isAdding && !request.mayReplace && exists(request.casePath))
        return Unexpected(Error{std::string(diag::kOutputExists), request.casePath, {}});

    std::vector<OpenedInput> inputs;
    if (auto opened = openInputs(request, stop, inputs, report.errors); !opened)
        return Unexpected(opened.error());
    bool isWritten = false;
    if (!inputs.empty()) {
        ImportRun run(request, observer, stop);
        const auto done =
            request.isAdding ? run.intoExisting(inputs, report) : importNew(request, inputs, observer, stop, report);
        if (!done)
            return Unexpected(done.error());
        isWritten = *done;
    }
    report.isCancelled = stop.stop_requested() && !isWritten;
    if (isWritten) {
        const auto totals = totalsOf(request.casePath);
        if (!totals)
            return Unexpected(totals.error());
        report.totals = *totals;
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

Result<void> analyse(const std::string& casePath, const match::CodeMatcher& codes,
                     const std::vector<dialog::PeerRole>& peers) {
    ImportRequest request;
    request.casePath = casePath;
    request.isAdding = true;
    request.codes = &codes;
    request.peers = peers;
    ImportObserver nobody;
    ImportRun run(request, nobody, {});
    std::vector<OpenedInput> none;
    ImportReport report;
    if (auto done = run.intoExisting(none, report); !done)
        return Unexpected(done.error());
    return {};
}

} // namespace echelle::ingest
