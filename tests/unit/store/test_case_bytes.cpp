#include "core/store/case_reader.h"
#include "core/store/packed_arguments.h"
#include "support/case_builder.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;

// Raw bytes in chunks, and what is packed into one value.
class TestCaseBytes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMessageHasItsBytes();
    void aDamagedPlaceGivesNothing();
    void packs_data();
    void packs();
    void unpacksDamaged_data();
    void unpacksDamaged();

private:
    QTemporaryDir m_dir;
    [[nodiscard]] std::string path(const char* name) const { return m_dir.filePath(QLatin1String(name)).toStdString(); }
};

void TestCaseBytes::everyMessageHasItsBytes() {
    // Small ones beside one that is larger than a chunk; no two are equal.
    const auto textOf = [](int i) {
        return std::string(i == 40 ? 300'000U : 1000U + static_cast<unsigned>(i), 'a') + std::to_string(i);
    };
    constexpr int kMessages = 400;
    {
        test::CaseBuilder builder(path("bytes"));
        const RowId row = builder.addRow(dialog::RowState::Answered, 0);
        for (int i = 0; i < kMessages; ++i)
            builder.addMessage(row, i, textOf(i), sip::Method::Invite);
        builder.finish();
    }
    auto reader = store::CaseReader::open(path("bytes"));
    QVERIFY(reader.has_value());
    QVERIFY(reader->database().queryInteger("SELECT count(*) FROM chunk") > 4);
    // One chunk after the other, without a gap.
    QCOMPARE(reader->database().queryInteger("SELECT count(*) FROM chunk c WHERE c.id<>1 AND NOT EXISTS("
                                             "SELECT 1 FROM chunk b WHERE b.id+length(b.bytes)=c.id)"),
             0);
    for (const int i : {399, 0, 39, 40, 41, 200, 40})
        QCOMPARE(reader->bytes(EventId{i + 1}), textOf(i));
    int seen = 0;
    reader->eachEventWithBytes({}, [&](const store::EventRecord& e, std::string_view bytes) {
        ++seen;
        return bytes == textOf(static_cast<int>(e.id.value) - 1);
    });
    QCOMPARE(seen, kMessages);
}

void TestCaseBytes::aDamagedPlaceGivesNothing() {
    {
        test::CaseBuilder builder(path("damaged"));
        const RowId row = builder.addRow(dialog::RowState::Answered, 0);
        for (int i = 0; i < 6; ++i)
            builder.addMessage(row, i, "INVITE one", sip::Method::Invite);
        builder.finish();
    }
    {
        auto db = store::Database::open(path("damaged"), store::OpenMode::ReadWrite);
        QVERIFY(
            db->execute("UPDATE message SET size=-1 WHERE id=1;UPDATE message SET size=9223372036854775807 WHERE id=2;"
                        "UPDATE message SET raw_at=-9223372036854775807 WHERE id=3;"
                        "UPDATE message SET raw_at=9223372036854775807 WHERE id=4;"
                        "UPDATE message SET size=11 WHERE id=6"));
    }
    auto reader = store::CaseReader::open(path("damaged"));
    QVERIFY(reader.has_value());
    for (const int id : {1, 2, 3, 4, 6, 7})
        QCOMPARE(reader->bytes(EventId{id}), std::string());
    QCOMPARE(reader->bytes(EventId{5}), std::string("INVITE one"));
}

void TestCaseBytes::packs_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray("+33199000003");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("colons and digits") << QByteArray("12:34:5:");
    QTest::newRow("NUL and line end") << QByteArray("a\0b\r\n", 5);
    QTest::newRow("UTF-8") << QByteArray("é😀");
}

void TestCaseBytes::packs() {
    QFETCH(QByteArray, value);
    const Arguments arguments{{"from", value.toStdString()}, {"from", "again"}, {"", ""}};
    const Arguments back = store::unpackArguments(store::packArguments(arguments));
    QCOMPARE(back.size(), arguments.size());
    for (std::size_t i = 0; i < back.size(); ++i) {
        QCOMPARE(back[i].name, arguments[i].name);
        QCOMPARE(back[i].value, arguments[i].value);
    }
}

void TestCaseBytes::unpacksDamaged_data() {
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<int>("count");
    QTest::newRow("cut in a value") << QByteArray("1:a1:b4:from9:+331") << 1;
    QTest::newRow("name without value") << QByteArray("1:a1:b4:from") << 1;
    QTest::newRow("no length") << QByteArray(":a1:b") << 0;
    QTest::newRow("no colon") << QByteArray("1a") << 0;
    QTest::newRow("length beyond all") << QByteArray("18446744073709551615:a1:b") << 0;
    QTest::newRow("negative") << QByteArray("-1:a1:b") << 0;
}

void TestCaseBytes::unpacksDamaged() {
    QFETCH(QByteArray, packed);
    QTEST(static_cast<int>(store::unpackArguments(packed.toStdString()).size()), "count");
}

QTEST_APPLESS_MAIN(TestCaseBytes)
#include "test_case_bytes.moc"
