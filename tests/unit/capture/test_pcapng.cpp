#include "capture_files.h"

using namespace echelle;
using test::Bytes;

namespace {

std::string padded(std::string_view bytes) {
    return std::string(bytes) + std::string((4 - bytes.size() % 4) % 4, '\0');
}
std::string block(bool isBig, std::uint32_t type, const std::string& body) {
    const auto length = static_cast<std::uint32_t>(12 + padded(body).size());
    return Bytes(isBig).u32(type).u32(length).text(padded(body)).u32(length).get();
}
std::string section(bool isBig) {
    return block(isBig, 0x0a0d0d0a, Bytes(isBig).u32(0x1a2b3c4d).u16(1).u16(0).u32(0xffffffff).u32(0xffffffff).get());
}
std::string option(bool isBig, unsigned code, std::string_view value) {
    return Bytes(isBig).u16(code).u16(static_cast<unsigned>(value.size())).text(padded(value)).get();
}
std::string interface(bool isBig, unsigned link, const std::string& options = {}, std::uint32_t snap = 0) {
    return block(isBig, 1, Bytes(isBig).u16(link).u16(0).u32(snap).text(options).get());
}
std::string packet(bool isBig, std::uint32_t id, std::uint64_t ticks, std::string_view bytes,
                   std::uint32_t original = 0) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    return block(isBig, 6,
                 Bytes(isBig)
                     .u32(id)
                     .u32(static_cast<std::uint32_t>(ticks >> 32))
                     .u32(static_cast<std::uint32_t>(ticks))
                     .u32(size)
                     .u32(original == 0 ? size : original)
                     .text(padded(bytes))
                     .get());
}
std::string tsresol(bool isBig, unsigned char value) {
    return option(isBig, 9, std::string(1, static_cast<char>(value)));
}

} // namespace

class TestPcapng : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Two sections in different byte orders, each with its own interfaces; the interfaces are numbered on.
    void sectionsAndInterfaces() {
        std::string file;
        for (const bool isBig : {false, true}) {
            file += section(isBig) + interface(isBig, 1, option(isBig, 2, "eth0") + option(isBig, 3, "outside"));
            file +=
                packet(isBig, 0, 1'000'000, "abc") + interface(isBig, 113) + packet(isBig, 1, 2'000'001, "defgh", 90);
        }
        test::ReadCapture c;
        read(file, c);
        QCOMPARE(c.format, std::string("pcapng"));
        QCOMPARE(c.frames.size(), 4U);
        QCOMPARE(c.interfaces.size(), 4U);
        QCOMPARE(c.interfaces[2].name, std::string("eth0"));
        QCOMPARE(c.interfaces[2].description, std::string("outside"));
        QCOMPARE(c.frames[3].number, 4U);
        QCOMPARE(c.frames[3].interfaceIndex, 3U);
        QCOMPARE(c.frames[3].linkType, 113U);
        QCOMPARE(c.frames[3].bytes, std::string("defgh"));
        QCOMPARE(c.frames[3].originalLength, 90U);
        QCOMPARE(c.frames[3].ns, qint64(2'000'001'000));
        QCOMPARE(c.log.count(diag::kCaptureSnapLength), 2U);
    }

    // Worked by hand: ticks over units per second.
    void clocks_data() {
        QTest::addColumn<quint64>("ticks");
        QTest::addColumn<uint>("resolution");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("ns");
        constexpr qint64 kNone = Timestamp::kInvalid;
        QTest::newRow("seconds") << quint64(7) << 0U << qint64(0) << qint64(7'000'000'000);
        QTest::newRow("milliseconds") << quint64(7'005) << 3U << qint64(0) << qint64(7'005'000'000);
        QTest::newRow("nanoseconds") << quint64(1'700'000'000'123'456'789) << 9U << qint64(0)
                                     << qint64(1'700'000'000'123'456'789);
        QTest::newRow("picoseconds") << quint64(7'000'000'001'999) << 12U << qint64(0) << qint64(7'000'000'001);
        QTest::newRow("10^-19") << quint64(15'000'000'000'000'000'000U) << 19U << qint64(0) << qint64(1'500'000'000);
        QTest::newRow("10^-20") << quint64(~0ULL) << 20U << qint64(0) << qint64(0);
        QTest::newRow("2^-10") << quint64(1'024 + 512) << 0x8aU << qint64(0) << qint64(1'500'000'000);
        QTest::newRow("2^-63") << quint64(3ULL << 62) << 0xbfU << qint64(0) << qint64(1'500'000'000);
        QTest::newRow("2^-127") << quint64(~0ULL) << 0xffU << qint64(0) << qint64(0);
        QTest::newRow("offset") << quint64(5) << 0U << qint64(-10) << qint64(-5'000'000'000);
        QTest::newRow("offset too large")
            << quint64(5) << 0U << qint64(1) * std::numeric_limits<qint64>::max() << kNone;
        QTest::newRow("year 292277026596") << quint64(1ULL << 63) << 0U << qint64(0) << kNone;
        QTest::newRow("year 2262 passed") << quint64(9'223'372'037) << 0U << qint64(0) << kNone;
    }
    void clocks() {
        QFETCH(quint64, ticks);
        QFETCH(uint, resolution);
        QFETCH(qint64, offset);
        QFETCH(qint64, ns);
        for (const bool isBig : {false, true}) {
            std::string options = tsresol(isBig, static_cast<unsigned char>(resolution));
            const auto raw = static_cast<std::uint64_t>(offset);
            const auto high = static_cast<std::uint32_t>(raw >> 32);
            const auto low = static_cast<std::uint32_t>(raw);
            options +=
                option(isBig, 14, isBig ? Bytes(true).u32(high).u32(low).get() : Bytes().u32(low).u32(high).get());
            test::ReadCapture c;
            read(section(isBig) + interface(isBig, 1, options) + packet(isBig, 0, ticks, "abc"), c);
            QCOMPARE(c.frames.size(), 1U);
            QCOMPARE(qint64(c.frames[0].ns), ns);
            QCOMPARE(c.log.count(diag::kCaptureBadTime), ns == Timestamp::kInvalid ? 1U : 0U);
        }
    }

    void simpleAndObsoletePackets() {
        std::string file = section(false) + interface(false, 1, {}, 4);
        file += block(false, 3, Bytes().u32(9).text("abcd").get()); // cut to the snap length of 4
        file += block(false, 2, Bytes().u16(0).u16(77).u32(0).u32(5'000'000).u32(3).u32(3).text("xyz").get());
        test::ReadCapture c;
        read(file, c);
        QCOMPARE(c.frames.size(), 2U);
        QCOMPARE(c.frames[0].bytes, std::string("abcd"));
        QCOMPARE(c.frames[0].originalLength, 9U);
        QVERIFY(!Timestamp{c.frames[0].ns}.isValid());
        QCOMPARE(c.frames[1].bytes, std::string("xyz"));
        QCOMPARE(c.frames[1].ns, qint64(5'000'000'000));
    }
    // draft-ietf-opsawg-pcapng section 4.7: kind, length, secrets; "TLSK" is the kind of key logs.
    void decryptionSecrets() {
        for (const bool isBig : {false, true}) {
            const std::string keyLog = "CLIENT_RANDOM 00 11\n";
            const auto size = static_cast<std::uint32_t>(keyLog.size());
            const auto secrets = [isBig, &keyLog](std::uint32_t length) {
                return block(isBig, 10, Bytes(isBig).u32(0x544c534b).u32(length).text(padded(keyLog)).get());
            };
            test::ReadCapture c;
            read(section(isBig) + interface(isBig, 1) + secrets(size) + packet(isBig, 0, 1, "abc") + secrets(22), c);
            QCOMPARE(c.frames.size(), 1U);
            QCOMPARE(c.annotations, (std::vector<std::string>{"secrets 1414288203 " + keyLog}));
            QCOMPARE(c.log.count(diag::kCaptureBadBlock), 1U); // the second announces more than it holds
        }
    }
    // Comments of sections, interfaces and packets, and the first name of each address (sections 3.5 and 4.5).
    void commentsAndNames() {
        for (const bool isBig : {false, true}) {
            const auto record = [isBig](unsigned type, const std::string& value) { return option(isBig, type, value); };
            const std::string names =
                record(1, std::string("\xc0\x00\x02\x01", 4) + "sbc.example" + '\0' + "other" + '\0') +
                record(2, std::string(15, '\0') + '\1' + "localhost" + '\0') + record(3, "not an address") +
                record(1, "abc") + record(0, "");
            std::string head = section(isBig);
            head = block(isBig, 0x0a0d0d0a, head.substr(8, 16) + option(isBig, 1, "of the section"));
            std::string packetBlock = Bytes(isBig).u32(0).u32(0).u32(1).u32(3).u32(3).text(padded("abc")).get() +
                                      option(isBig, 1, "of the packet") + option(isBig, 2, "flag") +
                                      option(isBig, 1, "and another");
            test::ReadCapture c;
            read(head + interface(isBig, 1, option(isBig, 1, "of the interface")) + block(isBig, 4, names) +
                     block(isBig, 6, packetBlock),
                 c);
            QCOMPARE(c.frames.size(), 1U);
            QCOMPARE(c.annotations,
                     (std::vector<std::string>{"comment block of the section", "comment block of the interface",
                                               "name 192.0.2.1 sbc.example", "name ::1 localhost",
                                               "comment frame 1 of the packet", "comment frame 1 and another"}));
            QVERIFY(c.log.items().empty());
        }
    }
    // As tshark 4.0.17 numbers them, tried with files like this one.
    void blocksThatCount_data() {
        QTest::addColumn<quint32>("type");
        QTest::addColumn<bool>("counts");
        for (const quint32 type : {0xbadU, 0x40000badU, 9U, 0x204U, 0x216U, 0x221U})
            QTest::addRow("%x", type) << type << true;
        for (const quint32 type : {4U, 5U, 7U, 10U, 0x77U, 0x208U, 0x80000001U})
            QTest::addRow("%x", type) << type << false;
    }
    void blocksThatCount() {
        QFETCH(quint32, type);
        QFETCH(bool, counts);
        test::ReadCapture c;
        const std::string one = packet(false, 0, 1, "abc");
        read(section(false) + interface(false, 1) + one + block(false, type, std::string(40, 'x')) + one, c);
        QCOMPARE(c.frames.size(), counts ? 3U : 2U);
        QCOMPARE(c.frames.back().number, counts ? 3U : 2U);
        QCOMPARE(c.frames[1].isPacket, !counts);
        QCOMPARE(c.frames.back().bytes, std::string("abc"));
    }
    void undeclaredInterface() {
        test::ReadCapture c;
        read(section(false) + interface(false, 1) + packet(false, 1, 1, "abc") + packet(false, 0, 1, "def"), c);
        QCOMPARE(c.frames.size(), 2U);
        QVERIFY(!c.frames[0].isPacket);
        QCOMPARE(c.frames[1].number, 2U);
        QCOMPARE(c.log.count(diag::kCaptureNoInterface), 1U);
    }
    // The interfaces of a section are those of it alone.
    void interfacesEndWithTheirSection() {
        test::ReadCapture c;
        read(section(false) + interface(false, 1) + section(false) + packet(false, 0, 1, "abc"), c);
        QCOMPARE(c.log.count(diag::kCaptureNoInterface), 1U);
    }

    void damagedBlockIsPassedOver_data() {
        QTest::addColumn<int>("offset"); // in the block
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("length 0") << 4 << QByteArray("\0\0\0\0", 4);
        QTest::newRow("length 8") << 4 << QByteArray("\x08\0\0\0", 4);
        QTest::newRow("length of gigabytes") << 4 << QByteArray("\0\0\0\x7f", 4);
        QTest::newRow("length of the next block too") << 4 << QByteArray("\x48\0\0\0", 4);
        QTest::newRow("length beyond the end") << 4 << QByteArray("\0\0\x10\0", 4);
        QTest::newRow("trailing length") << 32 << QByteArray("\x20\0\0\0", 4);
        QTest::newRow("captured length") << 20 << QByteArray("\xff\xff\0\0", 4);
    }
    void damagedBlockIsPassedOver() {
        QFETCH(int, offset);
        QFETCH(QByteArray, bytes);
        const std::string before = section(false) + interface(false, 1) + packet(false, 0, 1, "abc");
        std::string damaged = packet(false, 0, 2, "BAD");
        QCOMPARE(damaged.size(), 36U);
        damaged.replace(static_cast<std::size_t>(offset), static_cast<std::size_t>(bytes.size()), bytes.toStdString());
        test::ReadCapture c;
        read(before + damaged + packet(false, 0, 3, "def") + packet(false, 0, 4, "ghi"), c);
        QCOMPARE(c.frames.size(), 3U);
        QCOMPARE(c.frames[1].bytes, std::string("def"));
        QCOMPARE(c.frames[2].number, 3U);
        QCOMPARE(c.log.count(diag::kCaptureBadBlock), 1U);
        QCOMPARE(toString(c.log.items().at(0).first.at(0)), "offset " + std::to_string(before.size()));
    }
    void damagedOptions() {
        const std::string options = option(false, 2, "eth0") + Bytes().u16(3).u16(60'000).text("x").get();
        test::ReadCapture c;
        read(section(false) + interface(false, 1, options) + packet(false, 0, 1, "abc"), c);
        QCOMPARE(c.interfaces.at(0).name, std::string("eth0"));
        QCOMPARE(c.frames.size(), 1U);
    }
    void lengthThatIsNoMultipleOfFour() {
        std::string odd = block(false, 0x77, std::string(8, 'x'));
        odd.replace(4, 4, std::string("\x13\0\0\0", 4));
        odd.replace(16, 4, std::string("\x13\0\0\0", 4));
        test::ReadCapture c;
        read(section(false) + interface(false, 1) + odd + packet(false, 0, 1, "abc"), c);
        QCOMPARE(c.frames.size(), 1U);
        QVERIFY(c.log.items().empty());
    }
    void everyPrefix() {
        const std::string head = section(false) + interface(false, 1);
        const std::string one = packet(false, 0, 1, "0123456789");
        const std::string file = head + one + one + one;
        for (std::size_t size = 4; size < file.size(); ++size) {
            test::ReadCapture c;
            read(file.substr(0, size), c);
            QCOMPARE(c.error, std::string());
            QCOMPARE(c.frames.size(), size < head.size() ? 0 : (size - head.size()) / one.size());
            const bool isBetween =
                size == section(false).size() || (size >= head.size() && (size - head.size()) % one.size() == 0);
            QCOMPARE(c.log.items().size(), isBetween ? 0U : 1U);
        }
    }

private:
    void read(const std::string& content, test::ReadCapture& out) {
        test::readCapture(test::writeFile(m_dir, "capture", content), out);
    }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestPcapng)
#include "test_pcapng.moc"
