#include "core/logs/time_text.h"
#include "core/logs/zone.h"
#include "tests/support/samples.h"

using namespace echelle;
using namespace echelle::logs;

class TestLogTime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void zones_data();
    void zones();
    void damagedZoneFile();
    void times_data();
    void times();
    void dateHeader();
};

void TestLogTime::zones_data() {
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("utc"); // of 2024-03-31 02:30:00, "" where the zone is none
    const auto row = [](const char* zone, const char* utc) {
        QTest::newRow(zone) << QByteArray(zone) << QByteArray(utc);
    };
    row("UTC", "2024-03-31T02:30:00.000000000Z");
    row("z", "2024-03-31T02:30:00.000000000Z");
    row("+02:00", "2024-03-31T00:30:00.000000000Z");
    row("-0530", "2024-03-31T08:00:00.000000000Z");
    row("+1", "2024-03-31T01:30:00.000000000Z");
    row("Asia/Kolkata", "2024-03-30T21:00:00.000000000Z");
    row("America/New_York", "2024-03-31T06:30:00.000000000Z");
    row("Europe/Paris", "2024-03-31T01:30:00.000000000Z"); // skipped by the change to summer time at 02:00
    row("+15:00", "");
    row("+02:75", "");
    row("Europe/Nowhere", "");
    row("../../etc/passwd", "");
    row("/etc/passwd", "");
    row("Europe", "");
    row("", "");
}

void TestLogTime::zones() {
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, utc);
    const auto found = Zone::parse(zone.toStdString());
    QCOMPARE(found.has_value(), !utc.isEmpty());
    if (found)
        QCOMPARE(toRfc3339(*found->toUtc({2024, 3, 31, 2, 30, 0, 0})), utc.toStdString());
}

void TestLogTime::damagedZoneFile() {
    // Version 1, one transition at 1,000 s to +3600: made by hand after RFC 8536 section 3.
    std::string file("TZif\0", 5);
    file += std::string(15, '\0');
    const auto be32 = [&file](std::uint32_t v) {
        for (int shift = 24; shift >= 0; shift -= 8)
            file += static_cast<char>(v >> shift & 0xffU);
    };
    for (const std::uint32_t count : {0U, 0U, 0U, 1U, 2U, 4U})
        be32(count);
    be32(1000);
    file += '\1';
    be32(0);
    file += std::string(2, '\0');
    be32(3600);
    file += std::string(2, '\0');
    file += std::string("UTC\0", 4);
    const auto zone = ZoneFile::parse(file);
    QVERIFY(zone.has_value());
    QCOMPARE(zone->offsetAt(999), 0);
    QCOMPARE(zone->offsetAt(1000), 3600);
    for (std::size_t size = 0; size < file.size(); ++size)
        QVERIFY(!ZoneFile::parse(file.substr(0, size)));
    file[file.size() - 4 - 12 - 1] = '\5'; // a type that is not there
    QVERIFY(!ZoneFile::parse(file));
}

void TestLogTime::times_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("length"); // 0: no time
    QTest::addColumn<QByteArray>("utc");
    const auto row = [](const char* text, int length, const char* utc) {
        QTest::newRow(text) << QByteArray(text) << length << QByteArray(utc);
    };
    row("2014-10-14 13:22:45.886] x", 23, "2014-10-14T13:22:45.886000000Z");
    row("2014-10-14T13:22:45Z", 20, "2014-10-14T13:22:45.000000000Z");
    row("2014/10/14 13:22:45,5 ", 21, "2014-10-14T13:22:45.500000000Z");
    row("Mar 16 2026 16:05:41", 20, "2026-03-16T16:05:41.000000000Z");
    row("Mar  6 16:05:41 host", 15, "1970-03-06T16:05:41.000000000Z");
    row("16:05:41.5", 10, "1970-01-01T16:05:41.500000000Z");
    row("24:00:00", 0, "");
    row("2014-13-14 13:22:45", 0, "");
    row("Mar 16", 0, "");
    row("12:34", 0, "");
    row("", 0, "");
}

void TestLogTime::times() {
    QFETCH(QByteArray, text);
    QFETCH(int, length);
    QFETCH(QByteArray, utc);
    const auto found = readTime(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QCOMPARE(found.has_value(), length > 0);
    if (!found)
        return;
    QCOMPARE(static_cast<int>(found->length), length);
    QCOMPARE(toRfc3339(*fromCivil(found->time.local)), utc.toStdString());
}

void TestLogTime::dateHeader() {
    QCOMPARE(toRfc3339(*parseDateHeader("Mon, 16 Mar 2026 08:05:41 GMT")),
             std::string("2026-03-16T08:05:41.000000000Z"));
    QVERIFY(!parseDateHeader("Fri, 01 Jan 2010 16:00:00 EST"));
    QVERIFY(!parseDateHeader("Mon, 99 Mar 2026 08:05:41 GMT"));
    QVERIFY(!parseDateHeader(""));
}

QTEST_APPLESS_MAIN(TestLogTime)
#include "test_log_time.moc"
