#include "tests/support/import_for_test.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QFile>
#include <QtTest/QTest>

#include <map>

using namespace echelle;

namespace {

constexpr qsizetype kFacts = 5; // columns that are compared; what follows is the review's judgement

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString stateText(const store::RowRecord& row) {
    const dialog::RowFacts& f = row.facts;
    QStringList parts{text(dialog::toString(f.kind)), text(dialog::toString(f.state))};
    if (f.kind == dialog::RowKind::Connection)
        parts << text(row.protocol);
    if (f.isPartial)
        parts << QStringLiteral("partial");
    if (f.endedBy != dialog::EndedBy::None)
        parts << QStringLiteral("by ") + text(dialog::toString(f.endedBy));
    if (f.finalStatus != 0)
        parts << QString::number(f.finalStatus);
    if (f.legs > 1)
        parts << QStringLiteral("%1 legs").arg(f.legs);
    if (f.isFolded)
        parts << text(f.foldReason);
    return parts.join(QLatin1Char(' '));
}

QString findingText(const rules::Finding& f) {
    const std::string key = rules::leadingKey(f);
    return QStringList{text(f.rule),
                       text(rules::toString(f.severity)),
                       text(rules::toString(f.evidence)),
                       text(rules::toString(f.role)),
                       text(rules::toString(f.side)),
                       text(key)}
        .join(QLatin1Char(' '));
}

// Rows of one file with equal verdicts are one line: file, rows, place of the first, state, findings.
QStringList verdictsOf(const QString& file, store::CaseReader& reader) {
    std::map<RowId, QStringList> findings;
    for (const rules::Finding& f : reader.findings({}))
        findings[f.row] << findingText(f);
    struct Group {
        int rows = 0;
        QString first;
    };
    std::map<QString, Group> groups;
    QStringList order;
    store::RowFilter all;
    all.isFoldedShown = true;
    for (const store::RowRecord& row : reader.rows(all, store::RowSort::Start, false, 0, 1'000'000)) {
        const QString key = stateText(row) + QLatin1Char('\t') + findings[row.facts.id].join(QStringLiteral("; "));
        Group& group = groups[key];
        if (group.rows++ == 0) {
            const auto event = reader.event(row.facts.firstEvent);
            group.first = event ? QString::fromStdString(toString(event->place)) : QString();
            order << key;
        }
    }
    QStringList lines;
    for (const QString& key : order)
        lines << QStringList{file, QString::number(groups[key].rows), groups[key].first, key}.join(QLatin1Char('\t'));
    return lines;
}

} // namespace

// What is said of every shared sample, row by row and finding by finding: reviewed by hand against the frames (last two
// columns of sample_verdicts.tsv: right or not, and why). A change of any verdict fails and is reviewed again;
// ECHELLE_WRITE_VERDICTS=FILE writes what is said now.
class TestSampleVerdicts : public QObject {
    Q_OBJECT

    std::map<QString, QStringList> m_reviewed;
    QStringList m_said;

private Q_SLOTS:
    void initTestCase() {
        ECHELLE_NEED_SAMPLES();
        QFile table(QStringLiteral(ECHELLE_GOLDEN_DIR "/sample_verdicts.tsv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        for (const QString& line : QString::fromUtf8(table.readAll()).split(QLatin1Char('\n'))) {
            if (line.isEmpty() || line.startsWith(QLatin1Char('#')))
                continue;
            const QStringList fields = line.split(QLatin1Char('\t'));
            QVERIFY2(fields.size() == kFacts + 2 && !fields.last().isEmpty(), qPrintable(line));
            m_reviewed[fields[0]] << fields.mid(0, kFacts).join(QLatin1Char('\t'));
        }
    }

    void verdicts_data() {
        QTest::addColumn<QString>("file");
        for (const char* folder : {"pcap", "log"}) {
            const QDir dir(QString::fromStdString(test::samplesDir()) + QLatin1Char('/') + QLatin1String(folder));
            for (const QString& name : dir.entryList(QDir::Files, QDir::Name))
                QTest::newRow(qPrintable(name)) << dir.filePath(name);
        }
    }
    void verdicts() {
        QFETCH(QString, file);
        const QString name = file.section(QLatin1Char('/'), -1);
        test::ImportedCase imported({file.toStdString()});
        const QStringList said = imported.hasCase() ? verdictsOf(name, imported.reader()) : QStringList();
        m_said << said;
        const QStringList reviewed = m_reviewed[name];
        QStringList changed;
        for (const QString& line : said)
            if (!reviewed.contains(line))
                changed << QStringLiteral("+ ") + line;
        for (const QString& line : reviewed)
            if (!said.contains(line))
                changed << QStringLiteral("- ") + line;
        QVERIFY2(changed.isEmpty(), qPrintable(QLatin1Char('\n') + changed.join(QLatin1Char('\n'))));
    }

    void everyLineNamesASample() {
        for (const auto& [name, lines] : m_reviewed)
            QVERIFY2(QFile::exists(QString::fromStdString(test::samplesDir()) + QStringLiteral("/pcap/") + name) ||
                         QFile::exists(QString::fromStdString(test::samplesDir()) + QStringLiteral("/log/") + name),
                     qPrintable(name));
    }
    void cleanupTestCase() const {
        QFile out(qEnvironmentVariable("ECHELLE_WRITE_VERDICTS"));
        if (!out.fileName().isEmpty() && out.open(QIODevice::WriteOnly))
            out.write(m_said.join(QLatin1Char('\n')).toUtf8() + '\n');
    }
};

QTEST_GUILESS_MAIN(TestSampleVerdicts)
#include "test_sample_verdicts.moc"
