#pragma once

#include "core/dialog/leg_correlator.h"
#include "core/dialog/media_notes.h"
#include "core/dialog/sighting_matcher.h"
#include "core/dialog/tracker.h"
#include "core/ingest/import.h"
#include "core/ingest/record.h"
#include "core/ingest/record_groups.h"
#include "core/ingest/record_joiner.h"
#include "core/rules/packet_events.h"
#include "core/rules/teams/teams_rules.h"
#include "core/store/case_writer.h"

#include <functional>
#include <memory>
#include <vector>

namespace echelle::ingest {

// From records in the case's order to what the case keeps: sightings matched, dialogs tracked, rules run. Fills batches
// and hands them on when they are worth writing. Runs on the reading thread.
class Pipeline final : private dialog::AnalysisSink {
public:
    // Takes a batch and gives an empty one back.
    using HandOn = std::function<Result<std::unique_ptr<store::WriteBatch>>(std::unique_ptr<store::WriteBatch>)>;

    // codes and observer outlive the pipeline. roles: what the user said of addresses. firstEvent: the next free event
    // id.
    Pipeline(const match::CodeMatcher& codes, ImportObserver& observer, std::vector<dialog::PeerRole> roles,
             std::int64_t firstEvent, HandOn handOn);

    // parsed: the record's message; its defects are completed.
    Result<void> take(const Record& record, sip::Message& parsed, const dialog::MessageDigest& digest);
    // A packet event; id: as stored, or none for a new one. Comes before the records that were read after it, and
    // before the connection it belongs to.
    void takePacket(SourceId source, net::PacketRecord&& record, EventId id = {});
    // A connection without readable SIP becomes a row and an event of its own; id: as stored, or none for a new one.
    Result<void> takeConnection(SourceId source, const net::ConnectionFacts& facts, EventId id = {});
    // A row of an export; id: as stored, or none for a new one. After all records of messages.
    Result<void> takeRow(SourceId source, const record::ExportRow& row, EventId id = {});
    Result<void> endRows(); // there are no more
    // What the rows may be joined to calls by.
    [[nodiscard]] const std::vector<RecordKeys>& records() const { return m_records; }
    // Latest time of any packet or line, as far as it is known before the end.
    void setInputEnd(Timestamp lastTime) { m_inputEnd = lastTime; }
    // The inputs are at their end; lastTime: of any packet or line.
    Result<void> finish(Timestamp lastTime);

    // Defects met, per source, for the import logs.
    [[nodiscard]] const std::vector<std::pair<SourceId, ImportLog>>& defects() const { return m_defects; }
    // What the calls may be joined by, once finish() has given them all out.
    [[nodiscard]] dialog::LegCorrelator& correlator() { return m_correlator; }
    // And what their media are told by.
    [[nodiscard]] const std::vector<dialog::MediaNotes>& mediaNotes() const { return m_mediaNotes; }

private:
    void giveOut(RecordGroups::Group& group);
    void onLeg(const dialog::LegFacts& leg) override;
    void onRow(const dialog::RowFacts& row, const dialog::CallFacts& facts) override;
    static void noteFailing(store::NewRow& row);
    void showPackets(const std::vector<rules::Finding>& findings, const dialog::CallFacts& facts);
    void onJoinFacts(const dialog::JoinFacts& facts) override { m_correlator.add(facts); }
    void noteDefects(const Record& record, sip::Defects defects);
    Result<void> flushIfFull();
    Result<void> handOn();

    const match::CodeMatcher& m_codes;
    ImportObserver& m_observer;
    HandOn m_handOn;
    dialog::SightingMatcher m_matcher;
    dialog::Tracker m_tracker;
    dialog::LegCorrelator m_correlator;
    std::unique_ptr<store::WriteBatch> m_batch;
    rules::CaseRemarks m_remarks;
    std::vector<std::pair<SourceId, ImportLog>> m_defects;
    rules::PacketEvents m_packets;
    RecordGroups m_groups;
    std::vector<RecordKeys> m_records;
    std::vector<dialog::MediaNotes> m_mediaNotes;
    Timestamp m_inputEnd;
    std::int64_t m_nextEvent;
    std::int64_t m_lastRow = 0;
    std::int64_t m_lastLeg = 0;
};

} // namespace echelle::ingest
