#include "core/ingest/key_files.h"
#include "tests/support/import_for_test.h"
#include "tests/support/samples.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <utility>

using namespace echelle;

// Keys for TLS reach the import, open what they belong to, and are not kept.
class TestKeyFiles : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    QString m_capture;

    struct Outcome {
        ingest::ImportReport report;
        QByteArray bytes; // of the case
    };
    Outcome import(const std::vector<std::string>& keyFiles) {
        ingest::ImportRequest request;
        request.inputs = {m_capture.toStdString()};
        request.casePath = m_dir.filePath(QStringLiteral("x.echelle")).toStdString();
        request.mayReplace = true;
        request.isScratch = true;
        request.codes = &test::codes();
        request.keyFiles = keyFiles;
        ingest::ImportObserver nobody;
        auto done = ingest::runImport(request, nobody, {});
        Outcome outcome;
        if (done)
            outcome.report = std::move(*done);
        QFile file(QString::fromStdString(request.casePath));
        if (file.open(QIODevice::ReadOnly))
            outcome.bytes = file.readAll();
        return outcome;
    }
    static QString data(const char* name) {
        return QString::fromStdString(test::dataDir()) + QStringLiteral("/tls/") + QString::fromLatin1(name);
    }

private Q_SLOTS:
    void initTestCase() {
        m_capture = m_dir.filePath(QStringLiteral("calls.pcap"));
        QVERIFY(QFile::copy(data("suites.pcap"), m_capture));
    }
    void cleanup() { QFile::remove(m_dir.filePath(QStringLiteral("calls.keys"))); }

    void without() {
        const Outcome outcome = import({});
        QCOMPARE(outcome.report.totals.messages, std::uint64_t{0});
        QVERIFY(!outcome.report.totals.isDecrypted);
    }
    void given() {
        const Outcome outcome = import({data("suites.keys").toStdString()});
        QCOMPARE(outcome.report.totals.messages, std::uint64_t{149});
        QVERIFY(outcome.report.totals.isDecrypted);
        QVERIFY(outcome.report.errors.empty());
        // None of the secrets is in the case, as text or as bytes.
        QFile keys(data("suites.keys"));
        QVERIFY(keys.open(QIODevice::ReadOnly));
        int secrets = 0;
        for (const QByteArray& line : keys.readAll().split('\n')) {
            const QByteArray secret = line.split(' ').last();
            if (line.startsWith('#') || secret.size() < 64)
                continue;
            ++secrets;
            QVERIFY(!outcome.bytes.contains(secret));
            QVERIFY(!outcome.bytes.contains(QByteArray::fromHex(secret)));
        }
        QVERIFY(secrets > 50);
    }
    void besideTheCapture() {
        QVERIFY(QFile::copy(data("suites.keys"), m_dir.filePath(QStringLiteral("calls.keys"))));
        QCOMPARE(import({}).report.totals.messages, std::uint64_t{149});
    }
    void inTheCapture() {
        if (QStandardPaths::findExecutable(QStringLiteral("editcap")).isEmpty())
            QSKIP("no editcap on this machine");
        const QString whole = m_dir.filePath(QStringLiteral("whole.pcapng"));
        QCOMPARE(QProcess::execute(QStringLiteral("editcap"),
                                   {QStringLiteral("--inject-secrets"), QStringLiteral("tls,") + data("suites.keys"),
                                    m_capture, whole}),
                 0);
        const QString before = std::exchange(m_capture, whole);
        const Outcome outcome = import({});
        m_capture = before;
        QCOMPARE(outcome.report.totals.messages, std::uint64_t{149});
        QVERIFY(!outcome.bytes.contains("CLIENT_RANDOM"));
    }
    void privateKey() {
        const Outcome outcome = import({data("server.key").toStdString()});
        QCOMPARE(outcome.report.totals.messages, std::uint64_t{40}); // of ten connections
        QVERIFY(!outcome.bytes.contains("PRIVATE KEY"));
    }
    void unusable() {
        const Outcome outcome = import({m_capture.toStdString(), "/nowhere/at/all"});
        QCOMPARE(outcome.report.errors.size(), std::size_t{3}); // and no SIP in the capture
        QCOMPARE(outcome.report.errors[0].code, std::string(diag::kKeyLogUnusable));
        QCOMPARE(outcome.report.errors[1].code, std::string(diag::kFileMissing));
    }
};

QTEST_GUILESS_MAIN(TestKeyFiles)
#include "test_key_files.moc"
