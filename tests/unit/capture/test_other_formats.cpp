#include "capture_files.h"
#include "core/capture/hex_dump_line.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace echelle;
using namespace std::string_literals;
using namespace std::string_view_literals;
using test::Bytes;

Q_DECLARE_METATYPE(std::string)

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::string packetOf(int number) {
    return std::string(static_cast<std::size_t>(60 + number), static_cast<char>('a' + number));
}
// RFC 1761
std::string snoop(unsigned link, std::uint32_t version = 2) {
    return "snoop\0\0\0"s + Bytes(true).u32(version).u32(link).get();
}
std::string snoopRecord(std::string_view bytes, std::uint32_t original, std::uint32_t seconds, std::uint32_t micros) {
    const std::string padded = std::string(bytes) + std::string((4 - bytes.size() % 4) % 4, '\0');
    const auto size = static_cast<std::uint32_t>(bytes.size());
    return Bytes(true)
        .u32(original)
        .u32(size)
        .u32(static_cast<std::uint32_t>(24 + padded.size()))
        .u32(0)
        .u32(seconds)
        .u32(micros)
        .text(padded)
        .get();
}
// A pcap file of three frames, a second and a microsecond apart.
std::string pcapOfThree() {
    Bytes out;
    out.u32(0xa1b2c3d4).u16(2).u16(4).u32(0).u32(0).u32(65'535).u32(1);
    for (std::uint32_t i = 0; i < 3; ++i) {
        const std::string bytes = packetOf(static_cast<int>(i));
        const auto size = static_cast<std::uint32_t>(bytes.size());
        out.u32(1'700'000'000 + i).u32(1000 * i).u32(size).u32(size + (i == 2 ? 9 : 0)).text(bytes);
    }
    return out.get();
}
// Header of a Network Monitor file of 2023-11-14 22:13:20.500, with the table of frames behind the frames.
std::string netmon(unsigned major, unsigned minor, const std::vector<std::string>& frames,
                   const std::vector<std::uint32_t>& order = {}) {
    std::string body;
    Bytes table;
    std::vector<std::uint32_t> offsets;
    for (const std::string& frame : frames) {
        offsets.push_back(static_cast<std::uint32_t>(128 + body.size()));
        body += frame;
    }
    if (order.empty())
        for (const std::uint32_t offset : offsets)
            table.u32(offset);
    for (const std::uint32_t index : order)
        table.u32(offsets.at(index));
    Bytes head;
    head.text(major == 1 ? "RTSS" : "GMBU").u8(minor).u8(major).u16(1);
    for (const unsigned field : {2023U, 11U, 2U, 14U, 22U, 13U, 20U, 500U})
        head.u16(field);
    head.u32(static_cast<std::uint32_t>(128 + body.size())).u32(static_cast<std::uint32_t>(table.get().size()));
    std::string file = head.get();
    file.resize(128);
    return file + body + table.get();
}
std::string frame1(std::uint32_t milliseconds, std::string_view bytes) {
    const auto size = static_cast<unsigned>(bytes.size());
    return Bytes().u32(milliseconds).u16(size).u16(size).text(bytes).get();
}
std::string frame2(std::uint32_t microseconds, std::string_view bytes, std::string_view trailer = {}) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    return Bytes().u32(microseconds).u32(0).u32(size).u32(size).text(bytes).text(trailer).get();
}
std::string trailer23(unsigned network, std::uint64_t fileTime) {
    return Bytes()
        .u16(network)
        .u32(0)
        .u32(static_cast<std::uint32_t>(fileTime))
        .u32(static_cast<std::uint32_t>(fileTime >> 32))
        .u8(0)
        .get();
}

} // namespace

class TestOtherFormats : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The frames that editcap writes in each format are those it read.
    void asEditcapWrites_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("step"); // of the times, in nanoseconds
        QTest::newRow("snoop") << QStringLiteral("snoop") << QStringLiteral("snoop") << qint64(1000);
        QTest::newRow("Network Monitor 1")
            << QStringLiteral("netmon1") << QStringLiteral("netmon") << qint64(1'000'000);
        QTest::newRow("Network Monitor 2") << QStringLiteral("netmon2") << QStringLiteral("netmon") << qint64(1000);
    }
    void asEditcapWrites() {
        QFETCH(QString, format);
        QFETCH(QString, name);
        QFETCH(qint64, step);
        const QString editcap = QStandardPaths::findExecutable(QStringLiteral("editcap"));
        if (editcap.isEmpty())
            QSKIP("no editcap on this machine");
        const std::string from = test::writeFile(m_dir, "from.pcap", pcapOfThree());
        const QString to = m_dir.filePath(format);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC")); // Network Monitor files hold local times
        process.setProcessEnvironment(environment);
        process.start(editcap, {QStringLiteral("-F"), format, QString::fromStdString(from), to});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        test::ReadCapture expected;
        test::ReadCapture found;
        test::readCapture(from, expected);
        test::readCapture(to.toStdString(), found);
        QCOMPARE(found.error, std::string());
        QCOMPARE(QString::fromStdString(found.format), name);
        QCOMPARE(found.frames.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(found.frames[i].number, expected.frames[i].number);
            QCOMPARE(found.frames[i].bytes, expected.frames[i].bytes);
            QCOMPARE(found.frames[i].originalLength, expected.frames[i].originalLength);
            QCOMPARE(found.frames[i].linkType, 1U);
            QVERIFY(std::abs(found.frames[i].ns - expected.frames[i].ns) < step);
        }
        QCOMPARE(found.log.count(diag::kCaptureSnapLength), 1U);
        QCOMPARE(found.log.items().size(), 1U);
    }

    void snoopRecords() {
        test::ReadCapture c;
        read(snoop(4) + snoopRecord("abcde", 90, 1'700'000'000, 7) + snoopRecord("fgh", 3, 1'700'000'001, 2'000'000),
             c);
        QCOMPARE(c.format, std::string("snoop"));
        QCOMPARE(c.frames.size(), 2U);
        QCOMPARE(c.frames[0].bytes, std::string("abcde"));
        QCOMPARE(c.frames[0].ns, qint64(1'700'000'000 * kSecond + 7000));
        QCOMPARE(c.frames[0].originalLength, 90U);
        QCOMPARE(c.frames[1].bytes, std::string("fgh"));
        QCOMPARE(c.log.count(diag::kCaptureSnapLength), 1U);
        QCOMPARE(c.log.count(diag::kCaptureBadTime), 1U);
    }
    void snoopLinks_data() {
        QTest::addColumn<uint>("dataLink");
        QTest::addColumn<uint>("linkType");
        QTest::newRow("802.3") << 0U << 1U;
        QTest::newRow("Ethernet") << 4U << 1U;
        QTest::newRow("FDDI") << 8U << 10U;
        QTest::newRow("IPNET") << 26U << 226U;
        QTest::newRow("another") << 99U << 0xffffU;
    }
    void snoopLinks() {
        QFETCH(uint, dataLink);
        QFETCH(uint, linkType);
        test::ReadCapture c;
        read(snoop(dataLink) + snoopRecord("abcd", 4, 1, 0), c);
        QCOMPARE(c.frames.at(0).linkType, linkType);
    }
    void snoopDamage() {
        const std::string good = snoopRecord("abcd", 4, 1, 0);
        test::ReadCapture lying;
        read(snoop(4) + good + Bytes(true).u32(4).u32(0x7fffffff).u32(28).u32(0).u32(0).u32(0).get() + good, lying);
        QCOMPARE(lying.frames.size(), 1U);
        QCOMPARE(lying.log.count(diag::kCaptureBadRecord), 1U);
        const std::string whole = snoop(4) + good + snoopRecord("efg", 3, 2, 0);
        for (std::size_t size = 8; size < whole.size(); ++size) {
            test::ReadCapture c;
            read(whole.substr(0, size), c);
            const bool hasBoth = size >= whole.size() - 1; // the padding may be missing
            QCOMPARE(c.frames.size(), hasBoth ? 2U : size >= 16 + good.size() ? 1U : 0U);
            QCOMPARE(c.log.count(diag::kCaptureTruncated), hasBoth || size == 16 || size == 16 + good.size() ? 0U : 1U);
        }
    }

    void netmonVersions_data() {
        QTest::addColumn<std::string>("file");
        QTest::addColumn<qint64>("ns");
        constexpr qint64 kStart = 1'700'000'000 * kSecond + 500'000'000;
        QTest::newRow("1.1") << netmon(1, 1, {frame1(1500, "abc")}) << kStart + 1500 * qint64(1'000'000);
        QTest::newRow("2.0") << netmon(2, 0, {frame2(1500, "abc")}) << kStart + 1'500'000;
        QTest::newRow("2.1") << netmon(2, 1, {frame2(1500, "abc", Bytes().u16(1).get())}) << kStart + 1'500'000;
        QTest::newRow("2.2") << netmon(2, 2, {frame2(1500, "abc", Bytes().u16(1).u32(7).get())}) << kStart + 1'500'000;
        // 116,444,736,000,000,000 and 1,700,000,000 s in units of 100 ns
        QTest::newRow("2.3") << netmon(2, 3, {frame2(1500, "abc", trailer23(1, 133'444'736'000'000'007))})
                             << qint64(1'700'000'000 * kSecond + 700);
    }
    void netmonVersions() {
        QFETCH(std::string, file);
        QFETCH(qint64, ns);
        test::ReadCapture c;
        read(file, c);
        QCOMPARE(c.frames.size(), 1U);
        QCOMPARE(c.frames[0].bytes, std::string("abc"));
        QCOMPARE(qint64(c.frames[0].ns), ns);
        QCOMPARE(c.frames[0].linkType, 1U);
        QVERIFY(c.log.items().empty());
    }
    void netmonNetworks() {
        test::ReadCapture c;
        const auto trailer = [](unsigned network) { return Bytes().u16(network).get(); };
        read(netmon(2, 1,
                    {frame2(1, "\x02\x05\x00xx802.11"sv, trailer(6)), frame2(2, "ip", trailer(8)),
                     frame2(3, "table", trailer(0xfffd)), frame2(4, "sll", trailer(0xe000 + 113)),
                     frame2(5, "other", trailer(77))}),
             c);
        QCOMPARE(c.frames.size(), 4U); // what Network Monitor stores beside packets is no frame
        QCOMPARE(c.frames[0].linkType, 105U);
        QCOMPARE(c.frames[0].bytes, std::string("802.11"));
        QCOMPARE(c.frames[1].linkType, 101U);
        QCOMPARE(c.frames[2].linkType, 113U);
        QCOMPARE(c.frames[2].number, 3U);
        QCOMPARE(c.frames[3].linkType, 0xffffU);
    }
    void netmonDamage() {
        test::ReadCapture backwards;
        read(netmon(2, 0, {frame2(1, "abc"), frame2(2, "def")}, {1, 0}), backwards);
        QCOMPARE(backwards.frames.size(), 2U);
        QVERIFY(backwards.frames[0].isPacket && !backwards.frames[1].isPacket);
        QCOMPARE(backwards.log.count(diag::kCaptureBadRecord), 1U);
        const std::string whole = netmon(2, 0, {frame2(1, "abc"), frame2(2, "def")});
        for (std::size_t size = 4; size < whole.size(); ++size) {
            test::ReadCapture c;
            read(whole.substr(0, size), c);
            QVERIFY(c.frames.size() < 2U);
            QCOMPARE(c.log.count(diag::kCaptureTruncated) >= 1, true);
        }
        std::string lying = whole;
        lying.replace(28, 4, "\xff\xff\xff\xff"); // length of the table
        test::ReadCapture c;
        read(lying, c);
        QCOMPARE(c.frames.size(), 2U);
        QCOMPARE(c.log.count(diag::kCaptureTruncated), 1U);
    }

    void hexLines_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("offset"); // -1: no such line
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* line, int offset, const char* bytes) {
            QTest::newRow(line) << QByteArray(line) << offset << QByteArray::fromHex(bytes);
        };
        row("0000  00 11 22 33  ..\"3", 0, "00112233");
        row("000010 aa bb", 16, "aabb");
        row("00000010  01 02 03 04 05 06 07 08  09 0a                       |..........|", 16, "0102030405060708090a");
        row("00000010  61 62 63 64 65 66 67 68                           |abcdefgh|", 16, "6162636465666768");
        row("\t0x0010:  4500 0034 ab                             E..4.", 16, "45000034ab");
        row("0020:01 02", -1, "");
        row("0020: 01 02", 32, "0102");
        row("000030", 48, "");
        row("0000 hello world", -1, "");
        row("12 34 56", -1, "");
        row("Frame 1: 60 bytes on wire", -1, "");
        row("2023-11-14 22:13:20.5 INVITE", -1, "");
        row("", -1, "");
    }
    void hexLines() {
        QFETCH(QByteArray, line);
        QFETCH(int, offset);
        QFETCH(QByteArray, bytes);
        const auto found = capture::readHexLine(line.toStdString());
        QCOMPARE(found.has_value(), offset >= 0);
        if (!found)
            return;
        QCOMPARE(int(found->offset), offset);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(found->bytes.data()), qsizetype(found->bytes.size())), bytes);
    }
    void hexTimes_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<qint64>("ns"); // -1: none
        QTest::addColumn<bool>("hasDate");
        QTest::newRow("ISO") << QByteArray("2023-11-14T22:13:20.000001") << qint64(1'700'000'000 * kSecond + 1000)
                             << true;
        QTest::newRow("tcpdump") << QByteArray("22:13:20.250000 IP 10.0.0.1.5060 > 10.0.0.2.5060: UDP, length 4")
                                 << qint64(80'000 * kSecond + 250'000'000) << false;
        QTest::newRow("tcpdump -tttt") << QByteArray("2023-11-14 22:13:20.25 IP 10.0.0.1")
                                       << qint64(1'700'000'000'250'000'000) << true;
        QTest::newRow("tshark -V") << QByteArray("    Epoch Time: 1700000000.123456789 seconds")
                                   << qint64(1'700'000'000'123'456'789) << true;
        QTest::newRow("none") << QByteArray("Frame 12: 342 bytes on wire 10.20.30.40") << qint64(-1) << false;
        QTest::newRow("out of range") << QByteArray("25:61:00") << qint64(-1) << false;
    }
    void hexTimes() {
        QFETCH(QByteArray, line);
        QFETCH(qint64, ns);
        QFETCH(bool, hasDate);
        const auto found = capture::findDumpTime(line.toStdString());
        QCOMPARE(found ? qint64(found->time.ns) : qint64(-1), ns);
        if (found)
            QCOMPARE(found->hasDate, hasDate);
    }
    // As tshark -x prints them, with characters that could pass for bytes at the end of a line.
    void hexPackets() {
        const std::string file = "    1   0.000000     10.0.0.1 -> 10.0.0.2     UDP 20\n"
                                 "\n"
                                 "0000  02 00 00 00 00 01 02 00 00 00 00 02 08 00 61 62  ..............ab\n"
                                 "0010  63 64                                            cd\n"
                                 "\n"
                                 "2023-11-14 22:13:20.5\n"
                                 "0000  45 00 00 15 00 00 00 00 40 fd 00 00 0a 00 00 01\n"
                                 "0010  0a 00 00 02 41 41\n"
                                 "0015\n";
        test::ReadCapture c;
        read(file, c);
        QCOMPARE(c.format, std::string("hex"));
        QCOMPARE(c.frames.size(), 2U);
        QCOMPARE(c.frames[0].linkType, 1U);
        QCOMPARE(c.frames[0].bytes.size(), 18U);
        QCOMPARE(c.frames[1].linkType, 101U); // its header announces just what is there
        QCOMPARE(c.frames[1].bytes.size(), 21U);
        QCOMPARE(c.frames[1].ns, qint64(1'700'000'000'500'000'000));
        QVERIFY(c.log.items().empty());
    }
    void hexBroken() {
        test::ReadCapture c;
        read("0000  00 11 22 33\n0004  44 55\n0000  00 11 22 33\n0014  44 55\n0000  66 77\n0002  88\n", c);
        // Of what is looked at first nothing may be broken; then it may.
        QCOMPARE(c.error, std::string(diag::kFileUnknownFormat));
        std::string file;
        for (int i = 0; i < 200; ++i)
            file += "0000  00 11 22 33\n0004  44 55\n";
        test::ReadCapture late;
        read(file + "0000  00 11 22 33\n0014  44 55\n0000  66 77\n0002  88\n", late);
        QCOMPARE(late.frames.size(), 202U);
        QVERIFY(!late.frames[200].isPacket && late.frames[201].isPacket);
        QCOMPARE(late.frames[201].bytes, std::string("\x66\x77\x88"));
        QCOMPARE(late.log.count(diag::kCaptureBadRecord), 1U);
    }
    // What tshark -x and tcpdump -x print of a capture gives its packets back.
    void asPrinted_data() {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("tshark -x") << QStringLiteral("tshark")
                                   << QStringList{QStringLiteral("-x"), QStringLiteral("-r")};
        QTest::newRow("tcpdump -xx -tttt")
            << QStringLiteral("tcpdump")
            << QStringList{QStringLiteral("-xx"), QStringLiteral("-tttt"), QStringLiteral("-nr")};
        QTest::newRow("tcpdump -XX") << QStringLiteral("tcpdump")
                                     << QStringList{QStringLiteral("-XX"), QStringLiteral("-nr")};
    }
    void asPrinted() {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        const QString found = QStandardPaths::findExecutable(program);
        if (found.isEmpty())
            QSKIP(qPrintable(QStringLiteral("no %1 on this machine").arg(program)));
        const std::string from = test::writeFile(m_dir, "printed.pcap", pcapOfThree());
        QProcess process;
        process.start(found, arguments << QString::fromStdString(from));
        QVERIFY(process.waitForFinished(60'000));
        test::ReadCapture c;
        read(process.readAllStandardOutput().toStdString(), c);
        QCOMPARE(c.format, std::string("hex"));
        QCOMPARE(c.frames.size(), 3U);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(c.frames[std::size_t(i)].bytes, packetOf(i));
    }

private:
    void read(const std::string& content, test::ReadCapture& c) {
        test::readCapture(test::writeFile(m_dir, "capture", content), c);
    }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestOtherFormats)
#include "test_other_formats.moc"
