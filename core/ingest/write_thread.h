#pragma once

#include "core/capture/sha256.h"
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

// The writing side of an import: takes batches from a bounded queue and writes them; while it has none, it hashes the
// input. What of it is left at the end is hashed by the caller of finish(), while the thread does its last work.
class WriteThread {
public:
    // writer and hasher outlive the thread; hasher may be null. isThreaded false: write on the caller's thread (the
    // same connection is being read).
    WriteThread(store::CaseWriter& writer, capture::FileHasher* hasher, bool isThreaded);
    ~WriteThread();
    WriteThread(const WriteThread&) = delete;
    WriteThread& operator=(const WriteThread&) = delete;

    // Waits while the queue is full. An error is that of an earlier write. Gives an empty batch to fill next, one that
    // was written where there is one: its storage is used again.
    Result<std::unique_ptr<store::WriteBatch>> put(std::unique_ptr<store::WriteBatch> batch);
    // Writes what is queued, does the last work, and ends the thread. The hash is complete afterwards.
    Result<void> finish(std::function<Result<void>()> last);
    // Ends the thread without writing what is queued.
    void abort();

private:
    void run();
    void end(bool isAborted);
    bool hashOn();

    store::CaseWriter& m_writer;
    capture::FileHasher* m_hasher;
    std::mutex m_hashing; // held during a step of the hasher
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
