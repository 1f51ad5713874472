#include "app/cli/stop_on_signal.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace echelle::cli {

namespace {
using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kPatience{1};
constexpr timespec kLook{0, 20'000'000};
constexpr int kEnd = SIGUSR1; // wakes the thread when the process is done

sigset_t watchedSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (int s : {SIGINT, SIGTERM, kEnd})
        sigaddset(&set, s);
    return set;
}
} // namespace

struct StopOnSignal::State {
    std::stop_source source;
    std::atomic<int> signal{0};
    std::atomic<bool> isEnding{false};
    std::atomic<bool> isCuttable{false};
    std::mutex mutex; // of watched
    std::vector<std::string> watched;
    std::thread thread;

    void run() {
        const sigset_t set = watchedSignals();
        int number = 0;
        while (sigwait(&set, &number) != 0) {
        }
        if (number == kEnd)
            return;
        signal = number;
        source.request_stop();
        const Clock::time_point stopped = Clock::now();
        while (!isEnding) {
            const int second = sigtimedwait(&set, nullptr, &kLook);
            const bool isWaitedFor = isCuttable && Clock::now() - stopped > kPatience;
            if (isWaitedFor || second == SIGINT || second == SIGTERM)
                cut();
        }
    }

    [[noreturn]] void cut() {
        const std::lock_guard lock(mutex);
        for (const std::string& path : watched) {
            std::error_code ignored; // nothing more can be done about it
            std::filesystem::remove_all(path, ignored);
        }
        ::_exit(128 + signal);
    }
};

StopOnSignal::StopOnSignal() : m_state(std::make_unique<State>()) {
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of write(), so that scratch files are removed
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_state->thread = std::thread([state = m_state.get()] { state->run(); });
}

StopOnSignal::~StopOnSignal() {
    m_state->isEnding = true;
    pthread_kill(m_state->thread.native_handle(), kEnd);
    m_state->thread.join();
}

std::stop_token StopOnSignal::token() const {
    return m_state->source.get_token();
}

int StopOnSignal::signal() const {
    return m_state->signal;
}

void StopOnSignal::setCuttable(bool isCuttable) {
    m_state->isCuttable = isCuttable;
}

void StopOnSignal::watch(const std::string& path) {
    const std::lock_guard lock(m_state->mutex);
    m_state->watched.push_back(path);
}

void StopOnSignal::forget(const std::string& path) {
    const std::lock_guard lock(m_state->mutex);
    std::erase(m_state->watched, path);
}

} // namespace echelle::cli
