#include "core/ingest/import_run.h"

#include "core/base/text.h"
#include "core/ingest/capture_stream.h"
#include "core/ingest/key_files.h"
#include "core/ingest/leg_joiner.h"
#include "core/ingest/media_judge.h"
#include "core/ingest/merger.h"
#include "core/ingest/read_ahead.h"
#include "core/ingest/record_joiner.h"
#include "core/ingest/spool.h"
#include "core/ingest/stored_stream.h"
#include "core/ingest/text_stream.h"
#include "core/ingest/write_thread.h"
#include "core/store/load.h"
#include "core/store/new_case_tables.h"
#include "core/store/peer_roles.h"
#include "core/store/row_identity.h"
#include "core/store/schema.h"
#include "core/store/source_writer.h"
#include "core/store/stored_records.h"
#include "core/store/stored_sightings.h"
#include "core/store/stream_store.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace echelle::ingest {

namespace {

constexpr std::uint64_t kRecordsBetweenChecks = 256;

std::string absolutePath(const std::string& path) {
    if (path == "-")
        return path;
    std::error_code failed;
    const std::filesystem::path absolute = std::filesystem::absolute(path, failed);
    return failed ? path : absolute.lexically_normal().string();
}

} // namespace

ImportRun::ImportRun(const ImportRequest& request, ImportObserver& observer, std::stop_token stop)
    : m_request(request), m_observer(observer), m_stop(std::move(stop)) {}

void ImportRun::openStreams(std::vector<OpenedInput>& inputs, std::int64_t firstId, ImportReport& report) {
    m_sources.clear();
    m_hasher.reset();
    if (inputs.size() == 1 && inputs.front().sha256.empty())
        m_hasher = std::make_unique<capture::FileHasher>(inputs.front().input.descriptor());
    std::set<std::string> keyFiles; // read so far
    for (const std::string& path : m_request.keyFiles)
        if (auto read = readKeyFile(path, m_keys); keyFiles.insert(path).second && !read)
            report.errors.push_back(read.error());
    for (OpenedInput& opened : inputs) {
        opened.input.hashWith(m_hasher.get());
        Source source;
        source.input = &opened;
        source.id = SourceId{firstId + static_cast<std::int64_t>(m_sources.size())};
        const auto keep = [&](auto stream) {
            if (!stream) {
                report.errors.push_back(stream.error());
                return;
            }
            source.stream = std::move(*stream);
            m_bytesTotal += opened.input.size();
            m_sources.push_back(std::move(source));
        };
        if (opened.input.kind() == capture::ContentKind::Text) {
            openText(opened, std::move(source), report);
        } else {
            for (const std::string& path : keyFilesBeside(opened.input.path()))
                if (keyFiles.insert(path).second)
                    (void)readKeyFile(path, m_keys); // nobody asked for it, so nothing is said where it is none
            keep(CaptureStream::open(opened.input, source.id, m_packets, m_keys, m_stop));
        }
        opened.input.hashWith(nullptr); // its readers are open
    }
}

// A text is an export by its columns or properties, else a log, else lines that tell something of a call.
void ImportRun::openText(OpenedInput& opened, Source source, ImportReport& report) {
    exports::EndReasons reasons;
    for (const match::CodeEntry& entry : m_request.codes->entries())
        if (entry.family == "realconnect")
            for (const std::string& phrase : entry.phrases)
                reasons.push_back(toLower(phrase));
    exports::Encoding encoding = exports::Encoding::Utf8;
    const std::string sample = exports::sampleOf(opened.input, encoding);
    auto format = exports::recogniseTable(sample, encoding);
    if (!format) {
        auto text = TextStream::open(opened.input, source.id, opened.time, m_stop);
        if (text)
            source.stream = std::move(*text);
        else if (format = exports::recogniseLines(sample, encoding, reasons); !format) {
            // What else stands in an archive is no input.
            if (!opened.isMember || text.error().code != diag::kFileNoMessage)
                report.errors.push_back(text.error());
            return;
        }
    }
    if (format) {
        auto rows = std::make_unique<ExportStream>(opened.input, source.id, *format, reasons);
        source.rows = rows.get();
        source.stream = std::move(rows);
    }
    m_bytesTotal += opened.input.size();
    m_sources.push_back(std::move(source));
}

// Rows of exports, when all messages are taken: they are looked for among these.
Result<RunOutcome> ImportRun::feedExports(Pipeline& pipeline, store::Database& database, bool hasStored) {
    if (hasStored)
        store::eachStoredRecord(database, [&](const store::StoredRecord& stored) {
            (void)pipeline.takeRow(stored.source, stored.row.row, stored.id);
            return !m_stop.stop_requested();
        });
    record::ExportRow row;
    for (Source& source : m_sources) {
        for (std::uint64_t n = 1; source.rows != nullptr; ++n) {
            const auto got = source.rows->nextRow(row);
            if (!got)
                return Unexpected(got.error());
            if (!*got)
                break;
            if (auto taken = pipeline.takeRow(source.id, row); !taken)
                return Unexpected(taken.error());
            if (n % 4096 != 0)
                continue;
            m_observer.onProgress(bytesDone(), m_bytesTotal);
            if (m_stop.stop_requested())
                return RunOutcome::Cancelled;
        }
    }
    if (auto ended = pipeline.endRows(); !ended)
        return Unexpected(ended.error());
    return m_stop.stop_requested() ? RunOutcome::Cancelled : RunOutcome::Done;
}

Result<RunOutcome> ImportRun::intoNew(const std::string& path, std::vector<OpenedInput>& inputs, bool isSpooled,
                                      ImportReport& report) {
    report.sources.clear();
    const std::size_t errorsBefore = report.errors.size();
    openStreams(inputs, 1, report);
    if (m_sources.empty())
        return RunOutcome::Nothing;
    auto database = store::Database::open(path, store::OpenMode::Create);
    if (!database)
        return Unexpected(database.error());
    if (auto begun = store::beginNewCase(*database); !begun)
        return Unexpected(begun.error());
    auto outcome = readAll(*database, nullptr, isSpooled, m_request.isParallel, 1, report);
    if (!outcome)
        return Unexpected(outcome.error());
    if (*outcome != RunOutcome::Done) {
        if (*outcome == RunOutcome::OutOfOrder)
            report.errors.resize(errorsBefore);
        return *outcome;
    }
    if (auto done = store::endNewCase(*database); !done)
        return Unexpected(done.error());
    return RunOutcome::Done;
}

Result<bool> ImportRun::intoExisting(std::vector<OpenedInput>& inputs, ImportReport& report) {
    auto database = store::Database::open(m_request.casePath, store::OpenMode::ReadWrite);
    if (!database)
        return Unexpected(database.error());
    const auto version = store::checkVersion(*database);
    if (!version)
        return Unexpected(version.error());
    if (*version < store::kSchemaVersion)
        if (auto migrated = store::migrate(*database, *version); !migrated)
            return Unexpected(migrated.error());
    if (auto begun = store::beginChange(*database); !begun)
        return Unexpected(begun.error());
    openStreams(inputs, store::nextSourceId(*database), report);
    if (!inputs.empty() && m_sources.empty()) {
        store::undoChange(*database);
        return false;
    }
    store::RowIdentity identity(*database);
    if (auto cleared = store::clearAnalysis(*database); !cleared)
        return Unexpected(cleared.error());
    const std::int64_t firstEvent = store::nextEventId(*database);
    Result<RunOutcome> outcome = RunOutcome::Nothing;
    {
        StoredStream stored(*database, m_stop);
        outcome = readAll(*database, &stored, true, false, firstEvent, report);
    }
    if (!outcome || *outcome != RunOutcome::Done) {
        store::undoChange(*database);
        if (!outcome)
            return Unexpected(outcome.error());
        return false;
    }
    if (auto kept = identity.restore(); !kept)
        return Unexpected(kept.error());
    if (auto done = store::endChange(*database); !done)
        return Unexpected(done.error());
    return true;
}

Result<RunOutcome> ImportRun::readAll(store::Database& database, RecordStream* stored, bool isSpooled, bool isThreaded,
                                      std::int64_t firstEvent, ImportReport& report) {
    const bool isNew = stored == nullptr;
    std::unique_ptr<store::NewCaseTables> tables;
    if (isNew) {
        auto begun = store::NewCaseTables::begin(database, !m_request.isScratch);
        if (!begun)
            return Unexpected(begun.error());
        tables = std::move(*begun);
    }
    store::CaseWriter writer(database, tables.get());
    WriteThread thread(writer, isThreaded);
    for (const dialog::PeerRole& role : m_request.peers)
        if (auto kept = store::setPeerRole(database, role.address, role.isTeams); !kept)
            return Unexpected(kept.error());
    Pipeline pipeline(*m_request.codes, m_observer, store::peerRoles(database), firstEvent,
                      [&thread](std::unique_ptr<store::WriteBatch> batch) { return thread.put(std::move(batch)); });
    if (stored != nullptr)
        for (store::StoredPacket& packet : store::storedPackets(database))
            pipeline.takePacket(packet.source, std::move(packet.record), packet.id);
    auto outcome = feed(pipeline, stored, isSpooled, isThreaded);
    if (outcome && *outcome == RunOutcome::Done)
        outcome = feedExports(pipeline, database, stored != nullptr);
    if (outcome && *outcome == RunOutcome::Done) {
        while (m_hasher && m_hasher->step()) {
            // What the reading left out.
        }
        describeSources(pipeline, report);
        if (auto fed = feedConnections(pipeline, database, stored != nullptr); !fed)
            return Unexpected(fed.error());
        if (auto ended = pipeline.finish(m_lastTime); !ended)
            return Unexpected(ended.error());
    }
    const bool isDone = outcome && *outcome == RunOutcome::Done;
    if (!isDone) {
        thread.abort();
        return outcome;
    }
    const auto finishTables = [&]() -> Result<void> {
        if (!isNew)
            return {};
        auto finished = tables->finish();
        return finished ? store::createIndexes(database) : finished;
    };
    if (auto ended = thread.finish(finishTables); !ended)
        return Unexpected(ended.error());
    for (store::SourceRecord& record : report.sources) {
        if (auto written = writer.writeSource(record); !written)
            return Unexpected(written.error());
    }
    if (isNew)
        if (auto kept = store::keepLastRow(database, store::lastRow(database)); !kept)
            return Unexpected(kept.error());
    for (Source& source : m_sources)
        if (auto added = store::addStreams(database, source.id, source.stream->takeStreams()); !added)
            return Unexpected(added.error());
    store::CaseWriter judgedRows(database); // by SQL: the pages of a new case are laid out
    if (auto judged = judgeMedia(database, judgedRows, pipeline.mediaNotes()); !judged)
        return Unexpected(judged.error());
    const auto commonKeys = joinLegs(database, pipeline.correlator());
    if (!commonKeys)
        return Unexpected(commonKeys.error());
    if (*commonKeys > 0 && !report.sources.empty()) { // of the whole case, told with the first input read
        store::SourceRecord& first = report.sources.front();
        first.log.push_back({std::string(diag::kJoinCommonKey), {}, *commonKeys, {}});
        if (auto logged = store::addToLog(database, first.id, first.log.back()); !logged)
            return Unexpected(logged.error());
    }
    if (!pipeline.records().empty()) {
        store::CaseWriter joinedRows(database); // by SQL: the pages of a new case are laid out
        if (auto joined = joinRecords(database, joinedRows, pipeline.records()); !joined)
            return Unexpected(joined.error());
    }
    return RunOutcome::Done;
}

Result<RunOutcome> ImportRun::feed(Pipeline& pipeline, RecordStream* stored, bool isSpooled, bool isThreaded) {
    std::vector<RecordStream*> streams;
    for (const Source& source : m_sources)
        streams.push_back(source.stream.get());
    if (!isSpooled) {
        Merger merger(std::move(streams));
        return feedFrom(pipeline, merger, isThreaded);
    }
    // The new inputs are brought into order first; what is stored is in order already.
    auto spool = Spool::create();
    if (!spool)
        return Unexpected(spool.error());
    {
        Merger unsorted(streams);
        auto spooled = spoolFrom(unsorted, **spool);
        if (!spooled || *spooled != RunOutcome::Done)
            return spooled;
    }
    (*spool)->sort();
    m_packets.sort();
    std::vector<RecordStream*> sorted{spool->get()};
    if (stored != nullptr)
        sorted.push_back(stored);
    Merger merger(std::move(sorted));
    return feedFrom(pipeline, merger, isThreaded);
}

Result<RunOutcome> ImportRun::feedFrom(Pipeline& pipeline, Merger& merger, bool isThreaded) {
    m_observer.onProgress(bytesDone(), m_bytesTotal);
    ReadAhead ahead(
        merger, m_packets, [this] { return bytesDone(); }, m_stop, isThreaded);
    while (true) {
        const auto batch = ahead.next();
        if (!batch)
            return Unexpected(batch.error());
        m_observer.onProgress((*batch)->bytesDone, m_bytesTotal);
        for (std::size_t i = 0; i < (*batch)->size; ++i) {
            ParsedRecord& parsed = (*batch)->records[i];
            takePackets(pipeline, parsed.packets);
            if (auto taken = pipeline.take(*parsed.record, parsed.message, parsed.digest); !taken)
                return Unexpected(taken.error());
        }
        takePackets(pipeline, (*batch)->packets);
        switch ((*batch)->end) {
        case ParsedBatch::End::No:
            break;
        case ParsedBatch::End::Input:
            return RunOutcome::Done;
        case ParsedBatch::End::Stopped:
            return RunOutcome::Cancelled;
        case ParsedBatch::End::OutOfOrder:
            return RunOutcome::OutOfOrder;
        }
    }
}

Result<RunOutcome> ImportRun::spoolFrom(Merger& merger, Spool& spool) {
    std::unique_ptr<Record> record;
    for (std::uint64_t n = 0;; ++n) {
        if (n % kRecordsBetweenChecks == 0) {
            if (m_stop.stop_requested())
                return RunOutcome::Cancelled;
            m_observer.onProgress(bytesDone(), m_bytesTotal);
        }
        if (auto got = merger.next(record); !got)
            return Unexpected(got.error());
        if (!record)
            return m_stop.stop_requested() ? RunOutcome::Cancelled : RunOutcome::Done;
        if (auto kept = spool.add(*record); !kept)
            return Unexpected(kept.error());
    }
}

void ImportRun::describeSources(const Pipeline& pipeline, ImportReport& report) {
    for (Source& source : m_sources) {
        store::SourceRecord record;
        record.id = source.id;
        record.path = absolutePath(source.input->input.path());
        record.bytes = source.input->input.size();
        record.sha256 = m_hasher ? m_hasher->hex() : source.input->sha256;
        source.stream->describe(record);
        const std::vector<ImportLog::Item> archive = source.input->archive.items();
        record.log.insert(record.log.end(), archive.begin(), archive.end());
        for (const auto& [id, log] : pipeline.defects()) {
            if (id != source.id)
                continue;
            const std::vector<ImportLog::Item> items = log.items();
            record.log.insert(record.log.end(), items.begin(), items.end());
        }
        if (record.last.isValid())
            m_lastTime = m_lastTime.isValid() ? std::max(m_lastTime, record.last) : record.last;
        if (record.messages == 0 && record.records == 0)
            report.errors.push_back({std::string(diag::kFileNoSip), source.input->input.path(), {}});
        report.sources.push_back(std::move(record));
    }
}

Result<void> ImportRun::feedConnections(Pipeline& pipeline, store::Database& database, bool hasStored) {
    if (hasStored) {
        m_lastTime = std::max(m_lastTime, store::lastTime(database)); // an invalid time is less than any
        pipeline.setInputEnd(m_lastTime);
        for (const store::StoredConnection& c : store::storedConnections(database))
            if (auto taken = pipeline.takeConnection(c.source, c.facts, c.id); !taken)
                return taken;
    }
    pipeline.setInputEnd(m_lastTime);
    for (Source& source : m_sources)
        for (const net::ConnectionFacts& facts : source.stream->takeConnections())
            if (auto taken = pipeline.takeConnection(source.id, facts); !taken)
                return taken;
    return {};
}

// What is known of packets is taken before the record that they precede: a call's rules know its faults.
void ImportRun::takePackets(Pipeline& pipeline, std::vector<SourcedPacket>& packets) {
    for (SourcedPacket& packet : packets)
        pipeline.takePacket(packet.source, std::move(packet.record));
    packets.clear();
}

std::uint64_t ImportRun::bytesDone() const {
    std::uint64_t done = 0;
    for (const Source& source : m_sources)
        done += source.stream->bytesConsumed();
    return done;
}

} // namespace echelle::ingest
