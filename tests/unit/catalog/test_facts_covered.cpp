#include "core/catalog/catalog.h"
#include "core/catalog/text_formatter.h"
#include "support/samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest/QTest>

using namespace echelle;

// Every code and published string of the fact tables has an entry.
class TestFactsCovered : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<const catalog::Catalog> m_catalog;

    static QJsonObject facts(const QString& name) {
        QFile file(QString::fromStdString(test::factsDir()) + QLatin1Char('/') + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read the facts");
        return QJsonDocument::fromJson(file.readAll()).object();
    }
    // An entry of the family with these codes and, where given, this phrase.
    bool has(const QString& family, const std::vector<std::pair<QString, QString>>& codes,
             const QString& phrase = {}) const {
        for (const catalog::Entry& e : m_catalog->entries()) {
            if (e.family != family)
                continue;
            bool fits = true;
            for (const auto& code : codes)
                fits = fits && std::find(e.codes.begin(), e.codes.end(), code) != e.codes.end();
            if (fits && !phrase.isEmpty()) {
                fits = false;
                for (const QString& p : e.phrases)
                    fits = fits || catalog::folded(p) == catalog::folded(phrase);
            }
            if (fits)
                return true;
        }
        return false;
    }
    static QString number(const QJsonValue& v) { return v.isString() ? v.toString() : QString::number(v.toInt()); }

private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_FACTS();
        auto loaded = catalog::Catalog::load();
        QVERIFY(loaded.has_value());
        m_catalog = *loaded;
    }
    void microsoft() {
        int seen = 0;
        const QJsonArray entries =
            facts(QStringLiteral("direct-routing-codes.json")).value(QLatin1String("entries")).toArray();
        for (const QJsonValue& v : entries) {
            const QJsonObject o = v.toObject();
            const QString phrase = o.value(QLatin1String("message_en")).toString();
            QVERIFY2(has(QStringLiteral("microsoft"),
                         {{QStringLiteral("microsoft"), number(o.value(QLatin1String("microsoft_code")))},
                          {QStringLiteral("sip"), number(o.value(QLatin1String("sip_code")))}},
                         phrase),
                     qPrintable(o.value(QLatin1String("id")).toString()));
            if (const QString official = o.value(QLatin1String("message_fr")).toString(); !official.isEmpty()) {
                // An official French string is the French title.
                bool isTitle = false;
                for (const catalog::Entry& e : m_catalog->entries())
                    isTitle = isTitle || (e.family == QLatin1String("microsoft") &&
                                          catalog::folded(m_catalog->text(e.key, QStringLiteral("fr")).title) ==
                                              catalog::folded(official));
                QVERIFY2(isTitle, qPrintable(official));
            }
            ++seen;
        }
        QCOMPARE(seen, 76);
    }
    void realconnect() {
        const QJsonArray entries =
            facts(QStringLiteral("realconnect-end-reasons.json")).value(QLatin1String("entries")).toArray();
        QCOMPARE(entries.size(), 32);
        for (const QJsonValue& v : entries)
            QVERIFY2(has(QStringLiteral("realconnect"), {}, v.toObject().value(QLatin1String("title")).toString()),
                     qPrintable(v.toObject().value(QLatin1String("title")).toString()));
    }
    void tables_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* file, const char* list, const char* field, const char* family,
                            const char* code) {
            QTest::newRow(list) << QString::fromLatin1(file) << QString::fromLatin1(list) << QString::fromLatin1(field)
                                << QString::fromLatin1(family) << QString::fromLatin1(code);
        };
        row("sip-codes.json", "sip_response_codes", "code", "sip", "sip");
        row("sip-codes.json", "warning_codes", "code", "warning", "warning");
        row("sip-codes.json", "q850_causes", "cause", "q850", "q850");
        row("sip-codes.json", "h225_release_complete_reasons", "index", "h225", "h225");
        row("sip-codes.json", "stun_turn_error_codes", "code", "stun", "stun");
        row("sip-codes.json", "tls_alerts", "code", "tls-alert", "tls_alert");
        row("direct-routing-codes.json", "winsock_table", "code", "winsock", "winsock");
        row("direct-routing-codes.json", "hresult_table", "value", "hresult", "hresult");
        row("acs-codes.json", "call_end_codes", "code", "acs", "acs");
        row("acs-codes.json", "calling_sdk_codes", "code", "acs", "acs");
        row("acs-codes.json", "pstn_codes", "code", "acs", "acs");
        row("acs-codes.json", "call_automation_codes", "code", "acs", "acs");
    }
    void tables() {
        QFETCH(QString, file);
        QFETCH(QString, list);
        QFETCH(QString, field);
        QFETCH(QString, family);
        QFETCH(QString, code);
        const QJsonArray entries = facts(file).value(list).toArray();
        QVERIFY(!entries.isEmpty());
        for (const QJsonValue& v : entries) {
            const QJsonObject o = v.toObject();
            std::vector<std::pair<QString, QString>> codes{{code, number(o.value(field))}};
            if (const QJsonValue sub = o.value(QLatin1String("subcode")); sub.isDouble() || sub.isString())
                codes.emplace_back(QStringLiteral("acs_sub"), number(sub));
            QVERIFY2(has(family, codes), qPrintable(list + QLatin1Char(' ') + codes.front().second));
        }
    }
    void userFacingDiagnostics() {
        const QJsonArray entries =
            facts(QStringLiteral("acs-codes.json")).value(QLatin1String("user_facing_diagnostics")).toArray();
        for (const QJsonValue& v : entries)
            QVERIFY2(has(QStringLiteral("acs"), {}, v.toObject().value(QLatin1String("name")).toString()),
                     qPrintable(v.toObject().value(QLatin1String("name")).toString()));
    }
    void reasonSubValues() {
        const QJsonObject values =
            facts(QStringLiteral("sip-codes.json")).value(QLatin1String("reason_sub_values")).toObject();
        for (const char* name : {"RELEASE_CAUSE", "FAILURE_CAUSE", "Preemption"}) {
            const QJsonObject causes = values.value(QLatin1String(name)).toObject();
            QVERIFY(!causes.isEmpty());
            for (auto it = causes.begin(); it != causes.end(); ++it)
                QVERIFY2(has(QStringLiteral("reason"), {{QStringLiteral("reason"), it.key()}}, it.value().toString()),
                         qPrintable(it.value().toString()));
        }
    }
};

QTEST_GUILESS_MAIN(TestFactsCovered)
#include "test_facts_covered.moc"
