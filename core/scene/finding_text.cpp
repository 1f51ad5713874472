#include "core/scene/finding_text.h"

namespace echelle::scene {

namespace {

bool isRuleKey(const QString& key) {
    return key.startsWith(QLatin1String("rule."));
}

QString sourceOf(const QString& key, const catalog::Catalog& catalog) {
    const catalog::Entry* entry = catalog.entry(key);
    return entry == nullptr ? QString() : entry->source;
}

} // namespace

QString FindingText::whole() const {
    return observed.isEmpty() ? explanation : observed + QLatin1Char(' ') + explanation;
}

FindingText findingText(const rules::Finding& finding, const catalog::Catalog& catalog, const QString& locale) {
    FindingText text;
    text.key = QString::fromStdString(rules::leadingKey(finding));
    const catalog::EntryText leading = catalog.text(text.key, locale, finding.arguments);
    text.title = leading.title;
    text.explanation = leading.explanation;
    text.actions = leading.actions;
    text.source = sourceOf(text.key, catalog);
    if (!isRuleKey(text.key)) {
        const QString ruleKey = QStringLiteral("rule.") + QString::fromStdString(finding.rule);
        const catalog::EntryText rule = catalog.text(ruleKey, locale, finding.arguments);
        if (rule.key == ruleKey) {
            text.observed = rule.explanation;
            // A bare reason phrase ("Forbidden") says less than what happened to the request.
            if (text.key.startsWith(QLatin1String("sip.")))
                text.title = rule.title;
        }
        if (text.actions.isEmpty())
            text.actions = rule.actions;
        if (text.source.isEmpty())
            text.source = sourceOf(ruleKey, catalog);
    }
    for (std::size_t i = 1; i < finding.catalogKeys.size(); ++i) {
        const QString title =
            catalog.text(QString::fromStdString(finding.catalogKeys[i]), locale, finding.arguments).title;
        if (title != text.title && !text.alternatives.contains(title))
            text.alternatives.append(title);
    }
    return text;
}

} // namespace echelle::scene
