#include "capture_files.h"
#include "core/capture/pcapng_writer.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace echelle;

class TestPcapngWriter : public QObject {
    Q_OBJECT

    static std::string sample() {
        std::string out;
        capture::PcapngWriter writer(out, "Echelle", "from a.pcap, SHA-256 00ff");
        const std::uint32_t first = writer.addInterface({1, 0, "eth0", "outside"});
        writer.addPacket(first, Timestamp{1'700'000'000'123'456'789}, asBytes(std::string_view("abcde")), 900,
                         "INVITE");
        const std::uint32_t second = writer.addInterface({113, 96, {}, {}});
        writer.addPacket(second, Timestamp{}, asBytes(std::string_view()), 0);
        writer.addPacket(first, Timestamp{4'294'967'296'000'000'000}, asBytes(std::string_view("12345678")), 8);
        return out;
    }

private Q_SLOTS:
    void isReadBack() {
        test::ReadCapture c;
        test::readCapture(test::writeFile(m_dir, "out.pcapng", sample()), c);
        QVERIFY(c.error.empty());
        QCOMPARE(c.interfaces.size(), 2U);
        QCOMPARE(c.interfaces[0].name, std::string("eth0"));
        QCOMPARE(c.interfaces[0].description, std::string("outside"));
        QCOMPARE(c.interfaces[1].snapLength, 96U);
        QCOMPARE(c.frames.size(), 3U);
        QCOMPARE(c.frames[0].ns, qint64(1'700'000'000'123'456'789));
        QCOMPARE(c.frames[0].bytes, std::string("abcde"));
        QCOMPARE(c.frames[0].originalLength, 900U);
        QCOMPARE(c.frames[1].linkType, 113U);
        QCOMPARE(c.frames[1].ns, qint64(0));
        QCOMPARE(c.frames[2].bytes, std::string("12345678"));
        QCOMPARE(c.frames[2].ns, qint64(4'294'967'296'000'000'000));
    }
    void tsharkReadsIt() {
        const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
        if (tshark.isEmpty())
            QSKIP("no tshark installed");
        const QString path = QString::fromStdString(test::writeFile(m_dir, "out.pcapng", sample()));
        QProcess process;
        process.start(tshark,
                      {QStringLiteral("-r"), path, QStringLiteral("-T"), QStringLiteral("fields"), QStringLiteral("-e"),
                       QStringLiteral("frame.number"), QStringLiteral("-e"), QStringLiteral("frame.time_epoch"),
                       QStringLiteral("-e"), QStringLiteral("frame.len"), QStringLiteral("-e"),
                       QStringLiteral("frame.cap_len"), QStringLiteral("-e"), QStringLiteral("frame.interface_name"),
                       QStringLiteral("-e"), QStringLiteral("frame.comment")});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], QByteArray("1\t1700000000.123456789\t900\t5\teth0\tINVITE"));
        QVERIFY(lines[2].startsWith("3\t4294967296.000000000\t8\t8\teth0"));
    }

private:
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestPcapngWriter)
#include "test_pcapng_writer.moc"
