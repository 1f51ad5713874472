#include "core/catalog/catalog.h"
#include "core/catalog/text_formatter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using catalog::Catalog;

class TestCatalog : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<const Catalog> m_catalog;
    QStringList keysFor(const QStringList& query) const {
        QStringList keys;
        for (const catalog::Entry* e : m_catalog->explain(query))
            keys.append(e->key);
        return keys;
    }

private Q_SLOTS:
    void initTestCase() {
        auto loaded = Catalog::load();
        QVERIFY(loaded.has_value());
        m_catalog = *loaded;
    }

    void findsCodes_data() {
        QTest::addColumn<QStringList>("query");
        QTest::addColumn<QString>("first");
        const auto row = [](const char* name, const QStringList& q, const char* key) {
            QTest::newRow(name) << q << QString::fromLatin1(key);
        };
        // The pairs are those of Microsoft's published tables; the statuses those of RFC 3261.
        row("sip status", {QStringLiteral("404")}, "sip.404");
        row("pair", {QStringLiteral("569008"), QStringLiteral("504")}, "microsoft.569008.504.tls-expired");
        row("hresult hex", {QStringLiteral("0x80090328")}, "hresult.0x80090328");
        row("hresult signed", {QStringLiteral("-2146893016")}, "hresult.0x80090328");
        row("hresult unsigned", {QStringLiteral("2148074280")}, "hresult.0x80090328");
        row("title", {QStringLiteral("No trunk config was found")}, "microsoft.510532.403.no-trunk-found");
        row("title in pieces",
            {QStringLiteral("no"), QStringLiteral("TRUNK"), QStringLiteral("config"), QStringLiteral("was found.")},
            "microsoft.510532.403.no-trunk-found");
        row("end reason", {QStringLiteral("Audio mode for OCS is disabled")},
            "realconnect.audio-mode-for-ocs-is-disabled");
        row("key", {QStringLiteral("tls-alert.unknown-ca")}, "tls-alert.unknown-ca");
    }
    void findsCodes() {
        QFETCH(QStringList, query);
        QFETCH(QString, first);
        const QStringList keys = keysFor(query);
        QVERIFY2(!keys.isEmpty(), "nothing found");
        QCOMPARE(keys.first(), first);
    }
    void allNumbersMustFit() {
        const QStringList keys = keysFor({QStringLiteral("510532"), QStringLiteral("403")});
        QVERIFY(keys.size() >= 2);
        for (const QString& key : keys)
            QVERIFY2(key.startsWith(QLatin1String("microsoft.510532.403.")), qPrintable(key));
        QVERIFY(keysFor({QStringLiteral("510532"), QStringLiteral("999")}).isEmpty());
        QVERIFY(keysFor({QStringLiteral("qwertyuiop")}).isEmpty());
        QVERIFY(keysFor({}).isEmpty());
    }
    void findsTitlesInAnyLanguage() {
        const QString french = m_catalog->text(QStringLiteral("sip.404"), QStringLiteral("fr")).title;
        QVERIFY(french != m_catalog->text(QStringLiteral("sip.404"), QStringLiteral("en")).title);
        QVERIFY(keysFor({french}).contains(QStringLiteral("sip.404")));
        QVERIFY(keysFor({french.toUpper()}).contains(QStringLiteral("sip.404")));
    }

    void unknownCodeGetsTheFamily() {
        const catalog::EntryText text =
            m_catalog->text(QStringLiteral("microsoft.599999.500.nowhere"), QStringLiteral("fr"));
        QCOMPARE(text.key, QStringLiteral("microsoft.general"));
        QVERIFY(!text.explanation.isEmpty());
        QCOMPARE(text.locale, QStringLiteral("fr"));
    }

    void aThirdLanguageIsAFile() {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("de.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"locale":"de","name":"Deutsch","labels":{"state.busy":"besetzt"},
                       "entries":{"sip.404":{"title":"Nicht gefunden","explanation":"Satz.","actions":["Tun."]}}})");
        file.close();
        auto loaded = Catalog::load({dir.path()});
        QVERIFY(loaded.has_value());
        QVERIFY((*loaded)->locales().contains(QStringLiteral("de")));
        QCOMPARE((*loaded)->localeName(QStringLiteral("de")), QStringLiteral("Deutsch"));
        QCOMPARE((*loaded)->text(QStringLiteral("sip.404"), QStringLiteral("de")).title,
                 QStringLiteral("Nicht gefunden"));
        // What it lacks is shown in English, and the entry says so.
        QCOMPARE((*loaded)->text(QStringLiteral("sip.486"), QStringLiteral("de")).locale, QStringLiteral("en"));
        QCOMPARE((*loaded)->label(QStringLiteral("state.busy"), QStringLiteral("de")), QStringLiteral("besetzt"));
    }
    void aBadLocaleFileIsNamed() {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("xx.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ not json");
        file.close();
        auto loaded = Catalog::load({dir.path()});
        QVERIFY(!loaded.has_value());
        QVERIFY(QString::fromStdString(loaded.error().path).endsWith(QLatin1String("xx.json")));
    }

    void argumentsArePlainText() {
        const Arguments arguments{{"a", "{b}"}, {"b", "two"}, {"c", "bad \xff\n<b>"}};
        QCOMPARE(catalog::formatted(QStringLiteral("{a} {b} {none} {c} {"), arguments),
                 QStringLiteral("{b} two {none} bad \uFFFD <b> {"));
    }
    void foldsTypography() {
        QCOMPARE(catalog::folded(QStringLiteral("  L\u2019appel\u202F: \u00C9chec\u00A0? ")),
                 QStringLiteral("l'appel: \u00E9chec?"));
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "test_catalog.moc"
