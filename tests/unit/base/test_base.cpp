#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/timestamp.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest/QTest>

using namespace echelle;

class TestBase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The list is kept by hand beside the constants.
    void allDiagnosticCodesAreListed() {
        QFile header(QStringLiteral(ECHELLE_SOURCE_DIR "/core/base/diagnostic.h"));
        QVERIFY(header.open(QIODevice::ReadOnly));
        static const QRegularExpression constant(
            QStringLiteral("inline constexpr std::string_view k\\w+ =\\s*\"([^\"]+)\";"));
        QStringList declared;
        for (auto it = constant.globalMatch(QString::fromUtf8(header.readAll())); it.hasNext();)
            declared << it.next().captured(1);
        QVERIFY(declared.size() > 40);
        QStringList listed;
        for (const std::string_view code : allDiagnosticCodes())
            listed << QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
        declared.sort();
        listed.sort();
        QCOMPARE(listed, declared);
    }

    // Worked with date(1): date -u -d @N.
    void rfc3339_data() {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("epoch") << qint64(0) << QStringLiteral("1970-01-01T00:00:00.000000000Z");
        QTest::newRow("before") << qint64(-1) << QStringLiteral("1969-12-31T23:59:59.999999999Z");
        QTest::newRow("leap day") << qint64(1709208000) * 1'000'000'000
                                  << QStringLiteral("2024-02-29T12:00:00.000000000Z");
        QTest::newRow("past 32 bits") << qint64(4294967296) * 1'000'000'000 + 5
                                      << QStringLiteral("2106-02-07T06:28:16.000000005Z");
    }
    void rfc3339() {
        QFETCH(qint64, ns);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(toRfc3339(Timestamp{ns})), text);
        QCOMPARE(fromCivil(toCivil(Timestamp{ns}))->ns, ns);
    }
    void civilRejects() {
        QVERIFY(!fromCivil({2023, 2, 29, 0, 0, 0, 0}));
        QVERIFY(!fromCivil({2023, 13, 1, 0, 0, 0, 0}));
        QVERIFY(!fromCivil({2023, 1, 1, 24, 0, 0, 0}));
        QVERIFY(!fromCivil({1500, 1, 1, 0, 0, 0, 0}));
    }
    void endpoints() {
        QCOMPARE((Endpoint{*IpAddress::parse("10.0.0.1"), 5060, 0}.toString()), std::string("10.0.0.1:5060"));
        QCOMPARE((Endpoint{*IpAddress::parse("2001:db8::1"), 5060, 0}.toString()), std::string("[2001:db8::1]:5060"));
        QCOMPARE((Endpoint{{}, 0, 3}.toString()), std::string("device:3"));
        QVERIFY(!IpAddress::parse("10.0.0.256"));
        QVERIFY(!IpAddress::parse("10.0.0.1:5060"));
        QVERIFY(IpAddress::parse("192.168.4.5")->isPrivate());
        QVERIFY(!IpAddress::parse("52.114.75.24")->isPrivate());
    }
    void utf8() {
        QVERIFY(isValidUtf8("d\xc3\xa9j\xc3\xa0"));
        QVERIFY(!isValidUtf8("Fr\xe9"));
        QVERIFY(!isValidUtf8("\xed\xa0\x80")); // a surrogate, RFC 3629 section 3
        QVERIFY(!isValidUtf8("\xc0\xaf"));     // overlong
        QCOMPARE(toValidUtf8("Fr\xe9"), std::string("Fr\xef\xbf\xbd"));
    }
    // RFC 4648 section 10.
    void base64() {
        QCOMPARE(toBase64(""), std::string());
        QCOMPARE(toBase64("f"), std::string("Zg=="));
        QCOMPARE(toBase64("fo"), std::string("Zm8="));
        QCOMPARE(toBase64("foobar"), std::string("Zm9vYmFy"));
    }
    void json() {
        std::string out;
        JsonWriter w(out);
        w.beginObject();
        w.member("text", std::string_view("a\"b\\\x01\xff"));
        w.member("n", std::int64_t(-5));
        w.member("d", 0.1);
        w.key("list");
        w.beginArray();
        w.value(true);
        w.endArray();
        w.endObject();
        QCOMPARE(out, std::string("{\n \"text\": \"a\\\"b\\\\\\u0001\xef\xbf\xbd\",\n \"n\": -5,\n \"d\": 0.1,\n "
                                  "\"list\": [\n  true\n ]\n}\n"));
    }
    void importLogKeepsFirstHundred() {
        ImportLog log;
        for (std::uint64_t i = 1; i <= 150; ++i)
            log.add(diag::kTcpHole, {PlaceKind::Frame, i});
        log.skip("rtp", 7);
        QCOMPARE(log.count(diag::kTcpHole), 150U);
        QCOMPARE(log.items().at(0).first.size(), ImportLog::kMaxPlaces);
        QCOMPARE(toString(log.items().at(0).first.at(0)), std::string("frame 1"));
        QCOMPARE(log.skipped().at("rtp"), 7U);
    }
    void numbers() {
        QCOMPARE(parseUnsigned("18446744073709551615"), std::optional<std::uint64_t>(UINT64_MAX));
        QVERIFY(!parseUnsigned("18446744073709551616"));
        QVERIFY(!parseUnsigned("-1"));
        QVERIFY(!parseUnsigned(""));
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "test_base.moc"
