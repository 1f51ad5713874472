#pragma once

#include "core/ingest/export_stream.h"
#include "core/ingest/import.h"
#include "core/ingest/open_inputs.h"
#include "core/ingest/packet_inbox.h"
#include "core/ingest/pipeline.h"
#include "core/ingest/record_stream.h"
#include "core/store/database.h"
#include "core/tls/key_store.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace echelle::ingest {

enum class RunOutcome : std::uint8_t {
    Done,
    Nothing, // no input gave anything: no case is written
    Cancelled,
    OutOfOrder // times ran back further than the window: again by way of the spool
};

// One import into one database, from opened inputs to the finished layers.
class ImportRun {
public:
    ImportRun(const ImportRequest& request, ImportObserver& observer, std::stop_token stop);

    // Into the empty file at path, with fast settings: the file is worth nothing until this is Done.
    Result<RunOutcome> intoNew(const std::string& path, std::vector<OpenedInput>& inputs, bool isSpooled,
                               ImportReport& report);
    // Into the case at request.casePath, in one transaction with a rollback journal; the analysis is made again.
    // Without inputs: the analysis alone. False: nothing was written.
    Result<bool> intoExisting(std::vector<OpenedInput>& inputs, ImportReport& report);

private:
    struct Source {
        const OpenedInput* input = nullptr;
        SourceId id;
        std::unique_ptr<RecordStream> stream;
        ExportStream* rows = nullptr; // the stream, where it is an export
        store::SourceRecord record;
    };

    void openStreams(std::vector<OpenedInput>& inputs, std::int64_t firstId, ImportReport& report);
    Result<RunOutcome> readAll(store::Database& database, RecordStream* stored, bool isSpooled, bool isThreaded,
                               std::int64_t firstEvent, ImportReport& report);
    Result<RunOutcome> feed(Pipeline& pipeline, RecordStream* stored, bool isSpooled, bool isThreaded);
    Result<RunOutcome> feedFrom(Pipeline& pipeline, class Merger& merger, bool isThreaded);
    Result<RunOutcome> spoolFrom(class Merger& merger, class Spool& spool);
    static void takePackets(Pipeline& pipeline, std::vector<SourcedPacket>& packets);
    void openText(OpenedInput& opened, Source source, ImportReport& report);
    Result<RunOutcome> feedExports(Pipeline& pipeline, store::Database& database, bool hasStored);
    Result<void> feedConnections(Pipeline& pipeline, store::Database& database, bool hasStored);
    void describeSources(const Pipeline& pipeline, ImportReport& report);
    [[nodiscard]] std::uint64_t bytesDone() const;

    const ImportRequest& m_request;
    ImportObserver& m_observer;
    std::stop_token m_stop;
    PacketInbox m_packets;                         // read and not taken yet
    std::unique_ptr<capture::FileHasher> m_hasher; // of the only input, unless its hash is known
    tls::KeyStore m_keys;                          // of all inputs
    std::vector<Source> m_sources;
    std::uint64_t m_bytesTotal = 0;
    Timestamp m_lastTime;
};

} // namespace echelle::ingest
