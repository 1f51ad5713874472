#include "core/report/summary_section.h"

#include "core/report/captured_text.h"
#include "core/report/finding_text.h"
#include "core/report/hidden_secrets.h"
#include "core/report/row_section.h"

#include <algorithm>

namespace echelle::report {

namespace {

using dialog::RowState;
using store::RowFilter;

constexpr std::uint64_t kRowsLookedAt = 200; // of a cause, for its numbers and peers
constexpr std::uint64_t kRowsListed = 2'000; // some forty pages
constexpr qsizetype kNamesShown = 4;
constexpr qsizetype kToTheSecond = 19; // of "2026-11-21 20:26:38.123"

bool contains(const std::vector<RowId>& rows, RowId id) {
    return std::find(rows.begin(), rows.end(), id) != rows.end();
}

std::uint64_t countOf(const store::FacetCounts& facets, std::initializer_list<RowState> states) {
    std::uint64_t n = 0;
    for (const RowState state : states)
        if (const auto found = facets.states.find(state); found != facets.states.end())
            n += found->second;
    return n;
}

void addName(QStringList& names, const QString& name) {
    if (!name.isEmpty() && !names.contains(name))
        names.append(name);
}

QString shortList(const QStringList& names) {
    const QString text = names.mid(0, kNamesShown).join(QChar(QChar::LineSeparator));
    return names.size() > kNamesShown ? text + QStringLiteral(" …") : text;
}

QString peerOf(const rules::Finding& finding) {
    for (const Argument& argument : finding.arguments)
        if (argument.name == "address")
            return capturedLine(argument.value);
    return {};
}

CauseGroup describe(const store::FailureGroup& failures, const CaseMaterial& material) {
    CauseGroup group;
    group.failures = failures;
    RowFilter filter = material.selection;
    filter.causeKey = failures.causeKey;
    std::vector<RowId> ids;
    for (store::RowRecord& row : material.reader->rows(filter, store::RowSort::Start, false, 0, kRowsLookedAt)) {
        hideSecretsOf(row.facts, material);
        ids.push_back(row.facts.id);
        addName(group.numbers, calleeOf(row.facts));
    }
    const std::vector<rules::Finding> findings =
        ids.empty() ? std::vector<rules::Finding>() : material.reader->findings(ids);
    for (const rules::Finding& finding : findings) {
        if (finding.rule == failures.rule)
            addName(group.peers, peerOf(finding));
    }
    std::vector<rules::Finding> ofExample = material.reader->findings({failures.example});
    hideSecretsOf(ofExample, material);
    if (const rules::Finding* cause = leading(ofExample)) {
        group.title = causeTitle(*cause, material.wording);
        group.side = cause->side;
    }
    return group;
}

// Spans of a clock that a reader thinks in.
Duration barWidth(Duration whole) {
    constexpr std::int64_t kMinute = 60;
    constexpr std::int64_t kHour = 60 * kMinute;
    constexpr std::int64_t kMostBars = 30;
    for (const std::int64_t seconds : {kMinute, 10 * kMinute, kHour, 24 * kHour, 7 * 24 * kHour})
        if (whole <= Duration::seconds(seconds * (seconds < kHour ? 12 : kMostBars)))
            return Duration::seconds(seconds);
    return {whole.ns / kMostBars + 1};
}

std::string_view timelineKey(Duration width) {
    constexpr std::int64_t kHour = 3600;
    const std::int64_t seconds = width.ns / 1'000'000'000;
    return seconds == 60            ? "report.heading.timeline.minute"
           : seconds == kHour / 6   ? "report.heading.timeline.ten-minutes"
           : seconds == kHour       ? "report.heading.timeline.hour"
           : seconds == 24 * kHour  ? "report.heading.timeline.day"
           : seconds == 168 * kHour ? "report.heading.timeline.week"
                                    : "report.heading.timeline";
}

QString barLabel(Timestamp start, Duration width, const Wording& wording) {
    constexpr qsizetype kHoursAndMinutes = 5;
    const QString date = QString::fromStdString(wording.times().date(start));
    return width < Duration::seconds(24 * 3600) ? date + QLatin1Char(' ') + wording.clock(start).left(kHoursAndMinutes)
                                                : date;
}

Bars::Bar barOf(const store::FacetCounts& facets) {
    Bars::Bar bar;
    bar.failed = countOf(facets, {RowState::Failed});
    bar.good = countOf(facets, {RowState::Answered, RowState::Succeeded});
    bar.other = facets.total - bar.failed - bar.good;
    return bar;
}

std::vector<Table::Cell> rowCells(const store::RowRecord& row, const CaseMaterial& material, bool isDetailed) {
    const dialog::RowFacts& f = row.facts;
    const Wording& wording = material.wording;
    const QString target = isDetailed ? rowAnchor(f.id) : QString();
    const QString final = finalOf(f);
    const QString outcome = wording.state(f.state) + (final.isEmpty() ? QString() : QStringLiteral(" · ") + final);
    return {{QString::number(f.id.value), target, ladder::Mark::None},
            {wording.moment(f.start).left(kToTheSecond), {}, ladder::Mark::None},
            {wording.kind(f.kind), {}, ladder::Mark::None},
            {callerOf(f), {}, ladder::Mark::None},
            {calleeOf(f), {}, ladder::Mark::None},
            {outcome, {}, markOf(f.state)},
            {f.start.isValid() && f.end.isValid() ? wording.span(scene::between(f.start, f.end)) : QString(),
             {},
             ladder::Mark::None}};
}

} // namespace

std::vector<CauseGroup> causeGroups(const CaseMaterial& material) {
    std::vector<CauseGroup> groups;
    for (const store::FailureGroup& failures : material.reader->failureGroups(material.selection))
        groups.push_back(describe(failures, material));
    return groups;
}

Verdict overallVerdict(const CaseMaterial& material, const std::vector<CauseGroup>& groups) {
    const Wording& wording = material.wording;
    const store::FacetCounts facets = material.reader->facets(material.selection);
    const std::uint64_t failed = countOf(facets, {RowState::Failed});
    Verdict verdict;
    if (facets.total == 0) {
        verdict.mark = ladder::Mark::Information;
        verdict.headline = wording.label("report.verdict.nothing");
        return verdict;
    }
    verdict.mark = failed > 0 ? ladder::Mark::Cross : groups.empty() ? ladder::Mark::Check : ladder::Mark::Exclamation;
    const std::string total = wording.number(facets.total).toStdString();
    if (failed == 0 && groups.empty()) {
        verdict.headline = wording.label("headline.no-fault");
        verdict.lines.push_back({{wording.label("report.verdict.no-fault-limit"), Run::Style::Normal, {}}});
        return verdict;
    }
    verdict.headline = wording.counted("report.verdict.failed", failed, {{"total", total}});
    if (!groups.empty()) {
        const CauseGroup& first = groups.front();
        verdict.lines.push_back(
            {{wording.label("report.verdict.most-frequent"), Run::Style::Muted, {}},
             {QStringLiteral("  ") + first.title, Run::Style::Strong, {}},
             {QStringLiteral(" (×%1)").arg(wording.number(first.failures.rows)), Run::Style::Normal, {}}});
        verdict.lines.push_back(
            {{wording.label("report.side-to-act"), Run::Style::Muted, {}},
             {QStringLiteral("  ") + wording.label("side." + std::string(rules::toString(first.side))),
              Run::Style::Strong,
              {}}});
    }
    return verdict;
}

Facts overallFacts(const CaseMaterial& material) {
    const Wording& wording = material.wording;
    store::CaseReader& reader = *material.reader;
    const store::FacetCounts facets = reader.facets(material.selection);
    Facts facts;
    QStringList kinds;
    for (const auto& [kind, n] : facets.kinds)
        kinds.append(wording.number(n) + QLatin1Char(' ') +
                     wording.label("kind." + std::string(dialog::toString(kind)) + (n == 1 ? "" : ".plural")));
    if (facets.folded > 0 && !material.selection.isFoldedShown)
        kinds.append(wording.counted("report.folded", facets.folded));
    facts.facts.push_back(
        {wording.label("report.fact.rows"), {{kinds.join(QStringLiteral(" · ")), Run::Style::Normal, {}}}});
    QStringList states;
    for (const auto& [state, n] : facets.states)
        states.append(wording.state(state) + QChar(QChar::Nbsp) + wording.number(n));
    facts.facts.push_back(
        {wording.label("report.fact.outcomes"), {{states.join(QStringLiteral(" · ")), Run::Style::Normal, {}}}});
    const auto first = reader.rows(material.selection, store::RowSort::Start, false, 0, 1);
    const auto last = reader.rows(material.selection, store::RowSort::Start, true, 0, 1);
    if (!first.empty() && !last.empty() && last.front().facts.start.isValid())
        facts.facts.push_back({wording.label("report.fact.period"),
                               {{wording.moment(first.front().facts.start) + QStringLiteral(" – ") +
                                     wording.moment(last.front().facts.start) + QLatin1Char(' ') + wording.zone(),
                                 Run::Style::Normal,
                                 {}}}});
    return facts;
}

void appendTimeline(const CaseMaterial& material, std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    const auto last = material.reader->rows(material.selection, store::RowSort::Start, true, 0, 1);
    RowFilter filter = material.selection;
    if (last.empty() || !last.front().facts.start.isValid())
        return;
    const std::vector<store::TimelineBucket> whole = material.reader->timeline(filter, 1);
    if (whole.empty())
        return;
    const Timestamp first = whole.front().start;
    const Duration width = barWidth(scene::between(first, last.front().facts.start));
    // Bars begin at a full hour of the reader's clock.
    const Duration shift{wording.times().day(first) * 86'400 * 1'000'000'000};
    const std::int64_t intoDay = first.ns - shift.ns;
    Timestamp start{first.ns - (intoDay % width.ns + width.ns) % width.ns};
    Bars bars;
    bars.failedWord = wording.state(RowState::Failed);
    bars.otherWord = wording.label("report.bars.other");
    bars.goodWord = wording.label("report.bars.good");
    for (; start <= last.front().facts.start; start = start + width) {
        filter.from = start;
        filter.to = start + width;
        Bars::Bar bar = barOf(material.reader->facets(filter));
        bar.label = barLabel(start, width, wording);
        bars.bars.push_back(std::move(bar));
    }
    blocks.emplace_back(Heading{2, wording.label(timelineKey(width)), {}, false});
    blocks.emplace_back(std::move(bars));
}

void appendCauses(const CaseMaterial& material, const std::vector<CauseGroup>& groups,
                  const std::vector<RowId>& detailed, std::vector<Block>& blocks) {
    if (groups.empty())
        return;
    const Wording& wording = material.wording;
    blocks.emplace_back(Heading{2, wording.label("report.heading.causes"), {}, false});
    Table table;
    table.isWrapped = true;
    table.columns = {
        {wording.label("report.column.cause"), 2.7, false},   {wording.label("report.column.count"), 0.9, true},
        {wording.label("report.column.first"), 1.25, false},  {wording.label("report.column.last"), 1.25, false},
        {wording.label("report.column.numbers"), 1.7, false}, {wording.label("report.column.peer"), 2.2, false},
        {wording.label("report.column.side"), 1.55, false},   {wording.label("report.column.example"), 1.1, true}};
    for (const CauseGroup& group : groups) {
        const store::FailureGroup& f = group.failures;
        const bool isDetailed = contains(detailed, f.example);
        table.rows.push_back(
            {{group.title, {}, markOf(f.severity)},
             {wording.number(f.rows), {}, ladder::Mark::None},
             {f.first.isValid() ? wording.moment(f.first).left(kToTheSecond) : QString(), {}, ladder::Mark::None},
             {f.last.isValid() ? wording.moment(f.last).left(kToTheSecond) : QString(), {}, ladder::Mark::None},
             {shortList(group.numbers), {}, ladder::Mark::None},
             {shortList(group.peers), {}, ladder::Mark::None},
             {wording.label("side." + std::string(rules::toString(group.side))), {}, ladder::Mark::None},
             {QString::number(f.example.value), isDetailed ? rowAnchor(f.example) : QString(), ladder::Mark::None}});
    }
    blocks.emplace_back(std::move(table));
}

void appendRowTable(const CaseMaterial& material, const std::vector<RowId>& detailed, std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    RowFilter filter = material.selection;
    const std::uint64_t all = material.reader->countRows(filter);
    if (all == 0)
        return;
    if (all > kRowsListed)
        filter.states = {RowState::Failed, RowState::Busy, RowState::Declined, RowState::Unanswered};
    blocks.emplace_back(Heading{1, wording.label("report.heading.rows"), QStringLiteral("rows"), false});
    Table table;
    table.columns = {
        {wording.label("report.column.number"), 0.6, true},  {wording.label("report.column.start"), 2.2, false},
        {wording.label("report.column.kind"), 1.45, false},  {wording.label("report.column.from"), 2.0, false},
        {wording.label("report.column.to"), 2.0, false},     {wording.label("report.column.outcome"), 2.8, false},
        {wording.label("report.column.duration"), 1.5, true}};
    for (store::RowRecord& row : material.reader->rows(filter, store::RowSort::Start, false, 0, kRowsListed)) {
        hideSecretsOf(row.facts, material);
        table.rows.push_back(rowCells(row, material, contains(detailed, row.facts.id)));
    }
    const std::uint64_t leftOut = all - table.rows.size();
    blocks.emplace_back(std::move(table));
    if (leftOut > 0)
        blocks.emplace_back(Paragraph{
            {{wording.counted("report.rows-left-out", leftOut), Run::Style::Muted, {}}}, Paragraph::Style::Small, {}});
}

} // namespace echelle::report
