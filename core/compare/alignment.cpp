#include "core/compare/alignment.h"

#include <algorithm>
#include <cstdint>

namespace echelle::compare {

namespace {
enum class Step : std::uint8_t { Pair, OnlyA, OnlyB };
}

std::vector<AlignedPair> align(std::size_t n, std::size_t m,
                               const std::function<int(std::size_t, std::size_t)>& score) {
    // best[j]: the greatest sum of what comes from (i, j) on; rows are made from the end, and only two are kept.
    std::vector<std::int64_t> best(m + 1, 0);
    std::vector<std::int64_t> below(m + 1, 0);
    std::vector<Step> steps(n * m);
    for (std::size_t i = n; i-- > 0;) {
        std::swap(best, below);
        best[m] = 0;
        for (std::size_t j = m; j-- > 0;) {
            const int alike = score(i, j);
            const std::int64_t paired = alike > 0 ? below[j + 1] + alike : -1;
            const std::int64_t skipped = std::max(below[j], best[j + 1]);
            best[j] = std::max(paired, skipped);
            steps[i * m + j] = paired >= skipped ? Step::Pair : below[j] >= best[j + 1] ? Step::OnlyA : Step::OnlyB;
        }
    }
    std::vector<AlignedPair> pairs;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < n || j < m) {
        const Step step = j == m ? Step::OnlyA : i == n ? Step::OnlyB : steps[i * m + j];
        pairs.push_back({step == Step::OnlyB ? kNone : i, step == Step::OnlyA ? kNone : j});
        i += step != Step::OnlyB ? 1 : 0;
        j += step != Step::OnlyA ? 1 : 0;
    }
    return pairs;
}

} // namespace echelle::compare
