#include "capture_files.h"
#include "tests/support/samples.h"

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace echelle;

namespace {

// tshark prints a fraction that is out of range as it stands in the file.
const QHash<QString, QSet<qulonglong>>& oddTimes() {
    static const QHash<QString, QSet<qulonglong>> odd = {
        {QStringLiteral("format_bad_nanosecond_timestamp.pcap"), {2, 3}}};
    return odd;
}

QByteArray epoch(std::int64_t ns) {
    return QByteArray::number(qlonglong(ns / 1'000'000'000)) + '.' +
           QByteArray::number(qlonglong(ns % 1'000'000'000)).rightJustified(9, '0');
}

} // namespace

// Number, time and lengths of every frame of every shared capture are those tshark gives.
class TestFramesTshark : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_SAMPLES();
        m_tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
        if (m_tshark.isEmpty())
            QSKIP("no tshark installed");
    }
    void frames_data() {
        QTest::addColumn<QString>("path");
        QDirIterator files(QString::fromStdString(test::samplesDir() + "/pcap"), QDir::Files);
        while (files.hasNext()) {
            files.next();
            QTest::newRow(files.fileName().toUtf8().constData()) << files.filePath();
        }
    }
    void frames() {
        QFETCH(QString, path);
        const QString name = QFileInfo(path).fileName();
        test::ReadCapture c;
        test::readCapture(path.toStdString(), c);
        QCOMPARE(c.error, std::string());
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC")); // some formats hold times without their zone
        process.setProcessEnvironment(environment);
        process.start(m_tshark, {QStringLiteral("-n"), QStringLiteral("-r"), path, QStringLiteral("-T"),
                                 QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("frame.number"),
                                 QStringLiteral("-e"), QStringLiteral("frame.time_epoch"), QStringLiteral("-e"),
                                 QStringLiteral("frame.len"), QStringLiteral("-e"), QStringLiteral("frame.cap_len")});
        QVERIFY(process.waitForFinished(120'000));
        QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
        lines.removeLast(); // behind the last line end
        QCOMPARE(qsizetype(c.frames.size()), lines.size());
        for (std::size_t i = 0; i < c.frames.size(); ++i) {
            const test::ReadFrame& frame = c.frames[i];
            const QList<QByteArray> fields = lines[qsizetype(i)].split('\t');
            QCOMPARE(QByteArray::number(qulonglong(frame.number)), fields.value(0));
            if (!oddTimes().value(name).contains(frame.number))
                QCOMPARE(epoch(frame.ns), fields.value(1));
            QCOMPARE(QByteArray::number(frame.originalLength), fields.value(2));
            QCOMPARE(QByteArray::number(qulonglong(frame.bytes.size())), fields.value(3));
        }
    }

private:
    QString m_tshark;
};

QTEST_GUILESS_MAIN(TestFramesTshark)
#include "test_frames_tshark.moc"
