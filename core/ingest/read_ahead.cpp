#include "core/ingest/read_ahead.h"

#include <utility>

namespace echelle::ingest {

namespace {
constexpr std::size_t kBatchRecords = 128; // a few batches stay in the caches of the processor
constexpr std::size_t kBatchBytes = 1U << 20;
constexpr std::size_t kMaxReady = 4;
} // namespace

ReadAhead::ReadAhead(Merger& merger, PacketInbox& inbox, std::function<std::uint64_t()> bytesDone, std::stop_token stop,
                     bool isThreaded)
    : m_merger(merger), m_inbox(inbox), m_bytesDone(std::move(bytesDone)), m_stop(std::move(stop)) {
    if (isThreaded)
        m_thread = std::thread([this] { run(); });
}

ReadAhead::~ReadAhead() {
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isLeft = true;
        m_changed.notify_all();
    }
    m_thread.join();
}

Result<void> ReadAhead::fill(ParsedBatch& batch) {
    batch.end = ParsedBatch::End::No;
    std::size_t bytes = 0;
    batch.size = 0;
    while (batch.size < kBatchRecords && bytes < kBatchBytes) {
        if (batch.records.size() == batch.size)
            batch.records.emplace_back();
        ParsedRecord& parsed = batch.records[batch.size];
        if (auto got = m_merger.next(parsed.record); !got)
            return got;
        if (!parsed.record) {
            m_inbox.take(kAfterAll, batch.packets);
            batch.end = m_stop.stop_requested() ? ParsedBatch::End::Stopped : ParsedBatch::End::Input;
            break;
        }
        if (m_merger.isOutOfOrder()) {
            batch.end = ParsedBatch::End::OutOfOrder;
            break;
        }
        m_inbox.take(parsed.record->order, parsed.packets);
        sip::parse(parsed.record->raw, parsed.message);
        dialog::digest(parsed.message, parsed.digest);
        bytes += parsed.record->raw.size();
        ++batch.size;
    }
    if (batch.end == ParsedBatch::End::No && m_stop.stop_requested())
        batch.end = ParsedBatch::End::Stopped;
    batch.bytesDone = m_bytesDone();
    return {};
}

Result<ParsedBatch*> ReadAhead::next() {
    if (!m_thread.joinable()) {
        if (!m_current)
            m_current = std::make_unique<ParsedBatch>();
        if (auto filled = fill(*m_current); !filled)
            return Unexpected(filled.error());
        return m_current.get();
    }
    std::unique_lock lock(m_mutex);
    if (m_current)
        m_spare.push_back(std::move(m_current));
    m_changed.wait(lock, [this] { return !m_ready.empty() || m_error; });
    if (m_ready.empty())
        return Unexpected(*m_error);
    m_current = std::move(m_ready.front());
    m_ready.pop_front();
    m_changed.notify_all();
    return m_current.get();
}

void ReadAhead::run() {
    bool isAtEnd = false;
    while (!isAtEnd) {
        std::unique_ptr<ParsedBatch> batch;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_ready.size() < kMaxReady || m_isLeft; });
            if (m_isLeft)
                return;
            if (!m_spare.empty()) {
                batch = std::move(m_spare.back());
                m_spare.pop_back();
            }
        }
        if (!batch)
            batch = std::make_unique<ParsedBatch>();
        const auto filled = fill(*batch);
        isAtEnd = !filled || batch->end != ParsedBatch::End::No;
        const std::lock_guard lock(m_mutex);
        if (!filled)
            m_error = filled.error();
        else
            m_ready.push_back(std::move(batch));
        m_changed.notify_all();
    }
}

} // namespace echelle::ingest
