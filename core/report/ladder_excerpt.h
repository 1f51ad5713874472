#pragma once

#include "core/ladder/row_source.h"

#include <functional>
#include <memory>
#include <vector>

namespace echelle::report {

// Some rows of a ladder, for a small picture: breaks say how many messages stand between them.
class LadderExcerpt : public ladder::RowSource {
public:
    // At most `most` rows of whole: those around the failing ones and the first ones. gapWord writes "{n} messages
    // left out".
    LadderExcerpt(std::shared_ptr<const ladder::RowSource> whole, std::vector<std::size_t> failing, std::size_t most,
                  std::function<std::string(std::size_t)> gapWord);

    [[nodiscard]] std::size_t laneCount() const override { return m_lanes.size(); }
    [[nodiscard]] ladder::Lane lane(std::size_t index) const override { return m_whole->lane(m_lanes[index]); }
    [[nodiscard]] std::span<const ladder::HeldRange> heldRanges(std::size_t) const override { return {}; }
    [[nodiscard]] std::size_t rowCount() const override { return m_rows.size(); }
    [[nodiscard]] ladder::RowShape shape(std::size_t row) const override;
    [[nodiscard]] ladder::RowContent content(std::size_t row) const override;
    [[nodiscard]] std::vector<ladder::Annotation> annotations(std::size_t) const override { return {}; }
    [[nodiscard]] Extent extent(std::size_t row) const override;
    [[nodiscard]] std::string timeTitle() const override { return m_whole->timeTitle(); }
    [[nodiscard]] std::string timeSubtitle() const override { return m_whole->timeSubtitle(); }
    [[nodiscard]] std::string widestTime() const override { return m_whole->widestTime(); }

private:
    struct Entry {
        std::size_t row = 0;
        std::size_t leftOut = 0; // not 0: a break for so many rows
    };
    [[nodiscard]] std::size_t laneOf(std::size_t wholeLane) const;

    std::shared_ptr<const ladder::RowSource> m_whole;
    std::function<std::string(std::size_t)> m_gapWord;
    std::vector<Entry> m_rows;
    std::vector<std::size_t> m_lanes; // of the whole, those that a row touches
};

} // namespace echelle::report
