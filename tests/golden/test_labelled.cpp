#include "tests/rules/script.h"

#include <QDir>
#include <QFile>
#include <QtTest/QTest>

#include <algorithm>

using namespace echelle;

namespace {

test::Script readCase(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {.title = {}, .cause = {}, .key = {}, .problem = "cannot be opened", .messages = {}};
    return test::readScript(file.readAll().toStdString());
}

// What a reader sees first: the first unexplained cause of a call in trouble, else the first of any.
const rules::Finding* firstCause(const std::vector<rules::Finding>& findings) {
    for (const rules::Severity least : {rules::Severity::Warning, rules::Severity::Info})
        for (const rules::Finding& f : findings)
            if (f.severity >= least && f.role == rules::FindingRole::Cause && !f.explainedBy.isValid())
                return &f;
    return nullptr;
}

QString listOf(const std::vector<rules::Finding>& findings) {
    QStringList names;
    for (const rules::Finding& f : findings) {
        const std::string_view severity = rules::toString(f.severity);
        names << QString::fromStdString(rules::leadingKey(f)) + QLatin1Char(' ') +
                     QString::fromUtf8(severity.data(), static_cast<qsizetype>(severity.size()));
    }
    return names.isEmpty() ? QStringLiteral("nothing") : names.join(QStringLiteral(", "));
}

} // namespace

// The labelled set: one file per case in cases/, each with its true cause, or healthy. The file format is that of
// tests/rules/script.h. Printed: how many are named right as the first finding, how many are missed, and how many false
// alarms (anything of warning or error) the healthy ones raise. The bar is: all, none, none.
class TestLabelled : public QObject {
    Q_OBJECT

    QStringList m_files;
    int m_faulty = 0;
    int m_right = 0;
    int m_missed = 0;
    int m_healthy = 0;
    int m_falseAlarms = 0;

private Q_SLOTS:
    void initTestCase() {
        const QDir dir(QStringLiteral(ECHELLE_GOLDEN_DIR "/cases"));
        for (const QString& name : dir.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name))
            m_files << dir.filePath(name);
    }

    void labelled_data() {
        QTest::addColumn<QString>("file");
        for (const QString& file : m_files)
            QTest::newRow(qPrintable(QFileInfo(file).completeBaseName())) << file;
    }
    void labelled() {
        QFETCH(QString, file);
        const test::Script script = readCase(file);
        QVERIFY2(script.problem.empty(), script.problem.c_str());
        QVERIFY2(!script.title.empty() && !script.cause.empty(), "a case needs a title and its true cause");
        const test::ScriptPlay play(script);
        if (script.cause == "healthy") {
            ++m_healthy;
            m_falseAlarms += play.alarms().empty() ? 0 : 1;
            QVERIFY2(play.alarms().empty(), qPrintable(QStringLiteral("false alarm: ") + listOf(play.findings)));
            return;
        }
        ++m_faulty;
        const rules::Finding* first = firstCause(play.findings);
        const bool isNamed = play.find(script.cause) != nullptr;
        const bool isRight = first != nullptr && first->rule == script.cause &&
                             (script.key.empty() || rules::leadingKey(*first) == script.key);
        m_right += isRight ? 1 : 0;
        m_missed += isNamed ? 0 : 1;
        QVERIFY2(isRight, qPrintable(QString::fromStdString(script.cause + " " + script.key + ", found: ") +
                                     listOf(play.findings)));
    }

    void theSetIsLargeEnough() {
        QVERIFY(m_faulty + m_healthy >= 60);
        QVERIFY(m_healthy >= 25);
    }

    void cleanupTestCase() const {
        qInfo("labelled cases: %d with a true cause: %d named right as the first finding, %d missed; %d healthy: %d "
              "with a false alarm",
              m_faulty, m_right, m_missed, m_healthy, m_falseAlarms);
    }
};

QTEST_GUILESS_MAIN(TestLabelled)
#include "test_labelled.moc"
