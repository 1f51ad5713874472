#include "core/store/database.h"
#include "core/store/page_file.h"
#include "core/store/table_pages.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <sys/resource.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

using namespace echelle::store;

// Pages that are laid out here, read and judged by SQLite itself.
class TestTablePages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void integersOfAllSizes();
    void rows_data();
    void rows();
    void keys();
    void blobsAroundTheBounds();
    void severalTablesAtOnce();
    void anyOrder_data();
    void anyOrder();
    void indexes_data();
    void indexes();
    void theLockPageStaysFree();
    void reportsWhatCannotBeWritten();

private:
    QTemporaryDir m_dir;
    [[nodiscard]] std::string path(const char* name) const { return m_dir.filePath(QLatin1String(name)).toStdString(); }
    // Empty tables t(id, n, bytes) and u(id, n).
    static void create(const std::string& path);
    static PageFile::PageNumber rootOf(const std::string& path, const char* table);
    static void fill(const std::string& path, std::size_t rows, const std::function<std::string(std::size_t)>& bytesOf);
    static std::string checked(const std::string& path, const char* pragma = "PRAGMA integrity_check");
};

void TestTablePages::create(const std::string& path) {
    auto db = Database::open(path, OpenMode::Create);
    QVERIFY(db.has_value());
    QVERIFY(db->execute("PRAGMA page_size=16384;"
                        "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, bytes BLOB NOT NULL) STRICT;"
                        "CREATE TABLE u(id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT")
                .has_value());
}

PageFile::PageNumber TestTablePages::rootOf(const std::string& path, const char* table) {
    auto db = Database::open(path, OpenMode::ReadOnly);
    Statement s = db->prepare("SELECT rootpage FROM sqlite_schema WHERE name=?");
    s.bind(1, std::string_view(table));
    return s.step() ? static_cast<PageFile::PageNumber>(s.integer(0)) : 0;
}

void TestTablePages::fill(const std::string& path, std::size_t rows,
                          const std::function<std::string(std::size_t)>& bytesOf) {
    create(path);
    const auto root = rootOf(path, "t");
    auto file = PageFile::open(path);
    QVERIFY(file.has_value());
    TablePages pages(*file, root, 3);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string bytes = bytesOf(i);
        RowImage& row = pages.row();
        row.bind(1, static_cast<std::int64_t>(i + 1));
        if (i % 7 == 3)
            row.bindNull(2);
        else
            row.bind(2, static_cast<std::int64_t>(i * i * 31));
        row.bindBlob(3, bytes);
        pages.addRow();
    }
    pages.finish();
    QVERIFY(file->finish().has_value());
}

std::string TestTablePages::checked(const std::string& path, const char* pragma) {
    auto db = Database::open(path, OpenMode::ReadOnly);
    Statement s = db->prepare(pragma);
    return s.step() ? std::string(s.text(0)) : std::string("no answer");
}

void TestTablePages::integersOfAllSizes() {
    std::vector<std::int64_t> values{
        0, 1, -1, 2, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    for (const int bits : {7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 55, 56, 62})
        for (const std::int64_t off : {-1, 0, 1})
            for (const std::int64_t sign : {-1, 1})
                values.push_back(sign * (std::int64_t{1} << bits) + off);
    create(path("integers"));
    const auto root = rootOf(path("integers"), "u");
    auto file = PageFile::open(path("integers"));
    TablePages pages(*file, root, 2);
    for (std::size_t i = 0; i < values.size(); ++i) {
        RowImage& row = pages.row();
        row.bind(1, static_cast<std::int64_t>(i));
        row.bind(2, values[i]);
        pages.addRow();
    }
    pages.finish();
    QVERIFY(file->finish().has_value());
    QCOMPARE(checked(path("integers")), std::string("ok"));
    auto db = Database::open(path("integers"), OpenMode::ReadOnly);
    Statement s = db->prepare("SELECT n FROM u ORDER BY id");
    for (const std::int64_t value : values) {
        QVERIFY(s.step());
        QCOMPARE(s.integer(0), value);
    }
    QVERIFY(!s.step());
}

void TestTablePages::rows_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("size");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("one") << 1 << 10;
    QTest::newRow("a page that is nearly full") << 16 << 1000;
    QTest::newRow("two pages") << 17 << 1000;
    QTest::newRow("many pages") << 3000 << 300;
    QTest::newRow("one row a page") << 40 << 9000;
    QTest::newRow("as many pages as one has room for") << 1091 << 9000;
    QTest::newRow("one more") << 1092 << 9000;
    QTest::newRow("three levels") << 2300 << 9000;
    QTest::newRow("overflow pages") << 40 << 130'000;
}

void TestTablePages::rows() {
    QFETCH(const int, rows);
    QFETCH(const int, size);
    const auto bytesOf = [&](std::size_t i) {
        std::string bytes;
        while (bytes.size() < static_cast<std::size_t>(size))
            bytes += std::to_string(i * 1'000'003 + bytes.size()) + '.';
        bytes.resize(static_cast<std::size_t>(size));
        return bytes;
    };
    const std::string file = path(QTest::currentDataTag());
    fill(file, static_cast<std::size_t>(rows), bytesOf);
    QCOMPARE(checked(file), std::string("ok"));
    auto db = Database::open(file, OpenMode::ReadWrite);
    QCOMPARE(db->queryInteger("SELECT count(*) FROM t"), std::int64_t{rows});
    // Each by its key, through all levels of the tree.
    Statement s = db->prepare("SELECT n, bytes FROM t WHERE id=?");
    for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i) {
        s.bind(1, static_cast<std::int64_t>(i + 1));
        QVERIFY(s.step());
        QCOMPARE(s.isNull(0), i % 7 == 3);
        QCOMPARE(s.integer(0), i % 7 == 3 ? 0 : static_cast<std::int64_t>(i * i * 31));
        QCOMPARE(s.text(1), std::string_view(bytesOf(i)));
        s.reset();
    }
    s = Statement();
    // And it is a table like any other.
    QVERIFY(db->execute("INSERT INTO t VALUES(1000000, 1, zeroblob(50000));DELETE FROM t WHERE id%3=1;"
                        "INSERT INTO t SELECT id+2000000, n, bytes FROM t LIMIT 500;CREATE INDEX t_n ON t(n)"));
    QCOMPARE(checked(file), std::string("ok"));
}

void TestTablePages::keys() {
    create(path("keys"));
    const std::vector<std::int64_t> ids{std::numeric_limits<std::int64_t>::min(),
                                        -300,
                                        -1,
                                        0,
                                        1,
                                        127,
                                        128,
                                        16383,
                                        16384,
                                        std::int64_t{1} << 40,
                                        (std::int64_t{1} << 56) - 1,
                                        std::int64_t{1} << 56,
                                        std::numeric_limits<std::int64_t>::max()};
    const auto root = rootOf(path("keys"), "u");
    auto file = PageFile::open(path("keys"));
    TablePages pages(*file, root, 2);
    for (const std::int64_t id : ids) {
        RowImage& row = pages.row();
        row.bind(1, id);
        row.bind(2, std::int64_t{5});
        pages.addRow();
    }
    pages.finish();
    QVERIFY(file->finish().has_value());
    QCOMPARE(checked(path("keys")), std::string("ok"));
    auto db = Database::open(path("keys"), OpenMode::ReadOnly);
    Statement s = db->prepare("SELECT id FROM u ORDER BY id");
    for (const std::int64_t id : ids) {
        QVERIFY(s.step());
        QCOMPARE(s.integer(0), id);
    }
}

// Where a payload begins to need overflow pages, and where their number changes: sizes around the bounds of the format.
void TestTablePages::blobsAroundTheBounds() {
    constexpr std::size_t kPage = PageFile::kPageBytes;
    std::vector<std::size_t> sizes;
    for (const std::size_t around :
         {kPage - 35, kPage - 4, kPage, kPage + 2030, 2 * kPage - 35, 2 * kPage, 3 * kPage - 12})
        for (std::size_t size = around - 14; size < around + 14; ++size)
            sizes.push_back(size);
    const auto bytesOf = [&](std::size_t i) { return std::string(sizes[i], static_cast<char>('a' + i % 26)); };
    fill(path("bounds"), sizes.size(), bytesOf);
    QCOMPARE(checked(path("bounds")), std::string("ok"));
    auto db = Database::open(path("bounds"), OpenMode::ReadOnly);
    Statement s = db->prepare("SELECT bytes FROM t ORDER BY id");
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        QVERIFY(s.step());
        QCOMPARE(s.text(0), std::string_view(bytesOf(i)));
    }
}

void TestTablePages::severalTablesAtOnce() {
    create(path("two"));
    const auto rootT = rootOf(path("two"), "t");
    const auto rootU = rootOf(path("two"), "u");
    auto file = PageFile::open(path("two"));
    TablePages t(*file, rootT, 3);
    TablePages u(*file, rootU, 2);
    const std::string bytes(40'000, 'b');
    for (std::int64_t i = 1; i <= 5000; ++i) {
        RowImage& row = u.row();
        row.bind(1, i);
        row.bind(2, -i);
        u.addRow();
        if (i % 50 != 0)
            continue;
        RowImage& other = t.row();
        other.bind(1, i);
        other.bind(2, i);
        other.bindBlob(3, bytes);
        t.addRow();
    }
    t.finish();
    u.finish();
    QVERIFY(file->finish().has_value());
    QCOMPARE(checked(path("two")), std::string("ok"));
    auto db = Database::open(path("two"), OpenMode::ReadOnly);
    QCOMPARE(db->queryInteger("SELECT sum(n) FROM u"), std::int64_t{-5000} * 5001 / 2);
    QCOMPARE(db->queryInteger("SELECT sum(length(bytes)) FROM t"), std::int64_t{100} * 40'000);
}

void TestTablePages::anyOrder_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("size");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("short texts") << 5000 << 40;
    QTest::newRow("texts that take two bytes for their size") << 2000 << 70;
    QTest::newRow("more than memory is meant for") << 9000 << 4000;
    QTest::newRow("texts in overflow pages") << 30 << 50'000;
}

// Rows with texts, the keys of which jump to and fro.
void TestTablePages::anyOrder() {
    QFETCH(const int, rows);
    QFETCH(const int, size);
    const std::string name = path(("any " + std::string(QTest::currentDataTag())).c_str());
    {
        auto db = Database::open(name, OpenMode::Create);
        QVERIFY(
            db->execute(
                  "PRAGMA page_size=16384;CREATE TABLE x(id INTEGER PRIMARY KEY, n INTEGER NOT NULL, a TEXT NOT NULL, "
                  "empty TEXT NOT NULL, none INTEGER, b TEXT NOT NULL) STRICT;CREATE INDEX x_n ON x(n)")
                .has_value());
    }
    const auto root = rootOf(name, "x");
    const auto indexRoot = rootOf(name, "x_n");
    const auto textOf = [&](int id) {
        return std::string(static_cast<std::size_t>(size + id % 20), static_cast<char>('a' + id % 26));
    };
    auto file = PageFile::open(name);
    TablePages pages(*file, root, 6, TablePages::Order::Any);
    pages.indexSecond(indexRoot);
    for (int i = 0; i < rows; ++i) {
        const int id =
            static_cast<int>(std::int64_t{i} * 7919 % rows); // 7919 is a prime that divides no number of rows
        RowImage& row = pages.row();
        row.bind(1, id);
        row.bind(2, id % 100);
        row.bind(3, std::string_view(textOf(id)));
        row.bind(4, std::string_view());
        row.bindNull(5);
        row.bind(6, std::string_view(textOf(id + 1)));
        pages.addRow();
    }
    pages.finish();
    QVERIFY(file->finish().has_value());
    QCOMPARE(checked(name), std::string("ok"));
    auto db = Database::open(name, OpenMode::ReadOnly);
    Statement s = db->prepare("SELECT id, n, a, empty, typeof(empty), none IS NULL, b FROM x ORDER BY id");
    for (int id = 0; id < rows; ++id) {
        QVERIFY(s.step());
        QCOMPARE(s.integer(0), id);
        QCOMPARE(s.integer(1), id % 100);
        QCOMPARE(s.text(2), std::string_view(textOf(id)));
        QVERIFY(s.text(3).empty());
        QCOMPARE(s.text(4), std::string_view("text"));
        QCOMPARE(s.integer(5), 1);
        QCOMPARE(s.text(6), std::string_view(textOf(id + 1)));
    }
    QVERIFY(!s.step());
}

void TestTablePages::indexes_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("values"); // different ones
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("a page") << 1000 << 300;
    QTest::newRow("all equal") << 5000 << 1;
    QTest::newRow("some pages") << 20'000 << 7000;
    QTest::newRow("three levels") << 900'000 << 400'000;
    for (int rows = 1480; rows < 1500; ++rows) // where a second page begins
        QTest::addRow("%d", rows) << rows << 50;
}

void TestTablePages::indexes() {
    QFETCH(const int, rows);
    QFETCH(const int, values);
    const std::string name = path(("index " + std::string(QTest::currentDataTag())).c_str());
    create(name);
    QVERIFY(Database::open(name, OpenMode::ReadWrite)->execute("CREATE INDEX u_n ON u(n)").has_value());
    const auto root = rootOf(name, "u");
    const auto indexRoot = rootOf(name, "u_n");
    auto file = PageFile::open(name);
    TablePages pages(*file, root, 2);
    pages.indexSecond(indexRoot);
    // Some as long as they may be, so that not so many fit into a page.
    const auto valueOf = [&](int i) {
        return (std::int64_t{i} * 7919 % values - values / 2) * (std::int64_t{1} << 42);
    };
    for (int i = 0; i < rows; ++i) {
        RowImage& row = pages.row();
        row.bind(1, i);
        row.bind(2, valueOf(i));
        pages.addRow();
    }
    pages.finish();
    QVERIFY(file->finish().has_value());
    // Every row is in the index, every entry has its row, and they stand in order.
    QCOMPARE(checked(name), std::string("ok"));
    auto db = Database::open(name, OpenMode::ReadWrite);
    QCOMPARE(db->queryInteger("SELECT count(*) FROM u INDEXED BY u_n WHERE n IS NOT NULL"), std::int64_t{rows});
    for (int i = 0; i < rows; i += 1 + rows / 100) {
        Statement s = db->prepare("SELECT count(*) FROM u INDEXED BY u_n WHERE n=? AND id=?");
        s.bind(1, valueOf(i));
        s.bind(2, std::int64_t{i});
        QVERIFY(s.step());
        QCOMPARE(s.integer(0), 1);
    }
    QVERIFY(
        db->execute("DELETE FROM u WHERE id%3=0;INSERT INTO u SELECT id+10000000, n+1 FROM u LIMIT 3000").has_value());
    QCOMPARE(checked(name), std::string("ok"));
}

// Of a database larger than 1 GiB one page may not be used. The file is sparse up to shortly before it.
void TestTablePages::theLockPageStaysFree() {
    constexpr PageFile::PageNumber kLockPage = 65'537;
    QCOMPARE(PageFile::after(kLockPage - 2), kLockPage - 1);
    QCOMPARE(PageFile::after(kLockPage - 1), kLockPage + 1);
    const std::string name = path("large");
    create(name);
    const auto root = rootOf(name, "t");
    for (const PageFile::PageNumber missing : {4, 1}) {
        QFile raw(QString::fromStdString(name));
        QVERIFY(raw.open(QIODevice::ReadWrite));
        const PageFile::PageNumber pages = kLockPage - missing;
        if (!raw.resize(qint64{pages} * qint64{PageFile::kPageBytes}))
            QSKIP("no room for a sparse file of 1 GiB");
        const char count[] = {static_cast<char>(pages >> 24), static_cast<char>(pages >> 16),
                              static_cast<char>(pages >> 8), static_cast<char>(pages)};
        QVERIFY(raw.seek(28));
        QCOMPARE(raw.write(count, 4), 4);
        raw.close();
        auto file = PageFile::open(name);
        TablePages table(*file, root, 3);
        const std::string bytes(60'000, 'c');
        for (std::int64_t i = 1; i <= 20; ++i) {
            RowImage& row = table.row();
            row.bind(1, i);
            row.bind(2, i);
            row.bindBlob(3, bytes);
            table.addRow();
        }
        table.finish();
        QVERIFY(file->finish().has_value());
        // The pages of the hole belong to nothing; those of the table are sound.
        QCOMPARE(checked(name, "PRAGMA integrity_check(t)"), std::string("ok"));
        auto db = Database::open(name, OpenMode::ReadOnly);
        QCOMPARE(db->queryInteger("SELECT count(*) FROM t WHERE length(bytes)=60000"), 20);
    }
}

void TestTablePages::reportsWhatCannotBeWritten() {
    QVERIFY(!PageFile::open(path("missing")).has_value());
    create(path("limited"));
    const auto root = rootOf(path("limited"), "t");
    auto file = PageFile::open(path("limited"));
    QVERIFY(file.has_value());
    // A file may grow to 1 MiB from here on.
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{1U << 20, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    TablePages table(*file, root, 3);
    const std::string bytes(100'000, 'd');
    for (std::int64_t i = 1; i <= 40; ++i) {
        RowImage& row = table.row();
        row.bind(1, i);
        row.bind(2, i);
        row.bindBlob(3, bytes);
        table.addRow();
    }
    table.finish();
    const auto meanwhile = file->status();
    const auto finished = file->finish();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, ignored);
    QVERIFY(!meanwhile.has_value()); // known before the end
    QVERIFY(!finished.has_value());
    QCOMPARE(finished.error().path, path("limited"));
}

QTEST_APPLESS_MAIN(TestTablePages)
#include "test_table_pages.moc"
