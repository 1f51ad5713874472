#include "tests/arch/include_rules.h"
#include "tests/arch/source_tree.h"

#include <QLibraryInfo>
#include <QStringList>
#include <QtTest/QTest>

#include <cctype>

using namespace echelle::arch;

namespace {

constexpr std::size_t kLongestFile = 450; // lines

bool startsWithQt(const std::string& target) {
    return target.size() > 1 && target[0] == 'Q' && ((target[1] >= 'A' && target[1] <= 'Z') || target[1] == 't');
}

// True if `word` stands in the line as a word of its own, where it begins and ends with a letter.
bool holdsWord(const std::string& line, std::string_view word) {
    const auto isLetter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    for (std::size_t at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool isBegun = at > 0 && isLetter(word.front()) && isLetter(line[at - 1]);
        const bool goesOn = end < line.size() && isLetter(word.back()) && word.back() != '_' && isLetter(line[end]);
        if (!isBegun && !goesOn)
            return true;
    }
    return false;
}

QString listed(const QStringList& faults) {
    return QStringLiteral("%1 faults:\n  %2").arg(faults.size()).arg(faults.join(QStringLiteral("\n  ")));
}

QString placeOf(const SourceFile& file, std::size_t line) {
    return QString::fromStdString(file.path) + u':' + QString::number(line) + u' ';
}

} // namespace

class TestArchitecture : public QObject {
    Q_OBJECT

    std::vector<SourceFile> m_files;

private Q_SLOTS:
    void initTestCase() {
        m_files = readSourceTree(ECHELLE_SOURCE_DIR);
        QVERIFY2(m_files.size() > 200, "the source tree was not found");
    }

    // The reading of a line, against lines written by hand.
    void linesAreRead_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("isQuoted");
        QTest::newRow("quoted") << "#include \"core/sip/uri.h\""
                                << "core/sip/uri.h" << true;
        QTest::newRow("angled") << "  #  include <QString> // why"
                                << "QString" << false;
        QTest::newRow("no include") << "#define include \"x\""
                                    << "" << false;
        QTest::newRow("comment") << "// #include \"core/sip/uri.h\""
                                 << "" << false;
        QTest::newRow("not closed") << "#include \"core/sip"
                                    << "" << false;
    }
    void linesAreRead() {
        QFETCH(QString, line);
        QFETCH(QString, target);
        QFETCH(bool, isQuoted);
        const Include include = includeOf(line.toStdString(), 7);
        QCOMPARE(QString::fromStdString(include.target), target);
        QCOMPARE(include.isQuoted, isQuoted);
        QCOMPARE(withoutComment("a(\"sip://x\"); // b"), std::string("a(\"sip://x\"); "));
    }

    // The rules themselves: known folders only, no circle, and edges that reach where they should and no further.
    void rulesAreSound() {
        for (const FolderRule& rule : folderRules()) {
            for (const std::string_view below : rule.mayInclude) {
                const FolderRule* other = ruleOf(below);
                QVERIFY2(other, below.data());
                QVERIFY2(!reachableFrom(below).contains(rule.folder), rule.folder.data());
            }
        }
        QVERIFY(reachableFrom("core/report").contains("core/base"));
        QVERIFY(!reachableFrom("core/sip").contains("core/net"));
        QVERIFY(!reachableFrom("core/ingest").contains("core/catalog"));
        QVERIFY(!reachableFrom("ui/models").contains("ui/jobs"));
        QVERIFY(!reachableFrom("app/cli").contains("ui/models"));
    }

    void foldersAreKnown() {
        QStringList faults;
        for (const SourceFile& file : m_files)
            if (!ruleOf(file.folder))
                faults << QString::fromStdString(file.path);
        QVERIFY2(faults.isEmpty(), qPrintable(listed(faults)));
    }

    void includesFollowTheRules() {
        QStringList faults;
        for (const SourceFile& file : m_files) {
            const auto reachable = reachableFrom(file.folder);
            for (const Include& include : file.includes) {
                if (!include.isQuoted || include.target.ends_with(".moc"))
                    continue;
                if (!reachable.contains(folderOf(include.target)))
                    faults << placeOf(file, static_cast<std::size_t>(include.line)) +
                                  QString::fromStdString(include.target);
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(listed(faults)));
    }

    void qtStaysInItsTier() {
        const std::string headers = QLibraryInfo::path(QLibraryInfo::HeadersPath).toStdString();
        QCOMPARE(tierOfQtHeader("QString", headers), Tier::QtCore);
        QCOMPARE(tierOfQtHeader("QPainter", headers), Tier::QtGui);
        QCOMPARE(tierOfQtHeader("QLabel", headers), Tier::QtWidgets);
        QStringList faults;
        for (const SourceFile& file : m_files) {
            const FolderRule* rule = ruleOf(file.folder);
            for (const Include& include : file.includes) {
                if (include.isQuoted || !startsWithQt(include.target))
                    continue;
                const auto tier = tierOfQtHeader(include.target, headers);
                if (!rule || !tier || *tier > rule->tier)
                    faults << placeOf(file, static_cast<std::size_t>(include.line)) +
                                  QString::fromStdString(include.target);
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(listed(faults)));
    }

    void librariesStayInTheirFolder() {
        QStringList faults;
        for (const SourceFile& file : m_files)
            for (const Include& include : file.includes)
                for (const Reserved& header : reservedHeaders())
                    if (include.target == header.what && !isIn(file.path, header.places))
                        faults << placeOf(file, static_cast<std::size_t>(include.line)) +
                                      QString::fromStdString(include.target);
        QVERIFY2(faults.isEmpty(), qPrintable(listed(faults)));
    }

    // SQL in core/store, threads in ui/jobs and core/ingest.
    void wordsStayInTheirFolder() {
        QVERIFY(holdsWord("query(\"SELECT id FROM\")", "\"SELECT "));
        QVERIFY(holdsWord("std::thread worker;", "std::thread"));
        QVERIFY(!holdsWord("MyQThreads x;", "QThread"));
        QStringList faults;
        for (const SourceFile& file : m_files)
            for (const Reserved& word : reservedWords())
                for (std::size_t line = 0; line < file.code.size(); ++line)
                    if (!isIn(file.path, word.places) && holdsWord(file.code[line], word.what))
                        faults << placeOf(file, line + 1) +
                                      QString::fromUtf8(word.what.data(), qsizetype(word.what.size()));
        QVERIFY2(faults.isEmpty(), qPrintable(listed(faults)));
    }

    void filesStayShort() {
        QStringList faults;
        for (const SourceFile& file : m_files)
            if (file.code.size() > kLongestFile)
                faults << placeOf(file, file.code.size()) + QStringLiteral("lines");
        QVERIFY2(faults.isEmpty(), qPrintable(listed(faults)));
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "test_architecture.moc"
