#include "app/cli/progress_bar.h"

#include "app/cli/console.h"
#include "app/cli/stop_on_signal.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace echelle::cli {

namespace {
constexpr std::size_t kBarColumns = 30;
constexpr std::chrono::milliseconds kInterval{100};
} // namespace

ProgressBar::ProgressBar(const Console& console, bool isQuiet, StopOnSignal& stop)
    : m_console(console)
    , m_stop(stop)
    , m_isShown(!isQuiet && !console.isJson() && ::isatty(STDERR_FILENO) == 1)
    , m_begun(std::chrono::steady_clock::now()) {}

void ProgressBar::onProgress(std::uint64_t bytesDone, std::uint64_t bytesTotal) {
    m_stop.setCuttable(false); // reading has begun: it looks at the token by itself
    const auto now = std::chrono::steady_clock::now();
    if (!m_isShown || bytesTotal == 0 || (m_isDrawn && now - m_drawn < kInterval))
        return;
    m_isDrawn = true;
    m_drawn = now;
    const double share = std::min(1.0, static_cast<double>(bytesDone) / static_cast<double>(bytesTotal));
    const double seconds = std::max(0.001, std::chrono::duration<double>(now - m_begun).count());
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(kBarColumns));
    const std::string bar = std::string(filled, '#') + std::string(kBarColumns - filled, '.');
    const Arguments arguments = {
        {"percent", m_console.number(share * 100, 0)},
        {"rate", m_console.number(static_cast<double>(bytesDone) / seconds / 1e6, 1)},
    };
    const std::string line = "\r[" + bar + "] " + m_console.label("cli.progress", arguments) + "\x1b[K";
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
}

void ProgressBar::clear() {
    if (!std::exchange(m_isDrawn, false))
        return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
}

} // namespace echelle::cli
