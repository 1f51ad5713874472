#include "core/base/atomic_file.h"
#include "core/base/diagnostic.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <cerrno>
#include <filesystem>

using namespace echelle;

// An output is there whole, or what was there before is.
class TestAtomicFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    std::string path(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    static QByteArray contentOf(const std::string& path) {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void appearsAtCommit() {
        const std::string target = path("new.txt");
        Result<AtomicFile> file = AtomicFile::create(target);
        QVERIFY(file);
        QVERIFY(file->write("one "));
        QVERIFY(file->write("two"));
        QVERIFY(!std::filesystem::exists(target));
        QCOMPARE(contentOf(file->partPath()), QByteArray("one two"));
        QVERIFY(file->commit());
        QCOMPARE(contentOf(target), QByteArray("one two"));
        QVERIFY(!std::filesystem::exists(target + ".part"));
    }

    void leavesTheOldFileWithoutCommit() {
        const std::string target = path("old.txt");
        QVERIFY(writeAtomically(target, "old"));
        {
            Result<AtomicFile> file = AtomicFile::create(target);
            QVERIFY(file);
            QVERIFY(file->write("half of the new"));
        }
        QCOMPARE(contentOf(target), QByteArray("old"));
        QVERIFY(!std::filesystem::exists(target + ".part"));
    }

    void keepsPermissions() {
        const std::string target = path("mode.txt");
        QVERIFY(writeAtomically(target, "1"));
        std::filesystem::permissions(target, std::filesystem::perms(0600));
        QVERIFY(writeAtomically(target, "2"));
        QCOMPARE(static_cast<unsigned>(std::filesystem::status(target).permissions()), 0600U);
    }

    void followsLinks() {
        const std::string target = path("target.txt");
        const std::string link = path("link.txt");
        QVERIFY(writeAtomically(target, "old"));
        std::filesystem::create_symlink(target, link);
        QVERIFY(writeAtomically(link, "new"));
        QVERIFY(std::filesystem::is_symlink(link));
        QCOMPARE(contentOf(target), QByteArray("new"));
    }

    void takesOverAPartLeftBehind() {
        const std::string target = path("killed.txt");
        QVERIFY(writeAtomically(target + ".part", "of a killed run"));
        QVERIFY(writeAtomically(target, "whole"));
        QCOMPARE(contentOf(target), QByteArray("whole"));
        QVERIFY(!std::filesystem::exists(target + ".part"));
    }

    void tellsAFullDevice() {
        const Result<void> written = writeAtomically("/dev/full", "x");
        QVERIFY(!written);
        QCOMPARE(written.error().code, std::string(diag::kOutputFull));
        QCOMPARE(written.error().path, std::string("/dev/full"));
        QVERIFY(std::filesystem::is_character_file("/dev/full")); // not replaced
    }

    void refuses_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("code");
        QTest::newRow("folder missing") << m_dir.filePath(QStringLiteral("no/such/file"))
                                        << QStringLiteral("output.failed");
        QTest::newRow("a folder itself") << m_dir.path() << QStringLiteral("output.failed");
    }
    void refuses() {
        QFETCH(QString, target);
        QFETCH(QString, code);
        const Result<void> written = writeAtomically(target.toStdString(), "x");
        QVERIFY(!written);
        QCOMPARE(QString::fromStdString(written.error().code), code);
    }

    void namesTheCause_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("code");
        QTest::newRow("no space") << ENOSPC << QStringLiteral("output.full");
        QTest::newRow("quota") << EDQUOT << QStringLiteral("output.full");
        QTest::newRow("too big") << EFBIG << QStringLiteral("output.full");
        QTest::newRow("access") << EACCES << QStringLiteral("output.forbidden");
        QTest::newRow("read-only") << EROFS << QStringLiteral("output.forbidden");
        QTest::newRow("other") << EIO << QStringLiteral("output.failed");
    }
    void namesTheCause() {
        QFETCH(int, number);
        QFETCH(QString, code);
        QCOMPARE(QString::fromStdString(outputError(number, "a").code), code);
    }
};

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "test_atomic_file.moc"
