#include "core/scene/ladder_scene.h"

#include "core/ladder/text_fit.h"

#include <algorithm>
#include <utility>

namespace echelle::scene {

namespace {
using ladder::RowKind;

constexpr std::size_t kCachedLabels = 4096;
constexpr std::size_t kLongestName = 120; // bytes
constexpr std::size_t kLookAround = 64;   // rows without a time that are passed over to find a neighbour's

bool isEvent(RowKind kind) {
    return kind == RowKind::Message || kind == RowKind::Packet || kind == RowKind::State;
}

ladder::Emphasis emphasisOf(const EventSkeleton& event, bool isFailing) {
    if (isFailing)
        return ladder::Emphasis::Failing;
    const bool isProvisional = event.status() >= 100 && event.status() < 200;
    return isProvisional || event.isRetransmission() ? ladder::Emphasis::Faint : ladder::Emphasis::Normal;
}
} // namespace

LadderScene::LadderScene(std::shared_ptr<EventSource> source, std::shared_ptr<const Words> words,
                         std::vector<RowId> rows, Settings settings)
    : m_source(std::move(source))
    , m_words(std::move(words))
    , m_selection(std::move(rows))
    , m_settings(std::move(settings))
    , m_list(readEvents(*m_source, m_selection)) {
    m_namer = std::make_unique<LaneNamer>(*m_source, m_list);
    m_lanes = makeLanes(m_list, m_source->lanes());
    m_annotations = makeAnnotations(*m_source, m_selection, m_list, *m_words);
    rebuild();
}

void LadderScene::rebuild() {
    m_times = std::make_unique<TimeText>(m_settings.zone, *m_words);
    m_rows = makeRows(m_list, m_lanes, m_settings, *m_times);
}

void LadderScene::setSettings(Settings settings) {
    m_settings = std::move(settings);
    rebuild();
}

void LadderScene::setWords(std::shared_ptr<const Words> words) {
    m_words = std::move(words);
    m_labels.clear();
    m_annotations = makeAnnotations(*m_source, m_selection, m_list, *m_words);
    rebuild();
}

void LadderScene::reloadLanes() {
    m_lanes = makeLanes(m_list, m_source->lanes());
    rebuild();
}

void LadderScene::reloadNotes() {
    m_annotations = makeAnnotations(*m_source, m_selection, m_list, *m_words);
}

EventId LadderScene::eventOf(std::size_t row) const {
    return isEvent(m_rows.rows[row].kind()) ? eventAt(row).id : EventId{};
}

std::optional<std::size_t> LadderScene::rowOf(EventId event) const {
    const std::uint32_t index = m_list.indexOf(event);
    if (index == kNone || m_rows.rowOf[index] == kNone)
        return std::nullopt;
    return m_rows.rowOf[index];
}

std::optional<std::uint32_t> LadderScene::numberOf(EventId event) const {
    const std::uint32_t index = m_list.indexOf(event);
    return index == kNone ? std::nullopt : std::optional(m_list.numbers[index]);
}

std::optional<EventId> LadderScene::firstSendOf(EventId event) const {
    const std::uint32_t index = m_list.indexOf(event);
    if (index == kNone)
        return std::nullopt;
    const EventSkeleton& skeleton = m_list.events[index];
    return skeleton.isRetransmission() ? m_list.events[skeleton.link].id : event;
}

std::uint32_t LadderScene::sendsOf(std::size_t row) const {
    if (!isEvent(m_rows.rows[row].kind()))
        return 0;
    const auto found = m_list.repeats.find(m_rows.rows[row].event());
    return found == m_list.repeats.end() ? 1 : found->second.count;
}

bool LadderScene::isFold(std::size_t row) const {
    const std::uint32_t event = m_rows.rows[row].event();
    const auto repeat = m_list.repeats.find(event);
    return repeat != m_list.repeats.end() && m_rows.rowOf[repeat->second.last] == row;
}

bool LadderScene::isFailing(std::size_t row) const {
    if (!isEvent(m_rows.rows[row].kind()))
        return false;
    // Of a request that nobody answered the last send is the failing one, and a fold stands for all.
    return eventAt(row).isFailing() ||
           (isFold(row) && m_list.events[m_list.repeats.at(m_rows.rows[row].event()).last].isFailing());
}

Timestamp LadderScene::timeOf(std::size_t row) const {
    return isEvent(m_rows.rows[row].kind()) ? eventAt(row).time : Timestamp{};
}

std::optional<Duration> LadderScene::sincePrevious(std::size_t row) const {
    const Timestamp time = timeOf(row);
    for (std::size_t step = 1; time.isValid() && step <= std::min(row, kLookAround); ++step) {
        if (const Timestamp before = timeOf(row - step); before.isValid())
            return between(before, time);
    }
    return std::nullopt;
}

std::optional<Duration> LadderScene::untilNext(std::size_t row) const {
    const Timestamp time = timeOf(row);
    const std::size_t last = std::min(m_rows.rows.size(), row + kLookAround);
    for (std::size_t next = row + 1; time.isValid() && next < last; ++next) {
        if (const Timestamp after = timeOf(next); after.isValid())
            return between(time, after);
    }
    return std::nullopt;
}

std::string LadderScene::nameOf(const SceneLane& lane) const {
    if (!lane.givenName.empty())
        return ladder::plainLine(lane.givenName, kLongestName);
    return m_namer->name(lane);
}

ladder::Lane LadderScene::lane(std::size_t index) const {
    const SceneLane& lane = m_lanes.lanes[index];
    std::string address = lane.key;
    if (lane.addresses.size() > 1)
        address += " +" + std::to_string(lane.addresses.size() - 1);
    std::string name = nameOf(lane);
    const bool isRepeated = name == address;
    return {lane.key, std::move(name), isRepeated ? std::string() : std::move(address)};
}

std::span<const ladder::HeldRange> LadderScene::heldRanges(std::size_t lane) const {
    return m_rows.held[lane];
}

ladder::RowShape LadderScene::shape(std::size_t row) const {
    const RowEntry entry = m_rows.rows[row];
    ladder::RowShape shape{entry.kind(), false, false};
    if (!isEvent(entry.kind()))
        return shape;
    const EventSkeleton& event = eventAt(row);
    shape.hasAnnotations = event.isAnnotated();
    if (entry.kind() == RowKind::Message)
        shape.hasDetail = mayHaveDetail(event.method(), event.status(), event.sdpRole(), event.note());
    else if (entry.kind() == RowKind::Packet)
        shape.hasDetail = !m_list.packets.at(entry.event()).summary.empty();
    return shape;
}

const MessageLabel& LadderScene::labelOf(std::uint32_t event) const {
    if (const auto known = m_labels.find(event); known != m_labels.end())
        return known->second;
    if (m_labels.size() >= kCachedLabels)
        m_labels.clear();
    const EventSkeleton& skeleton = m_list.events[event];
    if (skeleton.kind() == store::EventKind::Sip) {
        const std::string bytes = m_source->bytes(skeleton.id);
        return m_labels[event] =
                   scene::labelOf(bytes, skeleton.method(), skeleton.status(), skeleton.sdpRole(), *m_words);
    }
    const EventList::Packet& packet = m_list.packets.at(event);
    return m_labels[event] = packetLabel(packet.kind, packet.summary, *m_words);
}

ladder::RowContent LadderScene::content(std::size_t row) const {
    const RowEntry entry = m_rows.rows[row];
    if (!isEvent(entry.kind()))
        return breakContent(row);
    const EventSkeleton& event = eventAt(row);
    ladder::RowContent content;
    content.kind = entry.kind();
    content.event = event.id;
    content.from = m_lanes.laneOf[event.from];
    content.to = m_lanes.laneOf[event.to];
    content.leg = event.hue();
    content.time = timeText(row);
    const MessageLabel& label = labelOf(entry.event());
    content.label = label.label;
    content.detail = label.detail;
    content.transaction = label.transaction;
    if (!event.isRetransmission())
        content.number = std::to_string(m_list.numbers[entry.event()]);
    if (entry.kind() == RowKind::Message) {
        fillMessage(row, content);
    } else if (entry.kind() == RowKind::Packet && isFailing(row)) {
        content.emphasis = ladder::Emphasis::Failing;
        content.mark = ladder::Mark::Cross;
    } else if (entry.kind() == RowKind::State && !content.detail.empty()) {
        content.label += " · " + std::exchange(content.detail, {});
    }
    return content;
}

void LadderScene::fillMessage(std::size_t row, ladder::RowContent& content) const {
    const std::uint32_t index = m_rows.rows[row].event();
    const EventSkeleton& event = m_list.events[index];
    content.isResponse = event.status() > 0;
    const bool failing = isFailing(row);
    content.emphasis = emphasisOf(event, failing);
    content.mark = failing ? ladder::Mark::Cross : ladder::Mark::None;
    content.badge = noteWord(event.note(), *m_words);
    if (event.isRetransmission()) {
        content.aside = m_words->label("ladder.sent-again", {{"number", std::to_string(m_list.numbers[index])}});
        return;
    }
    if (event.isNextHop())
        content.aside = relayText(event);
    const auto repeat = m_list.repeats.find(index);
    if (repeat == m_list.repeats.end())
        return;
    content.repeat = "×" + std::to_string(repeat->second.count);
    const Timestamp last = m_list.events[repeat->second.last].time;
    if (event.time.isValid() && last.isValid()) {
        const std::string over = m_words->label("ladder.over", {{"span", m_times->span(between(event.time, last))}});
        content.aside = content.aside.empty() ? over : over + " · " + content.aside;
    }
}

// Which message it passes on, and how long that took.
std::string LadderScene::relayText(const EventSkeleton& event) const {
    const std::string number = std::to_string(m_list.numbers[event.link]);
    const Timestamp before = m_list.events[event.link].time;
    if (!before.isValid() || !event.time.isValid() || event.time < before)
        return m_words->label("ladder.relays", {{"number", number}});
    return m_words->label("ladder.relays-after",
                          {{"number", number}, {"span", m_times->span(between(before, event.time))}});
}

ladder::RowContent LadderScene::breakContent(std::size_t row) const {
    const RowEntry entry = m_rows.rows[row];
    ladder::RowContent content;
    content.kind = entry.kind();
    if (entry.kind() == RowKind::Hidden) {
        const std::string key = entry.count() == 1 ? "ladder.hidden-one" : "ladder.hidden-many";
        content.label = m_words->label(key, {{"n", std::to_string(entry.count())}});
        return content;
    }
    const Timestamp time = m_list.events[entry.event()].time;
    if (entry.kind() == RowKind::Day) {
        content.label = m_times->date(time);
        return content;
    }
    for (std::size_t before = row; before-- > 0 && row - before <= kLookAround;) {
        if (const Timestamp previous = timeOf(before); previous.isValid()) {
            content.label = m_words->label("ladder.gap", {{"span", m_times->span(between(previous, time))}});
            break;
        }
    }
    return content;
}

std::string LadderScene::timeText(std::size_t row) const {
    const Timestamp time = timeOf(row);
    if (!time.isValid())
        return {};
    switch (m_settings.timeMode) {
    case TimeMode::Absolute:
        return m_times->clock(time);
    case TimeMode::SinceStart:
        return m_times->offset(between(m_list.start, time));
    case TimeMode::SincePrevious:
        break;
    }
    const auto step = sincePrevious(row);
    return step ? m_times->offset(*step) : std::string();
}

std::vector<ladder::Annotation> LadderScene::annotations(std::size_t row) const {
    const auto found =
        isEvent(m_rows.rows[row].kind()) ? m_annotations.find(m_rows.rows[row].event()) : m_annotations.end();
    return found == m_annotations.end() ? std::vector<ladder::Annotation>() : found->second;
}

ladder::RowSource::Extent LadderScene::extent(std::size_t row) const {
    if (!isEvent(m_rows.rows[row].kind()))
        return {0, laneCount() > 0 ? laneCount() - 1 : 0};
    const EventSkeleton& event = eventAt(row);
    const auto [left, right] = std::minmax(m_lanes.laneOf[event.from], m_lanes.laneOf[event.to]);
    return {left, right};
}

std::string LadderScene::timeTitle() const {
    if (!m_list.start.isValid())
        return m_words->label("ladder.no-time");
    switch (m_settings.timeMode) {
    case TimeMode::Absolute:
        return m_times->date(m_list.start);
    case TimeMode::SinceStart:
        return m_words->label("ladder.since-start");
    case TimeMode::SincePrevious:
        break;
    }
    return m_words->label("ladder.since-previous");
}

std::string LadderScene::timeSubtitle() const {
    if (!m_list.start.isValid())
        return m_words->label("ladder.order-only");
    return m_settings.timeMode == TimeMode::Absolute ? m_times->zone() : m_words->label("ladder.seconds");
}

std::string LadderScene::widestTime() const {
    if (!m_list.start.isValid())
        return {};
    switch (m_settings.timeMode) {
    case TimeMode::Absolute:
        return "00:00:00.000";
    case TimeMode::SinceStart:
        return m_times->offset(between(m_list.start, m_list.end));
    case TimeMode::SincePrevious:
        break;
    }
    return m_times->offset(m_rows.longestStep);
}

} // namespace echelle::scene
