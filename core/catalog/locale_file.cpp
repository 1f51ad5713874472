#include "core/catalog/locale_file.h"

#include "core/catalog/json_file.h"

#include <QJsonArray>
#include <QJsonObject>

namespace echelle::catalog {

Result<LocaleFile> readLocaleFile(const QString& path) {
    const auto json = readJsonObject(path);
    if (!json)
        return Unexpected(json.error());
    LocaleFile file;
    file.locale = json->value(QLatin1String("locale")).toString();
    file.name = json->value(QLatin1String("name")).toString();
    if (file.locale.isEmpty() || file.name.isEmpty())
        return Unexpected(damaged(path, QStringLiteral("locale, name")));
    const QJsonObject labels = json->value(QLatin1String("labels")).toObject();
    file.labels.reserve(labels.size());
    for (auto it = labels.begin(); it != labels.end(); ++it)
        file.labels.insert(it.key(), it.value().toString());
    const QJsonObject entries = json->value(QLatin1String("entries")).toObject();
    file.entries.reserve(entries.size());
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        const QJsonObject o = it.value().toObject();
        LocaleFile::Entry entry{
            o.value(QLatin1String("title")).toString(), o.value(QLatin1String("explanation")).toString(), {}};
        const QJsonArray actions = o.value(QLatin1String("actions")).toArray();
        for (const QJsonValue& action : actions)
            entry.actions.append(action.toString());
        file.entries.insert(it.key(), std::move(entry));
    }
    return file;
}

} // namespace echelle::catalog
