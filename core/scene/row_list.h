#pragma once

#include "core/ladder/row.h"
#include "core/scene/lane_table.h"
#include "core/scene/settings.h"
#include "core/scene/time_text.h"

#include <cstdint>
#include <vector>

namespace echelle::scene {

// A row of the ladder: an event that is shown, or a break before one. Eight bytes.
class RowEntry {
public:
    RowEntry() = default;
    RowEntry(ladder::RowKind kind, std::uint32_t event, std::uint32_t count = 0)
        : m_event(event), m_kindAndCount(count << 3U | static_cast<std::uint32_t>(kind)) {}
    [[nodiscard]] ladder::RowKind kind() const { return static_cast<ladder::RowKind>(m_kindAndCount & 7U); }
    [[nodiscard]] std::uint32_t event() const { return m_event; }              // of a break: the next one that is shown
    [[nodiscard]] std::uint32_t count() const { return m_kindAndCount >> 3U; } // hidden messages

private:
    std::uint32_t m_event = 0;
    std::uint32_t m_kindAndCount = 0;
};
static_assert(sizeof(RowEntry) == 8);

// Which rows there are, under these settings and lanes.
struct RowList {
    std::vector<RowEntry> rows;
    std::vector<std::uint32_t> rowOf;                 // by event: its row, or that of its first send; kNone: not shown
    std::vector<std::vector<ladder::HeldRange>> held; // by lane
    std::uint64_t hiddenMessages = 0;
    Duration longestStep; // between two rows that follow each other
};

[[nodiscard]] RowList makeRows(const EventList& list, const LaneTable& lanes, const Settings& settings,
                               const TimeText& times);

} // namespace echelle::scene
