#include "core/ingest/write_thread.h"

namespace echelle::ingest {

namespace {
constexpr std::size_t kMaxQueued = 4;
}

WriteThread::WriteThread(store::CaseWriter& writer, FileHasher* hasher, bool isThreaded)
    : m_writer(writer), m_hasher(hasher) {
    if (isThreaded)
        m_thread = std::thread([this] { run(); });
}

WriteThread::~WriteThread() {
    (void)finish(true);
}

Result<void> WriteThread::put(std::unique_ptr<store::WriteBatch> batch) {
    if (!m_thread.joinable())
        return m_writer.write(*batch);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_queue.size() < kMaxQueued || m_error; });
    if (m_error)
        return Unexpected(*m_error);
    m_queue.push_back(std::move(batch));
    m_changed.notify_all();
    return {};
}

Result<void> WriteThread::finish(bool isAborted) {
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
            m_isAborted = isAborted;
            m_changed.notify_all();
        }
        m_thread.join();
    } else if (m_hasher != nullptr && !isAborted) {
        while (m_hasher->step()) {
        }
    }
    if (m_error)
        return Unexpected(*m_error);
    return {};
}

void WriteThread::run() {
    std::unique_lock lock(m_mutex);
    bool isHashing = m_hasher != nullptr;
    while (!m_isAborted) {
        if (!m_queue.empty()) {
            const std::unique_ptr<store::WriteBatch> batch = std::move(m_queue.front());
            m_queue.pop_front();
            lock.unlock();
            m_changed.notify_all();
            auto written = m_error ? Result<void>() : m_writer.write(*batch);
            lock.lock();
            if (!written) {
                m_error = written.error();
                m_changed.notify_all();
                return;
            }
        } else if (isHashing) {
            lock.unlock();
            isHashing = m_hasher->step();
            lock.lock();
        } else if (m_isEnding) {
            return;
        } else {
            m_changed.wait(lock, [this] { return !m_queue.empty() || m_isEnding; });
        }
    }
}

} // namespace echelle::ingest
