#include "core/find/search.h"
#include "tests/support/import_for_test.h"
#include "tests/support/samples.h"

#include <QtTest/QTest>

using namespace echelle;

class TestFind : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsPlaces_data();
    void findsPlaces();
    void refusesBadExpressions();
    void endsOnCostlyExpressions();
    void stepsRound();
    void findsInACase();
};

void TestFind::findsPlaces_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isExpression");
    QTest::addColumn<bool>("isCaseSensitive");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("offset"); // -1: none
    QTest::addColumn<int>("length");
    QTest::newRow("exact") << QByteArray("Via") << false << true << QByteArray("via: Via") << 5 << 3;
    QTest::newRow("folded") << QByteArray("via") << false << false << QByteArray("x VIA via") << 2 << 3;
    QTest::newRow("folded at the end") << QByteArray("ABC") << false << false << QByteArray("ababc") << 2 << 3;
    QTest::newRow("longer than the bytes") << QByteArray("abcdef") << false << false << QByteArray("abc") << -1 << 0;
    QTest::newRow("bytes that are no text") << QByteArray("b") << false << false
                                            << QByteArray("\xff\x00"
                                                          "B",
                                                          3)
                                            << 2 << 1;
    QTest::newRow("case beyond ASCII") << QByteArray("\xc3\xa9t") << false << false << QByteArray("\xc3\x89T") << 0
                                       << 3;
    QTest::newRow("plain text is no expression")
        << QByteArray("a.c") << false << false << QByteArray("abc a.c") << 4 << 3;
    QTest::newRow("plain beyond ASCII is no expression")
        << QByteArray("\xc3\xa9.") << false << false << QByteArray("\xc3\xa9x \xc3\xa9.") << 4 << 3;
    QTest::newRow("expression") << QByteArray("cause=[0-9]+") << true << false << QByteArray("Q.850;cause=63;x") << 6
                                << 8;
    QTest::newRow("lines") << QByteArray("^To:") << true << true << QByteArray("From: a\r\nTo: b") << 9 << 3;
    QTest::newRow("expression in broken UTF-8") << QByteArray("b+") << true << false
                                                << QByteArray("\xff\xfe"
                                                              "abbb")
                                                << 3 << 3;
}

void TestFind::findsPlaces() {
    QFETCH(QByteArray, text);
    QFETCH(bool, isExpression);
    QFETCH(bool, isCaseSensitive);
    QFETCH(QByteArray, bytes);
    QFETCH(int, offset);
    QFETCH(int, length);
    auto pattern = find::Pattern::compile({text.toStdString(), isExpression, isCaseSensitive});
    QVERIFY(pattern);
    const auto match = pattern->find({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QCOMPARE(match.has_value(), offset >= 0);
    if (match) {
        QCOMPARE(static_cast<int>(match->offset), offset);
        QCOMPARE(static_cast<int>(match->length), length);
    }
}

void TestFind::refusesBadExpressions() {
    for (const char* text : {"(", "", "[a", "\\C"}) {
        const auto pattern = find::Pattern::compile({text, true, false});
        QVERIFY2(!pattern, text);
        QCOMPARE(pattern.error().code, std::string(diag::kSearchExpression));
    }
}

void TestFind::endsOnCostlyExpressions() {
    // Exponential without a limit; a header of 60 KB crashed std::regex.
    auto pattern = find::Pattern::compile({"(x+x+)+[0-9]", true, false});
    QVERIFY(pattern);
    const std::string text(60'000, 'x');
    QVERIFY(!pattern->find(text));
    QVERIFY(pattern->hasReachedLimit());
    QVERIFY(pattern->find("xx7"));
    QVERIFY(!pattern->hasReachedLimit());
}

void TestFind::stepsRound() {
    const std::vector<find::Hit> hits(3);
    using find::Way;
    QCOMPARE(find::step(hits, find::kNoHit, Way::Next), std::size_t{0});
    QCOMPARE(find::step(hits, 2, Way::Next), std::size_t{0});
    QCOMPARE(find::step(hits, 0, Way::Previous), std::size_t{2});
    QCOMPARE(find::step(hits, find::kNoHit, Way::Previous), std::size_t{2});
    QCOMPARE(find::step({}, find::kNoHit, Way::Next), find::kNoHit);
}

void TestFind::findsInACase() {
    ECHELLE_NEED_SAMPLES();
    test::ImportedCase imported({test::samplesDir() + "/pcap/sipp_load_1334_calls_403.pcapng"});
    QVERIFY(imported.hasCase());
    // The index of the samples counts 1,148 responses of 403 by tshark.
    const auto report = find::search(imported.reader(), {"^SIP/2.0 403", true, true}, {});
    QVERIFY(report);
    QCOMPARE(report->hits.size(), std::size_t{1148});
    QCOMPARE(report->searched, imported.reader().totals().messages);
    for (std::size_t i = 1; i < report->hits.size(); ++i)
        QVERIFY(imported.reader().event(report->hits[i - 1].event)->time <=
                imported.reader().event(report->hits[i].event)->time);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(find::search(imported.reader(), {"403", false, true}, stop.get_token())->isCancelled);
}

QTEST_GUILESS_MAIN(TestFind)
#include "test_find.moc"
