#pragma once

#include "core/ingest/sha256.h"
#include "core/store/case_writer.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace echelle::ingest {

// The writing side of an import: takes batches from a bounded queue and writes them; while it has none, it hashes the
// input.
class WriteThread {
public:
    // writer and hasher outlive the thread; hasher may be null. isThreaded false: write on the caller's thread (the
    // same connection is being read).
    WriteThread(store::CaseWriter& writer, FileHasher* hasher, bool isThreaded);
    ~WriteThread();
    WriteThread(const WriteThread&) = delete;
    WriteThread& operator=(const WriteThread&) = delete;

    // Waits while the queue is full. An error is that of an earlier write.
    Result<void> put(std::unique_ptr<store::WriteBatch> batch);
    // Writes what is queued, then ends the thread. The hash is complete afterwards unless isAborted.
    Result<void> finish(bool isAborted);

private:
    void run();

    store::CaseWriter& m_writer;
    FileHasher* m_hasher;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::unique_ptr<store::WriteBatch>> m_queue;
    std::optional<Error> m_error;
    bool m_isEnding = false;
    bool m_isAborted = false;
    std::thread m_thread;
};

} // namespace echelle::ingest
