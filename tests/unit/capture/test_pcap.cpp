#include "capture_files.h"

using namespace echelle;
using test::Bytes;

namespace {

constexpr std::uint32_t kMicro = 0xa1b2c3d4;
constexpr std::uint32_t kNano = 0xa1b23c4d;

std::string header(bool isBig, std::uint32_t magic, std::uint32_t link = 1, std::uint32_t snap = 65'535) {
    return Bytes(isBig).u32(magic).u16(2).u16(4).u32(0).u32(0).u32(snap).u32(link).get();
}
std::string record(bool isBig, std::uint32_t sec, std::uint32_t fraction, std::string_view bytes,
                   std::uint32_t original = 0) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    return Bytes(isBig).u32(sec).u32(fraction).u32(size).u32(original == 0 ? size : original).text(bytes).get();
}

} // namespace

class TestPcap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void byteOrdersAndResolutions_data() {
        QTest::addColumn<bool>("isBig");
        QTest::addColumn<quint32>("magic");
        QTest::addColumn<qint64>("ns");
        QTest::newRow("little, micro") << false << kMicro << qint64(1'700'000'000'123'456'000);
        QTest::newRow("big, micro") << true << kMicro << qint64(1'700'000'000'123'456'000);
        QTest::newRow("little, nano") << false << kNano << qint64(1'700'000'000'000'123'456);
        QTest::newRow("big, nano") << true << kNano << qint64(1'700'000'000'000'123'456);
    }
    void byteOrdersAndResolutions() {
        QFETCH(bool, isBig);
        QFETCH(quint32, magic);
        QFETCH(qint64, ns);
        test::ReadCapture c;
        read(header(isBig, magic, 113) + record(isBig, 1'700'000'000, 123'456, "abc") +
                 record(isBig, 0xffffffff, 0, "", 9),
             c);
        QCOMPARE(c.frames.size(), 2U);
        QCOMPARE(c.format, std::string("pcap"));
        QCOMPARE(c.frames[0].number, 1U);
        QCOMPARE(c.frames[0].ns, ns);
        QCOMPARE(c.frames[0].bytes, std::string("abc"));
        QCOMPARE(c.frames[0].linkType, 113U);
        QCOMPARE(c.frames[1].ns, qint64(0xffffffff) * 1'000'000'000); // seconds are unsigned: 2106
        QCOMPARE(c.frames[1].originalLength, 9U);
        QCOMPARE(c.log.count(diag::kCaptureSnapLength), 1U);
    }
    // Records of this variant have eight further bytes after the lengths.
    void kuznetzov() {
        const std::string extra(8, 'e');
        std::string one = record(false, 5, 6, "abc");
        one.insert(16, extra);
        test::ReadCapture c;
        read(header(false, 0xa1b2cd34) + one + one, c);
        QCOMPARE(c.frames.size(), 2U);
        QCOMPARE(c.frames[1].bytes, std::string("abc"));
    }
    void linkTypeWithoutChecksumBits() {
        test::ReadCapture c;
        read(header(false, kMicro, 0x14000001) + record(false, 5, 6, "abc"), c); // 4 bytes of FCS announced
        QCOMPARE(c.frames.at(0).linkType, 1U);
    }
    // Versions before 2.3 wrote the lengths the other way round.
    void oldVersion() {
        std::string file = Bytes().u32(kMicro).u16(2).u16(2).u32(0).u32(0).u32(65'535).u32(1).get();
        file += Bytes().u32(1).u32(2).u32(60).u32(3).text("abc").get();
        test::ReadCapture c;
        read(file, c);
        QCOMPARE(c.frames.at(0).bytes, std::string("abc"));
        QCOMPARE(c.frames.at(0).originalLength, 60U);
    }
    void badFraction() {
        test::ReadCapture c;
        read(header(false, kNano) + record(false, 10, 1'000'000'001, "abc"), c);
        QCOMPARE(c.frames.at(0).ns, qint64(11'000'000'001));
        QCOMPARE(c.log.count(diag::kCaptureBadTime), 1U);
    }
    void damagedLengthIsPassedOver() {
        std::string file = header(false, kMicro);
        std::vector<std::size_t> offsets;
        for (std::uint32_t i = 0; i < 20; ++i) {
            offsets.push_back(file.size());
            file += record(false, 1'700'000'000 + i, i, std::string(100, static_cast<char>('a' + i)));
        }
        for (const char* length :
             {"\xff\xff\xff\x7f", "\x00\x00\x03\x00"}) { // too long at all; beyond the end of the file
            std::string damaged = file;
            damaged.replace(offsets[9] + 8, 4, std::string(length, 4));
            test::ReadCapture c;
            read(damaged, c);
            QCOMPARE(c.frames.size(), 19U);
            QCOMPARE(c.frames[9].bytes[0], 'k'); // the eleventh
            QCOMPARE(c.frames[9].number, 10U);
            QCOMPARE(c.log.count(diag::kCaptureBadRecord), 1U);
            QCOMPARE(toString(c.log.items().at(0).first.at(0)), "offset " + std::to_string(offsets[9]));
        }
    }
    // A length field alone makes nobody allocate: the file ends before.
    void hugeSnapLength() {
        test::ReadCapture c;
        read(header(false, kMicro, 1, 0xffffffff) +
                 Bytes().u32(1).u32(1).u32(16U << 20).u32(16U << 20).text("abc").get(),
             c);
        QCOMPARE(c.frames.size(), 0U);
        QCOMPARE(c.log.count(diag::kCaptureTruncated), 1U);
    }
    // Cut anywhere, it gives the records that are whole, and says so unless the cut falls between two.
    void everyPrefix() {
        const std::string one = record(false, 1'700'000'000, 1, "0123456789");
        const std::string file = header(false, kMicro) + one + one + one;
        for (std::size_t size = 4; size < file.size(); ++size) {
            test::ReadCapture c;
            read(file.substr(0, size), c);
            QCOMPARE(c.error, std::string());
            const std::size_t whole = size < 24 ? 0 : (size - 24) / one.size();
            QCOMPARE(c.frames.size(), whole);
            const bool isBetween = size >= 24 && (size - 24) % one.size() == 0;
            QCOMPARE(c.log.count(diag::kCaptureTruncated), isBetween ? 0U : 1U);
        }
    }
    // Larger than the block that is read at once, in records of all sizes up to 64 KiB.
    void manyBlocks() {
        std::string file = header(true, kNano);
        std::uint32_t count = 0;
        for (std::uint32_t size = 1; size < 65'536; size = size * 5 / 4 + 1, ++count)
            for (int i = 0; i < 8; ++i)
                file += record(true, 1000, count, std::string(size, static_cast<char>(size & 0xff)));
        test::ReadCapture c;
        read(file, c);
        QVERIFY(file.size() > (std::size_t{2} << 20));
        QCOMPARE(c.frames.size(), std::size_t(count) * 8);
        QCOMPARE(c.consumed, std::uint64_t(file.size()));
        std::uint32_t at = 0;
        for (std::uint32_t size = 1; size < 65'536; size = size * 5 / 4 + 1)
            for (int i = 0; i < 8; ++i, ++at)
                QCOMPARE(c.frames[at].bytes, std::string(size, static_cast<char>(size & 0xff)));
    }

private:
    void read(const std::string& content, test::ReadCapture& out) {
        test::readCapture(test::writeFile(m_dir, "capture", content), out);
    }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestPcap)
#include "test_pcap.moc"
