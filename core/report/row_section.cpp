#include "core/report/row_section.h"

#include "core/report/captured_text.h"
#include "core/report/finding_text.h"
#include "core/report/ladder_excerpt.h"
#include "core/report/verbatim.h"
#include "core/scene/join_text.h"
#include "core/scene/time_text.h"

#include <algorithm>

namespace echelle::report {

namespace {

Text plain(QString text) {
    return {{std::move(text), Run::Style::Normal, {}}};
}

void addFact(Facts& facts, const Wording& wording, std::string_view key, const QString& value) {
    if (!value.isEmpty())
        facts.facts.push_back({wording.label(key), plain(value)});
}

QString outcomeOf(const dialog::RowFacts& row, const Wording& wording) {
    QStringList parts{wording.state(row.state)};
    if (const QString final = finalOf(row); !final.isEmpty())
        parts.append(final);
    const std::string ended(dialog::toString(row.endedBy));
    if (!ended.empty() && ended != "unknown")
        parts.append(wording.label("report.ended-by", {{"who", wording.label("ended-by." + ended).toStdString()}}));
    return parts.join(QStringLiteral(" · "));
}

QString spansOf(const dialog::RowFacts& row, const Wording& wording) {
    QStringList parts;
    const auto add = [&](const char* key, Duration d) {
        parts.append(wording.label(key, {{"span", wording.span(d).toStdString()}}));
    };
    if (row.start.isValid() && row.end.isValid())
        add("report.span.total", scene::between(row.start, row.end));
    if (row.setup)
        add("report.span.setup", *row.setup);
    if (row.talk)
        add("report.span.talk", *row.talk);
    return parts.join(QStringLiteral(" · "));
}

QString seenOf(const dialog::RowFacts& row, const Wording& wording) {
    QStringList parts{wording.counted("report.messages", row.messages)};
    if (row.retransmissions > 0)
        parts.append(wording.counted("report.retransmissions", row.retransmissions));
    if (row.legs > 0)
        parts.append(wording.counted("report.legs", row.legs));
    return parts.join(QStringLiteral(" · "));
}

QString connectionOf(const store::RowRecord& row, const Wording& wording) {
    QStringList parts;
    if (!row.protocol.empty())
        parts.append(capturedLine(row.protocol));
    if (!row.serverName.empty())
        parts.append(capturedLine(row.serverName));
    parts.append(wording.counted("report.packets", row.packets));
    parts.append(
        wording.label("report.connection.bytes", {{"up", wording.number(row.bytesFromClient).toStdString()},
                                                  {"down", wording.number(row.bytesFromServer).toStdString()}}));
    return parts.join(QStringLiteral(" · "));
}

void appendProof(const rules::Finding& finding, const RowMaterial& row, const CaseMaterial& material,
                 std::vector<Block>& blocks) {
    if (finding.proof.empty())
        return;
    Text text{{material.wording.label("report.proof"), Run::Style::Muted, {}}};
    for (const EventId event : finding.proof) {
        const auto record = material.reader->event(event);
        text.push_back({text.size() == 1 ? QStringLiteral("  ") : QStringLiteral(", "), Run::Style::Normal, {}});
        text.push_back({row.messageName(event, material.wording), Run::Style::Strong, row.target(event)});
        if (record)
            text.push_back({QStringLiteral(" (") + material.wording.place(record->place) + QLatin1Char(')'),
                            Run::Style::Muted,
                            {}});
    }
    blocks.emplace_back(Paragraph{std::move(text), Paragraph::Style::Body, {}});
}

void appendFinding(const rules::Finding& finding, int number, const RowMaterial& row, const CaseMaterial& material,
                   std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    const FindingText text = textOf(finding, wording);
    blocks.emplace_back(FindingTitle{markOf(finding.severity), QString::number(number), text.title, text.tags,
                                     QStringLiteral("finding-%1").arg(finding.id.value)});
    if (finding.explainedBy.isValid())
        for (std::size_t i = 0; i < row.findings.size(); ++i)
            if (row.findings[i].id == finding.explainedBy)
                blocks.emplace_back(
                    Paragraph{{{wording.label("report.explained-by", {{"n", std::to_string(i + 1)}}), Run::Style::Muted,
                                QStringLiteral("finding-%1").arg(finding.explainedBy.value)}},
                              Paragraph::Style::Body,
                              {}});
    for (const Text& paragraph : text.paragraphs)
        blocks.emplace_back(Paragraph{paragraph, Paragraph::Style::Body, {}});
    if (!text.actions.isEmpty())
        blocks.emplace_back(
            Paragraph{{{wording.label("report.actions"), Run::Style::Strong, {}}}, Paragraph::Style::Body, {}});
    for (qsizetype i = 0; i < text.actions.size(); ++i)
        blocks.emplace_back(
            Paragraph{plain(text.actions[i]), Paragraph::Style::Item, QStringLiteral("%1.").arg(i + 1)});
    appendProof(finding, row, material, blocks);
    if (!text.source.isEmpty())
        blocks.emplace_back(
            Paragraph{{{wording.label("report.explanation-source", {{"source", text.source.toStdString()}}),
                        Run::Style::Muted,
                        {}}},
                      Paragraph::Style::Small,
                      {}});
}

void appendData(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    const dialog::RowFacts& facts = row.row.facts;
    blocks.emplace_back(Heading{level, wording.label("report.heading.data"), {}, false});
    Facts data;
    addFact(data, wording, "report.fact.from", capturedLine(facts.from));
    addFact(data, wording, "report.fact.to", capturedLine(facts.to));
    for (const std::string& callId : facts.callIds)
        data.facts.push_back({QStringLiteral("Call-ID"), {{capturedLine(callId, 4200), Run::Style::Mono, {}}}});
    for (const dialog::LegFacts& leg : row.legs) {
        QString hop = QString::fromStdString(leg.hopA.toString()) + QStringLiteral(" – ") +
                      QString::fromStdString(leg.hopB.toString());
        const std::string reason = scene::joinReason(
            leg.strategy, [&wording](const std::string& key) { return wording.label(key).toStdString(); });
        if (leg.joinedTo.isValid())
            hop += QStringLiteral(" · ") +
                   wording.label(leg.evidence.empty() ? "report.leg.joined-by" : "report.leg.joined",
                                 {{"strategy", reason}, {"evidence", leg.evidence}});
        data.facts.push_back({wording.label("report.fact.leg", {{"n", std::to_string(leg.id.value)}}), plain(hop)});
    }
    blocks.emplace_back(std::move(data));
}

void appendStreams(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks) {
    const std::vector<store::StreamRecord> streams = material.reader->streams({row.row.facts.id});
    if (streams.empty())
        return;
    const Wording& wording = material.wording;
    blocks.emplace_back(Heading{level, wording.label("report.heading.streams"), {}, false});
    Table table;
    table.columns = {
        {wording.label("report.column.from"), 3, false},  {wording.label("report.column.to"), 3, false},
        {wording.label("report.column.codec"), 2, false}, {wording.label("report.column.packets"), 1, true},
        {wording.label("report.column.loss"), 1, true},   {wording.label("report.column.jitter"), 1, true},
        {wording.label("report.column.mos"), 0.7, true},  {wording.label("report.column.duration"), 1.2, true}};
    for (const store::StreamRecord& s : streams) {
        std::vector<Table::Cell>& cells = table.rows.emplace_back();
        for (const QString& text :
             {QString::fromStdString(s.facts.source.toString()), QString::fromStdString(s.facts.destination.toString()),
              capturedLine(s.codecName()), wording.number(s.facts.packets), wording.number(s.lossPercent, 1),
              s.hasJitter ? wording.number(s.jitterMean, 1) : QString(), s.mos ? wording.number(*s.mos, 1) : QString(),
              s.facts.start.isValid() ? wording.span(scene::between(s.facts.start, s.facts.end)) : QString()})
            cells.push_back({text, {}, ladder::Mark::None});
    }
    blocks.emplace_back(std::move(table));
    blocks.emplace_back(
        Paragraph{{{wording.label("report.streams.about"), Run::Style::Muted, {}}}, Paragraph::Style::Small, {}});
}

void appendNotes(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks) {
    if (row.notes.empty())
        return;
    const Wording& wording = material.wording;
    blocks.emplace_back(Heading{level, wording.label("report.heading.notes"), {}, false});
    for (const store::NoteRecord& note : row.notes)
        blocks.emplace_back(
            Note{note.event.isValid() ? row.messageName(note.event, wording) : wording.kind(row.row.facts.kind),
                 capturedLine(note.text, 64 * 1024), note.event.isValid() ? row.target(note.event) : QString()});
}

} // namespace

Facts happenedIn(const RowMaterial& row, const Wording& wording) {
    const dialog::RowFacts& facts = row.row.facts;
    Facts happened;
    QString who = callerOf(facts);
    if (facts.kind != dialog::RowKind::Registration)
        who += QStringLiteral(" → ") + calleeOf(facts);
    happened.facts.push_back({wording.label("report.fact.who"), {{who, Run::Style::Strong, {}}}});
    QString when = wording.moment(facts.start);
    if (facts.start.isValid())
        when += QLatin1Char(' ') + wording.zone();
    addFact(happened, wording, "report.fact.start", when);
    if (facts.kind == dialog::RowKind::Connection)
        addFact(happened, wording, "report.fact.connection", connectionOf(row.row, wording));
    else
        addFact(happened, wording, "report.fact.outcome", outcomeOf(facts, wording));
    addFact(happened, wording, "report.fact.duration", spansOf(facts, wording));
    if (facts.kind != dialog::RowKind::Connection)
        addFact(happened, wording, "report.fact.seen", seenOf(facts, wording));
    return happened;
}

Ladder smallLadder(const RowMaterial& row, const Wording& wording, std::size_t mostRows) {
    std::vector<std::size_t> failing;
    for (std::size_t i = 0; i < row.ladder->rowCount(); ++i)
        if (row.ladder->isFailing(i))
            failing.push_back(i);
    Ladder small;
    small.rows = std::make_shared<LadderExcerpt>(row.ladder, failing, mostRows, [&wording](std::size_t n) {
        return wording.counted("report.left-out", n).toStdString();
    });
    small.target = [row](EventId event) { return row.target(event); };
    return small;
}

void appendDetails(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks) {
    const Wording& wording = material.wording;
    if (!row.findings.empty())
        blocks.emplace_back(Heading{level, wording.label("report.heading.findings"), {}, false});
    int number = 0;
    for (const rules::Finding& finding : row.findings)
        appendFinding(finding, ++number, row, material, blocks);
    appendData(row, material, level, blocks);
    if (row.ladder->rowCount() > 0) {
        blocks.emplace_back(Heading{level, wording.label("report.heading.ladder"), {}, false});
        blocks.emplace_back(Ladder{row.ladder,
                                   true,
                                   [cited = row.cited](EventId event) {
                                       const bool isCited = std::find(cited.begin(), cited.end(), event) != cited.end();
                                       return isCited ? textAnchor(event) : QString();
                                   },
                                   {}});
    }
    appendStreams(row, material, level, blocks);
    appendVerbatim(row, material, level, blocks);
    appendNotes(row, material, level, blocks);
}

} // namespace echelle::report
