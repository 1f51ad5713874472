#include "core/catalog/catalog.h"

#include "core/catalog/json_file.h"
#include "core/catalog/locale_file.h"
#include "core/catalog/lookup.h"
#include "core/catalog/text_formatter.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <map>

namespace echelle::catalog {

namespace {

const QString kFallback = QStringLiteral("en");

QString codeText(const QJsonValue& value) {
    return value.isDouble() ? QString::number(static_cast<qint64>(value.toDouble())) : value.toString();
}

Entry entryOf(const QString& family, const QJsonObject& o) {
    Entry entry;
    entry.key = o.value(QLatin1String("key")).toString();
    entry.family = family;
    const QJsonObject codes = o.value(QLatin1String("codes")).toObject();
    for (auto it = codes.begin(); it != codes.end(); ++it)
        entry.codes.emplace_back(it.key(), codeText(it.value()));
    const QJsonArray phrases = o.value(QLatin1String("phrases")).toArray();
    for (const QJsonValue& phrase : phrases)
        entry.phrases.append(phrase.toString());
    entry.side = o.value(QLatin1String("side")).toString();
    entry.severity = o.value(QLatin1String("severity")).toString();
    entry.source = o.value(QLatin1String("source")).toString();
    return entry;
}

QStringList jsonFiles(const QString& folder) {
    QStringList files;
    const QStringList names = QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& name : names)
        files.append(folder + QLatin1Char('/') + name);
    return files;
}

} // namespace

struct Catalog::Data {
    std::vector<Entry> entries;
    QHash<QString, std::size_t> byKey;
    std::map<QString, LocaleFile> locales;
    std::optional<match::CodeMatcher> matcher;

    const LocaleFile* locale(const QString& name) const {
        const auto it = locales.find(name);
        return it == locales.end() ? nullptr : &it->second;
    }
    // The text and the locale it is in; the fallback language where the chosen one lacks it.
    std::pair<const LocaleFile::Entry*, QString> find(const QString& key, const QString& name) const {
        for (const QString& tried : {name, kFallback}) {
            const LocaleFile* file = locale(tried);
            if (file == nullptr)
                continue;
            const auto it = file->entries.constFind(key);
            if (it != file->entries.constEnd())
                return {&*it, tried};
        }
        return {nullptr, {}};
    }
};

Catalog::Catalog() : m_data(std::make_unique<Data>()) {}
Catalog::~Catalog() = default;

Result<std::shared_ptr<const Catalog>> Catalog::load(const QStringList& folders) {
    std::shared_ptr<Catalog> catalog(new Catalog);
    std::vector<std::string> matching;
    for (const QString& path : jsonFiles(QStringLiteral(":/catalog"))) {
        const auto json = readJsonObject(path);
        if (!json)
            return Unexpected(json.error());
        const QString family = json->value(QLatin1String("family")).toString();
        const QJsonArray entries = json->value(QLatin1String("entries")).toArray();
        for (const QJsonValue& value : entries) {
            Entry entry = entryOf(family, value.toObject());
            catalog->m_data->byKey.insert(entry.key, catalog->m_data->entries.size());
            catalog->m_data->entries.push_back(std::move(entry));
        }
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            matching.push_back(file.readAll().toStdString());
    }
    QStringList localeFiles = jsonFiles(QStringLiteral(":/locales"));
    for (const QString& folder : folders)
        localeFiles += jsonFiles(folder);
    for (const QString& path : localeFiles) {
        auto file = readLocaleFile(path);
        if (!file)
            return Unexpected(file.error());
        const QString name = file->locale;
        catalog->m_data->locales.insert_or_assign(name, std::move(*file));
    }
    auto matcher = match::CodeMatcher::fromJson(matching);
    if (!matcher)
        return Unexpected(matcher.error());
    catalog->m_data->matcher = std::move(*matcher);
    return std::shared_ptr<const Catalog>(std::move(catalog));
}

QStringList Catalog::locales() const {
    QStringList names{kFallback};
    for (const auto& [name, file] : m_data->locales)
        if (name != kFallback)
            names.append(name);
    return names;
}

QString Catalog::localeName(const QString& locale) const {
    const LocaleFile* file = m_data->locale(locale);
    return file != nullptr ? file->name : locale;
}

bool Catalog::hasLocale(const QString& locale) const {
    return m_data->locale(locale) != nullptr;
}

const Entry* Catalog::entry(const QString& key) const {
    const auto it = m_data->byKey.constFind(key);
    return it == m_data->byKey.constEnd() ? nullptr : &m_data->entries[*it];
}

const std::vector<Entry>& Catalog::entries() const {
    return m_data->entries;
}

EntryText Catalog::text(const QString& key, const QString& locale, const Arguments& arguments) const {
    EntryText shown;
    shown.key = key;
    auto [found, language] = m_data->find(key, locale);
    if (found == nullptr) {
        // The general entry of the family, which says that the code itself is not in the catalog.
        shown.key = key.section(QLatin1Char('.'), 0, 0) + QStringLiteral(".general");
        std::tie(found, language) = m_data->find(shown.key, locale);
    }
    if (found == nullptr) {
        shown.key = key;
        shown.title = key;
        return shown;
    }
    shown.locale = language;
    shown.title = formatted(found->title, arguments);
    shown.explanation = formatted(found->explanation, arguments);
    for (const QString& action : found->actions)
        shown.actions.append(formatted(action, arguments));
    return shown;
}

QString Catalog::label(const QString& key, const QString& locale, const Arguments& arguments) const {
    for (const QString& tried : {locale, kFallback}) {
        const LocaleFile* file = m_data->locale(tried);
        if (file == nullptr)
            continue;
        const auto it = file->labels.constFind(key);
        if (it != file->labels.constEnd())
            return formatted(*it, arguments);
    }
    return key;
}

QString Catalog::sentence(const Error& error, const QString& locale) const {
    Arguments arguments = error.arguments;
    arguments.push_back({"path", error.path});
    return text(QStringLiteral("diagnostic.") + QString::fromStdString(error.code), locale, arguments).title;
}

std::vector<const Entry*> Catalog::explain(const QStringList& query) const {
    return lookUp(m_data->entries, query, [this](const Entry& entry) {
        QStringList texts;
        for (const auto& [name, file] : m_data->locales) {
            const auto it = file.entries.constFind(entry.key);
            if (it != file.entries.constEnd())
                texts << it->title << it->explanation;
        }
        return texts;
    });
}

const match::CodeMatcher& Catalog::matcher() const {
    return *m_data->matcher;
}

} // namespace echelle::catalog
