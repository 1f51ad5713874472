#pragma once

#include "core/ladder/row_source.h"
#include "core/ladder/text_measurer.h"

#include <algorithm>
#include <map>

namespace echelle::test {

// Lanes and rows written down by a test.
class FakeRows : public ladder::RowSource {
public:
    std::vector<ladder::Lane> lanes;
    std::vector<ladder::RowContent> rows;
    std::map<std::size_t, std::vector<ladder::Annotation>> notes; // by row
    std::map<std::size_t, std::vector<ladder::HeldRange>> held;   // by lane
    mutable std::size_t contentsAsked = 0;

    ladder::RowContent& add(std::size_t from, std::size_t to, std::string label, bool isResponse = false) {
        ladder::RowContent row;
        row.from = from;
        row.to = to;
        row.label = std::move(label);
        row.isResponse = isResponse;
        row.leg = 0;
        row.event = EventId{static_cast<std::int64_t>(rows.size() + 1)};
        row.number = std::to_string(rows.size() + 1);
        row.time = "+0.000";
        rows.push_back(std::move(row));
        return rows.back();
    }

    [[nodiscard]] std::size_t laneCount() const override { return lanes.size(); }
    [[nodiscard]] ladder::Lane lane(std::size_t index) const override { return lanes[index]; }
    [[nodiscard]] std::span<const ladder::HeldRange> heldRanges(std::size_t lane) const override {
        const auto found = held.find(lane);
        return found == held.end() ? std::span<const ladder::HeldRange>() : found->second;
    }
    [[nodiscard]] std::size_t rowCount() const override { return rows.size(); }
    [[nodiscard]] ladder::RowShape shape(std::size_t row) const override {
        const ladder::RowContent& content = rows[row];
        return {content.kind, !content.badge.empty() || !content.detail.empty(), notes.count(row) > 0};
    }
    [[nodiscard]] ladder::RowContent content(std::size_t row) const override {
        ++contentsAsked;
        return rows[row];
    }
    [[nodiscard]] std::vector<ladder::Annotation> annotations(std::size_t row) const override {
        const auto found = notes.find(row);
        return found == notes.end() ? std::vector<ladder::Annotation>() : found->second;
    }
    [[nodiscard]] Extent extent(std::size_t row) const override {
        return {std::min(rows[row].from, rows[row].to), std::max(rows[row].from, rows[row].to)};
    }
    [[nodiscard]] std::string timeTitle() const override { return "since start"; }
    [[nodiscard]] std::string timeSubtitle() const override { return "s"; }
    [[nodiscard]] std::string widestTime() const override { return "+00.000"; }
};

// A measurer with which widths can be worked out by hand: every byte is as wide.
class GridMeasurer : public ladder::TextMeasurer {
public:
    [[nodiscard]] double width(ladder::TextRole, std::string_view utf8) const override {
        return static_cast<double>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; })) *
               7;
    }
    [[nodiscard]] double capHeight(ladder::TextRole) const override { return 8; }
};

} // namespace echelle::test
