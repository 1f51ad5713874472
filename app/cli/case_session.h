#pragma once

#include "app/cli/options.h"
#include "app/cli/scratch_folder.h"
#include "core/ingest/import.h"
#include "core/store/case_reader.h"

#include <memory>
#include <optional>

namespace echelle::cli {

class Console;
class StopOnSignal;

// The case that a command looks at: the inputs read into a scratch case, or, where the only input is a case, that file,
// read-only.
class CaseSession {
public:
    // nullptr where there is nothing to look at: no input gave anything, or the case could not be made, or a signal
    // came. What went wrong has been reported to the console; an input that gave nothing beside others that did, too.
    static std::unique_ptr<CaseSession> open(const Options& options, Console& console, StopOnSignal& stop);

    // Reports a case that turned out damaged while it was read: what was printed is what could be read.
    ~CaseSession();
    CaseSession(const CaseSession&) = delete;
    CaseSession& operator=(const CaseSession&) = delete;

    [[nodiscard]] store::CaseReader& reader() { return *m_reader; }
    // For a ladder, which keeps it; the session is to outlive that all the same.
    [[nodiscard]] const std::shared_ptr<store::CaseReader>& sharedReader() const { return m_reader; }

private:
    explicit CaseSession(Console& console) : m_console(console) {}
    bool importInputs(const Options& options, Console& console, StopOnSignal& stop);
    bool openAnalysed(const Options& options, Console& console, StopOnSignal& stop);
    bool openCase(const std::string& path, Console& console);

    Console& m_console;
    std::optional<ScratchFolder> m_folder;       // outlives the reader
    std::shared_ptr<store::CaseReader> m_reader; // shared with scene::CaseEvents, which asks for it so
};

// True where the one input is a database file; false also where it cannot be read (the import says why).
[[nodiscard]] bool isSingleCase(const std::vector<std::string>& inputs);

// runImport with progress shown; its errors are reported. nullopt: no case was written.
[[nodiscard]] std::optional<ingest::ImportReport> importShown(ingest::ImportRequest request, const Options& options,
                                                              Console& console, StopOnSignal& stop);

} // namespace echelle::cli
