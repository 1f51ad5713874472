#include "core/report/finding_text.h"

#include "core/report/captured_text.h"
#include "core/scene/finding_text.h"

#include <algorithm>

namespace echelle::report {

namespace {

constexpr std::size_t kLongest = 8192;

QString plain(const QString& text) {
    return capturedLine(text.toStdString(), kLongest);
}

catalog::EntryText entryText(const QString& key, const rules::Finding& finding, const Wording& wording) {
    catalog::EntryText text = wording.catalog().text(key, wording.locale(), finding.arguments);
    text.title = plain(text.title);
    text.explanation = plain(text.explanation);
    for (QString& action : text.actions)
        action = plain(action);
    return text;
}

// A rule that has several texts names the one it means as its first key.
bool isRuleKey(const std::string& key) {
    return key.starts_with("rule.");
}

QString ruleKey(const rules::Finding& finding) {
    if (!finding.catalogKeys.empty() && isRuleKey(finding.catalogKeys.front()))
        return QString::fromStdString(finding.catalogKeys.front());
    return QStringLiteral("rule.") + QString::fromStdString(finding.rule);
}

QStringList codeKeys(const rules::Finding& finding) {
    QStringList keys;
    for (const std::string& key : finding.catalogKeys)
        if (!isRuleKey(key))
            keys.append(QString::fromStdString(key));
    return keys;
}

bool isExplained(const catalog::EntryText& text) {
    return !text.locale.isEmpty();
}

// As window and command line have it: what the code means where it is known, else what the rule says of this call.
QString titleOf(const rules::Finding& finding, const Wording& wording) {
    return plain(scene::findingText(finding, wording.catalog(), wording.locale()).title);
}

// "INVITE refused with 403 Forbidden": the rule's own words, where the title says what the code means.
QString ruleTitle(const rules::Finding& finding, const Wording& wording) {
    const catalog::EntryText rule = entryText(ruleKey(finding), finding, wording);
    return isExplained(rule) ? rule.title : QString();
}

void addActions(QStringList& actions, const QStringList& more) {
    for (const QString& action : more)
        if (!actions.contains(action))
            actions.append(action);
}

// What a code means; further entries that fit as well are named, since the trace cannot tell between them.
void addCodes(const rules::Finding& finding, const Wording& wording, FindingText& into) {
    QStringList others;
    const QStringList codes = codeKeys(finding);
    for (const QString& key : codes) {
        const catalog::EntryText text = entryText(key, finding, wording);
        if (key != codes.front()) {
            if (text.title != into.title && !others.contains(text.title))
                others.append(text.title);
            continue;
        }
        if (text.title != into.title)
            into.paragraphs.push_back({{text.title, Run::Style::Strong, {}}});
        if (!text.explanation.isEmpty())
            into.paragraphs.push_back({{text.explanation, Run::Style::Normal, {}}});
        addActions(into.actions, text.actions);
        if (const catalog::Entry* entry = wording.catalog().entry(text.key))
            into.source = entry->source;
    }
    if (!others.isEmpty()) {
        const std::string list = others.join(QStringLiteral(" · ")).toStdString();
        into.paragraphs.push_back({{wording.label("report.finding.also", {{"list", list}}), Run::Style::Normal, {}}});
    }
}

QStringList tagsOf(const rules::Finding& finding, const Wording& wording) {
    return {wording.label("severity." + std::string(rules::toString(finding.severity))),
            wording.label("evidence." + std::string(rules::toString(finding.evidence)))};
}

QString sideOf(const rules::Finding& finding, const Wording& wording) {
    return wording.label("side." + std::string(rules::toString(finding.side)));
}

bool isGoodEnd(dialog::RowState state) {
    return state == dialog::RowState::Answered || state == dialog::RowState::Succeeded;
}

Verdict withoutFinding(const dialog::RowFacts& row, const Wording& wording) {
    const bool isFailed = row.state == dialog::RowState::Failed;
    Verdict verdict;
    verdict.mark = isFailed ? ladder::Mark::Cross : isGoodEnd(row.state) ? ladder::Mark::Check : markOf(row.state);
    verdict.headline = wording.label(isFailed ? "headline.cannot-tell" : "headline.no-fault");
    verdict.lines.push_back({{wording.label("report.verdict.no-fault-limit"), Run::Style::Normal, {}}});
    return verdict;
}

} // namespace

FindingText textOf(const rules::Finding& finding, const Wording& wording) {
    FindingText text;
    text.title = titleOf(finding, wording);
    text.tags = tagsOf(finding, wording);
    text.tags.append(wording.label("report.act", {{"side", sideOf(finding, wording).toStdString()}}));
    const catalog::EntryText rule = entryText(ruleKey(finding), finding, wording);
    if (isExplained(rule) && !rule.explanation.isEmpty())
        text.paragraphs.push_back({{rule.explanation, Run::Style::Normal, {}}});
    addCodes(finding, wording, text);
    addActions(text.actions, rule.actions);
    if (!finding.derived.empty())
        text.paragraphs.push_back({{wording.label("report.finding.derived"), Run::Style::Muted, {}}});
    if (text.source.isEmpty())
        if (const catalog::Entry* entry = wording.catalog().entry(ruleKey(finding)))
            text.source = entry->source;
    return text;
}

const rules::Finding* leading(const std::vector<rules::Finding>& findings) {
    const auto isCause = [](const rules::Finding& f) {
        return f.role == rules::FindingRole::Cause && !f.explainedBy.isValid();
    };
    const auto isFault = [&](const rules::Finding& f) { return isCause(f) && f.severity >= rules::Severity::Warning; };
    auto found = std::find_if(findings.begin(), findings.end(), isFault);
    if (found == findings.end())
        found = std::find_if(findings.begin(), findings.end(), isCause);
    return found == findings.end() ? nullptr : &*found;
}

QString causeTitle(const rules::Finding& finding, const Wording& wording) {
    const QStringList codes = codeKeys(finding);
    return codes.isEmpty() ? titleOf(finding, wording) : entryText(codes.front(), finding, wording).title;
}

Verdict verdictOf(const dialog::RowFacts& row, const std::vector<rules::Finding>& findings, const Wording& wording) {
    const rules::Finding* cause = leading(findings);
    if (cause == nullptr)
        return withoutFinding(row, wording);
    const FindingText text = textOf(*cause, wording);
    Verdict verdict;
    verdict.mark = markOf(cause->severity);
    verdict.tags = tagsOf(*cause, wording);
    const bool isInferred = cause->evidence == rules::EvidenceTag::Inferred;
    verdict.headline =
        isInferred ? wording.label("report.headline.inferred", {{"title", text.title.toStdString()}}) : text.title;
    if (const QString rule = ruleTitle(*cause, wording); !rule.isEmpty() && rule != text.title)
        verdict.lines.push_back({{rule, Run::Style::Strong, {}}});
    verdict.lines.push_back({{wording.label("report.side-to-act"), Run::Style::Muted, {}},
                             {QStringLiteral("  ") + sideOf(*cause, wording), Run::Style::Strong, {}}});
    verdict.lines.push_back(
        {{wording.label("report.evidence"), Run::Style::Muted, {}},
         {QStringLiteral("  ") + verdict.tags.last() + QStringLiteral(". ") +
              wording.label("evidence." + std::string(rules::toString(cause->evidence)) + ".meaning"),
          Run::Style::Normal,
          {}}});
    if (!text.actions.isEmpty())
        verdict.lines.push_back({{wording.label(isInferred ? "report.settles" : "report.next"), Run::Style::Muted, {}},
                                 {QStringLiteral("  ") + text.actions.front(), Run::Style::Normal, {}}});
    return verdict;
}

} // namespace echelle::report
