#include "core/ladder/layout.h"

#include "core/ladder/metrics.h"
#include "core/ladder/text_fit.h"

#include <algorithm>
#include <cmath>

namespace echelle::ladder {

namespace {
int plainHeight(RowShape shape) {
    switch (shape.kind) {
    case RowKind::Message:
    case RowKind::Packet:
        return metrics::kArrowRow + (shape.hasDetail ? metrics::kDetail : 0);
    case RowKind::State:
        return metrics::kState;
    case RowKind::Gap:
        return metrics::kGap;
    case RowKind::Day:
        return metrics::kDay;
    case RowKind::Hidden:
        return metrics::kHidden;
    }
    return metrics::kArrowRow;
}
} // namespace

Layout::Layout(const RowSource& source, const TextMeasurer& measurer, const LayoutOptions& options)
    : m_laneCount(source.laneCount()) {
    const std::size_t rows = source.rowCount();
    if (options.hasNumbers) {
        const std::string widest(std::max<std::size_t>(2, std::to_string(rows).size()), '0');
        m_numberRight = std::ceil(metrics::kColumnPad + measurer.width(TextRole::Small, widest));
        m_columnsWidth = m_numberRight;
    }
    if (options.hasTimes) {
        const double widest = std::max({measurer.width(TextRole::Time, source.widestTime()),
                                        measurer.width(TextRole::Small, source.timeTitle()),
                                        measurer.width(TextRole::Small, source.timeSubtitle())});
        m_timeRight = std::ceil(m_columnsWidth + metrics::kColumnPad + widest);
        m_columnsWidth = m_timeRight;
    }
    if (m_columnsWidth > 0)
        m_columnsWidth += metrics::kColumnPad;

    const double steps = m_laneCount > 1 ? static_cast<double>(m_laneCount - 1) : 0;
    const double room = options.availableWidth - m_columnsWidth;
    // Half a pitch on the left, the steps, and on the right half a pitch again, but no less than kRightSpace.
    double pitch = (room - metrics::kRightSpace) / (steps + 0.5);
    if (pitch > 2 * metrics::kRightSpace)
        pitch = room / (steps + 1);
    m_pitch = std::clamp(2 * std::floor(pitch / 2), static_cast<double>(metrics::kPitchMin),
                         static_cast<double>(metrics::kPitchMax));
    m_firstLane = std::max(static_cast<double>(metrics::kSideMin), std::floor(m_pitch / 2));
    m_lanesWidth =
        m_laneCount == 0 ? 0 : m_firstLane + steps * m_pitch + std::max<double>(metrics::kRightSpace, m_pitch / 2);
    m_lanesWidth = std::max(m_lanesWidth, options.availableWidth - m_columnsWidth);

    m_tops.reserve(rows + 1);
    m_tops.push_back(metrics::kTopSpace);
    for (std::size_t row = 0; row < rows; ++row)
        m_tops.push_back(m_tops.back() + heightOf(source, row, measurer));
}

double Layout::laneX(std::size_t lane) const {
    return m_firstLane + static_cast<double>(lane) * m_pitch;
}

std::optional<std::size_t> Layout::laneAt(double x) const {
    const double index = std::round((x - m_firstLane) / m_pitch);
    if (index < 0 || index >= static_cast<double>(m_laneCount))
        return std::nullopt;
    return static_cast<std::size_t>(index);
}

RowRange Layout::lanesIn(double left, double right) const {
    const double first = std::floor((left - m_firstLane) / m_pitch);
    const double last = std::ceil((right - m_firstLane) / m_pitch);
    const auto bounded = [&](double index) {
        return static_cast<std::size_t>(std::clamp(index, 0.0, static_cast<double>(m_laneCount)));
    };
    return {bounded(first), bounded(last + 1)};
}

std::int64_t Layout::height() const {
    return m_tops.back() + metrics::kTopSpace;
}

std::optional<std::size_t> Layout::rowAt(std::int64_t y) const {
    if (y < m_tops.front() || y >= m_tops.back())
        return std::nullopt;
    return static_cast<std::size_t>(std::upper_bound(m_tops.begin(), m_tops.end(), y) - m_tops.begin()) - 1;
}

RowRange Layout::rowsIn(std::int64_t top, std::int64_t bottom) const {
    const auto below = std::upper_bound(m_tops.begin(), m_tops.end(), top);
    const auto end = std::lower_bound(m_tops.begin(), m_tops.end(), bottom);
    const std::size_t first = below == m_tops.begin() ? 0 : static_cast<std::size_t>(below - m_tops.begin()) - 1;
    const std::size_t last = std::min(rowCount(), static_cast<std::size_t>(end - m_tops.begin()));
    return {std::min(first, last), last};
}

double Layout::textLeft(RowSource::Extent extent) const {
    const double swing = extent.left == extent.right ? metrics::kSelfWidth : 0;
    return laneX(extent.left) + swing + metrics::kLabelIndent;
}

double Layout::annotationLeft(RowSource::Extent extent) const {
    const double latest = m_lanesWidth - metrics::kEdge - metrics::kAnnotationMin;
    return std::max<double>(metrics::kEdge, std::min(textLeft(extent), latest));
}

std::vector<AnnotationBlock> Layout::annotationBlocks(const RowSource& source, std::size_t row, RowShape shape,
                                                      const TextMeasurer& measurer) const {
    std::vector<AnnotationBlock> blocks;
    if (!shape.hasAnnotations)
        return blocks;
    const double left = annotationLeft(source.extent(row));
    const double room = std::min<double>(metrics::kAnnotationMax, m_lanesWidth - metrics::kEdge - left);
    int top = plainHeight(shape);
    for (const Annotation& annotation : source.annotations(row)) {
        if (blocks.size() == metrics::kAnnotationsPerRow)
            break;
        const bool isNote = annotation.kind == Annotation::Kind::UserNote;
        const double indent = metrics::kMark + 6 + (isNote ? metrics::kNotePad : 0);
        AnnotationBlock block{annotation.kind, annotation.mark, {}, top, 0};
        block.lines = wrapped(measurer, isNote ? TextRole::Small : TextRole::LabelStrong, annotation.text,
                              room - indent, isNote ? metrics::kNoteLines : metrics::kFindingLines);
        block.height = static_cast<int>(block.lines.size()) * metrics::kTextLine +
                       (isNote ? metrics::kNotePad : metrics::kFindingPad);
        top += block.height;
        blocks.push_back(std::move(block));
    }
    return blocks;
}

int Layout::heightOf(const RowSource& source, std::size_t row, const TextMeasurer& measurer) const {
    const RowShape shape = source.shape(row);
    int height = plainHeight(shape);
    for (const AnnotationBlock& block : annotationBlocks(source, row, shape, measurer))
        height += block.height;
    return height;
}

} // namespace echelle::ladder
