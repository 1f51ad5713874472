#include "core/capture/zip_archive.h"
#include "core/exports/access_token.h"
#include "core/exports/csv_reader.h"
#include "core/exports/export_source.h"
#include "core/exports/json_records.h"
#include "core/exports/memory_reader.h"
#include "core/record/phone_number.h"
#include "core/record/value_text.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

#include <fstream>

using namespace echelle;
using namespace echelle::exports;

namespace {

TextInput textOf(std::string_view text) {
    return {std::make_unique<MemoryReader>(text), encodingOf(text)};
}

// "a|b/c|d": values of a row by bars, rows by slashes; then what was noted.
std::string table(std::string_view text) {
    ImportLog log;
    CsvReader csv(textOf(text), ',', log);
    std::vector<std::string_view> cells;
    std::string out;
    while (true) {
        const auto read = csv.next(cells);
        if (!read || !*read)
            break;
        out += out.empty() ? "" : "/";
        for (std::size_t i = 0; i < cells.size(); ++i)
            out += (i == 0 ? "" : "|") + std::string(cells[i]);
    }
    for (const ImportLog::Item& item : log.items())
        out += " !" + item.code + "@" + std::to_string(item.first.front().number);
    return out;
}

std::string records(std::string_view text) {
    ImportLog log;
    JsonRecords json(textOf(text), log);
    FlatRecord record;
    std::string out;
    while (true) {
        const auto read = json.next(record);
        if (!read || !*read)
            break;
        out += out.empty() ? "" : "/";
        for (std::size_t i = 0; i < record.size(); ++i)
            out += (i == 0 ? "" : "|") + std::string(record.at(i).path) + "=" + std::string(record.at(i).text);
    }
    for (const ImportLog::Item& item : log.items())
        out += " !" + item.code + "@" + std::to_string(item.first.front().number);
    return out;
}

} // namespace

class TestExportReaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void csv_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char* title, const QByteArray& text, const char* rows) {
            QTest::newRow(title) << text << QByteArray(rows);
        };
        row("plain", "a,b\r\nc,d\r\n", "a|b/c|d");
        row("no line end at the end", "a,b\nc,d", "a|b/c|d");
        row("mark",
            "\xef\xbb\xbf"
            "a,b\nc,d",
            "a|b/c|d");
        row("quoted", "\"a,1\",\"b\"\"2\"\n\"c\nd\",e\n", "a,1|b\"2/c\nd|e");
        row("empty values and rows", "a,,b\n\n,,\n", "a||b/||");
        row("never closed", "a,\"b,c\nd,e\nf,g\n", "a|b|c/d|e/f|g !export.quotes@1");
        row("never closed, quotes after", "a,\"b\nd,\"e,1\"\nf,g\n", "a|b/d|e,1/f|g !export.quotes@1");
        row("text behind the closing one", "\"a\"x,b\nc,d\n", "a\"x|b/c|d !export.quotes@1");
        row("Latin-1 throughout", "a,b\nc,d\xe9\x80\n", "a|b/c|d\xc3\xa9\xe2\x82\xac");
        row("Excel's separator line", "sep=,\na,b\n", "a|b");
    }
    void csv() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, rows);
        QCOMPARE(QByteArray::fromStdString(table(text.toStdString())), rows);
    }
    void csvInUtf16() {
        const std::string text("\xff\xfe"
                               "a\0,\0\xe9\0\n\0",
                               10);
        QCOMPARE(table(text), std::string("a|\xc3\xa9"));
    }
    // A row of another encoding in a text that began as UTF-8.
    void csvInMixedEncodings() {
        const std::string text = "a," + std::string(300'000, 'x') + "\nb,\xe9\nc,\xc3\xa9\n";
        ImportLog log;
        CsvReader csv(TextInput(std::make_unique<MemoryReader>(text), Encoding::Utf8), ',', log);
        std::vector<std::string_view> cells;
        QVERIFY(*csv.next(cells) && *csv.next(cells));
        QCOMPARE(std::string(cells[1]), std::string("\xc3\xa9"));
        QVERIFY(*csv.next(cells));
        QCOMPARE(std::string(cells[1]), std::string("\xc3\xa9"));
        QCOMPARE(log.count("export.encoding"), std::uint64_t{1});
    }
    void delimiters() {
        QCOMPARE(delimiterOf("a;b,c;d\n"), ';');
        QCOMPARE(delimiterOf("a\tb\n"), '\t');
        QCOMPARE(delimiterOf("sep=;\na;b"), ';');
        QCOMPARE(delimiterOf("\"a;b;c\",d\n"), ',');
        QCOMPARE(delimiterOf("abc\n"), '\0');
    }

    void json_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char* title, const char* text, const char* rows) {
            QTest::newRow(title) << QByteArray(text) << QByteArray(rows);
        };
        row("lines", "{\"a\":1,\"b\":{\"c\":\"x\"}}\n{\"a\":null,\"d\":[1,2]}\n", "a=1|b.c=x/d.0=1|d.1=2");
        row("array", "[{\"a\":1},{\"a\":2}]", "a=1/a=2");
        row("event hub", "{\"records\":[{\"a\":1},{\"a\":2}]}{\"records\":[{\"a\":3}]}", "a=1/a=2/a=3");
        row("Graph, with a link behind", "{\"@c\":\"x\",\"value\":[{\"a\":1}],\"@next\":\"y\"}", "a=1");
        row("tables",
            "{\"tables\":[{\"name\":\"P\",\"columns\":[{\"name\":\"a\",\"type\":\"s\"},{\"name\":\"b\"}],"
            "\"rows\":[[1,\"x\"],[null,2]]}]}",
            "a=1|b=x/b=2");
        row("archive of HTTP", "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{\"url\":\"u\"}}]}}",
            "request.url=u");
        row("escapes", "{\"a\":\"\\u00e9\\n\\ud83d\\ude00\\\"\"}", "a=\xc3\xa9\n\xf0\x9f\x98\x80\"");
        row("a bad line", "{\"a\":1}\n{\"a\":oops}\n{\"a\":2}\n", "a=1/a=2 !export.json@2");
        row("a bad element", "[{\"a\":1},{\"a\" 2},{\"a\":3}]", "a=1/a=3 !export.json@2");
        row("cut", "[{\"a\":1},{\"a\":2", "a=1 !export.cut@2");
        row("missing comma", "{\"a\":1 \"b\":2}\n{\"a\":3}\n", "a=1|b=2/a=3");
    }
    void json() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, rows);
        QCOMPARE(QByteArray::fromStdString(records(text.toStdString())), rows);
    }
    void jsonOfManyLevels() {
        const std::string deep = std::string(100'000, '[') + "\n{\"a\":1}\n";
        QVERIFY(records(deep).find("export.json") != std::string::npos);
        QVERIFY(records("{\"a\":\"" + std::string(3U << 20, 'x') + "\"}\n{\"b\":2}").find("/b=2") != std::string::npos);
    }

    void times_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("time");
        const auto row = [](const char* text, const char* time) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(time);
        };
        row("2026-02-01T08:09:10Z", "2026-02-01T08:09:10.000000000Z");
        row("2026-02-01 08:09:10.5+01:00", "2026-02-01T07:09:10.500000000Z");
        row("01/02/2026 08:09", "2026-02-01T08:09:00.000000000Z");
        row("01.02.2026 08:09:10", "2026-02-01T08:09:10.000000000Z");
        row("13/02/2026, 12:00:01 AM", "2026-02-13T00:00:01.000000000Z");
        row("0001-01-01T00:00:00Z", "");
        row("2026-13-01T00:00:00Z", "none");
        row("yesterday", "none");
    }
    void times() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, time);
        const auto parsed = record::parseTime(text.toStdString(), record::DateOrder::DayFirst);
        QCOMPARE(parsed ? QByteArray::fromStdString(toRfc3339(*parsed)) : QByteArray("none"), time);
    }
    void values() {
        QCOMPARE(record::parseBool("Oui"), std::optional(true));
        QCOMPARE(record::parseBool("Nein"), std::optional(false));
        QVERIFY(!record::parseBool("maybe"));
        QCOMPARE(record::parseInteger("403,0"), std::optional<std::int64_t>(403));
        QVERIFY(!record::parseInteger("4,5"));
        QCOMPARE(record::parseDecimal("1 234,5"), std::optional(1234.5));
        QCOMPARE(record::parseSeconds("PT1M2S"), std::optional(62.0));
        QCOMPARE(record::parseSeconds("01:02:03"), std::optional(3723.0));
    }
    void numbers() {
        using record::compareNumbers;
        using record::NumberMatch;
        QCOMPARE(compareNumbers("+33155501234", "0155501234"), NumberMatch::Exact);
        QCOMPARE(compareNumbers("sip:+33155501234@example.com;user=phone", "0033155501234"), NumberMatch::Exact);
        QCOMPARE(compareNumbers("+3315550****", "0155501234"), NumberMatch::Masked);
        QCOMPARE(compareNumbers("+3315550****", "0155511234"), NumberMatch::None);
        QCOMPARE(compareNumbers("3,31E+10", "33100000000"), NumberMatch::None);
        QCOMPARE(compareNumbers("100", "100"), NumberMatch::None);
        QCOMPARE(compareNumbers("alice", "alice"), NumberMatch::None);
        QVERIFY(record::isDamagedNumber("3,31E+10") && record::isDamagedNumber("3.31e10"));
        QVERIFY(!record::isDamagedNumber("33100000000") && !record::isDamagedNumber("+3E"));
    }
    void headers() {
        using record::Field;
        QCOMPARE(record::fieldFromHeader("Final SIP code"), std::optional(Field::SipCode));
        QCOMPARE(record::fieldFromHeader("Start time (UTC)"), std::optional(Field::StartTime));
        QCOMPARE(record::fieldFromHeader("TimeGenerated [UTC]"), std::optional(Field::Time));
        QCOMPARE(record::fieldFromHeader("finalSipCodePhrase"), std::optional(Field::SipPhrase));
        QVERIFY(!record::fieldFromHeader("Favourite colour"));
    }
    void packedFields() {
        const std::string lengthy(100'000, 'x');
        const std::vector<record::FieldValue> fields{{record::Field::Caller, "+331"}, {record::Field::Text, lengthy}};
        const std::string packed = record::packFields(fields);
        const auto back = record::unpackFields(packed);
        QCOMPARE(back.size(), std::size_t{2});
        QCOMPARE(back[1].text, std::string_view(lengthy));
        for (std::size_t cut = 0; cut < 20; ++cut) // what is damaged ends the list
            QVERIFY(record::unpackFields(std::string_view(packed).substr(0, cut)).size() <= 1);
    }
    void tokens() {
        TokenFacts facts;
        // {"alg":"none"} . {"scp":"chat voip","aud":"a","exp":1767225600}
        const std::string token =
            "eyJhbGciOiJub25lIn0.eyJzY3AiOiJjaGF0IHZvaXAiLCJhdWQiOiJhIiwiZXhwIjoxNzY3MjI1NjAwfQ.c2ln";
        QCOMPARE(withoutTokens("x " + token + " y", facts), std::string("x [token] y"));
        QVERIFY(facts.isFound);
        QCOMPARE(facts.scope, std::string("chat voip"));
        QCOMPARE(facts.audience, std::string("a"));
        QCOMPARE(toRfc3339(facts.expiry), std::string("2026-01-01T00:00:00.000000000Z"));
        TokenFacts none;
        QCOMPARE(withoutTokens("eyJ is short", none), std::string("eyJ is short"));
        QVERIFY(!none.isFound);
    }

    // A member that is stored, and one whose sizes lie.
    void archive() {
        QTemporaryDir dir;
        const std::string path = dir.filePath(QStringLiteral("a.zip")).toStdString();
        const auto u16 = [](unsigned v) { return std::string{char(v & 0xff), char(v >> 8 & 0xff)}; };
        const auto u32 = [&](unsigned v) { return u16(v & 0xffff) + u16(v >> 16); };
        const auto local = [&](const std::string& name, const std::string& bytes) {
            return "PK\x03\x04" + u16(20) + u16(0) + u16(0) + u32(0) + u32(0x8587d865) +
                   u32(static_cast<unsigned>(bytes.size())) + u32(static_cast<unsigned>(bytes.size())) +
                   u16(static_cast<unsigned>(name.size())) + u16(0) + name + bytes;
        };
        const auto central = [&](const std::string& name, unsigned size, unsigned at, unsigned flags) {
            return "PK\x01\x02" + u16(20) + u16(20) + u16(flags) + u16(0) + u32(0) + u32(0x8587d865) + u32(size) +
                   u32(size) + u16(static_cast<unsigned>(name.size())) + u16(0) + u16(0) + u16(0) + u16(0) + u32(0) +
                   u32(at) + name;
        };
        const std::string first = local("a.txt", "abcde"); // CRC-32 0x8587d865
        std::string directory = central("a.txt", 5, 0, 0) + central("../b.txt", 5, 0, 0) + central("c.txt", 5, 0, 1) +
                                central("d.txt", 4'000'000'000U, 0, 0);
        const std::string bytes = first + directory + "PK\x05\x06" + u16(0) + u16(0) + u16(4) + u16(4) +
                                  u32(static_cast<unsigned>(directory.size())) +
                                  u32(static_cast<unsigned>(first.size())) + u16(0);
        std::ofstream(path, std::ios::binary) << bytes;
        const auto input = capture::Input::open(path);
        QVERIFY(input && input->kind() == capture::ContentKind::Zip);
        ImportLog log;
        const auto members = capture::openArchive(*input, log);
        QVERIFY(!members.empty());
        QCOMPARE(members[0].path(), path + "/a.txt");
        QCOMPARE(members[0].size(), std::uint64_t{5});
        QCOMPARE(log.count("archive.path"), std::uint64_t{1});
        QCOMPARE(log.count("archive.encrypted"), std::uint64_t{1});
        QCOMPARE(log.count("archive.damaged"), std::uint64_t{1});
        for (std::size_t cut = 1; cut < bytes.size(); cut += 3) { // no cut is harmful
            std::ofstream(path, std::ios::binary) << bytes.substr(0, cut);
            if (const auto part = capture::Input::open(path))
                (void)capture::openArchive(*part, log);
        }
    }
};

QTEST_GUILESS_MAIN(TestExportReaders)
#include "test_export_readers.moc"
