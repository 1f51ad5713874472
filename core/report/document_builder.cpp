#include "core/report/document_builder.h"

#include "core/report/captured_text.h"
#include "core/report/compare_section.h"
#include "core/report/finding_text.h"
#include "core/report/row_section.h"
#include "core/report/summary_section.h"
#include "core/report/visibility.h"

#include <algorithm>

namespace echelle::report {

namespace {

constexpr std::size_t kSmallLadderRows = 9;
constexpr double kSmallLadderHeight = 250; // points

Text plain(const QString& text, Run::Style style = Run::Style::Normal) {
    return {{text, style, {}}};
}

QString contentOf(const store::SourceRecord& source, const Wording& wording) {
    QStringList parts{capturedLine(source.format), wording.counted("report.bytes", source.bytes)};
    if (source.packets > 0)
        parts.append(wording.counted("report.packets", source.packets));
    parts.append(wording.counted("report.messages", source.messages));
    if (source.records > 0)
        parts.append(wording.counted("report.records", source.records));
    return parts.join(QStringLiteral(" · "));
}

QString clockOf(const store::SourceRecord& source, const Wording& wording) {
    QStringList parts{wording.label("clock." + source.clock)};
    if (source.clock != "none")
        parts.append(capturedLine(source.zone) + QStringLiteral(" (") +
                     wording.label("zone-basis." + source.zoneBasis) + QLatin1Char(')'));
    if (source.clockOffset.ns != 0)
        parts.append(wording.label("report.clock-offset", {{"span", wording.times().offset(source.clockOffset)}}));
    if (source.first.isValid() && source.last.isValid())
        parts.append(wording.moment(source.first) + QStringLiteral(" – ") + wording.moment(source.last) +
                     QLatin1Char(' ') + wording.zone());
    return parts.join(QStringLiteral(" · "));
}

void appendSources(const CaseMaterial& material, std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    blocks.emplace_back(Heading{2, wording.label("report.heading.sources"), {}, false});
    for (const store::SourceRecord& source : material.sources) {
        Facts facts;
        facts.facts.push_back({wording.label("report.fact.file"),
                               {{sourceName(source), Run::Style::Strong, {}},
                                {QStringLiteral(" · ") + contentOf(source, wording), Run::Style::Normal, {}}}});
        facts.facts.push_back(
            {QStringLiteral("SHA-256"), plain(QString::fromStdString(source.sha256), Run::Style::Mono)});
        facts.facts.push_back({wording.label("report.fact.clock"), plain(clockOf(source, wording))});
        blocks.emplace_back(std::move(facts));
    }
}

// What was encrypted on the wire stands here in clear: whoever passes the report on should know.
void appendDecrypted(const CaseMaterial& material, std::vector<Block>& blocks) {
    if (material.reader->totals().isDecrypted)
        blocks.emplace_back(Paragraph{plain(material.wording.label("report.decrypted")), Paragraph::Style::Small, {}});
}

void appendLimits(const QStringList& limits, const Wording& wording, std::vector<Block>& blocks) {
    blocks.emplace_back(Heading{2, wording.label("report.heading.limits"), {}, false});
    if (limits.isEmpty())
        blocks.emplace_back(Paragraph{plain(wording.label("report.limit.none")), Paragraph::Style::Small, {}});
    for (const QString& limit : limits)
        blocks.emplace_back(Paragraph{plain(limit), Paragraph::Style::Item, QStringLiteral("–")});
}

QString titleOfRow(const dialog::RowFacts& row, const Wording& wording) {
    QString title = wording.label("report.row-title", {{"kind", wording.kind(row.kind).toStdString()},
                                                       {"n", std::to_string(row.id.value)},
                                                       {"from", callerOf(row).toStdString()},
                                                       {"to", calleeOf(row).toStdString()}});
    title.replace(0, 1, title.left(1).toUpper());
    return title;
}

void appendOne(const RowMaterial& row, const CaseMaterial& material, std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    blocks.emplace_back(verdictOf(row.row.facts, row.findings, wording));
    blocks.emplace_back(happenedIn(row, wording));
    if (row.ladder->rowCount() > 0) {
        Ladder small = smallLadder(row, wording, kSmallLadderRows);
        small.largestHeight = kSmallLadderHeight;
        blocks.emplace_back(std::move(small));
    }
    appendSources(material, blocks);
    appendDecrypted(material, blocks);
    appendLimits(limitsOf(material.sources, &row.row, row.legs, wording), wording, blocks);
    blocks.emplace_back(PageBreak{});
    appendDetails(row, material, 1, blocks);
}

// One example of every cause first, then what else went wrong, then the rest, each in the order of time.
std::vector<RowId> chooseDetails(const CaseMaterial& material, const std::vector<CauseGroup>& groups) {
    const auto most = static_cast<std::size_t>(std::max(0, material.request.maxDetails));
    std::vector<RowId> chosen;
    const auto choose = [&](RowId id) {
        if (chosen.size() < most && std::find(chosen.begin(), chosen.end(), id) == chosen.end())
            chosen.push_back(id);
    };
    for (const CauseGroup& group : groups)
        choose(group.failures.example);
    for (const bool onlyFailed : {true, false}) {
        store::RowFilter filter = material.selection;
        if (onlyFailed)
            filter.states = {dialog::RowState::Failed};
        for (const store::RowRecord& row :
             material.reader->rows(filter, store::RowSort::Start, false, 0, chosen.size() < most ? 2 * most : 0))
            choose(row.facts.id);
    }
    return chosen;
}

void appendRow(RowId id, const CauseGroup* exampleOf, const CaseMaterial& material, std::vector<Block>& blocks) {
    const auto row = readRow(material, id);
    if (!row)
        return;
    const Wording& wording = material.wording;
    blocks.emplace_back(Heading{1, titleOfRow(row->row.facts, wording), rowAnchor(id), true});
    if (exampleOf != nullptr)
        blocks.emplace_back(Paragraph{plain(wording.counted("report.example-of", exampleOf->failures.rows,
                                                            {{"cause", exampleOf->title.toStdString()}}),
                                            Run::Style::Muted),
                                      Paragraph::Style::Body,
                                      {}});
    blocks.emplace_back(verdictOf(row->row.facts, row->findings, wording));
    blocks.emplace_back(happenedIn(*row, wording));
    appendDetails(*row, material, 2, blocks);
}

std::uint64_t appendMany(const CaseMaterial& material, const std::stop_token& stop, std::vector<Block>& blocks) {
    const std::vector<CauseGroup> groups = causeGroups(material);
    const std::vector<RowId> details = chooseDetails(material, groups);
    blocks.emplace_back(overallVerdict(material, groups));
    blocks.emplace_back(overallFacts(material));
    appendTimeline(material, blocks);
    appendCauses(material, groups, details, blocks);
    appendSources(material, blocks);
    appendDecrypted(material, blocks);
    appendLimits(limitsOf(material.sources, nullptr, {}, material.wording), material.wording, blocks);
    appendRowTable(material, details, blocks);
    appendComparison(material, blocks);
    for (const RowId id : details) {
        if (stop.stop_requested())
            break;
        const auto group =
            std::find_if(groups.begin(), groups.end(), [id](const CauseGroup& g) { return g.failures.example == id; });
        appendRow(id, group == groups.end() ? nullptr : &*group, material, blocks);
    }
    return details.size();
}

QString caseNameOf(const CaseMaterial& material) {
    if (!material.request.caseName.isEmpty())
        return capturedLine(material.request.caseName.toStdString());
    if (material.sources.empty())
        return {};
    const QString first = sourceName(material.sources.front());
    return material.sources.size() == 1 ? first : first + QStringLiteral(" +%1").arg(material.sources.size() - 1);
}

} // namespace

BuiltDocument buildDocument(const CaseMaterial& material, const std::stop_token& stop) {
    const Wording& wording = material.wording;
    BuiltDocument built;
    Document& document = built.document;
    document.locale = wording.locale();
    document.author = material.request.author.isEmpty() ? QStringLiteral("Echelle " ECHELLE_VERSION)
                                                        : capturedLine(material.request.author.toStdString());
    document.footer = caseNameOf(material) + QStringLiteral(" · ") +
                      wording.label("report.times-in", {{"zone", wording.zone().toStdString()}});
    document.pageOf = wording.label("report.page-of");
    const std::vector<RowId> rows = material.reader->rowIds(material.selection, store::RowSort::Start, false);
    built.rows = rows.size();
    const auto only = rows.size() == 1 ? readRow(material, rows.front()) : std::nullopt;
    document.title = !material.request.title.isEmpty() ? capturedLine(material.request.title.toStdString())
                     : only ? wording.label("report.title." + std::string(dialog::toString(only->row.facts.kind)))
                            : wording.label("report.title.many");
    document.blocks.emplace_back(Heading{0, document.title, QStringLiteral("top"), false});
    if (only) {
        appendOne(*only, material, document.blocks);
        appendComparison(material, document.blocks);
        built.details = 1;
    } else {
        built.details = appendMany(material, stop, document.blocks);
    }
    return built;
}

} // namespace echelle::report
