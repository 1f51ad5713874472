#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations;
    QString type; // "unfinished" ...
};

QList<Message> read(const QString& locale) {
    QFile file(QStringLiteral(ECHELLE_SOURCE_DIR) + u"/translations/echelle_%1.ts"_s.arg(locale));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement() && xml.tokenType() != QXmlStreamReader::EndElement)
            continue;
        if (xml.tokenType() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "source"_L1) {
            messages.append({context, xml.readElementText(), {}, {}});
        } else if (xml.name() == "translation"_L1) {
            messages.last().type = xml.attributes().value("type"_L1).toString();
            while (!(xml.isEndElement() && xml.name() == "translation"_L1) && !xml.atEnd()) {
                xml.readNext();
                if (xml.isCharacters() && !xml.isWhitespace())
                    messages.last().translations << xml.text().toString();
            }
        }
    }
    return messages;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data() {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("French") << u"fr"_s << 300;
        QTest::newRow("English plurals") << u"en"_s << 15;
    }
    void everyTextIsTranslated() {
        QFETCH(QString, locale);
        QFETCH(int, atLeast);
        const auto messages = read(locale);
        QVERIFY(messages.size() >= atLeast);
        for (const Message& m : messages) {
            QVERIFY2(m.type.isEmpty(), qPrintable(m.context + u": "_s + m.source + u" is "_s + m.type));
            QVERIFY2(!m.translations.isEmpty(), qPrintable(m.context + u": "_s + m.source));
        }
    }

    void placeholdersAreKept() {
        for (const Message& m : read(u"fr"_s))
            for (const QString& placeholder : {u"%1"_s, u"%2"_s})
                for (const QString& text : m.translations)
                    QVERIFY2(m.source.contains(placeholder) == text.contains(placeholder), qPrintable(text));
    }

    void frenchIsSetAsFrench() {
        static const QRegularExpression bad(u"[^\\x{202f}][;!?]|[^\\x{a0}\\d]:|'"_s);
        for (const Message& m : read(u"fr"_s)) {
            if (m.source.contains(";;"_L1)) // a list of file patterns
                continue;
            for (const QString& text : m.translations)
                QVERIFY2(!bad.match(text).hasMatch(), qPrintable(text));
        }
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
