#pragma once

#include "core/store/case_writer.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace echelle::ingest {

// The writing side of an import: takes batches from a bounded queue and writes them.
class WriteThread {
public:
    // writer outlives the thread. isThreaded false: write on the caller's thread (the same connection is being read).
    WriteThread(store::CaseWriter& writer, bool isThreaded);
    ~WriteThread();
    WriteThread(const WriteThread&) = delete;
    WriteThread& operator=(const WriteThread&) = delete;

    // Waits while the queue is full. An error is that of an earlier write. Gives an empty batch to fill next, one that
    // was written where there is one: its storage is used again.
    Result<std::unique_ptr<store::WriteBatch>> put(std::unique_ptr<store::WriteBatch> batch);
    // Writes what is queued, does the last work, and ends the thread.
    Result<void> finish(std::function<Result<void>()> last);
    // Ends the thread without writing what is queued.
    void abort();

private:
    void run();
    void end(bool isAborted);

    store::CaseWriter& m_writer;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::unique_ptr<store::WriteBatch>> m_queue;
    std::vector<std::unique_ptr<store::WriteBatch>> m_written; // and cleared
    std::function<Result<void>()> m_last;
    std::optional<Error> m_error;
    bool m_isEnding = false;
    bool m_isAborted = false;
    std::thread m_thread;
};

} // namespace echelle::ingest
