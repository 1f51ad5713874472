#include "core/report/verbatim.h"

#include "core/report/captured_text.h"
#include "core/report/hidden_secrets.h"

namespace echelle::report {

namespace {

constexpr std::size_t kMostBytes = 24U << 10; // of one message in print: some four pages

Text titleOf(const store::EventRecord& event, const RowMaterial& row, const CaseMaterial& material) {
    const Wording& wording = material.wording;
    QStringList parts;
    if (event.time.isValid())
        parts.append(wording.clock(event.time));
    parts.append(QString::fromStdString(event.from.toString()) + QStringLiteral(" → ") +
                 QString::fromStdString(event.to.toString()));
    if (const std::string_view transport = toString(event.transport); !transport.empty())
        parts.append(QString::fromUtf8(transport.data(), static_cast<qsizetype>(transport.size())));
    parts.append(wording.place(event.place));
    if (material.sources.size() > 1)
        parts.append(material.sourceNameOf(event.source));
    const auto shown = row.ladder->firstSendOf(event.id);
    return {{row.messageName(event.id, wording), Run::Style::Strong, shown ? messageAnchor(*shown) : QString()},
            {QStringLiteral("   ") + parts.join(QStringLiteral(" · ")), Run::Style::Muted, {}}};
}

Verbatim verbatimOf(const store::EventRecord& event, const RowMaterial& row, const CaseMaterial& material) {
    Verbatim block;
    block.anchor = textAnchor(event.id);
    block.title = titleOf(event, row, material);
    std::size_t omitted = 0;
    block.lines = event.kind == store::EventKind::Sip
                      ? capturedLines(withoutSecrets(material.reader->bytes(event.id), material), kMostBytes, omitted)
                      : capturedLines(event.packetSummary, kMostBytes, omitted);
    if (omitted > 0)
        block.remark = material.wording.counted("report.verbatim.omitted", omitted);
    return block;
}

} // namespace

void appendVerbatim(const RowMaterial& row, const CaseMaterial& material, int level, std::vector<Block>& blocks) {
    if (row.cited.empty())
        return;
    const Wording& wording = material.wording;
    blocks.emplace_back(Heading{level, wording.label("report.heading.messages"), {}, false});
    QString about = wording.label("report.verbatim.about");
    if (!material.request.areSecretsShown)
        about += QLatin1Char(' ') + wording.label("report.verbatim.secrets");
    blocks.emplace_back(Paragraph{{{about, Run::Style::Muted, {}}}, Paragraph::Style::Small, {}});
    for (const EventId id : row.cited)
        if (const auto event = material.reader->event(id))
            blocks.emplace_back(verbatimOf(*event, row, material));
}

} // namespace echelle::report
