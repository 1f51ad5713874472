#include "core/ladder/text_writer.h"

#include "core/ladder/text_canvas.h"
#include "core/ladder/text_fit.h"

#include <algorithm>

namespace echelle::ladder {

namespace {
constexpr std::size_t kNarrowest = 16;       // columns between two lifelines
constexpr std::size_t kWidestFirstName = 28; // of the first lane, whose left half needs room of its own

// A label with everything that stands on its line.
std::string labelOf(const RowContent& content) {
    std::string label;
    const auto add = [&](std::string_view part) {
        if (part.empty())
            return;
        if (!label.empty())
            label += ' ';
        label += part;
    };
    add(signOf(content.mark));
    add(content.label);
    add(content.repeat);
    add(content.aside);
    if (!content.badge.empty())
        add("[" + content.badge + "]");
    if (!content.detail.empty())
        add("(" + content.detail + ")");
    return label;
}

std::string cut(const std::string& text, std::size_t columns) {
    if (columnsOf(text) <= columns)
        return text;
    std::size_t end = 0;
    while (end < text.size() && columnsOf(std::string_view(text).substr(0, nextCodePoint(text, end))) < columns)
        end = nextCodePoint(text, end);
    return text.substr(0, end) + "…";
}

class Writer {
public:
    Writer(const RowSource& source, const TextOptions& options, const std::function<void(std::string_view)>& write)
        : m_source(source), m_options(options), m_write(write) {
        measure();
    }

    void header() {
        TextCanvas names(m_width + m_options.widestLabel);
        TextCanvas addresses(m_width + m_options.widestLabel);
        bool hasAddresses = false;
        for (std::size_t index = 0; index < m_source.laneCount(); ++index) {
            const Lane lane = m_source.lane(index);
            const std::size_t room = index == 0 ? std::min(roomAt(index), kWidestFirstName) : roomAt(index);
            names.centre(m_lanes[index], cut(lane.name, room));
            addresses.centre(m_lanes[index], cut(lane.address, room));
            hasAddresses = hasAddresses || !lane.address.empty();
        }
        names.put(0, cut(m_source.timeTitle(), m_left - 2));
        m_write(names.line());
        if (hasAddresses)
            m_write(addresses.line());
    }

    void row(std::size_t row) {
        const RowContent content = m_source.content(row);
        TextCanvas canvas(m_width + m_options.widestLabel);
        if (m_options.hasNumbers)
            canvas.putRight(m_numberEnd, content.number);
        if (m_options.hasTimes)
            canvas.putRight(m_timeEnd, content.time);
        if (content.kind == RowKind::Message || content.kind == RowKind::Packet) {
            lifelines(canvas, "│");
            arrow(canvas, content);
        } else {
            lifelines(canvas, content.kind == RowKind::Gap ? "┊" : "│");
            const bool isState = content.kind == RowKind::State;
            const std::size_t first = isState ? std::min(content.from, content.to) : 0;
            const std::size_t last = isState ? std::max(content.from, content.to) : m_lanes.size() - 1;
            canvas.centre((m_lanes[first] + m_lanes[last]) / 2, " " + content.label + " ");
        }
        m_write(canvas.line());
        for (const Annotation& annotation : m_source.annotations(row)) {
            TextCanvas below(m_width + m_options.widestLabel);
            lifelines(below, "│");
            below.put(m_lanes[m_source.extent(row).left] + 2,
                      std::string(signOf(annotation.mark)) + " " + annotation.text + " ");
            m_write(below.line());
        }
    }

private:
    // Labels of neighbouring lanes set the distance; of arrows over several lanes each takes its part.
    void measure() {
        const std::size_t lanes = m_source.laneCount();
        std::vector<std::size_t> gaps(lanes > 0 ? lanes - 1 : 0, kNarrowest);
        std::size_t numbers = 1;
        std::size_t times = columnsOf(m_source.widestTime());
        for (std::size_t row = 0; row < m_source.rowCount(); ++row) {
            const RowContent content = m_source.content(row);
            numbers = std::max(numbers, columnsOf(content.number));
            times = std::max(times, columnsOf(content.time));
            const RowSource::Extent extent = m_source.extent(row);
            const bool isArrow = content.kind == RowKind::Message || content.kind == RowKind::Packet;
            if (!isArrow || extent.left == extent.right)
                continue;
            const std::size_t wanted = std::min(columnsOf(labelOf(content)), m_options.widestLabel) + 5;
            const std::size_t steps = extent.right - extent.left;
            for (std::size_t gap = extent.left; gap < extent.right; ++gap)
                gaps[gap] = std::max(gaps[gap], (wanted + steps - 1) / steps);
        }
        m_numberEnd = m_options.hasNumbers ? numbers : 0;
        m_timeEnd = m_numberEnd + (m_options.hasTimes ? times + (m_numberEnd > 0 ? 2 : 0) : 0);
        m_left = m_timeEnd + 2;
        const std::size_t firstName = lanes > 0 ? std::min(columnsOf(m_source.lane(0).name), kWidestFirstName) : 0;
        std::size_t x = m_left + std::max(kNarrowest / 2, firstName / 2 + 1);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            m_lanes.push_back(x);
            x += lane < gaps.size() ? gaps[lane] : 0;
        }
        m_width = x + kNarrowest / 2 + 1;
    }

    // Columns for the name of a lane: half of the way to the nearer neighbour, on both sides.
    [[nodiscard]] std::size_t roomAt(std::size_t lane) const {
        std::size_t room = m_lanes.size() == 1 ? m_options.widestLabel : SIZE_MAX;
        if (lane > 0)
            room = std::min(room, m_lanes[lane] - m_lanes[lane - 1]);
        if (lane + 1 < m_lanes.size())
            room = std::min(room, m_lanes[lane + 1] - m_lanes[lane]);
        return room - 2;
    }

    void lifelines(TextCanvas& canvas, std::string_view sign) const {
        for (std::size_t x : m_lanes)
            canvas.put(x, sign);
    }

    void arrow(TextCanvas& canvas, const RowContent& content) const {
        const std::size_t from = m_lanes[content.from];
        const std::size_t to = m_lanes[content.to];
        const std::string label = cut(labelOf(content), m_options.widestLabel);
        if (from == to) {
            canvas.put(from + 1, "↺ " + label + " ");
            return;
        }
        const std::string_view stroke = content.kind == RowKind::Packet         ? "·"
                                        : content.emphasis == Emphasis::Failing ? (content.isResponse ? "╍" : "━")
                                        : content.isResponse                    ? "┄"
                                                                                : "─";
        const std::size_t left = std::min(from, to);
        const std::size_t right = std::max(from, to);
        for (std::size_t x = left + 1; x < right; ++x)
            canvas.put(x, stroke);
        if (to > from)
            canvas.put(right - 1, "▶");
        else
            canvas.put(left + 1, "◀");
        canvas.put(left + 3, label + " ");
    }

    const RowSource& m_source;
    const TextOptions& m_options;
    const std::function<void(std::string_view)>& m_write;
    std::vector<std::size_t> m_lanes; // columns of the lifelines
    std::size_t m_numberEnd = 0;
    std::size_t m_timeEnd = 0;
    std::size_t m_left = 0;
    std::size_t m_width = 0;
};
} // namespace

void writeText(const RowSource& source, const TextOptions& options,
               const std::function<void(std::string_view)>& write) {
    if (source.laneCount() == 0)
        return;
    Writer writer(source, options, write);
    writer.header();
    for (std::size_t row = 0; row < source.rowCount(); ++row)
        writer.row(row);
}

} // namespace echelle::ladder
