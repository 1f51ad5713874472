#include "ui/models/explanation.h"

#include "core/scene/finding_text.h"
#include "core/sip/message.h"
#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

constexpr std::size_t kMaxProofs = 12; // links shown; a storm of retransmissions cites hundreds

struct ExplanationText {
    Q_DECLARE_TR_FUNCTIONS(echelle::ui::ExplanationText)
};

bool isDerived(const rules::Finding& finding, std::string_view name) {
    return std::find(finding.derived.begin(), finding.derived.end(), name) != finding.derived.end();
}

QString codesOf(const rules::Finding& f) {
    QStringList codes;
    if (f.sipCode != 0)
        codes << u"SIP %1"_s.arg(f.sipCode);
    if (f.q850Code != 0)
        codes << u"Q.850 %1"_s.arg(f.q850Code);
    if (f.microsoftCode != 0)
        codes << (isDerived(f, "microsoft") ? ExplanationText::tr("Microsoft %1 (derived)")
                                            : u"Microsoft %1"_s)
                     .arg(f.microsoftCode);
    return codes.join(u" · "_s);
}

} // namespace

QString eventTitle(const store::EventRecord& event, store::CaseReader& reader) {
    if (event.kind != store::EventKind::Sip)
        return plainLine(event.packetKind);
    const std::string raw = reader.bytes(event.id);
    sip::Message message;
    sip::parse(raw, message);
    if (message.isRequest)
        return plainLine(message.methodText, 64);
    return u"%1 %2"_s.arg(message.statusCode).arg(plainLine(message.reasonPhrase, 128)).trimmed();
}

QString titleOf(const rules::Finding& finding, const catalog::Catalog& catalog, const QString& locale) {
    const QString title = scene::findingText(finding, catalog, locale).title;
    return finding.evidence == rules::EvidenceTag::Inferred ? ExplanationText::tr("Most likely: %1").arg(title) : title;
}

Explanation explain(const rules::Finding& finding, const catalog::Catalog& catalog, const QString& locale,
                    store::CaseReader& reader) {
    const scene::FindingText text = scene::findingText(finding, catalog, locale);
    Explanation e;
    e.id = finding.id;
    e.severity = finding.severity;
    e.evidence = finding.evidence;
    e.side = finding.side;
    e.isInferred = finding.evidence == rules::EvidenceTag::Inferred;
    e.title = titleOf(finding, catalog, locale);
    e.codes = codesOf(finding);
    e.observed = text.observed;
    e.explanation = text.explanation;
    e.actions = text.actions;
    e.source = text.source;
    e.alternatives = text.alternatives;
    for (std::size_t i = 0; i < std::min(finding.proof.size(), kMaxProofs); ++i)
        if (const auto event = reader.event(finding.proof[i]))
            e.proof.push_back({event->id, u"%1  %2"_s.arg(Words::place(event->place), eventTitle(*event, reader))});
    return e;
}

std::vector<TreeModel::Node> findingNodes(const std::vector<rules::Finding>& findings, const catalog::Catalog& catalog,
                                          const QString& locale) {
    std::vector<TreeModel::Node> nodes;
    std::unordered_map<FindingId, std::size_t> positions; // of the causes at the top
    const auto nodeOf = [&](const rules::Finding& f) {
        TreeModel::Node node;
        node.texts = {titleOf(f, catalog, locale), Words::evidence(f.evidence)};
        node.toolTip = QString::fromStdString(f.rule) + u"\n"_s + Words::evidenceMeaning(f.evidence);
        node.id = f.id.value;
        node.event = f.proof.empty() ? 0 : f.proof.front().value;
        node.tone = static_cast<int>(toneOf(f.severity));
        return node;
    };
    for (const rules::Finding& f : findings)
        if (!f.explainedBy.isValid()) {
            positions.emplace(f.id, nodes.size());
            nodes.push_back(nodeOf(f));
        }
    for (const rules::Finding& f : findings) {
        if (!f.explainedBy.isValid())
            continue;
        const auto cause = positions.find(f.explainedBy);
        (cause == positions.end() ? nodes : nodes[cause->second].children).push_back(nodeOf(f));
    }
    return nodes;
}

} // namespace echelle::ui
