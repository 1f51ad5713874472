#include "core/find/search.h"

#include <algorithm>
#include <span>

namespace echelle::find {

namespace {
constexpr std::size_t kProgressEvery = 4096;

// found is sorted: messages were looked at in the order of their ids. Empty where it was stopped.
std::vector<Hit> inOrder(store::CaseReader& reader, const std::vector<EventId>& found,
                         const std::vector<Match>& matches, const std::stop_token& stop) {
    std::vector<store::EventPosition> positions;
    positions.reserve(found.size());
    for (std::size_t first = 0; first < found.size(); first += kProgressEvery) {
        if (stop.stop_requested())
            return {};
        const std::size_t end = std::min(found.size(), first + kProgressEvery);
        const auto part = reader.positions(std::span(found).subspan(first, end - first));
        positions.insert(positions.end(), part.begin(), part.end());
    }
    if (!std::is_sorted(positions.begin(), positions.end()))
        std::sort(positions.begin(), positions.end());
    std::vector<Hit> hits;
    hits.reserve(positions.size());
    for (const store::EventPosition& position : positions) {
        const auto at = std::lower_bound(found.begin(), found.end(), position.id) - found.begin();
        hits.push_back({position.id, position.row, matches[static_cast<std::size_t>(at)]});
    }
    return hits;
}
} // namespace

Result<SearchReport> search(store::CaseReader& reader, const Query& query, std::stop_token stop,
                            const std::function<void(std::uint64_t)>& progress) {
    auto pattern = Pattern::compile(query);
    if (!pattern)
        return Unexpected(pattern.error());
    SearchReport report;
    std::vector<EventId> found;
    std::vector<Match> matches; // of found
    reader.eachRawMessage([&](EventId event, std::string_view bytes) {
        if (stop.stop_requested()) {
            report.isCancelled = true;
            return false;
        }
        if (const auto match = pattern->find(bytes)) {
            found.push_back(event);
            matches.push_back(*match);
        } else if (pattern->hasReachedLimit()) {
            ++report.limited;
        }
        if (++report.searched % kProgressEvery == 0 && progress)
            progress(report.searched);
        return true;
    });
    report.hits = inOrder(reader, found, matches, stop);
    report.isCancelled = report.isCancelled || stop.stop_requested();
    return report;
}

std::size_t step(const std::vector<Hit>& hits, std::size_t current, Way way) {
    if (hits.empty())
        return kNoHit;
    if (way == Way::Next)
        return current == kNoHit || current + 1 >= hits.size() ? 0 : current + 1;
    return current == kNoHit || current == 0 || current >= hits.size() ? hits.size() - 1 : current - 1;
}

} // namespace echelle::find
