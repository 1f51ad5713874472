#pragma once

#include "core/dialog/message_digest.h"
#include "core/ingest/merger.h"
#include "core/ingest/packet_inbox.h"
#include "core/sip/message.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace echelle::ingest {

// A record with its message, which points into the record's bytes.
struct ParsedRecord {
    std::unique_ptr<Record> record;
    sip::Message message;
    dialog::MessageDigest digest;
    std::vector<SourcedPacket> packets; // that precede it
};

// Records in the case's order, some at a time.
struct ParsedBatch {
    enum class End : std::uint8_t {
        No,
        Input,     // no record follows
        Stopped,   // the stop was asked for
        OutOfOrder // records did not come in order any more (Merger)
    };
    std::vector<ParsedRecord> records; // the first size of them; the rest is storage for the next time
    std::size_t size = 0;
    std::vector<SourcedPacket> packets; // behind the last record of all
    std::uint64_t bytesDone = 0;        // of all inputs, so far
    End end = End::No;
};

// The reading side of an import: takes records from a merger and parses them, on a thread of its own some batches ahead
// of whoever asks for them.
class ReadAhead {
public:
    // merger and inbox, where its streams leave packets, outlive this; bytesDone: of all inputs, is called where they
    // are read. isThreaded false: reads when asked (the records come from the connection that is written to).
    ReadAhead(Merger& merger, PacketInbox& inbox, std::function<std::uint64_t()> bytesDone, std::stop_token stop,
              bool isThreaded);
    ~ReadAhead();
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    // The next batch, valid until the next call; after one with an end none may be asked for. An Error where reading
    // failed.
    Result<ParsedBatch*> next();

private:
    Result<void> fill(ParsedBatch& batch);
    void run();

    Merger& m_merger;
    PacketInbox& m_inbox;
    std::function<std::uint64_t()> m_bytesDone;
    std::stop_token m_stop;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::unique_ptr<ParsedBatch>> m_ready;
    std::vector<std::unique_ptr<ParsedBatch>> m_spare;
    std::unique_ptr<ParsedBatch> m_current;
    std::optional<Error> m_error;
    bool m_isLeft = false; // nobody asks any more
    std::thread m_thread;
};

} // namespace echelle::ingest
