#include "tests/support/samples.h"
#include "tests/unit/cli/cli_run.h"

#include <QStandardPaths>
#include <QTemporaryDir>

using namespace echelle;

// Real captures: what is printed equals what tshark reads.
class TestCliSamples : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    static QString sample(const QString& name) {
        return QString::fromStdString(test::samplesDir()) + QStringLiteral("/pcap/") + name;
    }
    // frame, method or status, Call-ID: a line per message; several in a frame are one line.
    static QStringList tsharkLines(const QString& file) {
        QProcess process;
        process.start(QStringLiteral("tshark"),
                      {QStringLiteral("-r"), file, QStringLiteral("-Y"),
                       QStringLiteral("sip && !icmp && (sip.Method || sip.Status-Code)"), QStringLiteral("-T"),
                       QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("frame.number"),
                       QStringLiteral("-e"), QStringLiteral("sip.Method"), QStringLiteral("-e"),
                       QStringLiteral("sip.Status-Code"), QStringLiteral("-e"), QStringLiteral("sip.Call-ID")});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }
    // The same lines from `messages --json`: a line per sighting.
    static QStringList ourLines(const QJsonArray& messages) {
        std::map<int, QString> lines;
        for (const QJsonValue& value : messages) {
            const QJsonObject message = value.toObject();
            const int status = message[QLatin1String("status")].toInt();
            for (const QJsonValue& sighting : message[QLatin1String("sightings")].toArray()) {
                const int frame = sighting.toObject()[QLatin1String("frame")].toInt();
                lines[frame] = QStringList{QString::number(frame),
                                           status == 0 ? message[QLatin1String("method")].toString() : QString(),
                                           status == 0 ? QString() : QString::number(status),
                                           message[QLatin1String("call_id")].toString()}
                                   .join(QLatin1Char('\t'));
            }
        }
        QStringList all;
        for (const auto& [frame, line] : lines)
            all << line;
        return all;
    }

private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_SAMPLES();
        if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
            QSKIP("no tshark");
    }

    void readsAsTsharkDoes_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"call_cancel_487.pcap", "call_b2bua_asterisk_two_phones.pcapng",
                                 "call_fax_t38_megaco.pcap", "call_ipv6_udp.pcap", "call_tcp_segmented_messages.pcap"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void readsAsTsharkDoes() {
        QFETCH(QString, name);
        const test::CliRun run =
            test::runCli({QStringLiteral("messages"), QStringLiteral("--json"), sample(name)}, m_dir.path());
        QCOMPARE(run.status, 0);
        QCOMPARE(ourLines(run.array()), tsharkLines(sample(name)));
    }

    void exportsWhatTsharkReads_data() {
        readsAsTsharkDoes_data();
        QTest::newRow("IP fragments") << QStringLiteral("call_udp_ip_fragments.pcap");
    }
    void exportsWhatTsharkReads() {
        QFETCH(QString, name);
        const QString output = m_dir.filePath(QStringLiteral("out.pcapng"));
        QCOMPARE(
            test::runCli({QStringLiteral("export"), sample(name), QStringLiteral("-o"), output}, m_dir.path()).status,
            0);
        const auto withoutFrame = [](const QStringList& lines) {
            QStringList rest;
            for (const QString& line : lines)
                rest << line.section(QLatin1Char('\t'), 1);
            return rest;
        };
        QCOMPARE(withoutFrame(tsharkLines(output)), withoutFrame(tsharkLines(sample(name))));
    }
};

QTEST_GUILESS_MAIN(TestCliSamples)
#include "test_cli_samples.moc"
