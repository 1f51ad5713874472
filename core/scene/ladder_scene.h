#pragma once

#include "core/ladder/row_source.h"
#include "core/scene/annotation_list.h"
#include "core/scene/lane_namer.h"
#include "core/scene/message_label.h"
#include "core/scene/row_list.h"

#include <memory>
#include <optional>
#include <unordered_map>

namespace echelle::scene {

// The ladder of some rows of the list: which lanes and rows it has and what stands on them, in one language. About 44
// bytes are kept per event; labels are read from the messages' bytes when a row is drawn, and the last few thousand are
// remembered. Captured text goes through ladder::plainLine. Used on one thread.
class LadderScene : public ladder::RowSource {
public:
    LadderScene(std::shared_ptr<EventSource> source, std::shared_ptr<const Words> words, std::vector<RowId> rows,
                Settings settings = {});

    [[nodiscard]] const Settings& settings() const { return m_settings; }
    void setSettings(Settings settings);
    void setWords(std::shared_ptr<const Words> words); // another language
    void reloadLanes();                                // after a change of the case's lane settings
    void reloadNotes();                                // after a change of the case's notes

    [[nodiscard]] std::size_t eventCount() const { return m_list.events.size(); }
    [[nodiscard]] EventId eventOf(std::size_t row) const;                     // none for breaks
    [[nodiscard]] std::optional<std::size_t> rowOf(EventId event) const;      // of a folded one: that of the first send
    [[nodiscard]] std::optional<std::uint32_t> numberOf(EventId event) const; // message number, for "message 4"
    [[nodiscard]] std::optional<EventId> firstSendOf(EventId event) const;    // itself where it is no retransmission
    [[nodiscard]] std::uint32_t sendsOf(std::size_t row) const; // how often the message of the row was sent
    [[nodiscard]] bool isFailing(std::size_t row) const;
    [[nodiscard]] Timestamp timeOf(std::size_t row) const;
    // Time since the row before that has one, and to the row after.
    [[nodiscard]] std::optional<Duration> sincePrevious(std::size_t row) const;
    [[nodiscard]] std::optional<Duration> untilNext(std::size_t row) const;
    [[nodiscard]] std::string spanText(Duration d) const { return m_times->span(d); }

    [[nodiscard]] const std::vector<SceneLane>& lanes() const { return m_lanes.lanes; }
    [[nodiscard]] const std::vector<SceneLane>& hiddenLanes() const { return m_lanes.hidden; }
    [[nodiscard]] std::string nameOf(const SceneLane& lane) const;
    [[nodiscard]] std::uint64_t hiddenMessages() const { return m_rows.hiddenMessages; }

    // ladder::RowSource
    [[nodiscard]] std::size_t laneCount() const override { return m_lanes.lanes.size(); }
    [[nodiscard]] ladder::Lane lane(std::size_t index) const override;
    [[nodiscard]] std::span<const ladder::HeldRange> heldRanges(std::size_t lane) const override;
    [[nodiscard]] std::size_t rowCount() const override { return m_rows.rows.size(); }
    [[nodiscard]] ladder::RowShape shape(std::size_t row) const override;
    [[nodiscard]] ladder::RowContent content(std::size_t row) const override;
    [[nodiscard]] std::vector<ladder::Annotation> annotations(std::size_t row) const override;
    [[nodiscard]] Extent extent(std::size_t row) const override;
    [[nodiscard]] std::string timeTitle() const override;
    [[nodiscard]] std::string timeSubtitle() const override;
    [[nodiscard]] std::string widestTime() const override;

private:
    void rebuild();
    [[nodiscard]] const EventSkeleton& eventAt(std::size_t row) const {
        return m_list.events[m_rows.rows[row].event()];
    }
    [[nodiscard]] const MessageLabel& labelOf(std::uint32_t event) const;
    [[nodiscard]] ladder::RowContent breakContent(std::size_t row) const;
    void fillMessage(std::size_t row, ladder::RowContent& content) const;
    [[nodiscard]] std::string relayText(const EventSkeleton& event) const;
    [[nodiscard]] std::string timeText(std::size_t row) const;
    [[nodiscard]] bool isFold(std::size_t row) const; // stands for several sends

    std::shared_ptr<EventSource> m_source;
    std::shared_ptr<const Words> m_words;
    std::vector<RowId> m_selection;
    Settings m_settings;
    EventList m_list;
    LaneTable m_lanes;
    RowList m_rows;
    AnnotationList m_annotations;
    std::unique_ptr<TimeText> m_times;
    std::unique_ptr<LaneNamer> m_namer;
    mutable std::unordered_map<std::uint32_t, MessageLabel> m_labels; // a cache
};

} // namespace echelle::scene
