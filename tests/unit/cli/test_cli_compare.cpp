#include "tests/unit/cli/cli_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using test::CliRun;

// What `compare` prints. The texts are kept in tests/data/compare and were read against the trace itself.
class TestCliCompare : public QObject {
    Q_OBJECT

    QTemporaryDir m_scratch;

    CliRun run(QStringList arguments) const {
        arguments.insert(1, QStringLiteral(ECHELLE_SOURCE_DIR "/resources/samples/ordinary_day.pcap"));
        return test::runCli(arguments, m_scratch.path());
    }
    static QStringList calls(const char* a, const char* b) {
        return {QStringLiteral("compare"), QStringLiteral("--call"), QString::fromLatin1(a), QStringLiteral("--call"),
                QString::fromLatin1(b)};
    }

private Q_SLOTS:
    void text_data() {
        QTest::addColumn<QString>("locale");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("fr") << QStringLiteral("fr");
    }
    // An answered call beside one to a number that does not exist.
    void text() {
        QFETCH(QString, locale);
        const CliRun compared = run(calls("6", "12") << QStringLiteral("--lang") << locale);
        QCOMPARE(compared.status, 0);
        QFile golden(QStringLiteral(ECHELLE_TEST_DATA "/compare/answered_and_404.%1.txt").arg(locale));
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(compared.out), QString::fromUtf8(golden.readAll()));
    }

    void json() {
        const QJsonObject all = run(calls("6", "12") << QStringLiteral("--json")).object();
        QCOMPARE(all[QStringLiteral("a")].toObject()[QStringLiteral("call")].toInt(), 6);
        QCOMPARE(all[QStringLiteral("b")].toObject()[QStringLiteral("state")].toString(), QStringLiteral("failed"));
        const QJsonArray divergences = all[QStringLiteral("divergences")].toArray();
        const int first = all[QStringLiteral("first")].toInt();
        QCOMPARE(all[QStringLiteral("outcome")].toInt(), first);
        const QJsonObject d = divergences.at(first - 1).toObject();
        QCOMPARE(d[QStringLiteral("id")].toInt(), first);
        QCOMPARE(d[QStringLiteral("kind")].toString(), QStringLiteral("status"));
        QCOMPARE(d[QStringLiteral("a")].toString(), QStringLiteral("200 OK"));
        QCOMPARE(d[QStringLiteral("b")].toString(), QStringLiteral("404 Not Found"));
        const QJsonObject row =
            all[QStringLiteral("rows")].toArray().at(d[QStringLiteral("row")].toInt() - 1).toObject();
        QVERIFY(row[QStringLiteral("divergences")].toArray().contains(first));
        QVERIFY(row[QStringLiteral("a")].toObject()[QStringLiteral("message")].toInt() > 0);
        QVERIFY(all[QStringLiteral("left_out")].toArray().contains(QStringLiteral("call-id")));
    }

    // B beside A says the same the other way round.
    void order() {
        const QJsonObject one = run(calls("6", "9") << QStringLiteral("--json")).object();
        const QJsonObject other = run(calls("9", "6") << QStringLiteral("--json")).object();
        QCOMPARE(one[QStringLiteral("divergences")].toArray().size(),
                 other[QStringLiteral("divergences")].toArray().size());
        const auto first = [](const QJsonObject& o) {
            return o[QStringLiteral("divergences")].toArray().at(0).toObject();
        };
        QCOMPARE(first(one)[QStringLiteral("kind")].toString(), QStringLiteral("repeats"));
        QCOMPARE(first(one)[QStringLiteral("a")].toString(), first(other)[QStringLiteral("b")].toString());
        const QJsonObject same = run(calls("6", "6") << QStringLiteral("--json")).object();
        QVERIFY(!same.contains(QStringLiteral("first")));
    }

    void usage() {
        QCOMPARE(run({QStringLiteral("compare")}).status, 2);
        QCOMPARE(run({QStringLiteral("compare"), QStringLiteral("--call"), QStringLiteral("6")}).status, 2);
        QCOMPARE(run(calls("6", "9") << QStringLiteral("--call") << QStringLiteral("12")).status, 2);
        const CliRun missing = run(calls("6", "4711"));
        QCOMPARE(missing.status, 1);
        QVERIFY(missing.out.isEmpty());
    }

    void report() {
        const QString pdf = m_scratch.filePath(QStringLiteral("two.pdf"));
        QStringList wanted = calls("6", "12");
        wanted[0] = QStringLiteral("report");
        QCOMPARE(run(wanted + QStringList{QStringLiteral("--compare"), QStringLiteral("-o"), pdf}).status, 0);
        QVERIFY(QFile::exists(pdf));
        QCOMPARE(run({QStringLiteral("report"), QStringLiteral("--compare"), QStringLiteral("-o"), pdf}).status, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "test_cli_compare.moc"
