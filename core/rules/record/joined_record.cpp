#include "core/rules/record/joined_record.h"

#include "core/rules/order.h"

#include <algorithm>
#include <numeric>

namespace echelle::rules {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool isOpenCause(const Finding& f) {
    return f.role == FindingRole::Cause && !f.explainedBy.isValid() && f.severity >= Severity::Info;
}

// The same failure: one Microsoft code, or where the trace shows none, one status.
bool isSame(const Finding& trace, const Finding& report) {
    if (trace.microsoftCode != 0 && report.microsoftCode != 0)
        return trace.microsoftCode == report.microsoftCode;
    return trace.rule == "sip.final-failure" && trace.sipCode != 0 && trace.sipCode == report.sipCode;
}

bool isDerived(const Finding& f) {
    return std::find(f.derived.begin(), f.derived.end(), "microsoft") != f.derived.end();
}

void merge(Finding& trace, const Finding& report) {
    if (trace.evidence == EvidenceTag::Inferred)
        trace.evidence = EvidenceTag::Correlated;
    if (trace.microsoftCode == 0 || isDerived(trace)) {
        trace.microsoftCode = report.microsoftCode != 0 ? report.microsoftCode : trace.microsoftCode;
        trace.derived.erase(std::remove(trace.derived.begin(), trace.derived.end(), "microsoft"), trace.derived.end());
    }
    if (trace.sipCode == 0)
        trace.sipCode = report.sipCode;
    if (trace.side == Side::Unknown)
        trace.side = report.side;
    trace.also.push_back(report.rule);
    trace.proof.insert(trace.proof.end(), report.proof.begin(), report.proof.end());
    // The report's own entry says more than one found by a status.
    std::vector<std::string> keys;
    if (trace.rule == "sip.final-failure")
        std::copy_if(report.catalogKeys.begin(), report.catalogKeys.end(), std::back_inserter(keys),
                     [](const std::string& key) { return key.starts_with("microsoft."); });
    for (const std::string& key : trace.catalogKeys)
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    if (trace.catalogKeys.empty() && !keys.empty())
        keys.push_back("rule." + trace.rule);
    trace.catalogKeys = std::move(keys);
    for (const Argument& a : report.arguments)
        if (std::none_of(trace.arguments.begin(), trace.arguments.end(),
                         [&a](const Argument& known) { return known.name == a.name; }))
            trace.arguments.push_back(a);
}

} // namespace

std::vector<Finding> joinRecordFindings(std::vector<Finding> trace, std::vector<Finding> report) {
    std::vector<Finding> all = std::move(trace);
    const std::size_t ofTrace = all.size();
    std::vector<std::size_t> explainedBy;
    for (const Finding& f : all)
        explainedBy.push_back(f.explainedBy.isValid() ? static_cast<std::size_t>(f.explainedBy.value) - 1 : kNone);
    for (Finding& f : report) {
        const auto same = std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(ofTrace),
                                       [&f](const Finding& t) { return f.rule == "record.failed" && isSame(t, f); });
        if (same != all.begin() + static_cast<std::ptrdiff_t>(ofTrace)) {
            merge(*same, f);
            continue;
        }
        const auto cause =
            std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(ofTrace),
                         [](const Finding& t) { return isOpenCause(t) && t.severity == Severity::Error; });
        const bool isEffect = f.rule == "record.failed" && cause != all.begin() + static_cast<std::ptrdiff_t>(ofTrace);
        explainedBy.push_back(isEffect ? static_cast<std::size_t>(cause - all.begin()) : kNone);
        if (isEffect)
            f.role = FindingRole::Effect;
        f.explainedBy = {};
        all.push_back(std::move(f));
    }
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&all](std::size_t a, std::size_t b) { return comesBefore(all[a], all[b]); });
    std::vector<std::size_t> place(all.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = i;
    std::vector<Finding> joined;
    for (const std::size_t i : order) {
        Finding& f = all[i];
        f.explainedBy = explainedBy[i] == kNone || explainedBy[i] >= place.size()
                            ? FindingId{}
                            : FindingId{static_cast<std::int64_t>(place[explainedBy[i]]) + 1};
        joined.push_back(std::move(f));
    }
    return joined;
}

} // namespace echelle::rules
