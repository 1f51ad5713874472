#include "core/base/diagnostic.h"
#include "core/store/case_editor.h"
#include "core/store/case_reader.h"
#include "support/case_builder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace echelle;

class TestCaseEditor : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::string made(const char* name) {
        const std::string path = m_dir.filePath(QString::fromLatin1(name)).toStdString();
        test::CaseBuilder b(path);
        b.addMessage(b.addRow(dialog::RowState::Answered, 0), 0, "INVITE", sip::Method::Invite);
        b.finish();
        return path;
    }

private Q_SLOTS:
    void notes() {
        const std::string path = made("notes");
        auto editor = store::CaseEditor::open(path);
        QVERIFY(editor.has_value());
        const auto id = editor->addNote({{}, EventId{1}, {}, "first", 0, 0});
        QVERIFY(id.has_value());
        QVERIFY(editor->changeNote(*id, "second"));
        auto reader = store::CaseReader::open(path);
        QCOMPARE(reader->notes().front().text, std::string("second"));
        QCOMPARE(reader->rows({}, store::RowSort::Start, false, 0, 1).front().notes, 1U);
        const store::NoteRecord kept = reader->notes().front();
        QVERIFY(editor->removeNote(*id));
        QVERIFY(reader->notes().empty());
        QCOMPARE(editor->addNote(kept)->value, id->value); // undo puts it back under its number
        QCOMPARE(reader->notes().front().createdNs, kept.createdNs);
        QVERIFY(editor->addNote({{}, {}, RowId{1}, "on the call", 0, 0}));
        QCOMPARE(reader->rows({}, store::RowSort::Start, false, 0, 1).front().notes, 2U);
    }
    void lanes() {
        const std::string path = made("lanes");
        auto editor = store::CaseEditor::open(path);
        QVERIFY(editor->setLane({"192.0.2.1", "PBX", 1, false, {}}));
        QVERIFY(editor->setLane({"192.0.2.1", "SBC", 0, true, "198.51.100.7"}));
        const auto lanes = store::CaseReader::open(path)->lanes();
        QCOMPARE(lanes.size(), 1U);
        QCOMPARE(lanes.front().name, std::string("SBC"));
        QVERIFY(lanes.front().isHidden);
        QVERIFY(editor->resetLanes());
        QVERIFY(store::CaseReader::open(path)->lanes().empty());
    }
    void readOnlyIsSaid() {
        const std::string path = made("locked");
        QFile(QString::fromStdString(path)).setPermissions(QFile::ReadOwner);
        const auto editor = store::CaseEditor::open(path);
        QVERIFY(!editor);
        QCOMPARE(editor.error().code, std::string(diag::kCaseReadOnly));
        QVERIFY(store::CaseReader::open(path).has_value());
    }
    // A process that writes notes one after the other is killed at whatever it is doing; what it had reported as
    // written is there.
    void survivesKill() {
        const std::string path = made("killed");
        int total = 0;
        for (int round = 0; round < 12; ++round) {
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe(pipe.data()), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                auto editor = store::CaseEditor::open(path);
                for (char n = 0; editor; ++n) {
                    if (!editor->addNote({{}, EventId{1}, {}, std::string(200, 'n'), 0, 0}))
                        ::_exit(2);
                    if (::write(pipe[1], &n, 1) != 1)
                        ::_exit(3);
                }
                ::_exit(1);
            }
            ::close(pipe[1]);
            char n = 0;
            int reported = 0;
            while (reported < round + 1 && ::read(pipe[0], &n, 1) == 1)
                ++reported;
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            while (::read(pipe[0], &n, 1) == 1)
                ++reported;
            ::close(pipe[0]);
            QVERIFY(reported >= round + 1);
            total += reported;
            {
                auto after = store::CaseEditor::open(path); // rolls a hot journal back
                QVERIFY(after.has_value());
            }
            auto reader = store::CaseReader::open(path);
            QVERIFY(reader.has_value());
            store::Statement check = reader->database().prepare("PRAGMA integrity_check");
            QVERIFY(check.step());
            QCOMPARE(check.text(0), std::string_view("ok"));
            const int there = static_cast<int>(reader->notes().size());
            QVERIFY2(there == total || there == total + 1,
                     qPrintable(QString::number(there) + QLatin1Char('/') + QString::number(total)));
            total = there;
        }
    }
};

QTEST_APPLESS_MAIN(TestCaseEditor)
#include "test_case_editor.moc"
