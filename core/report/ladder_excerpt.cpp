#include "core/report/ladder_excerpt.h"

#include <algorithm>
#include <set>

namespace echelle::report {

namespace {

bool isMessage(const ladder::RowSource& rows, std::size_t row) {
    const ladder::RowKind kind = rows.shape(row).kind;
    return kind == ladder::RowKind::Message || kind == ladder::RowKind::Packet || kind == ladder::RowKind::State;
}

// Rows in order of worth: what failed and what stands right before and after it, the first ones, the last ones.
std::set<std::size_t> chosenRows(const ladder::RowSource& whole, const std::vector<std::size_t>& failing,
                                 std::size_t most) {
    constexpr std::size_t kMostLanes = 5;
    std::set<std::size_t> chosen;
    std::set<std::size_t> lanes;
    const std::size_t count = whole.rowCount();
    const auto choose = [&](std::size_t row) {
        if (row >= count || chosen.size() >= most || !isMessage(whole, row))
            return;
        std::set<std::size_t> with = lanes;
        const ladder::RowSource::Extent extent = whole.extent(row);
        with.insert({extent.left, extent.right});
        if (with.size() > kMostLanes && !chosen.empty())
            return;
        lanes = std::move(with);
        chosen.insert(row);
    };
    for (std::size_t i = 0; i < std::min<std::size_t>(failing.size(), 2); ++i)
        choose(failing[i]);
    choose(0);
    for (std::size_t i = 0; i < std::min<std::size_t>(failing.size(), 2); ++i) {
        choose(failing[i] - std::min<std::size_t>(failing[i], 1));
        choose(failing[i] + 1);
    }
    for (std::size_t row = 0; row < std::min(count, most); ++row) {
        choose(row);
        choose(count - 1 - row);
    }
    return chosen;
}

} // namespace

LadderExcerpt::LadderExcerpt(std::shared_ptr<const ladder::RowSource> whole, std::vector<std::size_t> failing,
                             std::size_t most, std::function<std::string(std::size_t)> gapWord)
    : m_whole(std::move(whole)), m_gapWord(std::move(gapWord)) {
    std::set<std::size_t> lanes;
    std::size_t next = 0; // the first row not dealt with
    const auto skipTo = [&](std::size_t row) {
        std::size_t leftOut = 0;
        for (; next < row; ++next)
            leftOut += isMessage(*m_whole, next) ? 1 : 0;
        if (leftOut > 0)
            m_rows.push_back({row, leftOut});
    };
    for (const std::size_t row : chosenRows(*m_whole, failing, most)) {
        skipTo(row);
        m_rows.push_back({row, 0});
        next = row + 1;
        const ladder::RowContent content = m_whole->content(row);
        lanes.insert({content.from, content.to});
    }
    skipTo(m_whole->rowCount());
    m_lanes.assign(lanes.begin(), lanes.end());
    if (m_lanes.empty() && m_whole->laneCount() > 0)
        m_lanes = {0};
}

std::size_t LadderExcerpt::laneOf(std::size_t wholeLane) const {
    const auto found = std::lower_bound(m_lanes.begin(), m_lanes.end(), wholeLane);
    return std::min(static_cast<std::size_t>(found - m_lanes.begin()), m_lanes.size() - 1);
}

ladder::RowShape LadderExcerpt::shape(std::size_t row) const {
    if (m_rows[row].leftOut > 0)
        return {ladder::RowKind::Hidden, false, false};
    ladder::RowShape shape = m_whole->shape(m_rows[row].row);
    shape.hasAnnotations = false;
    shape.hasDetail = false;
    return shape;
}

ladder::RowContent LadderExcerpt::content(std::size_t row) const {
    if (m_rows[row].leftOut > 0) {
        ladder::RowContent content;
        content.kind = ladder::RowKind::Hidden;
        content.label = m_gapWord(m_rows[row].leftOut);
        return content;
    }
    ladder::RowContent content = m_whole->content(m_rows[row].row);
    content.from = laneOf(content.from);
    content.to = laneOf(content.to);
    content.detail.clear();
    return content;
}

ladder::RowSource::Extent LadderExcerpt::extent(std::size_t row) const {
    if (m_rows[row].leftOut > 0)
        return {0, m_lanes.empty() ? 0 : m_lanes.size() - 1};
    const Extent whole = m_whole->extent(m_rows[row].row);
    return {laneOf(whole.left), laneOf(whole.right)};
}

} // namespace echelle::report
