#include "core/base/diagnostic.h"
#include "core/catalog/catalog.h"
#include "core/catalog/locale_file.h"
#include "core/sip/defect.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QtTest/QTest>

using namespace echelle;

namespace {

QStringList sortedKeys(const QHash<QString, catalog::LocaleFile::Entry>& map) {
    QStringList keys = map.keys();
    keys.sort();
    return keys;
}

QSet<QString> placeholders(const QString& text) {
    static const QRegularExpression name(QStringLiteral("\\{([^}]*)\\}"));
    QSet<QString> found;
    for (auto it = name.globalMatch(text); it.hasNext();)
        found.insert(it.next().captured(1));
    return found;
}

QString all(const catalog::LocaleFile::Entry& e) {
    return e.title + QLatin1Char('\n') + e.explanation + QLatin1Char('\n') + e.actions.join(QLatin1Char('\n'));
}

} // namespace

// What every locale file must hold: the same keys as English, the same placeholders, and nothing empty.
class TestLocales : public QObject {
    Q_OBJECT
private:
    std::vector<catalog::LocaleFile> m_files;
    const catalog::LocaleFile& english() const {
        for (const catalog::LocaleFile& f : m_files)
            if (f.locale == QLatin1String("en"))
                return f;
        qFatal("no English");
    }
    const catalog::LocaleFile& french() const {
        for (const catalog::LocaleFile& f : m_files)
            if (f.locale == QLatin1String("fr"))
                return f;
        qFatal("no French");
    }

private Q_SLOTS:
    void initTestCase() {
        const QStringList names = QDir(QStringLiteral(":/locales")).entryList();
        QVERIFY(names.contains(QStringLiteral("en.json")));
        QVERIFY(names.contains(QStringLiteral("fr.json")));
        for (const QString& name : names) {
            auto file = catalog::readLocaleFile(QStringLiteral(":/locales/") + name);
            QVERIFY(file.has_value());
            QCOMPARE(file->locale + QStringLiteral(".json"), name);
            m_files.push_back(std::move(*file));
        }
    }
    void sameKeysEverywhere() {
        auto loaded = catalog::Catalog::load();
        QVERIFY(loaded.has_value());
        QStringList neutral;
        for (const catalog::Entry& e : (*loaded)->entries())
            neutral.append(e.key);
        QCOMPARE(QSet<QString>(neutral.begin(), neutral.end()).size(), neutral.size());
        neutral.sort();
        for (const catalog::LocaleFile& f : m_files) {
            QCOMPARE(sortedKeys(f.entries), neutral);
            QStringList mine = f.labels.keys();
            QStringList theirs = english().labels.keys();
            mine.sort();
            theirs.sort();
            QCOMPARE(mine, theirs);
        }
    }
    void nothingEmpty() {
        for (const catalog::LocaleFile& f : m_files) {
            for (auto it = f.entries.begin(); it != f.entries.end(); ++it) {
                QVERIFY2(!it->title.isEmpty() && !it->explanation.isEmpty() && !it->actions.isEmpty(),
                         qPrintable(f.locale + it.key()));
                QVERIFY2(!it->actions.contains(QString()), qPrintable(f.locale + it.key()));
            }
            for (auto it = f.labels.begin(); it != f.labels.end(); ++it)
                QVERIFY2(!it->isEmpty(), qPrintable(f.locale + it.key()));
        }
    }
    void samePlaceholders() {
        for (const catalog::LocaleFile& f : m_files) {
            for (auto it = f.entries.begin(); it != f.entries.end(); ++it)
                QVERIFY2(placeholders(all(*it)) == placeholders(all(english().entries.value(it.key()))),
                         qPrintable(f.locale + it.key()));
            for (auto it = f.labels.begin(); it != f.labels.end(); ++it)
                QVERIFY2(placeholders(*it) == placeholders(english().labels.value(it.key())),
                         qPrintable(f.locale + it.key()));
        }
    }
    void everyDiagnosticHasItsEntry() {
        for (std::string_view code : allDiagnosticCodes()) {
            const QString key =
                QStringLiteral("diagnostic.") + QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
            QVERIFY2(english().entries.contains(key), qPrintable(key));
        }
    }
    void everyDefectHasItsEntry() {
        for (int d = 0; d < static_cast<int>(sip::Defect::Count); ++d) {
            const std::string_view name = sip::defectName(static_cast<sip::Defect>(d));
            const QString key =
                QStringLiteral("defect.") + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
            QVERIFY2(english().entries.contains(key), qPrintable(key));
        }
    }
    // decisions.md: U+202F before ; ! ? and inside the quotation marks, U+00A0 before a colon, the typographic
    // apostrophe.
    void frenchTypography() {
        static const QRegularExpression wrong(
            QStringLiteral("'|\"|[^\u202F\\d][!?](?:\\s|$)|[^\u202F];\\s|[\\p{L}\\)] "
                           ":|[\\p{L}\\)]:\\s|\u00AB[^\u202F]|[^\u202F]\u00BB|  |\u2026\\.| [.,](?:\\s|$)"));
        QStringList bad;
        // Protocol tokens keep their colons and semicolons.
        static const QRegularExpression token(
            QStringLiteral("\\b(?:sips?|tel|urn):|\\b(?:Privacy|Reason|Via|Contact|From|To|Warning|Content-Length|"
                           "Subject): |[a-zA-Z0-9.]+;(?:cause|text)="));
        const auto check = [&](const QString& key, QString text) {
            text.replace(token, QStringLiteral("X"));
            if (key.startsWith(QLatin1String("cli."))) // columns of the usage text
                text.replace(QRegularExpression(QStringLiteral("[ \\n]{2,}")), QStringLiteral(" "));
            const QRegularExpressionMatch m = wrong.match(text);
            if (m.hasMatch())
                bad.append(key + QStringLiteral(": ") + text.mid(std::max<qsizetype>(0, m.capturedStart() - 20), 50));
        };
        for (auto it = french().entries.begin(); it != french().entries.end(); ++it)
            check(it.key(), all(*it));
        for (auto it = french().labels.begin(); it != french().labels.end(); ++it)
            check(it.key(), *it);
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TestLocales)
#include "test_locales.moc"
