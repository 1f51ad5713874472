#pragma once

#include <memory>
#include <stop_token>
#include <string>

namespace echelle::cli {

// SIGINT and SIGTERM become a stop request that every long job looks at. A job that cannot look, since it waits for
// standard input, is cut off after a second, and any job by a second signal: what is watched is removed and the process
// ends with 128 + signal. Made before any other thread, once per process.
class StopOnSignal {
public:
    StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;
    ~StopOnSignal();

    [[nodiscard]] std::stop_token token() const;
    // 0: none came.
    [[nodiscard]] int signal() const;
    // True while a job may wait for ever and has nothing to undo but what is watched.
    void setCuttable(bool isCuttable);
    // A file or folder that must not be left behind, also when the process is cut off.
    void watch(const std::string& path);
    void forget(const std::string& path);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace echelle::cli
