#include "core/scene/row_list.h"

#include <algorithm>
#include <optional>

namespace echelle::scene {

namespace {
using ladder::RowKind;

// A silence is a break when it is long in itself and long beside the usual step between two messages.
constexpr Duration kShortestGap = Duration::seconds(2);
constexpr std::int64_t kTimesUsual = 8;

class RowMaker {
public:
    RowMaker(const EventList& list, const LaneTable& lanes, const Settings& settings, const TimeText& times)
        : m_list(list), m_lanes(lanes), m_settings(settings), m_times(times) {}

    RowList make() {
        m_result.rowOf.assign(m_list.events.size(), kNone);
        m_gap = m_settings.hasGaps ? shortestGap() : std::nullopt;
        for (std::uint32_t index = 0; index < m_list.events.size(); ++index)
            add(index);
        endHidden(static_cast<std::uint32_t>(m_list.events.size()));
        for (std::uint32_t index = 0; index < m_list.events.size(); ++index) {
            const EventSkeleton& event = m_list.events[index];
            if (event.isRetransmission() && m_result.rowOf[index] == kNone)
                m_result.rowOf[index] = m_result.rowOf[event.link];
        }
        shadeHolds();
        return std::move(m_result);
    }

private:
    [[nodiscard]] bool isFoldedAway(const EventSkeleton& event) const {
        return event.isRetransmission() && m_settings.isFolded &&
               m_settings.unfolded.count(m_list.events[event.link].id) == 0;
    }
    [[nodiscard]] bool isLeftOut(const EventSkeleton& event) const {
        return isFoldedAway(event) || (!m_settings.hasPackets && event.kind() == store::EventKind::Packet);
    }
    [[nodiscard]] bool isOnHiddenLane(const EventSkeleton& event) const {
        return m_lanes.laneOf[event.from] == kNone || m_lanes.laneOf[event.to] == kNone;
    }

    std::optional<Duration> shortestGap() const {
        std::vector<std::int64_t> steps;
        Timestamp previous;
        for (const EventSkeleton& event : m_list.events) {
            if (isLeftOut(event) || isOnHiddenLane(event) || !event.time.isValid())
                continue;
            if (previous.isValid())
                steps.push_back(between(previous, event.time).ns);
            previous = event.time;
        }
        if (steps.empty())
            return std::nullopt;
        const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
        std::nth_element(steps.begin(), middle, steps.end());
        const std::int64_t usual = std::clamp<std::int64_t>(*middle, 0, Duration::seconds(86'400 * 365).ns);
        return std::max(kShortestGap, Duration{usual * kTimesUsual});
    }

    void add(std::uint32_t index) {
        const EventSkeleton& event = m_list.events[index];
        if (isLeftOut(event))
            return;
        if (isOnHiddenLane(event)) {
            ++m_hiddenRun;
            ++m_result.hiddenMessages;
            return;
        }
        endHidden(index);
        addBreaks(index, event.time);
        m_result.rowOf[index] = static_cast<std::uint32_t>(m_result.rows.size());
        m_result.rows.emplace_back(rowKind(event), index);
    }

    static RowKind rowKind(const EventSkeleton& event) {
        switch (event.kind()) {
        case store::EventKind::Sip:
            return RowKind::Message;
        case store::EventKind::Packet:
        case store::EventKind::Record:
            return RowKind::Packet;
        case store::EventKind::Note:
            break;
        }
        return RowKind::State;
    }

    void addBreaks(std::uint32_t index, Timestamp time) {
        if (!time.isValid())
            return;
        if (m_previous.isValid()) {
            const Duration step = between(m_previous, time);
            m_result.longestStep = std::max(m_result.longestStep, step);
            if (m_gap && step >= *m_gap)
                m_result.rows.emplace_back(RowKind::Gap, index);
            if (m_settings.timeMode == TimeMode::Absolute && m_times.day(m_previous) != m_times.day(time))
                m_result.rows.emplace_back(RowKind::Day, index);
        }
        m_previous = time;
    }

    void endHidden(std::uint32_t index) {
        constexpr std::uint32_t kMost = 0x1fffffff; // as much as a RowEntry holds
        if (m_hiddenRun > 0)
            m_result.rows.emplace_back(RowKind::Hidden, index, std::min(m_hiddenRun, kMost));
        m_hiddenRun = 0;
    }

    // Ranges of a lane that meet become one, so that a viewport finds its own by halving.
    void shadeHolds() {
        m_result.held.resize(m_lanes.lanes.size());
        for (const HeldEvents& hold : m_list.holds) { // in order of their first
            const EventSkeleton& event = m_list.events[hold.first];
            const std::uint32_t first = m_result.rowOf[hold.first];
            const std::uint32_t last = lastRowUpTo(hold.last);
            if (isOnHiddenLane(event) || first == kNone || last == kNone || last < first)
                continue;
            shade(m_lanes.laneOf[event.from], {first, last});
            if (m_lanes.laneOf[event.to] != m_lanes.laneOf[event.from])
                shade(m_lanes.laneOf[event.to], {first, last});
        }
    }

    void shade(std::uint32_t lane, ladder::HeldRange range) {
        auto& held = m_result.held[lane];
        if (!held.empty() && range.first <= held.back().last)
            held.back().last = std::max(held.back().last, range.last);
        else
            held.push_back(range);
    }

    [[nodiscard]] std::uint32_t lastRowUpTo(std::uint32_t event) const {
        const auto after =
            std::upper_bound(m_result.rows.begin(), m_result.rows.end(), event,
                             [](std::uint32_t wanted, const RowEntry& row) { return wanted < row.event(); });
        return after == m_result.rows.begin() ? kNone : static_cast<std::uint32_t>(after - m_result.rows.begin()) - 1;
    }

    const EventList& m_list;
    const LaneTable& m_lanes;
    const Settings& m_settings;
    const TimeText& m_times;
    RowList m_result;
    std::optional<Duration> m_gap;
    Timestamp m_previous;
    std::uint32_t m_hiddenRun = 0;
};
} // namespace

RowList makeRows(const EventList& list, const LaneTable& lanes, const Settings& settings, const TimeText& times) {
    return RowMaker(list, lanes, settings, times).make();
}

} // namespace echelle::scene
