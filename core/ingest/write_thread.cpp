#include "core/ingest/write_thread.h"

#include <utility>

namespace echelle::ingest {

namespace {
constexpr std::size_t kMaxQueued = 4;
}

WriteThread::WriteThread(store::CaseWriter& writer, bool isThreaded) : m_writer(writer) {
    if (isThreaded)
        m_thread = std::thread([this] { run(); });
}

WriteThread::~WriteThread() {
    abort();
}

Result<std::unique_ptr<store::WriteBatch>> WriteThread::put(std::unique_ptr<store::WriteBatch> batch) {
    if (!m_thread.joinable()) {
        if (auto written = m_writer.write(*batch); !written)
            return Unexpected(written.error());
        batch->clear();
        return batch;
    }
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_queue.size() < kMaxQueued || m_error; });
    if (m_error)
        return Unexpected(*m_error);
    m_queue.push_back(std::move(batch));
    m_changed.notify_all();
    if (m_written.empty())
        return std::make_unique<store::WriteBatch>();
    auto empty = std::move(m_written.back());
    m_written.pop_back();
    return empty;
}

Result<void> WriteThread::finish(std::function<Result<void>()> last) {
    if (m_thread.joinable()) {
        m_last = std::move(last);
        end(false);
    } else if (auto done = last(); !done) {
        m_error = done.error();
    }
    if (m_thread.joinable())
        m_thread.join();
    if (m_error)
        return Unexpected(*m_error);
    return {};
}

void WriteThread::abort() {
    if (!m_thread.joinable())
        return;
    end(true);
    m_thread.join();
}

void WriteThread::end(bool isAborted) {
    const std::lock_guard lock(m_mutex);
    m_isEnding = true;
    m_isAborted = isAborted;
    m_changed.notify_all();
}

void WriteThread::run() {
    std::unique_lock lock(m_mutex);
    while (!m_isAborted) {
        if (!m_queue.empty()) {
            std::unique_ptr<store::WriteBatch> batch = std::move(m_queue.front());
            m_queue.pop_front();
            lock.unlock();
            m_changed.notify_all();
            const auto written = m_writer.write(*batch);
            batch->clear();
            lock.lock();
            m_written.push_back(std::move(batch));
            if (!written) {
                m_error = written.error();
                m_changed.notify_all();
                return;
            }
        } else if (m_isEnding) {
            lock.unlock();
            const auto done = m_last();
            lock.lock();
            if (!done)
                m_error = done.error();
            return;
        } else {
            m_changed.wait(lock, [this] { return !m_queue.empty() || m_isEnding; });
        }
    }
}

} // namespace echelle::ingest
