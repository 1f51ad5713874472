#include "core/capture/input.h"
#include "packets.h"
#include "tests/support/samples.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <random>

using namespace echelle;
using namespace echelle::test;

namespace {

struct Decoded {
    Listener heard;
    ImportLog log;
    std::uint64_t frames = 0;
};

void decode(const std::string& path, Decoded& out) {
    const Result<capture::Input> input = capture::Input::open(path);
    if (!input)
        return;
    const auto source = capture::openFrames(*input, out.log);
    if (!source)
        return;
    net::Decoder decoder(out.heard, out.log);
    capture::Frame frame;
    while (true) {
        const Result<bool> more = (*source)->next(frame);
        if (!more || !*more)
            break;
        out.frames = frame.number;
        const std::vector<std::uint8_t> exact(frame.bytes.begin(), frame.bytes.end());
        frame.bytes = exact;
        decoder.decode(frame);
    }
    decoder.finish();
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// What decoding must hold on any bytes: it ends, reads nothing beyond the end (address sanitizer), and gives places
// that exist. Which messages are right is compared with tshark in the tests of whole imports.
class TestDecoderSamples : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ECHELLE_NEED_SAMPLES(); }
    void samples_data() {
        QTest::addColumn<QString>("path");
        QDirIterator files(QString::fromStdString(samplesDir() + "/pcap"), QDir::Files);
        while (files.hasNext()) {
            files.next();
            QTest::newRow(files.fileName().toUtf8().constData()) << files.filePath();
        }
    }
    void samples() {
        QFETCH(QString, path);
        Decoded whole;
        decode(path.toStdString(), whole);
        check(whole);
        if (QFileInfo(path).size() > 150'000)
            return;
        const QByteArray content = contentOf(path);
        std::mt19937 random(static_cast<unsigned>(content.size()));
        for (int round = 0; round < 30; ++round) {
            QByteArray damaged = content;
            for (unsigned i = 0; i < 1 + random() % 40; ++i)
                damaged[qsizetype(random() % static_cast<unsigned>(damaged.size()))] = static_cast<char>(random());
            if (round % 3 == 0)
                damaged.truncate(qsizetype(random() % static_cast<unsigned>(damaged.size())));
            Decoded decoded;
            decode(write(damaged), decoded);
            check(decoded);
        }
    }
    // Cut at every byte: the messages are those of the frames that are left.
    void everyPrefix() {
        const QString path = QString::fromStdString(samplesDir() + "/pcap/register_tcp_small.pcap");
        const QByteArray content = contentOf(path);
        Decoded whole;
        decode(path.toStdString(), whole);
        QCOMPARE(whole.heard.messages.size(), 2U);
        for (qsizetype size = 1; size < content.size(); ++size) {
            Decoded part;
            decode(write(content.left(size)), part);
            check(part);
            std::size_t expected = 0;
            for (const Heard& heard : whole.heard.messages)
                expected += heard.payload.facts.frame <= part.frames ? 1 : 0;
            const auto complete = std::count_if(part.heard.messages.begin(), part.heard.messages.end(),
                                                [](const Heard& heard) { return !heard.payload.isIncomplete; });
            QCOMPARE(std::size_t(complete), expected);
            QVERIFY(part.heard.messages.size() <= expected + 1); // the last may be given out in part
        }
    }

private:
    static void check(const Decoded& decoded) {
        for (const Heard& heard : decoded.heard.messages) {
            QVERIFY(heard.payload.facts.frame >= 1 && heard.payload.facts.frame <= decoded.frames);
            QVERIFY(heard.payload.firstFrame >= 1 && heard.payload.firstFrame <= heard.payload.facts.frame);
            QVERIFY(!heard.bytes.empty());
        }
        for (const net::ConnectionFacts& facts : decoded.heard.connections)
            QVERIFY(facts.firstFrame <= facts.lastFrame && facts.lastFrame <= decoded.frames && facts.packets > 0);
    }
    std::string write(const QByteArray& content) {
        QFile file(m_dir.filePath(QStringLiteral("sample")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return {};
        file.write(content);
        return file.fileName().toStdString();
    }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestDecoderSamples)
#include "test_decoder_samples.moc"
