#include "capture_files.h"
#include "core/capture/content_kind.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <thread>

using namespace echelle;
using namespace echelle::capture;
using namespace std::string_view_literals;

namespace {

std::string gzip(std::string_view plain) {
    z_stream z{};
    deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(compressBound(static_cast<uLong>(plain.size())) + 64, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

std::string zstd(std::string_view plain) {
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 3));
    return out;
}

std::string readAll(const Input& input, ImportLog& log) {
    const std::unique_ptr<ByteReader> reader = openReader(input, log);
    std::string out;
    std::vector<std::uint8_t> block(10'000);
    while (true) {
        const Result<std::size_t> got = reader->read(block.data(), block.size());
        if (!got || *got == 0)
            return out;
        out.append(reinterpret_cast<const char*>(block.data()), *got);
    }
}

} // namespace

Q_DECLARE_METATYPE(echelle::capture::ContentKind)

class TestInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void errors() {
        QCOMPARE(Input::open(m_dir.filePath(QStringLiteral("none")).toStdString()).error().code,
                 std::string("file.missing"));
        QCOMPARE(Input::open(m_dir.path().toStdString()).error().code, std::string("file.directory"));
        QCOMPARE(Input::open(test::writeFile(m_dir, "empty", {})).error().code, std::string("file.empty"));
        QCOMPARE(Input::open("/dev/zero").error().code, std::string("file.unreadable")); // would never end
        const std::string path = test::writeFile(m_dir, "file", "x");
        QCOMPARE(Input::open(path + "/below").error().code, std::string("file.missing"));
        QCOMPARE(Input::open(path + "/below").error().path, path + "/below");
    }
    void noPermission() {
        if (::geteuid() == 0)
            QSKIP("root may read every file");
        const std::string path = test::writeFile(m_dir, "secret", "x");
        ::chmod(path.c_str(), 0);
        QCOMPARE(Input::open(path).error().code, std::string("file.unreadable"));
    }

    void kind_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<ContentKind>("kind");
        const auto row = [](const char* name, std::string_view head, ContentKind kind) {
            QTest::newRow(name) << QByteArray(head.data(), static_cast<qsizetype>(head.size())) << kind;
        };
        row("pcap", "\xd4\xc3\xb2\xa1\x02\x00"sv, ContentKind::Pcap);
        row("pcap, big-endian", "\xa1\xb2\xc3\xd4\x00\x02"sv, ContentKind::Pcap);
        row("pcap, nanoseconds", "\x4d\x3c\xb2\xa1\x02\x00"sv, ContentKind::Pcap);
        row("pcap, nanoseconds, big-endian", "\xa1\xb2\x3c\x4d\x00\x02"sv, ContentKind::Pcap);
        row("pcap, Kuznetzov", "\x34\xcd\xb2\xa1\x02\x00"sv, ContentKind::Pcap);
        row("pcapng", "\x0a\x0d\x0d\x0a\x1c\x00\x00\x00"sv, ContentKind::Pcapng);
        row("snoop", "snoop\0\0\0\0\0\0\x02"sv, ContentKind::Snoop);
        row("Network Monitor 1", "RTSS\x01\x01"sv, ContentKind::Netmon);
        row("Network Monitor 2", "GMBU\0\x02"sv, ContentKind::Netmon);
        row("hex dump", "0000  00 11 22 33\n0004  44\n"sv, ContentKind::HexDump);
        row("hex dump of one line", "0000  00 11 22 33\n"sv, ContentKind::Text);
        row("a log with a dump in it",
            "[10:00:00] first line\n[10:00:01] second line\n[10:00:02] third line\n[10:00:03] fourth line\n"
            "0000  00 11 22 33\n0004  44 55\n"sv,
            ContentKind::Text);
        row("case", "SQLite format 3\0\x10\x00"sv, ContentKind::CaseFile);
        row("SQLite, no terminator", "SQLite format 3 is a text here\n"sv, ContentKind::Text);
        row("text", "[Mar 30 13:35:51] VERBOSE: \x1b[1;32mx\x1b[0m\r\n"sv, ContentKind::Text);
        row("Latin-1",
            "Fr\xe9"
            "d\xe9ric appelle\n"sv,
            ContentKind::Text);
        row("UTF-16",
            "\xff\xfe"
            "I\0N\0V\0I\0T\0E\0"sv,
            ContentKind::Text);
        row("NUL in a log",
            "2016-11-04 08:07:41.306 [.INFO] a line that is long enough to bear the loss of a block\0 and goes on\n"sv,
            ContentKind::Text);
        row("PNG", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv, ContentKind::Unknown);
        row("ELF",
            "\x7f"
            "ELF\x02\x01\x01\0\0\0\0\0"sv,
            ContentKind::Unknown);
        row("ZIP", "PK\x03\x04\x14\0\0\0\x08\0"sv, ContentKind::Unknown);
        row("PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"sv, ContentKind::Unknown);
        row("control bytes", "\x01\x02\x03\x04\x05\x06"sv, ContentKind::Unknown);
    }
    void kind() {
        QFETCH(QByteArray, head);
        QFETCH(ContentKind, kind);
        const std::string text = head.toStdString();
        QCOMPARE(sniffContent(asBytes(text)), kind);
        QCOMPARE(Input::open(test::writeFile(m_dir, "plain", text))->kind(), kind);
        const Result<Input> gz = Input::open(test::writeFile(m_dir, "gz", gzip(text)));
        QCOMPARE(gz->compression(), Compression::Gzip);
        QCOMPARE(gz->kind(), kind);
        const Result<Input> zst = Input::open(test::writeFile(m_dir, "zst", zstd(text)));
        QCOMPARE(zst->compression(), Compression::Zstd);
        QCOMPARE(zst->kind(), kind);
    }

    // Larger than every block used on the way, so that borders are crossed.
    void compressedContent() {
        std::string plain;
        for (int i = 0; plain.size() < 3'000'000; ++i)
            plain += "line " + std::to_string(i * 7919) + "\n";
        for (const std::string& packed : {gzip(plain), zstd(plain)}) {
            ImportLog log;
            QCOMPARE(readAll(*Input::open(test::writeFile(m_dir, "packed", packed)), log), plain);
            QVERIFY(log.items().empty());
        }
    }
    void severalMembers() {
        ImportLog log;
        const std::string path = test::writeFile(m_dir, "members", gzip("one ") + gzip("two ") + gzip("three"));
        QCOMPARE(readAll(*Input::open(path), log), std::string("one two three"));
        const std::string frames = test::writeFile(m_dir, "frames", zstd("one ") + zstd("two"));
        QCOMPARE(readAll(*Input::open(frames), log), std::string("one two"));
        const std::string padded = test::writeFile(m_dir, "padded", gzip("text") + std::string(500, '\0'));
        QCOMPARE(readAll(*Input::open(padded), log), std::string("text"));
        QVERIFY(log.items().empty());
    }
    void damagedCompression() {
        std::string plain;
        for (int i = 0; i < 100'000; ++i)
            plain += std::to_string(i * 31) + " ";
        for (const std::string& packed : {gzip(plain), zstd(plain)}) {
            ImportLog log;
            const std::string part =
                readAll(*Input::open(test::writeFile(m_dir, "cut", packed.substr(0, packed.size() / 2))), log);
            QVERIFY(plain.starts_with(part));
            QCOMPARE(log.count(diag::kCaptureCompression), 1U);
        }
        ImportLog log;
        QCOMPARE(readAll(*Input::open(test::writeFile(m_dir, "tail", gzip("text") + "no gzip")), log),
                 std::string("text"));
        QCOMPARE(log.count(diag::kCaptureCompression), 1U);
    }
    // 64 MiB of zeros pack to 64 KiB: 1,000 to 1. Reading stops soon after the bound of 16 MiB.
    void decompressionBomb() {
        const std::string zeros(std::size_t{64} << 20, '\0');
        for (const std::string& packed : {gzip(zeros), zstd(zeros)}) {
            ImportLog log;
            const std::size_t size = readAll(*Input::open(test::writeFile(m_dir, "bomb", packed)), log).size();
            QVERIFY2(size > (std::size_t{16} << 20) && size < (std::size_t{33} << 20), std::to_string(size).c_str());
            QCOMPARE(log.count(diag::kCaptureRatio), 1U);
        }
    }

    void fifoIsSpooled() {
        const std::string path = m_dir.filePath(QStringLiteral("fifo")).toStdString();
        QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
        const std::string content(300'000, 'x');
        std::thread writer([&] {
            QFile out(QString::fromStdString(path));
            if (out.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
                out.write(content.data(), static_cast<qint64>(content.size()));
        });
        const Result<Input> input = Input::open(path);
        writer.join();
        QVERIFY(input.has_value());
        QCOMPARE(input->size(), std::uint64_t(content.size()));
        ImportLog log;
        QCOMPARE(readAll(*input, log), content);
        QCOMPARE(readAll(*input, log), content); // twice: a pipe could not
    }
    void standardInput() {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        QCOMPARE(::write(ends[1], "INVITE", 6), ssize_t(6));
        ::close(ends[1]);
        const int saved = ::dup(STDIN_FILENO);
        ::dup2(ends[0], STDIN_FILENO);
        const Result<Input> input = Input::open("-");
        if (saved >= 0)
            ::dup2(saved, STDIN_FILENO);
        ::close(ends[0]);
        QVERIFY(input.has_value());
        ImportLog log;
        QCOMPARE(readAll(*input, log), std::string("INVITE"));
    }

private:
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestInput)
#include "test_input.moc"
