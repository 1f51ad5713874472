#include "core/catalog/catalog.h"

#include "core/catalog/json_file.h"
#include "core/catalog/locale_file.h"
#include "core/catalog/lookup.h"
#include "core/catalog/text_formatter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <map>
#include <mutex>

namespace echelle::catalog {

namespace {

const QString kFallback = QStringLiteral("en");
const QString kFamilies = QStringLiteral(":/catalog");

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

// Entries and texts are read when something asks for them first: a program that imports a trace shows ten of the
// thousand texts, in one language.
struct Catalog::Data {
    struct Locale {
        QString path; // compiled into the program, read on demand; empty: was read when it was found
        std::once_flag once;
        LocaleFile file;
    };
    std::map<QString, Locale> locales;
    std::optional<match::CodeMatcher> matcher;

    const std::vector<Entry>& entries() {
        std::call_once(m_entriesOnce, [this] { readEntries(); });
        return m_entries;
    }
    const Entry* entry(const QString& key) {
        const std::vector<Entry>& all = entries();
        const auto it = m_byKey.constFind(key);
        return it == m_byKey.constEnd() ? nullptr : &all[*it];
    }
    const LocaleFile* locale(const QString& name) {
        const auto it = locales.find(name);
        if (it == locales.end())
            return nullptr;
        Locale& found = it->second;
        std::call_once(found.once, [&found] {
            if (found.path.isEmpty())
                return;
            if (auto file = readLocaleFile(found.path))
                found.file = std::move(*file);
        });
        return &found.file;
    }
    // The text and the locale it is in; the fallback language where the chosen one lacks it.
    std::pair<const LocaleFile::Entry*, QString> find(const QString& key, const QString& name) {
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

private:
    void readEntries() {
        for (const QString& path : jsonFiles(kFamilies)) {
            const auto json = readJsonObject(path);
            if (!json)
                continue; // load() has read it as matching data
            const QString family = json->value(QLatin1String("family")).toString();
            const QJsonArray values = json->value(QLatin1String("entries")).toArray();
            for (const QJsonValue& value : values) {
                Entry entry = entryOf(family, value.toObject());
                m_byKey.insert(entry.key, m_entries.size());
                m_entries.push_back(std::move(entry));
            }
        }
    }

    std::once_flag m_entriesOnce;
    std::vector<Entry> m_entries;
    QHash<QString, std::size_t> m_byKey;
};

Catalog::Catalog() : m_data(std::make_unique<Data>()) {}
Catalog::~Catalog() = default;

Result<std::shared_ptr<const Catalog>> Catalog::load(const QStringList& folders) {
    std::shared_ptr<Catalog> catalog(new Catalog);
    std::vector<std::string> matching;
    for (const QString& path : jsonFiles(kFamilies)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Unexpected(damaged(path, file.errorString()));
        matching.push_back(file.readAll().toStdString());
    }
    auto matcher = match::CodeMatcher::fromJson(matching);
    if (!matcher)
        return Unexpected(matcher.error());
    catalog->m_data->matcher = std::move(*matcher);
    // Those of the program are sound (a test reads them) and named after their locale.
    for (const QString& path : jsonFiles(QStringLiteral(":/locales")))
        catalog->m_data->locales[QFileInfo(path).completeBaseName()].path = path;
    for (const QString& folder : folders) {
        for (const QString& path : jsonFiles(folder)) {
            auto file = readLocaleFile(path);
            if (!file)
                return Unexpected(file.error());
            Data::Locale& locale = catalog->m_data->locales[file->locale];
            locale.path.clear();
            locale.file = std::move(*file);
        }
    }
    return std::shared_ptr<const Catalog>(std::move(catalog));
}

QStringList Catalog::locales() const {
    QStringList names{kFallback};
    for (const auto& [name, locale] : m_data->locales)
        if (name != kFallback)
            names.append(name);
    return names;
}

QString Catalog::localeName(const QString& locale) const {
    const LocaleFile* file = m_data->locale(locale);
    return file != nullptr ? file->name : locale;
}

bool Catalog::hasLocale(const QString& locale) const {
    return m_data->locales.contains(locale);
}

const Entry* Catalog::entry(const QString& key) const {
    return m_data->entry(key);
}

const std::vector<Entry>& Catalog::entries() const {
    return m_data->entries();
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
    return lookUp(m_data->entries(), query, [this](const Entry& entry) {
        QStringList texts;
        for (const auto& [name, locale] : m_data->locales) {
            const LocaleFile& file = *m_data->locale(name);
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
