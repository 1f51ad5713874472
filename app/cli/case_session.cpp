#include "app/cli/case_session.h"

#include "app/cli/console.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_on_signal.h"
#include "core/base/diagnostic.h"
#include "core/capture/input.h"
#include "core/store/case_editor.h"

#include <filesystem>
#include <system_error>

namespace echelle::cli {

bool isSingleCase(const std::vector<std::string>& inputs) {
    std::error_code missing;
    if (inputs.size() != 1 || !std::filesystem::is_regular_file(inputs.front(), missing))
        return false; // what a pipe says can be read once only
    const auto input = capture::Input::open(inputs.front());
    return input && input->kind() == capture::ContentKind::CaseFile;
}

std::optional<ingest::ImportReport> importShown(ingest::ImportRequest request, const Options& options, Console& console,
                                                StopOnSignal& stop) {
    request.inputs = options.inputs;
    request.time = options.time;
    request.timeOf = options.timeOf;
    request.keyFiles = options.keyFiles;
    request.peers = options.peers;
    request.codes = &console.catalog().matcher();
    ProgressBar progress(console, options.isQuiet, stop);
    // All inputs are opened, standard input and pipes read to their end, before anything is written: nobody looks at
    // the token while a pipe says nothing.
    stop.setCuttable(true);
    Result<ingest::ImportReport> report = ingest::runImport(request, progress, stop.token());
    stop.setCuttable(false);
    progress.clear();
    if (!report) {
        // Whatever is wrong with the case that was to be written is a matter of the output.
        const ExitStatus status = statusOf(report.error());
        console.report(report.error(), status == ExitStatus::NothingThere ? ExitStatus::OutputFailed : status);
        return std::nullopt;
    }
    if (report->isCancelled)
        return std::nullopt;
    for (const Error& error : report->errors)
        console.report(error);
    if (report->sources.empty() && !request.isAdding)
        return std::nullopt;
    return std::move(*report);
}

bool CaseSession::importInputs(const Options& options, Console& console, StopOnSignal& stop) {
    Result<ScratchFolder> folder = ScratchFolder::create(stop);
    if (!folder) {
        console.report(folder.error());
        return false;
    }
    m_folder.emplace(std::move(*folder));
    ingest::ImportRequest request;
    request.casePath = m_folder->path() + "/scratch.echelle";
    request.isScratch = true;
    if (!importShown(request, options, console, stop))
        return false;
    return openCase(request.casePath, console);
}

bool CaseSession::openCase(const std::string& path, Console& console) {
    Result<store::CaseReader> reader = store::CaseReader::open(path);
    if (!reader) {
        console.report(reader.error());
        return false;
    }
    m_reader = std::make_shared<store::CaseReader>(std::move(*reader));
    return true;
}

// What is said of peers on the command line holds for this look only: the case itself stays as it is.
bool CaseSession::openAnalysed(const Options& options, Console& console, StopOnSignal& stop) {
    Result<ScratchFolder> folder = ScratchFolder::create(stop);
    if (!folder) {
        console.report(folder.error());
        return false;
    }
    m_folder.emplace(std::move(*folder));
    const std::string path = m_folder->path() + "/scratch.echelle";
    Result<void> done = store::copyCase(options.inputs.front(), path, false);
    if (done)
        done = ingest::analyse(path, console.catalog().matcher(), options.peers);
    if (!done) {
        console.report(done.error());
        return false;
    }
    return openCase(path, console);
}

CaseSession::~CaseSession() {
    if (m_reader != nullptr && m_reader->isDamaged())
        m_console.report(Error{std::string(diag::kCaseDamaged), m_reader->path(), {}});
}

std::unique_ptr<CaseSession> CaseSession::open(const Options& options, Console& console, StopOnSignal& stop) {
    std::unique_ptr<CaseSession> session(new CaseSession(console));
    const bool isOpen = !isSingleCase(options.inputs) ? session->importInputs(options, console, stop)
                        : options.peers.empty()       ? session->openCase(options.inputs.front(), console)
                                                      : session->openAnalysed(options, console, stop);
    return isOpen ? std::move(session) : nullptr;
}

} // namespace echelle::cli
