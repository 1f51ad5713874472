#pragma once

#include "core/base/result.h"
#include "core/store/case_types.h"
#include "core/store/database.h"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace echelle::store {

// Read-only questions to a case. One connection: use it on the thread that opened it; open another for another thread.
// All text it gives out is captured text: hostile, not always UTF-8.
class CaseReader {
public:
    // Errors: kFileMissing, kFileUnreadable, kCaseForeign, kCaseNewer, kCaseDamaged.
    static Result<CaseReader> open(const std::string& path);
    CaseReader(CaseReader&&) noexcept;
    CaseReader& operator=(CaseReader&&) noexcept;
    ~CaseReader();

    [[nodiscard]] const std::string& path() const;
    // Stops the query that is running now, from any thread; it returns what it has, or an empty answer.
    void interrupt();
    // Some answer met damage in the file, and what lay there is missing from it: kCaseDamaged is due.
    [[nodiscard]] bool isDamaged() const;

    [[nodiscard]] std::vector<SourceRecord> sources();
    [[nodiscard]] CaseTotals totals();

    // Rows of the list.
    [[nodiscard]] std::uint64_t countRows(const RowFilter& filter);
    [[nodiscard]] std::vector<RowRecord> rows(const RowFilter& filter, RowSort sort, bool isDescending,
                                              std::uint64_t offset, std::uint64_t limit);
    [[nodiscard]] std::vector<RowId> rowIds(const RowFilter& filter, RowSort sort, bool isDescending);
    [[nodiscard]] std::optional<RowRecord> row(RowId id);
    [[nodiscard]] std::vector<RowId> rowsWithCallId(std::string_view callId);
    [[nodiscard]] FacetCounts facets(const RowFilter& filter); // states and kinds of the filter ignored
    [[nodiscard]] std::vector<FailureGroup> failureGroups(const RowFilter& filter); // most rows first
    // Each bucket as wide as the others, at least 100 ms: the last ones may lie behind the last row.
    [[nodiscard]] std::vector<TimelineBucket> timeline(const RowFilter& filter, int buckets);
    [[nodiscard]] std::vector<dialog::LegFacts> legs(RowId row);
    [[nodiscard]] std::vector<PossibleJoin> possibleJoins(RowId row); // most likely first
    [[nodiscard]] EventId firstMessage(LegId leg);                    // none where it has none

    // Events, in the case's order (model.md "Evidence and analysis"). No rows given: all rows.
    [[nodiscard]] std::uint64_t countEvents(const std::vector<RowId>& rows);
    void eachEvent(const std::vector<RowId>& rows, const std::function<bool(const EventRecord&)>& visit); // false stops
    // As eachEvent, with the raw bytes (of a packet event: its stored bytes), valid during the call.
    void eachEventWithBytes(const std::vector<RowId>& rows,
                            const std::function<bool(const EventRecord&, std::string_view)>& visit);
    // The raw bytes of all messages in the order they are stored in, which is that of their ids: far faster than the
    // case's order. Valid during the call; false stops.
    void eachRawMessage(const std::function<bool(EventId, std::string_view)>& visit);
    // Of those of the events that are in a row, in the case's order.
    [[nodiscard]] std::vector<EventPosition> positions(std::span<const EventId> events);
    [[nodiscard]] std::optional<EventRecord> event(EventId id);
    [[nodiscard]] std::string bytes(EventId id); // raw bytes; empty where there is no such event
    [[nodiscard]] std::vector<SightingRecord> sightings(EventId id);
    [[nodiscard]] std::optional<EventId> eventAt(SourceId source, Place place); // the first at or after the place
    // Names that DNS answers of the case gave for addresses, by address as text; of several the first.
    [[nodiscard]] std::map<std::string, std::string> resolvedNames();
    [[nodiscard]] std::vector<EventId> failingEvents(const std::vector<RowId>& rows);

    // Findings, ordered as verdicts.md has it within each row; rows in order. No rows given: all.
    [[nodiscard]] std::vector<rules::Finding> findings(const std::vector<RowId>& rows);

    [[nodiscard]] std::vector<NoteRecord> notes();
    [[nodiscard]] std::vector<LaneSetting> lanes();
    [[nodiscard]] std::vector<LegLink> legLinks(); // in the order they were made

    [[nodiscard]] Database& database();

    struct Impl; // for the files of core/store only

private:
    explicit CaseReader(Database database);
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::store
