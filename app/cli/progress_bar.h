#pragma once

#include "core/ingest/import.h"

#include <chrono>
#include <string>

namespace echelle::cli {

class Console;
class StopOnSignal;

// The progress of an import as one line on standard error: only on a terminal, and not with --quiet or --json.
class ProgressBar final : public ingest::ImportObserver {
public:
    ProgressBar(const Console& console, bool isQuiet, StopOnSignal& stop);
    ~ProgressBar() override { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void onProgress(std::uint64_t bytesDone, std::uint64_t bytesTotal) override;
    // Takes the line away again.
    void clear();

private:
    const Console& m_console;
    StopOnSignal& m_stop;
    bool m_isShown = false;
    bool m_isDrawn = false;
    std::chrono::steady_clock::time_point m_begun;
    std::chrono::steady_clock::time_point m_drawn;
};

} // namespace echelle::cli
