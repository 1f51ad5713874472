#include "core/base/text.h"
#include "core/sip/message.h"
#include "support/import_for_test.h"
#include "support/samples.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <map>
#include <set>

using namespace echelle;

namespace {

// What one frame holds: methods of requests, statuses and Call-IDs, each in order of value.
struct FrameContent {
    std::multiset<std::string> methods;
    std::multiset<std::string> statuses;
    std::multiset<std::string> callIds;
    bool operator==(const FrameContent&) const = default;
    [[nodiscard]] QString text() const {
        QStringList all;
        for (const auto* set : {&methods, &statuses, &callIds})
            for (const std::string& value : *set)
                all.append(QString::fromLatin1(value.c_str()));
        return all.join(QLatin1Char(' ')).left(200);
    }
};
using Frames = std::map<int, FrameContent>;

struct Deviation {
    QString frame; // a number, or "*" for a whole file whose encapsulation only one side reads
    QString who;
    QString why;
    bool isUsed = false;
};

std::multiset<std::string> values(const QByteArray& field) {
    std::multiset<std::string> all;
    for (const QByteArray& value : field.split('\x1f'))
        if (!value.isEmpty())
            all.insert(value.trimmed().toStdString());
    return all;
}

Frames framesOfTshark(const QString& file) {
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"),
                 {QStringLiteral("-r"), file, QStringLiteral("-Y"),
                  QStringLiteral("sip && !icmp && (sip.Method || sip.Status-Code)"), QStringLiteral("-T"),
                  QStringLiteral("fields"), QStringLiteral("-E"), QStringLiteral("aggregator=\x1f"),
                  QStringLiteral("-e"), QStringLiteral("frame.number"), QStringLiteral("-e"),
                  QStringLiteral("sip.Method"), QStringLiteral("-e"), QStringLiteral("sip.Status-Code"),
                  QStringLiteral("-e"), QStringLiteral("sip.Call-ID")});
    Frames frames;
    if (!tshark.waitForFinished(120'000))
        return frames;
    for (const QByteArray& line : tshark.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> fields = line.split('\t');
        if (fields.size() == 4)
            frames[fields[0].toInt()] = {values(fields[1]), values(fields[2]), values(fields[3])};
    }
    return frames;
}

Frames framesOfCase(store::CaseReader& reader) {
    Frames frames;
    sip::Message message;
    reader.eachEventWithBytes({}, [&](const store::EventRecord& e, std::string_view raw) {
        if (e.kind != store::EventKind::Sip)
            return true;
        sip::parse(raw, message);
        for (const store::SightingRecord& s : reader.sightings(e.id)) {
            FrameContent& content = frames[static_cast<int>(s.place.number)];
            if (message.isRequest)
                content.methods.emplace(message.methodText);
            else
                content.statuses.insert(std::to_string(message.statusCode));
            if (!message.callId.empty())
                content.callIds.insert(toValidUtf8(message.callId)); // as tshark prints it
        }
        return true;
    });
    return frames;
}

} // namespace

// Every capture of the shared samples, message by message, against tshark's default dissection; each difference is a
// row of deviations.tsv with who is right and why, and a row that no longer holds fails.
class TestAgainstTshark : public QObject {
    Q_OBJECT
private:
    std::map<QString, std::vector<Deviation>> m_deviations;

private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_SAMPLES();
        if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
            QSKIP("no tshark on this machine");
        QFile table(QStringLiteral(ECHELLE_GOLDEN_DIR "/deviations.tsv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        for (const QString& line : QString::fromUtf8(table.readAll()).split(QLatin1Char('\n'))) {
            const QStringList fields = line.split(QLatin1Char('\t'));
            if (line.startsWith(QLatin1Char('#')) || line.isEmpty())
                continue;
            QVERIFY2(fields.size() == 4, qPrintable(line));
            m_deviations[fields[0]].push_back({fields[1], fields[2], fields[3], false});
        }
    }
    void sameMessages_data() {
        QTest::addColumn<QString>("file");
        const QDir dir(QString::fromStdString(test::samplesDir()) + QStringLiteral("/pcap"));
        for (const QString& name : dir.entryList(QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(name)) << dir.filePath(name);
    }
    void sameMessages() {
        QFETCH(QString, file);
        const QString name = file.section(QLatin1Char('/'), -1);
        const Frames expected = framesOfTshark(file);
        Frames found;
        test::ImportedCase imported({file.toStdString()});
        QVERIFY2(!imported.error(), imported.error() ? imported.error()->code.c_str() : "");
        if (imported.hasCase())
            found = framesOfCase(imported.reader());

        std::vector<Deviation>& known = m_deviations[name];
        const auto wholeFile =
            std::find_if(known.begin(), known.end(), [](const Deviation& d) { return d.frame == QLatin1String("*"); });
        std::set<int> numbers;
        for (const auto& [n, content] : expected)
            numbers.insert(n);
        for (const auto& [n, content] : found)
            numbers.insert(n);
        QStringList unexplained;
        for (int n : numbers) {
            const FrameContent theirs = expected.contains(n) ? expected.at(n) : FrameContent{};
            const FrameContent ours = found.contains(n) ? found.at(n) : FrameContent{};
            if (theirs == ours)
                continue;
            const auto row = std::find_if(known.begin(), known.end(),
                                          [&](const Deviation& d) { return d.frame == QString::number(n); });
            if (row != known.end())
                row->isUsed = true;
            else if (wholeFile != known.end() && (ours == FrameContent{} || theirs == FrameContent{}))
                wholeFile->isUsed = true;
            else
                unexplained.append(
                    QStringLiteral("frame %1: tshark [%2], here [%3]").arg(n).arg(theirs.text(), ours.text()));
        }
        for (const Deviation& d : known)
            if (!d.isUsed)
                unexplained.append(QStringLiteral("stale row: frame %1 agrees now").arg(d.frame));
        QVERIFY2(unexplained.isEmpty(), qPrintable(QLatin1Char('\n') + unexplained.mid(0, 40).join(QLatin1Char('\n'))));
    }
    void everyRowNamesASample() {
        for (const auto& [name, rows] : m_deviations)
            QVERIFY2(QFile::exists(QString::fromStdString(test::samplesDir()) + QStringLiteral("/pcap/") + name),
                     qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestAgainstTshark)
#include "test_against_tshark.moc"
