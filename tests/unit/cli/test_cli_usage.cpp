#include "core/catalog/catalog.h"
#include "tests/support/log_writer.h"
#include "tests/unit/cli/cli_run.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <sqlite3.h>

using namespace echelle;
using test::runCli;

// What is asked for, what is refused, and with which exit status (cli.md).
class TestCliUsage : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QTemporaryDir m_scratch;

    QString path(const QString& name) const { return m_dir.filePath(name); }
    void write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void database(const QString& name, const char* sql) const {
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(path(name).toUtf8().constData(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    // "@name" is a file of this test.
    QStringList located(const QString& line) const {
        QStringList arguments;
        for (QString word : line.split(QLatin1Char(' '), Qt::SkipEmptyParts))
            arguments << word.replace(QLatin1Char('@'), m_dir.path() + QLatin1Char('/'));
        return arguments;
    }

private Q_SLOTS:
    void initTestCase() {
        test::LogWriter log;
        log.call(10, "one").call(60, "two", 503);
        log.writeTo(path(QStringLiteral("good.log")).toStdString());
        write(QStringLiteral("empty"), {});
        write(QStringLiteral("picture.png"),
              QByteArray::fromHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"));
        write(QStringLiteral("plain.txt"), "Nothing to see here.\nOr here.\n");
        database(QStringLiteral("foreign.db"), "CREATE TABLE t(a); INSERT INTO t VALUES(1);");
        QCOMPARE(runCli(located(QStringLiteral("import @good.log -o @good.echelle")), m_scratch.path()).status, 0);
        QVERIFY(QFile::copy(path(QStringLiteral("good.echelle")), path(QStringLiteral("newer.echelle"))));
        database(QStringLiteral("newer.echelle"), "PRAGMA user_version=999;");
    }
    // Nothing may be left where the temporary cases were.
    void cleanup() { QVERIFY(QDir(m_scratch.path()).isEmpty()); }

    void refuses_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* line, int status, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(line) << status << QString::fromLatin1(code);
        };
        row("no command", "", 2, "error.no-command");
        row("unknown command", "frobnicate @good.log", 2, "error.unknown-command");
        row("streams, later", "streams @good.log", 2, "error.unknown-command");
        row("sanitize, later", "sanitize @good.log", 2, "error.unknown-command");
        row("compare, of which calls?", "compare @good.log", 2, "error.compare-two");
        row("unknown option", "calls @good.log --frob", 2, "error.unknown-option");
        row("option of another command", "calls @good.log --raw", 2, "error.option-elsewhere");
        row("key log without a file", "calls @good.log --keylog", 2, "error.value-missing");
        row("private key without a file", "calls @good.log --private-key", 2, "error.value-missing");
        row("value missing", "messages @good.log --call", 2, "error.value-missing");
        row("value looks like an option", "messages @good.log --call-id --json", 2, "error.value-missing");
        row("no value wanted", "calls --detail=yes @good.log", 2, "error.no-value-wanted");
        row("call is no number", "messages @good.log --call one", 2, "error.bad-value");
        row("call is zero", "messages @good.log --call 0", 2, "error.bad-value");
        row("zone unknown", "calls @good.log --zone Mars/Olympus", 2, "error.bad-value");
        row("year unknown", "calls @good.log --year 26", 2, "error.bad-value");
        row("zone of no input", "calls @good.log --zone @other.log=UTC", 2, "error.time-of-no-input");
        row("format unknown", "ladder @good.log --format gif", 2, "error.bad-value");
        row("language unknown", "calls @good.log --lang xx", 2, "error.unknown-locale");
        row("no input", "calls", 2, "error.no-input");
        row("no query", "explain", 2, "error.no-query");
        row("standard input twice", "calls - -", 2, "error.standard-input-twice");
        row("import without output", "import @good.log", 2, "error.no-output");
        row("force and add", "import @good.log -o @x.echelle --force --add", 2, "error.force-and-add");
        row("export by another name", "export @good.log -o @x.doc", 2, "error.export-name");
        row("picture of two calls", "ladder @good.log --format svg -o @x.svg", 2, "error.picture-of-many");
        row("picture to nowhere", "ladder @good.log --call 1 --format png", 2, "error.picture-without-output");
        row("case with another input", "calls @good.echelle @good.log", 2, "case.not-alone");
        row("case added to a case", "import @good.echelle --add -o @good.echelle", 2, "case.not-alone");
        row("missing", "calls @missing.pcap", 1, "file.missing");
        row("directory", "calls @.", 1, "file.directory");
        row("empty", "calls @empty", 1, "file.empty");
        row("picture", "calls @picture.png", 1, "file.unknown-format");
        row("text without SIP", "calls @plain.txt", 1, "file.no-message");
        row("foreign database", "calls @foreign.db", 1, "case.foreign");
        row("newer case", "calls @newer.echelle", 1, "case.newer");
        row("no such call", "messages @good.log --call 99", 1, "error.no-such-call");
        row("no such Call-ID", "ladder @good.log --call-id=-x", 1, "error.no-such-call-id");
        row("nothing explained", "explain qwertzuiop", 1, "error.nothing-explained");
        row("case exists", "import @good.log -o @good.echelle", 3, "output.exists");
        row("case where nothing may be written", "import @good.log -o /sys/x.echelle", 3, "output.forbidden");
        row("case in a missing folder", "import @good.log -o @no/x.echelle", 3, "output.failed");
        row("case over its input", "import @good.log --force -o @good.log", 2, "error.output-is-input");
        row("case over itself", "import @good.echelle --force -o @good.echelle", 2, "error.output-is-input");
        row("ladder over its input", "ladder @good.log -o @good.log", 2, "error.output-is-input");
        row("text in a missing folder", "export @good.log -o @no/x.txt", 3, "output.failed");
        row("capture in a missing folder", "export @good.log -o @no/x.pcapng", 3, "output.failed");
        row("report in a missing folder", "report @good.log -o @no/x.pdf", 3, "output.failed");
        row("report without output", "report @good.log", 2, "error.no-output");
        row("ladder where nothing may be written", "ladder @good.log -o @no/x.txt", 3, "output.failed");
    }
    void refuses() {
        QFETCH(QString, line);
        QFETCH(int, status);
        QFETCH(QString, code);
        const test::CliRun run = runCli(located(line) << QStringLiteral("--json"), m_scratch.path());
        QVERIFY2(run.errorCodes().contains(code), run.err.constData());
        QCOMPARE(run.status, status);
    }

    void errorsAreSentencesInTheChosenLanguage() {
        const test::CliRun english = runCli(located(QStringLiteral("calls @missing.pcap")), m_scratch.path());
        const test::CliRun french = runCli(located(QStringLiteral("calls @missing.pcap --lang fr")), m_scratch.path());
        QVERIFY(english.err.contains(path(QStringLiteral("missing.pcap")).toUtf8()));
        QVERIFY(french.err.contains(path(QStringLiteral("missing.pcap")).toUtf8()));
        QVERIFY(english.err != french.err);
        QCOMPARE(english.err.count('\n'), 1);
        QVERIFY(english.out.isEmpty());
    }

    void goesOnWithTheOtherInputs() {
        const test::CliRun run =
            runCli(located(QStringLiteral("calls --json @missing.pcap @good.log")), m_scratch.path());
        QCOMPARE(run.status, 1);
        QCOMPARE(run.errorCodes(), QStringList{QStringLiteral("file.missing")});
        QCOMPARE(run.array().size(), 2);
    }

    void goesOnWithTheOtherPartsOfWhich() {
        const test::CliRun run =
            runCli(located(QStringLiteral("messages --json @good.log --call 99 --call-id two")), m_scratch.path());
        QCOMPARE(run.status, 1);
        QCOMPARE(run.array().size(), 5);
    }

    void answersWithoutACommand() {
        const QByteArray english = runCli({QStringLiteral("--help")}, m_scratch.path()).out;
        const QByteArray french =
            runCli({QStringLiteral("--lang"), QStringLiteral("fr"), QStringLiteral("--help")}, m_scratch.path()).out;
        QVERIFY(english.startsWith("Usage: echelle-cli"));
        QVERIFY(french.startsWith("Utilisation\u00a0: echelle-cli"));
        for (const char* command : {"import", "sources", "calls", "messages", "findings", "ladder", "report", "export",
                                    "explain", "catalog"}) {
            QVERIFY2(english.contains(QByteArray("\n  ") + command), command);
            QVERIFY2(french.contains(QByteArray("\n  ") + command), command);
        }
        const test::CliRun version = runCli({QStringLiteral("--version")}, m_scratch.path());
        QCOMPARE(version.status, 0);
        QCOMPARE(version.out, QByteArray("echelle-cli " ECHELLE_VERSION "\n"));
        const QByteArray formats = runCli({QStringLiteral("--formats")}, m_scratch.path()).out;
        for (const char* format : {"pcap ", "pcapng", "snoop", "netmon", "hex", "gz, zst", "asterisk", "case"})
            QVERIFY2(formats.contains(format), format);
    }

    void unknownCommandShowsTheUsage() {
        const test::CliRun run = runCli({QStringLiteral("frobnicate")}, m_scratch.path());
        QCOMPARE(run.status, 2);
        QVERIFY(run.err.contains("Usage: echelle-cli"));
        QVERIFY(run.out.isEmpty());
    }

    // Every word the program asks the catalog for is there, in each language.
    void hasAllItsWords() {
        const auto catalog = *catalog::Catalog::load();
        static const QRegularExpression key(QStringLiteral("\"(cli\\.[a-z.-]*[a-z])\""));
        int found = 0;
        QDirIterator files(QStringLiteral(ECHELLE_SOURCE_DIR "/app/cli"), {QStringLiteral("*.cpp")});
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = key.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString name = matches.next().captured(1);
                ++found;
                for (const QString& locale : catalog->locales())
                    QVERIFY2(catalog->label(name, locale) != name, qPrintable(locale + QLatin1Char(' ') + name));
            }
        }
        QVERIFY(found > 50);
    }
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "test_cli_usage.moc"
