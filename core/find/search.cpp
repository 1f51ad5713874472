#include "core/find/search.h"

namespace echelle::find {

namespace {
constexpr std::uint64_t kProgressEvery = 4096;
}

Result<SearchReport> search(store::CaseReader& reader, const Query& query, std::stop_token stop,
                            const std::function<void(std::uint64_t)>& progress) {
    auto pattern = Pattern::compile(query);
    if (!pattern)
        return Unexpected(pattern.error());
    SearchReport report;
    reader.eachEventWithBytes({}, [&](const store::EventRecord& event, std::string_view bytes) {
        if (stop.stop_requested()) {
            report.isCancelled = true;
            return false;
        }
        if (event.kind != store::EventKind::Sip)
            return true;
        if (const auto match = pattern->find(bytes))
            report.hits.push_back({event.id, event.row, *match});
        else if (pattern->hasReachedLimit())
            ++report.limited;
        if (++report.searched % kProgressEvery == 0 && progress)
            progress(report.searched);
        return true;
    });
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
