#include "support/import_for_test.h"
#include "support/samples.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#ifndef Q_MOC_RUN
#include <cmath>
#include <map>
#include <vector>
#endif

using namespace echelle;

namespace {

struct Figures {
    int packets = 0;
    int lost = 0;
    double jitterMean = -1; // ms; less than 0: not told
    double jitterHighest = -1;

    [[nodiscard]] QString text() const {
        return QStringLiteral("%1 packets, %2 lost, jitter %3/%4")
            .arg(packets)
            .arg(lost)
            .arg(jitterMean, 0, 'f', 3)
            .arg(jitterHighest, 0, 'f', 3);
    }
};

// "10.0.0.1:4000 10.0.0.2:4000 0x0000002a"
using Streams = std::map<QString, Figures>;

Streams streamsOfTshark(const QString& file) {
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"), {QStringLiteral("-q"), QStringLiteral("-r"), file, QStringLiteral("-z"),
                                            QStringLiteral("rtp,streams")});
    Streams streams;
    if (!tshark.waitForFinished(120'000))
        return streams;
    // start, end, address, port, address, port, SSRC, payload, packets, lost (percent), deltas, jitter: min, mean, max
    static const QRegularExpression line(QStringLiteral(
        "^\\s*\\S+\\s+\\S+\\s+(\\S+)\\s+(\\d+)\\s+(\\S+)\\s+(\\d+)\\s+0x([0-9A-F]{8})\\s+(.*?)\\s+(\\d+)\\s+"
        "(-?\\d+) \\(-?[\\d.]+%\\)\\s+\\S+\\s+\\S+\\s+\\S+\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)"));
    const auto endpoint = [](const QString& address, const QString& port) {
        return address.contains(QLatin1Char(':')) ? QStringLiteral("[%1]:%2").arg(address, port)
                                                  : address + QLatin1Char(':') + port;
    };
    for (const QString& text : QString::fromUtf8(tshark.readAllStandardOutput()).split(QLatin1Char('\n'))) {
        const QRegularExpressionMatch m = line.match(text);
        if (!m.hasMatch())
            continue;
        Figures f;
        f.packets = m.captured(7).toInt();
        f.lost = m.captured(8).toInt();
        const bool hasJitter = m.captured(9).toDouble() >= 0;
        f.jitterMean = hasJitter ? m.captured(10).toDouble() : -1;
        f.jitterHighest = hasJitter ? m.captured(11).toDouble() : -1;
        streams[endpoint(m.captured(1), m.captured(2)) + QLatin1Char(' ') + endpoint(m.captured(3), m.captured(4)) +
                QStringLiteral(" 0x") + m.captured(5).toLower()] = f;
    }
    return streams;
}

Streams streamsOfCase(store::CaseReader& reader) {
    Streams streams;
    for (const store::StreamRecord& s : reader.streams({})) {
        const QString key = QString::fromStdString(s.facts.source.toString() + " " + s.facts.destination.toString() +
                                                   " " + s.ssrcText());
        streams[key] = {static_cast<int>(s.facts.packets), static_cast<int>(s.facts.lost),
                        s.hasJitter ? s.jitterMean : -1, s.hasJitter ? s.jitterHighest : -1};
    }
    return streams;
}

bool isNear(double a, double b) {
    constexpr double kRounding = 0.002;
    return a < 0 || b < 0 || std::abs(a - b) <= kRounding + 0.02 * std::max(a, b);
}

bool areEqual(const Figures& a, const Figures& b) {
    return a.packets == b.packets && a.lost == b.lost && isNear(a.jitterMean, b.jitterMean) &&
           isNear(a.jitterHighest, b.jitterHighest);
}

struct Deviation {
    QString stream; // "*": streams that only one side finds in this file
    QString why;
    bool isUsed = false;
};

} // namespace

// The RTP streams of every shared capture against tshark's: packets, lost ones, mean and highest jitter (where both
// measure it; within 2 per cent, since tshark computes in milliseconds of its own rounding). Each difference is a row
// of stream_deviations.tsv with the reason, and a row that no longer holds fails. And the STUN messages that are
// counted.
class TestStreams : public QObject {
    Q_OBJECT
private:
    std::map<QString, std::vector<Deviation>> m_deviations;

private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_SAMPLES();
        if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
            QSKIP("no tshark on this machine");
        QFile table(QStringLiteral(ECHELLE_GOLDEN_DIR "/stream_deviations.tsv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        for (const QString& line : QString::fromUtf8(table.readAll()).split(QLatin1Char('\n'))) {
            const QStringList fields = line.split(QLatin1Char('\t'));
            if (line.startsWith(QLatin1Char('#')) || line.isEmpty())
                continue;
            QVERIFY2(fields.size() == 3, qPrintable(line));
            m_deviations[fields[0]].push_back({fields[1], fields[2], false});
        }
    }
    void sameStreams_data() {
        QTest::addColumn<QString>("file");
        const QDir dir(QString::fromStdString(test::samplesDir()) + QStringLiteral("/pcap"));
        for (const QString& name : dir.entryList(QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(name)) << dir.filePath(name);
    }
    void sameStreams() {
        QFETCH(QString, file);
        const QString name = file.section(QLatin1Char('/'), -1);
        const Streams theirs = streamsOfTshark(file);
        test::ImportedCase imported({file.toStdString()});
        const Streams ours = imported.hasCase() ? streamsOfCase(imported.reader()) : Streams();
        std::vector<Deviation>& known = m_deviations[name];
        QStringList unexplained;
        const auto differ = [&](const QString& stream, bool isOneSided, const QString& what) {
            for (Deviation& d : known)
                if (d.stream == stream || (isOneSided && d.stream == QLatin1String("*"))) {
                    d.isUsed = true;
                    return;
                }
            unexplained.append(stream + QStringLiteral(": ") + what);
        };
        for (const auto& [stream, figures] : theirs) {
            const auto found = ours.find(stream);
            if (found == ours.end())
                differ(stream, true, QStringLiteral("tshark alone: ") + figures.text());
            else if (!areEqual(figures, found->second))
                differ(stream, false, QStringLiteral("tshark %1; here %2").arg(figures.text(), found->second.text()));
        }
        for (const auto& [stream, figures] : ours)
            if (!theirs.contains(stream))
                differ(stream, true, QStringLiteral("here alone: ") + figures.text());
        for (const Deviation& d : known)
            if (!d.isUsed)
                unexplained.append(QStringLiteral("stale row: ") + d.stream);
        QVERIFY2(unexplained.isEmpty(), qPrintable(QLatin1Char('\n') + unexplained.join(QLatin1Char('\n'))));
    }

    void sameStunMessages_data() {
        QTest::addColumn<QString>("file");
        const QString dir = QString::fromStdString(test::samplesDir()) + QStringLiteral("/pcap/");
        for (const char* name :
             {"stun_ice_dtls_ipv6_tcp.pcap", "webrtc_dtls_stun_small.pcap", "webrtc_stun_dtls_rtp.pcapng"})
            QTest::newRow(name) << dir + QLatin1String(name);
    }
    void sameStunMessages() {
        QFETCH(QString, file);
        QProcess tshark;
        // One line for each packet; TURN channels, which tshark shows under the same name, have a kind of their own
        // here.
        tshark.start(QStringLiteral("tshark"),
                     {QStringLiteral("-r"), file, QStringLiteral("-Y"),
                      QStringLiteral("stun && udp && !stun.channel && !icmp"), QStringLiteral("-T"),
                      QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("frame.number")});
        QVERIFY(tshark.waitForFinished(120'000));
        const auto theirs = static_cast<std::uint64_t>(tshark.readAllStandardOutput().count('\n'));
        test::ImportedCase imported({file.toStdString()});
        QVERIFY(imported.hasCase());
        const store::SourceRecord source = imported.reader().sources().front();
        const auto ours = source.skipped.find("stun");
        QVERIFY(theirs > 0);
        QVERIFY(ours != source.skipped.end());
        QCOMPARE(ours->second, theirs);
    }
};

QTEST_GUILESS_MAIN(TestStreams)
#include "test_streams.moc"
