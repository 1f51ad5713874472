#include "core/store/row_index.h"

#include "core/base/text.h"
#include "core/store/columns.h"
#include "core/store/row_text.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace echelle::store {

namespace {

constexpr std::size_t kKeptViews = 4; // the list's, and what a window asks beside it

template <typename Enum>
std::uint32_t bitsOf(const std::vector<Enum>& values) {
    std::uint32_t bits = values.empty() ? ~0U : 0U;
    for (const Enum value : values)
        bits |= 1U << (static_cast<unsigned>(value) & 31U);
    return bits;
}

template <typename Enum>
bool hasBit(std::uint32_t bits, Enum value) {
    return (bits >> (static_cast<unsigned>(value) & 31U) & 1U) != 0;
}

// The span, or what is shorter than any.
std::int64_t lengthOf(Timestamp start, Timestamp end) {
    if (!start.isValid() || !end.isValid())
        return -1;
    const auto length = static_cast<std::uint64_t>(end.ns) - static_cast<std::uint64_t>(start.ns);
    return static_cast<std::int64_t>(std::min(length, static_cast<std::uint64_t>(INT64_MAX)));
}

} // namespace

// A filter made ready to be asked of each row.
class RowIndex::Passing {
public:
    Passing(RowIndex& index, const RowFilter& filter, bool withFacets = true)
        : m_filter(filter)
        , m_states(withFacets ? bitsOf(filter.states) : ~0U)
        , m_kinds(withFacets ? bitsOf(filter.kinds) : ~0U)
        , m_ids(filter.ids) {
        std::sort(m_ids.begin(), m_ids.end());
        if (!filter.causeKey.empty()) {
            const auto known = std::find(index.m_causes.begin(), index.m_causes.end(), filter.causeKey);
            m_cause = static_cast<std::int64_t>(known - index.m_causes.begin());
        }
        if (const std::string_view text = trim(filter.text); !text.empty())
            m_withText = &index.rowsWithText(text);
    }

    [[nodiscard]] bool operator()(const Row& row) const {
        return (m_filter.isFoldedShown || !row.isFolded) && hasBit(m_states, row.state) && hasBit(m_kinds, row.kind) &&
               isInTime(row.start) && (m_cause < 0 || m_cause == row.cause) &&
               (m_ids.empty() || std::binary_search(m_ids.begin(), m_ids.end(), row.id)) &&
               (m_withText == nullptr || std::binary_search(m_withText->begin(), m_withText->end(), row.id));
    }

private:
    [[nodiscard]] bool isInTime(Timestamp start) const {
        if (!m_filter.from.isValid() && !m_filter.to.isValid())
            return true;
        return start.isValid() && (!m_filter.from.isValid() || start >= m_filter.from) &&
               (!m_filter.to.isValid() || start < m_filter.to);
    }

    const RowFilter& m_filter;
    std::uint32_t m_states;
    std::uint32_t m_kinds;
    std::vector<RowId> m_ids;
    std::int64_t m_cause = -1; // any
    const std::vector<RowId>* m_withText = nullptr;
};

RowIndex::RowIndex(Database& database) : m_database(database) {
    read();
}

void RowIndex::read() {
    // Served by the index row_list alone, which is a tenth of the table.
    Statement s = m_database.prepare(
        "SELECT id,start_ns,end_ns,kind,state,worst,folded,final_status,messages,cause_key FROM row");
    std::unordered_map<std::string, std::uint32_t> causes;
    while (s && s.step()) {
        Row& row = m_rows.emplace_back();
        row.id = RowId{s.integer(0)};
        row.start = timeAt(s, 1);
        row.end = timeAt(s, 2);
        row.kind = static_cast<dialog::RowKind>(s.integer(3));
        row.state = static_cast<dialog::RowState>(s.integer(4));
        row.worst = static_cast<rules::Severity>(s.integer(5));
        row.isFolded = s.integer(6) != 0;
        row.finalStatus = static_cast<std::uint16_t>(s.integer(7));
        row.messages = static_cast<std::uint32_t>(s.integer(8));
        if (const std::string_view cause = s.text(9); !cause.empty()) {
            const auto [known, isNew] =
                causes.try_emplace(std::string(cause), static_cast<std::uint32_t>(m_causes.size()));
            if (isNew)
                m_causes.emplace_back(cause);
            row.cause = known->second;
        }
    }
    m_isWhole = !s.failed();
    const auto isBefore = [](const Row& a, const Row& b) {
        if (a.start.isValid() != b.start.isValid())
            return a.start.isValid();
        return a.start != b.start ? a.start < b.start : a.id < b.id;
    };
    if (!std::is_sorted(m_rows.begin(), m_rows.end(), isBefore))
        std::sort(m_rows.begin(), m_rows.end(), isBefore);
}

const std::vector<RowId>& RowIndex::rowsWithText(std::string_view text) {
    if (text == m_text)
        return m_rowsWithText;
    auto found = store::rowsWithText(m_database, text);
    m_text = found ? std::string(text) : std::string(); // after an interruption the next question looks again
    m_rowsWithText = found ? std::move(*found) : std::vector<RowId>();
    return m_rowsWithText;
}

// All rows in the order of a text, which only the database has.
const RowIndex::Positions& RowIndex::byText(RowSort sort, bool isDescending) {
    if (!m_textOrder.positions.empty() && m_textOrder.sort == sort && m_textOrder.isDescending == isDescending)
        return m_textOrder.positions;
    std::vector<std::pair<RowId, std::uint32_t>> places;
    places.reserve(m_rows.size());
    for (std::uint32_t i = 0; i < m_rows.size(); ++i)
        places.emplace_back(m_rows[i].id, i);
    std::sort(places.begin(), places.end());
    const std::string side = sort == RowSort::From ? "from" : "to";
    // What the list shows: the display name, else the URI.
    Statement s =
        m_database.prepare("SELECT id FROM row ORDER BY CASE " + side + "_display WHEN '' THEN " + side + "_uri ELSE " +
                           side + "_display END COLLATE NOCASE" + (isDescending ? " DESC" : "") + ", start_ns, id");
    m_textOrder = {{}, sort, isDescending, {}};
    while (s && s.step()) {
        const RowId id{s.integer(0)};
        const auto place = std::lower_bound(places.begin(), places.end(), std::pair(id, 0U));
        if (place != places.end() && place->first == id)
            m_textOrder.positions.push_back(place->second);
    }
    return m_textOrder.positions;
}

void RowIndex::arrange(Positions& positions, RowSort sort, bool isDescending) const {
    if (sort == RowSort::Start) {
        if (!isDescending)
            return;
        const auto timeless = std::partition_point(positions.begin(), positions.end(), [this](std::uint32_t position) {
            return m_rows[position].start.isValid();
        });
        std::reverse(positions.begin(), timeless);
        std::reverse(timeless, positions.end());
        return;
    }
    const std::int64_t way = isDescending ? -1 : 1;
    const auto rankOf = [&](const Row& row) -> std::int64_t {
        constexpr std::int64_t kStates = 256;
        switch (sort) {
        case RowSort::State: // the worst stay on top in both ways
            return -static_cast<std::int64_t>(row.worst) * kStates + way * static_cast<std::int64_t>(row.state);
        case RowSort::Outcome:
            return way * (row.finalStatus * kStates + static_cast<std::int64_t>(row.state));
        case RowSort::Duration:
            return way * lengthOf(row.start, row.end);
        case RowSort::Messages:
            return way * static_cast<std::int64_t>(row.messages);
        default:
            return 0;
        }
    };
    std::vector<std::pair<std::int64_t, std::uint32_t>> ranked;
    ranked.reserve(positions.size());
    for (const std::uint32_t position : positions)
        ranked.emplace_back(rankOf(m_rows[position]), position);
    std::sort(ranked.begin(), ranked.end());
    std::transform(ranked.begin(), ranked.end(), positions.begin(), [](const auto& each) { return each.second; });
}

const RowIndex::Positions& RowIndex::rows(const RowFilter& filter, RowSort sort, bool isDescending) {
    const auto known = std::find_if(m_views.begin(), m_views.end(), [&](const View& v) {
        return v.sort == sort && v.isDescending == isDescending && v.filter == filter;
    });
    if (known != m_views.end()) {
        std::rotate(known, known + 1, m_views.end());
        return m_views.back().positions;
    }
    if (m_views.size() == kKeptViews)
        m_views.erase(m_views.begin());
    View view{filter, sort, isDescending, {}};
    const Passing passes(*this, filter);
    if (sort == RowSort::From || sort == RowSort::To) {
        for (const std::uint32_t position : byText(sort, isDescending))
            if (passes(m_rows[position]))
                view.positions.push_back(position);
    } else {
        for (std::uint32_t position = 0; position < m_rows.size(); ++position)
            if (passes(m_rows[position]))
                view.positions.push_back(position);
        arrange(view.positions, sort, isDescending);
    }
    return m_views.emplace_back(std::move(view)).positions;
}

FacetCounts RowIndex::facets(const RowFilter& filter) {
    RowFilter all = filter;
    all.isFoldedShown = true;
    const Passing passes(*this, all, false);
    FacetCounts counts;
    for (const Row& row : m_rows) {
        if (!passes(row))
            continue;
        counts.folded += row.isFolded ? 1 : 0;
        if (row.isFolded && !filter.isFoldedShown)
            continue;
        ++counts.kinds[row.kind];
        ++counts.states[row.state];
        ++counts.total;
    }
    return counts;
}

std::vector<FailureGroup> RowIndex::failureGroups(const RowFilter& filter) {
    const Passing passes(*this, filter);
    std::vector<FailureGroup> byCause(m_causes.size());
    for (const Row& row : m_rows) {
        if (row.cause == 0 || row.worst < rules::Severity::Warning || !passes(row))
            continue;
        FailureGroup& group = byCause[row.cause];
        if (group.rows++ == 0) {
            group.causeKey = m_causes[row.cause];
            group.severity = row.worst;
            group.example = row.id;
            group.first = row.start;
        }
        group.severity = std::max(group.severity, row.worst);
        group.sipCode = std::max<int>(group.sipCode, row.finalStatus);
        if (row.start.isValid())
            group.last = row.start;
    }
    byCause.erase(
        std::remove_if(byCause.begin(), byCause.end(), [](const FailureGroup& group) { return group.rows == 0; }),
        byCause.end());
    std::sort(byCause.begin(), byCause.end(), [](const FailureGroup& a, const FailureGroup& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.example < b.example;
    });
    return byCause;
}

// Of one call, or of calls within a second: narrower ones could not be told apart on an axis of seconds.
constexpr std::uint64_t kLeastBucket = 100'000'000; // ns

std::vector<TimelineBucket> RowIndex::timeline(const RowFilter& filter, int buckets) {
    const Positions& shown = rows(filter, RowSort::Start, false);
    const auto timed = std::partition_point(
        shown.begin(), shown.end(), [this](std::uint32_t position) { return m_rows[position].start.isValid(); });
    if (timed == shown.begin() || buckets < 1)
        return {};
    const std::int64_t first = m_rows[shown.front()].start.ns;
    // Times are captured: any two of them may be further apart than a signed number holds.
    const auto span = static_cast<std::uint64_t>(m_rows[*(timed - 1)].start.ns) - static_cast<std::uint64_t>(first);
    const std::uint64_t width = std::max(span / static_cast<std::uint64_t>(buckets) + 1, kLeastBucket);
    std::vector<TimelineBucket> all(static_cast<std::size_t>(buckets));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].start = Timestamp{static_cast<std::int64_t>(static_cast<std::uint64_t>(first) + i * width)};
    for (auto position = shown.begin(); position != timed; ++position) {
        const Row& row = m_rows[*position];
        const std::uint64_t since = static_cast<std::uint64_t>(row.start.ns) - static_cast<std::uint64_t>(first);
        ++all[since / width].counts[row.state];
    }
    return all;
}

} // namespace echelle::store
