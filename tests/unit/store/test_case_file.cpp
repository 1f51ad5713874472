#include "core/base/diagnostic.h"
#include "core/store/case_editor.h"
#include "core/store/case_reader.h"
#include "core/store/schema.h"
#include "core/store/stored_sightings.h"
#include "support/case_builder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;

// What may lie where a case is expected, and cases of other versions.
class TestCaseFile : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::string path(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    static std::string codeOf(const std::string& file) {
        const auto reader = store::CaseReader::open(file);
        return reader ? std::string("ok") : reader.error().code;
    }
    static void write(const std::string& file, const QByteArray& bytes) {
        QFile f(QString::fromStdString(file));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(bytes);
    }

private Q_SLOTS:
    void whatIsNoCase() {
        QCOMPARE(codeOf(path("absent")), std::string(diag::kFileMissing));
        QCOMPARE(codeOf(m_dir.path().toStdString()), std::string(diag::kFileDirectory));
        write(path("text"), QByteArray("INVITE sip:a@b SIP/2.0\r\n").repeated(100));
        QCOMPARE(codeOf(path("text")), std::string(diag::kCaseForeign));
        {
            auto other = store::Database::open(path("other.db"), store::OpenMode::Create);
            QVERIFY(other->execute("CREATE TABLE t(x)"));
        }
        QCOMPARE(codeOf(path("other.db")), std::string(diag::kCaseForeign));
    }
    void newerAndDamaged() {
        test::CaseBuilder(path("newer")).finish();
        {
            auto db = store::Database::open(path("newer"), store::OpenMode::ReadWrite);
            QVERIFY(db->execute("PRAGMA user_version=" + std::to_string(store::kSchemaVersion + 1)));
        }
        const auto newer = store::CaseReader::open(path("newer"));
        QVERIFY(!newer);
        QCOMPARE(newer.error().code, std::string(diag::kCaseNewer));
        QCOMPARE(newer.error().arguments.front().value, std::to_string(store::kSchemaVersion + 1));

        test::CaseBuilder(path("damaged")).finish();
        {
            auto db = store::Database::open(path("damaged"), store::OpenMode::ReadWrite);
            QVERIFY(db->execute("DROP TABLE message"));
        }
        QCOMPARE(codeOf(path("damaged")), std::string(diag::kCaseDamaged));
    }
    void everyCutIsAnErrorOrReadable() {
        test::CaseBuilder builder(path("whole"));
        const RowId row = builder.addRow(dialog::RowState::Answered, 0);
        for (int i = 0; i < 50; ++i)
            builder.addMessage(row, i, std::string(300, 'x'), sip::Method::Invite);
        builder.finish();
        QFile whole(QString::fromStdString(path("whole")));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        for (qsizetype size = 0; size < bytes.size(); size += 997) {
            write(path("cut"), bytes.left(size));
            auto reader = store::CaseReader::open(path("cut"));
            if (!reader)
                continue;
            (void)reader->totals();
            (void)reader->rows({}, store::RowSort::Start, false, 0, 100);
            reader->eachEventWithBytes({}, [](const store::EventRecord&, std::string_view) { return true; });
            (void)reader->findings({});
        }
    }
    // A case as version 1 wrote it: with notes, without lanes.
    void migratesFromVersionOne() {
        test::CaseBuilder builder(path("v1"));
        const RowId row = builder.addRow(dialog::RowState::Busy, 0);
        const EventId event = builder.addMessage(row, 0, "INVITE", sip::Method::Invite);
        builder.finish();
        {
            auto editor = store::CaseEditor::open(path("v1"));
            QVERIFY(editor->addNote({{}, event, {}, "kept", 0, 0}));
        }
        {
            auto db = store::Database::open(path("v1"), store::OpenMode::ReadWrite);
            QVERIFY(db->execute("DROP TABLE record;DROP TABLE record_event;DROP TABLE lane;DROP TABLE setting;DROP TABLE packet;DROP TABLE packet_role;"
                                "DROP TABLE possible_join;DROP TABLE leg_link;DROP TABLE last_row;"
                                "DROP TABLE stream;DROP TABLE stream_role;"
                                "ALTER TABLE connection DROP COLUMN number;ALTER TABLE connection DROP COLUMN facts;"
                                "PRAGMA user_version=1"));
        }
        auto reader = store::CaseReader::open(path("v1"));
        QVERIFY(reader.has_value());
        QCOMPARE(reader->notes().size(), 1U);
        QCOMPARE(reader->notes().front().text, std::string("kept"));
        QCOMPARE(reader->totals().messages, 1U);
        QVERIFY(reader->lanes().empty());
        QCOMPARE(reader->database().queryInteger("PRAGMA user_version"), store::kSchemaVersion);
        QVERIFY(store::CaseEditor::open(path("v1"))->setLane({"192.0.2.1", "PBX", 0, false, {}}));
        QVERIFY(store::CaseEditor::open(path("v1"))->addLegLink({event, event, true}));
    }
    // A case as version 2 wrote it: with messages and connections, without packets.
    void migratesFromVersionTwo() {
        test::CaseBuilder builder(path("v2"));
        const RowId row = builder.addRow(dialog::RowState::Incomplete, 0, "a", "b", dialog::RowKind::Connection);
        store::NewConnection& c = builder.batch().connections.emplace_back();
        c.id = EventId{1};
        c.source = SourceId{1};
        c.facts.protocol = "TLS";
        c.facts.serverName = "sbc.example.com";
        c.facts.number = 7;
        builder.batch().roles.push_back({EventId{1}, LegId{row.value}, test::CaseBuilder::at(0), {}, {}, {}, {}});
        builder.finish();
        {
            auto db = store::Database::open(path("v2"), store::OpenMode::ReadWrite);
            QVERIFY(db->execute("DROP TABLE record;DROP TABLE record_event;DROP TABLE packet;DROP TABLE packet_role;ALTER TABLE connection DROP COLUMN number;"
                                "DROP TABLE possible_join;DROP TABLE leg_link;DROP TABLE last_row;"
                                "DROP TABLE stream;DROP TABLE stream_role;"
                                "ALTER TABLE connection DROP COLUMN facts;PRAGMA user_version=2"));
        }
        auto reader = store::CaseReader::open(path("v2"));
        QVERIFY(reader.has_value());
        QCOMPARE(reader->database().queryInteger("PRAGMA user_version"), store::kSchemaVersion);
        QCOMPARE(reader->countEvents({}), 1U);
        QCOMPARE(reader->event(EventId{1})->packetKind, std::string("TLS"));
        const auto connections = store::storedConnections(reader->database());
        QCOMPARE(connections.size(), std::size_t{1});
        QCOMPARE(connections[0].facts.serverName, std::string("sbc.example.com"));
        QCOMPARE(connections[0].facts.number, std::uint64_t{0});
        QVERIFY(connections[0].facts.facts.empty());
        // And takes packets from now on: its tables are those of a new case.
        test::CaseBuilder fresh(path("v3"));
        fresh.addMessage(fresh.addRow(dialog::RowState::Busy, 0), 0, "INVITE", sip::Method::Invite);
        fresh.finish();
        const auto tables = [](store::Database& db) {
            std::string all;
            store::Statement s = db.prepare("SELECT m.name,c.name,c.type,c.[notnull],c.pk FROM sqlite_schema m, "
                                            "pragma_table_info(m.name) c WHERE m.type='table' ORDER BY 1,c.cid");
            while (s.step())
                for (int i = 0; i < 5; ++i)
                    all += std::string(s.text(i)) + (i == 4 ? "\n" : " ");
            return all;
        };
        auto v3 = store::CaseReader::open(path("v3"));
        QCOMPARE(tables(reader->database()), tables(v3->database()));
    }
    // A case as version 3 wrote it: without streams.
    void migratesFromVersionThree() {
        test::CaseBuilder builder(path("v3-old"));
        builder.addMessage(builder.addRow(dialog::RowState::Busy, 0), 0, "INVITE", sip::Method::Invite);
        builder.finish();
        {
            auto db = store::Database::open(path("v3-old"), store::OpenMode::ReadWrite);
            QVERIFY(db->execute("DROP TABLE stream;DROP TABLE stream_role;PRAGMA user_version=3"));
        }
        auto reader = store::CaseReader::open(path("v3-old"));
        QVERIFY(reader.has_value());
        QCOMPARE(reader->database().queryInteger("PRAGMA user_version"), store::kSchemaVersion);
        QCOMPARE(reader->totals().messages, 1U);
        QVERIFY(reader->streams({}).empty());
    }
    void savesAs() {
        test::CaseBuilder builder(path("from"));
        builder.addMessage(builder.addRow(dialog::RowState::Busy, 0), 0, "INVITE", sip::Method::Invite);
        builder.finish();
        QVERIFY(store::copyCase(path("from"), path("to"), false));
        QCOMPARE(store::CaseReader::open(path("to"))->totals().messages, 1U);
        const auto again = store::copyCase(path("from"), path("to"), false);
        QVERIFY(!again);
        QCOMPARE(again.error().code, std::string(diag::kOutputExists));
        QVERIFY(store::copyCase(path("from"), path("to"), true));
        QVERIFY(!store::copyCase(path("from"), path("no-such-folder/to"), true));
        QCOMPARE(QDir(m_dir.path()).entryList({QStringLiteral("*.part")}).size(), 0);
    }
};

QTEST_APPLESS_MAIN(TestCaseFile)
#include "test_case_file.moc"
