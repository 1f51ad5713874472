#include "tests/support/capture_writer.h"
#include "tests/support/log_writer.h"
#include "tests/unit/cli/cli_run.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <sys/stat.h>

#include <csignal>

using namespace echelle;
using test::CliRun;

// Outputs appear whole or not at all, and nothing is left behind, whatever ends the run.
class TestCliOutputs : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QTemporaryDir m_scratch;

    QString path(const QString& name) const { return m_dir.filePath(name); }
    CliRun run(const QString& line) const {
        QStringList arguments;
        for (QString word : line.split(QLatin1Char(' ')))
            arguments << word.replace(QLatin1Char('@'), m_dir.path() + QLatin1Char('/'));
        return test::runCli(arguments, m_scratch.path());
    }
    QByteArray contentOf(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // A signal that comes while the program is still being loaded just ends it.
    static bool listensForSignals(const QProcess& process) {
        QFile status(QStringLiteral("/proc/%1/status").arg(process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("SigBlk:"))
                return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (SIGTERM - 1) & 1U) != 0;
        return false;
    }
    void write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QStringList entries(const QString& pattern) const {
        return QDir(m_dir.path()).entryList({pattern}, QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void initTestCase() {
        test::LogWriter log;
        log.call(10, "one").call(60, "two", 503);
        log.writeTo(path(QStringLiteral("calls.log")).toStdString());
        test::LogWriter other;
        other.call(200, "three");
        other.writeTo(path(QStringLiteral("other.log")).toStdString());
        test::CaptureWriter capture;
        capture.call(0, "wire", 4000, 5000).writeTo(path(QStringLiteral("wire.pcapng")).toStdString());
    }
    void cleanup() {
        QVERIFY(QDir(m_scratch.path()).isEmpty());
        QCOMPARE(entries(QStringLiteral("*.part")), QStringList());
    }

    void importsIntoACase() {
        const CliRun imported = run(QStringLiteral("import @calls.log -o @case.echelle --json"));
        QCOMPARE(imported.status, 0);
        const QJsonObject summary = imported.object();
        QCOMPARE(summary[QLatin1String("messages")].toInt(), 12);
        QCOMPARE(summary[QLatin1String("sightings")].toInt(), 12);
        QCOMPARE(summary[QLatin1String("calls")].toInt(), 2);
        const QJsonObject source = summary[QLatin1String("sources")].toArray().at(0).toObject();
        QCOMPARE(source[QLatin1String("format")].toString(), QStringLiteral("asterisk"));
        QCOMPARE(source[QLatin1String("sha256")].toString().size(), 64);
        QCOMPARE(source[QLatin1String("clock")].toString(), QStringLiteral("full"));
        QCOMPARE(source[QLatin1String("zone_basis")].toString(), QStringLiteral("assumed"));
        // The case answers as the input did.
        QCOMPARE(run(QStringLiteral("messages @case.echelle --json")).out,
                 run(QStringLiteral("messages @calls.log --json")).out);
    }

    void replacesOrAddsToACase() {
        QCOMPARE(run(QStringLiteral("import @calls.log -o @grown.echelle")).status, 0);
        const QByteArray before = contentOf(QStringLiteral("grown.echelle"));
        QCOMPARE(run(QStringLiteral("import @other.log -o @grown.echelle")).status, 3);
        QCOMPARE(contentOf(QStringLiteral("grown.echelle")), before);
        QCOMPARE(run(QStringLiteral("import @other.log --add -o @grown.echelle")).status, 0);
        QCOMPARE(run(QStringLiteral("calls @grown.echelle --json")).array().size(), 3);
        QCOMPARE(run(QStringLiteral("import @other.log --force -o @grown.echelle")).status, 0);
        QCOMPARE(run(QStringLiteral("calls @grown.echelle --json")).array().size(), 1);
    }

    void copiesACase() {
        QCOMPARE(run(QStringLiteral("import @calls.log -o @from.echelle")).status, 0);
        QCOMPARE(run(QStringLiteral("import @from.echelle -o @to.echelle")).status, 0);
        QCOMPARE(run(QStringLiteral("calls @to.echelle --json")).out,
                 run(QStringLiteral("calls @from.echelle --json")).out);
        QCOMPARE(run(QStringLiteral("import @from.echelle -o @to.echelle")).status, 3);
    }

    void writesNoCaseWhereNothingWasRead() {
        QCOMPARE(run(QStringLiteral("import @missing.log -o @nothing.echelle")).status, 1);
        QVERIFY(!QFile::exists(path(QStringLiteral("nothing.echelle"))));
    }

    void leavesTheInputAlone() {
        const QByteArray before = contentOf(QStringLiteral("calls.log"));
        for (const char* command : {"calls", "messages", "findings", "ladder", "sources"})
            QCOMPARE(run(QString::fromLatin1(command) + QStringLiteral(" @calls.log")).status, 0);
        QCOMPARE(contentOf(QStringLiteral("calls.log")), before);
    }

    void replacesOutputs_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("output");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("text") << "export @calls.log"
                              << "out.txt" << QByteArray("--- message 1:");
        QTest::newRow("capture") << "export @calls.log"
                                 << "out.pcapng" << QByteArray::fromHex("0a0d0d0a");
        QTest::newRow("ladder") << "ladder @calls.log"
                                << "ladder.txt" << QByteArray();
        QTest::newRow("mermaid") << "ladder @calls.log --format mermaid"
                                 << "ladder.mmd" << QByteArray("sequenceDiagram");
        QTest::newRow("SVG") << "ladder @calls.log --call 2 --format svg"
                             << "ladder.svg" << QByteArray("<?xml");
        QTest::newRow("report") << "report @calls.log --max 1"
                                << "report.pdf" << QByteArray("%PDF-");
        QTest::newRow("PNG") << "ladder @calls.log --call 2 --format png"
                             << "ladder.png" << QByteArray("\x89PNG");
    }
    void replacesOutputs() {
        QFETCH(QString, command);
        QFETCH(QString, output);
        QFETCH(QByteArray, begins);
        write(output, "what was there before");
        QCOMPARE(run(command + QStringLiteral(" -o @") + output).status, 0);
        const QByteArray content = contentOf(output);
        QVERIFY(content.startsWith(begins));
        QVERIFY(content.size() > 200);
        QVERIFY(!content.contains("what was there before"));
    }

    // A file system of 64 KiB that is full: the old output stays, and the cause is named.
    void keepsTheOldOutputOnAFullDisk() {
        const QString mount = path(QStringLiteral("small"));
        QDir().mkpath(mount);
        const QStringList options{QStringLiteral("-t"),       QStringLiteral("tmpfs"), QStringLiteral("-o"),
                                  QStringLiteral("size=64k"), QStringLiteral("tmpfs"), mount};
        if (QProcess::execute(QStringLiteral("mount"), options) != 0)
            QSKIP("may not mount a small file system");
        write(QStringLiteral("small/out.txt"), "old");
        write(QStringLiteral("small/filler"), QByteArray(56 * 1024, 'x'));
        const CliRun text = run(QStringLiteral("export @calls.log -o @small/out.txt --json"));
        const CliRun imported = run(QStringLiteral("import @calls.log -o @small/x.echelle --json"));
        const QByteArray kept = contentOf(QStringLiteral("small/out.txt"));
        const QStringList left = QDir(mount).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        QProcess::execute(QStringLiteral("umount"), {mount});
        QCOMPARE(text.status, 3);
        QCOMPARE(text.errorCodes(), QStringList{QStringLiteral("output.full")});
        QCOMPARE(imported.status, 3);
        QCOMPARE(imported.errorCodes(), QStringList{QStringLiteral("output.full")});
        QCOMPARE(kept, QByteArray("old"));
        QCOMPARE(left, (QStringList{QStringLiteral("filler"), QStringLiteral("out.txt")}));
    }

    void tellsAFullDeviceBehindStandardOutput() {
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        test::startCli(process, {QStringLiteral("calls"), path(QStringLiteral("calls.log")), QStringLiteral("--json")},
                       m_scratch.path());
        const CliRun calls = test::finished(process);
        QCOMPARE(calls.status, 3);
        QCOMPARE(calls.errorCodes(), QStringList{QStringLiteral("output.full")});
    }

    void tellsAFullDevice() {
        const CliRun text = run(QStringLiteral("export @calls.log -o /dev/full --json"));
        QCOMPARE(text.status, 2); // no .txt
        const CliRun ladder = run(QStringLiteral("ladder @calls.log -o /dev/full --json"));
        QCOMPARE(ladder.status, 3);
        QCOMPARE(ladder.errorCodes(), QStringList{QStringLiteral("output.full")});
    }

    void endsOnSignals_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("command");
        QTest::newRow("SIGINT, import from standard input") << SIGINT << "import - -o @cut.echelle";
        QTest::newRow("SIGTERM, import from standard input") << SIGTERM << "import - -o @cut.echelle";
        QTest::newRow("SIGINT, calls from standard input") << SIGINT << "calls -";
    }
    // The input never ends, so the signal surely comes before the program does.
    void endsOnSignals() {
        QFETCH(int, number);
        QFETCH(QString, command);
        QProcess process;
        QStringList arguments;
        for (QString word : command.split(QLatin1Char(' ')))
            arguments << word.replace(QLatin1Char('@'), m_dir.path() + QLatin1Char('/'));
        test::startCli(process, arguments, m_scratch.path());
        process.write(contentOf(QStringLiteral("calls.log")));
        process.waitForBytesWritten();
        QTRY_VERIFY(listensForSignals(process));
        ::kill(static_cast<pid_t>(process.processId()), number);
        QCOMPARE(test::finished(process).status, 128 + number);
        QVERIFY(!QFile::exists(path(QStringLiteral("cut.echelle"))));
    }

    // Nobody writes into the pipe: opening it waits, and does not look at anything.
    void endsOnASignalWhileAPipeSaysNothing() {
        const QString pipe = path(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        QProcess process;
        test::startCli(process, {QStringLiteral("calls"), pipe}, m_scratch.path());
        QTRY_VERIFY(listensForSignals(process));
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QCOMPARE(test::finished(process).status, 143);
        QVERIFY(QFile::remove(pipe));
    }

    void readsANamedPipe() {
        const QString pipe = path(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        QProcess writer;
        writer.start(QStringLiteral("cp"), {path(QStringLiteral("calls.log")), pipe});
        const CliRun calls = run(QStringLiteral("calls @pipe --json"));
        QVERIFY(writer.waitForFinished());
        QCOMPARE(calls.status, 0);
        QCOMPARE(calls.array().size(), 2);
        QVERIFY(QFile::remove(pipe));
    }

    // Whatever is damaged within a case, an answer that lacks something says so.
    void tellsOfDamageMetOnTheWay() {
        test::LogWriter log;
        for (int i = 0; i < 300; ++i)
            log.call(i * 4, "call-" + std::to_string(i));
        log.writeTo(path(QStringLiteral("many.log")).toStdString());
        QCOMPARE(run(QStringLiteral("import @many.log -o @many.echelle")).status, 0);
        QByteArray bytes = contentOf(QStringLiteral("many.echelle"));
        // File format of SQLite, section 1.3: the page size at offset 16, big-endian; a page begins with its kind.
        const qsizetype page = static_cast<quint8>(bytes[16]) << 8 | static_cast<quint8>(bytes[17]);
        const qsizetype raw = bytes.indexOf("INVITE sip:200");
        QVERIFY(page >= 512 && raw > page);
        bytes[raw / page * page] = '\x7f';
        write(QStringLiteral("hurt.echelle"), bytes);
        const CliRun messages = run(QStringLiteral("messages @hurt.echelle --raw --json"));
        QCOMPARE(messages.status, 1);
        QCOMPARE(messages.errorCodes(), QStringList{QStringLiteral("case.damaged")});
        QVERIFY(QJsonDocument::fromJson(messages.out).isArray());
    }

    void wantsACaseAsAFile() {
        QCOMPARE(run(QStringLiteral("import @calls.log -o @piped.echelle")).status, 0);
        const CliRun calls = test::runCli({QStringLiteral("calls"), QStringLiteral("-"), QStringLiteral("--json")},
                                          m_scratch.path(), contentOf(QStringLiteral("piped.echelle")));
        QCOMPARE(calls.status, 1);
        QCOMPARE(calls.errorCodes(), QStringList{QStringLiteral("case.from-pipe")});
    }

    void readsNoFurtherWhatItCannotRead() {
        QProcess process;
        process.setStandardInputFile(QStringLiteral("/dev/zero")); // has no end
        test::startCli(process, {QStringLiteral("calls"), QStringLiteral("-"), QStringLiteral("--json")},
                       m_scratch.path());
        const CliRun calls = test::finished(process);
        QCOMPARE(calls.status, 1);
        QCOMPARE(calls.errorCodes(), QStringList{QStringLiteral("file.unknown-format")});
    }

    // While the case is being written: its part is seen, then the signal comes.
    void endsWhileImporting() {
        test::LogWriter log;
        for (int i = 0; i < 20'000; ++i)
            log.call(i * 4, "call-" + std::to_string(i));
        log.writeTo(path(QStringLiteral("large.log")).toStdString());
        QProcess process;
        test::startCli(process,
                       {QStringLiteral("import"), path(QStringLiteral("large.log")), QStringLiteral("-o"),
                        path(QStringLiteral("large.echelle"))},
                       m_scratch.path());
        QTRY_VERIFY_WITH_TIMEOUT(!entries(QStringLiteral("large.echelle.part*")).isEmpty(), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QCOMPARE(test::finished(process).status, 130);
        QCOMPARE(entries(QStringLiteral("large.echelle*")), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestCliOutputs)
#include "test_cli_outputs.moc"
