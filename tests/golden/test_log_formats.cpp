#include "core/base/diagnostic.h"
#include "core/logs/log_source.h"
#include "core/logs/registry.h"
#include "core/logs/utf16_reader.h"
#include "core/sip/message.h"
#include "tests/support/samples.h"
#include "tests/unit/logs/memory_reader.h"

#include <QDir>
#include <QFile>
#include <QtTest/QTest>

#include <map>

using namespace echelle;
using namespace echelle::logs;

namespace {

constexpr int kSure = 50; // from which on the import takes a format

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

std::string readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

struct Outcome {
    std::vector<std::string> messages;
    std::vector<std::string> placed; // the same with time and addresses, as in tests/data/logs/expected
    QString facts;                   // as in the table, behind the format
    ImportLog log;
};

Outcome readAs(const LogFormat& format, const std::string& bytes) {
    Outcome outcome;
    const OpenText open = [&](ImportLog&) {
        return std::make_unique<Utf16Reader>(std::make_unique<test::MemoryReader>(bytes));
    };
    LogSource source(format, open, 0, 1, {}, outcome.log);
    LoggedMessage message;
    while (true) {
        const Result<bool> got = source.next(message);
        if (!got || !*got)
            break;
        outcome.messages.emplace_back(message.bytes);
        const std::string time = message.time.isValid() ? toRfc3339(message.time) : "-";
        outcome.placed.push_back("== " + time + " " + message.source.toString() + " " + message.destination.toString() +
                                 " " + std::string(toString(message.transport)) + "\n" +
                                 (message.isCut ? "(cut)" : std::string(message.bytes)) + "\n");
    }
    QStringList diagnostics;
    for (const ImportLog::Item& item : outcome.log.items())
        diagnostics << QStringLiteral("%1 %2").arg(text(item.code)).arg(item.count);
    outcome.facts = QStringList{QString::number(outcome.messages.size()), text(toString(source.clock())),
                                source.zone().empty() ? QStringLiteral("-") : text(source.zone()),
                                diagnostics.isEmpty() ? QStringLiteral("-") : diagnostics.join(QStringLiteral(", "))}
                        .join(QLatin1Char('\t'));
    return outcome;
}

const LogFormat* formatNamed(const QString& name) {
    for (const LogFormat& format : logFormats()) {
        if (text(format.name) == name)
            return &format;
    }
    return nullptr;
}

} // namespace

// Every log against every format of the registry: its own claims it and reads what the table says, no other claims it;
// and no cut of any log, nor any damage below, makes a reader fail or lose what lies before it.
class TestLogFormats : public QObject {
    Q_OBJECT

    std::map<QString, QString> m_table; // file -> format, then the facts

    void addLogs() {
        QTest::addColumn<QString>("path");
        for (const QString& folder : {QString::fromStdString(test::samplesDir()) + QStringLiteral("/log"),
                                      QString::fromStdString(test::dataDir()) + QStringLiteral("/logs")}) {
            const QDir dir(folder);
            const bool isOwn = folder.endsWith(QLatin1String("/data/logs")); // with their generator beside them
            const QStringList names = isOwn ? QStringList{QStringLiteral("*.log")} : QStringList();
            for (const QString& name : dir.entryList(names, QDir::Files, QDir::Name))
                QTest::newRow(qPrintable(name)) << dir.filePath(name);
        }
    }
    [[nodiscard]] const LogFormat* formatOf(const QString& path) const {
        const auto row = m_table.find(path.section(QLatin1Char('/'), -1));
        return row == m_table.end() ? nullptr : formatNamed(row->second.section(QLatin1Char('\t'), 0, 0));
    }

private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_SAMPLES();
        for (const QString& line :
             QString::fromStdString(readFile(QStringLiteral(ECHELLE_GOLDEN_DIR "/log_formats.tsv")))
                 .split(QLatin1Char('\n'))) {
            if (!line.isEmpty() && !line.startsWith(QLatin1Char('#')))
                m_table[line.section(QLatin1Char('\t'), 0, 0)] = line.section(QLatin1Char('\t'), 1);
        }
        QVERIFY(!m_table.empty());
    }

    void recognition_data() { addLogs(); }
    void recognition() {
        QFETCH(QString, path);
        const std::string bytes = readFile(path);
        const LogFormat* own = formatOf(path);
        const LogFormat* best = nullptr;
        int bestScore = kSure - 1;
        for (const LogFormat& format : logFormats()) {
            const int score = format.recognise(bytes);
            if (score > bestScore) {
                best = &format;
                bestScore = score;
            }
            // Only the reader of unknown logs may claim what another knows better.
            QVERIFY2(&format == own || score < kSure || format.name == "generic",
                     qPrintable(QStringLiteral("%1: %2").arg(text(format.name)).arg(score)));
        }
        QVERIFY2(best == own, qPrintable(best == nullptr ? QStringLiteral("none") : text(best->name)));
    }

    void reading_data() { addLogs(); }
    void reading() {
        QFETCH(QString, path);
        const LogFormat* own = formatOf(path);
        if (own == nullptr)
            return;
        const Outcome outcome = readAs(*own, readFile(path));
        QCOMPARE(text(own->name) + QLatin1Char('\t') + outcome.facts, m_table.at(path.section(QLatin1Char('/'), -1)));
        const std::string expected = readFile(path.section(QLatin1Char('/'), 0, -2) + QStringLiteral("/expected/") +
                                              path.section(QLatin1Char('/'), -1) + QStringLiteral(".txt"));
        std::string placed;
        for (const std::string& message : outcome.placed)
            placed += message;
        if (!expected.empty())
            QCOMPARE(QByteArray::fromStdString(placed), QByteArray::fromStdString(expected));
        for (const std::string& message : outcome.messages) {
            sip::Message parsed;
            sip::parse(message, parsed);
            QVERIFY2(!parsed.callId.empty() && parsed.cseq.isValid, message.c_str());
        }
    }

    // A reader that is given another format's log finds no message, or what is one: it must only not fail.
    void anyFormatReadsAnyLog_data() { addLogs(); }
    void anyFormatReadsAnyLog() {
        QFETCH(QString, path);
        const std::string bytes = readFile(path);
        for (const LogFormat& format : logFormats())
            for (const std::string& message : readAs(format, bytes).messages)
                QVERIFY(!message.empty());
    }

    void damage_data() { addLogs(); }
    void damage() {
        QFETCH(QString, path);
        const LogFormat* own = formatOf(path);
        if (own == nullptr)
            return;
        std::string bytes = readFile(path);
        const std::vector<std::string> whole = readAs(*own, bytes).messages;
        // A text that ends anywhere: what was complete before comes out the same.
        constexpr std::size_t kCuts = 60;
        for (std::size_t i = 1; i < kCuts; ++i) {
            const std::vector<std::string> some = readAs(*own, bytes.substr(0, bytes.size() * i / kCuts)).messages;
            for (std::size_t m = 0; m + 1 < some.size(); ++m)
                QVERIFY(m >= whole.size() || some[m] == whole[m]);
        }
        // Strange lines in front: no message is lost.
        const std::string strange = std::string((1U << 20) + 5, 'x') + "\n" + std::string(70, '\0') + "\n\r\n#012#\n";
        QCOMPARE(readAs(*own, strange + bytes).messages.size(), whole.size());
        while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r'))
            bytes.pop_back();
        QCOMPARE(readAs(*own, bytes).messages.size(), whole.size());
        QByteArray crlf = QByteArray::fromStdString(bytes);
        if (!crlf.contains('\r')) {
            const std::vector<std::string> same = readAs(*own, crlf.replace("\n", "\r\n").toStdString()).messages;
            QCOMPARE(same.size(), whole.size());
        }
    }

    void everyLineOfTheTableIsALog() {
        for (const auto& [name, facts] : m_table) {
            QVERIFY2(QFile::exists(QString::fromStdString(test::samplesDir()) + QStringLiteral("/log/") + name) ||
                         QFile::exists(QString::fromStdString(test::dataDir()) + QStringLiteral("/logs/") + name),
                     qPrintable(name));
            QVERIFY2(formatNamed(facts.section(QLatin1Char('\t'), 0, 0)) != nullptr, qPrintable(facts));
        }
    }
};

QTEST_GUILESS_MAIN(TestLogFormats)
#include "test_log_formats.moc"
