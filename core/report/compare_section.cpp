#include "core/report/compare_section.h"

#include "core/report/captured_text.h"
#include "core/report/hidden_secrets.h"
#include "core/scene/compare_text.h"

namespace echelle::report {

namespace {

using compare::Comparison;
using compare::Divergence;

Text plain(const QString& text, Run::Style style = Run::Style::Normal) {
    return {{text, style, {}}};
}

QString callLine(dialog::RowFacts row, const CaseMaterial& material) {
    const Wording& wording = material.wording;
    hideSecretsOf(row, material);
    QStringList parts{wording.label("compare.call", {{"n", std::to_string(row.id.value)}}),
                      callerOf(row) + QStringLiteral(" → ") + calleeOf(row), wording.moment(row.start),
                      wording.state(row.state)};
    if (const QString final = finalOf(row); !final.isEmpty())
        parts.append(final);
    return parts.join(QStringLiteral(" · "));
}

Table coursesOf(const Comparison& comparison, const scene::CompareText& text, const Wording& wording) {
    Table table;
    table.columns = {
        {wording.label("report.column.number"), 0.4, true}, {wording.label("compare.column.time-a"), 0.7, true},
        {wording.label("compare.column.a"), 2, false},      {wording.label("compare.column.time-b"), 0.7, true},
        {wording.label("compare.column.b"), 2, false},      {wording.label("compare.column.difference"), 1.4, false}};
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        const compare::Row& row = comparison.rows[i];
        const auto time = [&text](const auto& m) { return m ? QString::fromStdString(text.since(*m)) : QString(); };
        const auto message = [](const auto& m) {
            return m ? capturedLine(scene::CompareText::message(*m)) : QStringLiteral("–");
        };
        QStringList kinds;
        ladder::Mark mark = ladder::Mark::None;
        for (std::size_t k = 0; k < comparison.divergences.size(); ++k) {
            const Divergence& d = comparison.divergences[k];
            if (d.row != i)
                continue;
            const QString kind = QString::fromStdString(text.kind(d));
            if (!kinds.contains(kind))
                kinds.append(kind);
            if (k == comparison.first)
                mark = ladder::Mark::Cross;
            else if (mark == ladder::Mark::None && !d.isIncidental)
                mark = ladder::Mark::Exclamation;
        }
        table.rows.push_back({{QString::number(i + 1), {}, ladder::Mark::None},
                              {time(row.a), {}, ladder::Mark::None},
                              {message(row.a), {}, ladder::Mark::None},
                              {time(row.b), {}, ladder::Mark::None},
                              {message(row.b), {}, ladder::Mark::None},
                              {kinds.join(QStringLiteral(", ")), {}, mark}});
    }
    return table;
}

Table divergencesOf(const Comparison& comparison, const scene::CompareText& text, const Wording& wording) {
    Table table;
    table.isWrapped = true;
    table.columns = {{wording.label("report.column.number"), 0.5, true},
                     {wording.label("compare.column.difference"), 2.4, false},
                     {wording.label("compare.column.a"), 2, false},
                     {wording.label("compare.column.b"), 2, false}};
    for (std::size_t i = 0; i < comparison.divergences.size(); ++i) {
        const Divergence& d = comparison.divergences[i];
        const ladder::Mark mark = i == comparison.first ? ladder::Mark::Cross
                                  : d.isIncidental      ? ladder::Mark::None
                                                        : ladder::Mark::Exclamation;
        table.rows.push_back({{QString::number(d.row + 1), {}, ladder::Mark::None},
                              {capturedLine(text.title(d)), {}, mark},
                              {capturedLine(text.valueInA(d)), {}, ladder::Mark::None},
                              {capturedLine(text.valueInB(d)), {}, ladder::Mark::None}});
    }
    return table;
}

Facts factsOf(const Comparison& comparison, const store::RowRecord& a, const store::RowRecord& b,
              const scene::CompareText& text, const CaseMaterial& material) {
    const Wording& wording = material.wording;
    Facts facts;
    facts.facts.push_back({wording.label("compare.column.a"), plain(callLine(a.facts, material), Run::Style::Strong)});
    facts.facts.push_back({wording.label("compare.column.b"), plain(callLine(b.facts, material), Run::Style::Strong)});
    QStringList parties;
    for (const compare::Party& party : comparison.parties)
        if (party.isLeftOut)
            parties.append(QString::fromStdString(text.role(party)) + QStringLiteral(" ") + capturedLine(party.a) +
                           QStringLiteral(" ↔ ") + capturedLine(party.b));
    if (!parties.isEmpty())
        facts.facts.push_back({wording.label("compare.parties"), plain(parties.join(QStringLiteral(" · ")))});
    return facts;
}

} // namespace

void appendComparison(const CaseMaterial& material, std::vector<Block>& blocks) {
    if (!material.request.compared)
        return;
    const Wording& wording = material.wording;
    const auto [idA, idB] = *material.request.compared;
    store::CaseReader& reader = *material.reader;
    sip::SecretPlaceholder hidden;
    if (!material.request.areSecretsShown)
        hidden = [&wording](std::size_t count) {
            return wording.label("secret.hidden", {{"count", std::to_string(count)}}).toStdString();
        };
    const auto rowA = reader.row(idA);
    const auto rowB = reader.row(idB);
    const auto sideA = compare::readSide(reader, idA, hidden);
    const auto sideB = compare::readSide(reader, idB, hidden);
    if (!rowA || !rowB || !sideA || !sideB)
        return;
    const Comparison comparison = compare::compareCalls(*sideA, *sideB);
    const scene::CompareText text(comparison, *wording.words(), wording.times());
    blocks.emplace_back(Heading{1, wording.label("report.heading.comparison"), QStringLiteral("comparison"), true});
    Verdict verdict;
    verdict.mark = comparison.first == compare::kNone ? ladder::Mark::Check : ladder::Mark::Cross;
    verdict.headline = capturedLine(text.headline());
    if (const std::string outcome = text.outcome(); !outcome.empty())
        verdict.lines.push_back(plain(capturedLine(outcome)));
    blocks.emplace_back(std::move(verdict));
    blocks.emplace_back(factsOf(comparison, *rowA, *rowB, text, material));
    blocks.emplace_back(
        Paragraph{plain(QString::fromStdString(text.leftOut()), Run::Style::Muted), Paragraph::Style::Small, {}});
    if (comparison.isCut)
        blocks.emplace_back(Paragraph{
            plain(wording.label("compare.cut", {{"count", wording.number(compare::kMaxMessages).toStdString()}})),
            Paragraph::Style::Small,
            {}});
    blocks.emplace_back(coursesOf(comparison, text, wording));
    if (comparison.divergences.empty())
        return;
    blocks.emplace_back(Heading{2, wording.label("report.heading.divergences"), {}, false});
    blocks.emplace_back(divergencesOf(comparison, text, wording));
}

} // namespace echelle::report
