#include "core/ladder/hit_test.h"
#include "core/ladder/layout.h"
#include "core/ladder/metrics.h"
#include "core/ladder/pages.h"
#include "tests/unit/ladder/fake_rows.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::ladder;
namespace m = echelle::ladder::metrics;

class TestLayout : public QObject {
    Q_OBJECT

    test::GridMeasurer measurer;

    static test::FakeRows lanes(int count) {
        test::FakeRows rows;
        for (int i = 0; i < count; ++i)
            rows.lanes.push_back({"k" + std::to_string(i), "name", "addr"});
        return rows;
    }

private Q_SLOTS:
    void rowsStandUnderEachOther() {
        test::FakeRows rows = lanes(2);
        rows.add(0, 1, "INVITE").detail = "offer";
        rows.add(1, 0, "100", true);
        rows.rows.push_back({});
        rows.rows.back().kind = RowKind::Gap;
        const Layout layout(rows, measurer, {});
        QCOMPARE(layout.rowTop(0), m::kTopSpace);
        QCOMPARE(layout.rowTop(1), m::kTopSpace + m::kArrowRow + m::kDetail);
        QCOMPARE(layout.rowTop(2), m::kTopSpace + 2 * m::kArrowRow + m::kDetail);
        QCOMPARE(layout.height(), 2 * m::kTopSpace + 2 * m::kArrowRow + m::kDetail + m::kGap);
        QCOMPARE(rows.contentsAsked, std::size_t(0)); // the layout works on shapes alone
    }

    void findingTakesAsManyLinesAsItsTitleNeeds() {
        test::FakeRows rows = lanes(2);
        rows.add(0, 1, "INVITE");
        rows.add(0, 1, "INVITE");
        rows.notes[0] = {{Annotation::Kind::Finding, Mark::Cross, "short title"}};
        // 76 code points of 7 units are 532, more than the 440 there are at most: two lines.
        rows.notes[1] = {{Annotation::Kind::Finding, Mark::Cross, std::string(38, 'a') + " " + std::string(37, 'b')}};
        const Layout layout(rows, measurer, {900, true, true});
        QCOMPARE(layout.rowHeight(0), m::kArrowRow + m::kTextLine + m::kFindingPad);
        QCOMPARE(layout.rowHeight(1), m::kArrowRow + 2 * m::kTextLine + m::kFindingPad);
    }

    void lanesFillTheWidth_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("width");
        QTest::addColumn<bool>("isWider"); // than what is there
        QTest::newRow("two lanes") << 2 << 760.0 << false;
        QTest::newRow("two lanes, much room") << 2 << 3000.0 << false;
        QTest::newRow("three lanes") << 3 << 900.0 << false;
        QTest::newRow("eight lanes") << 8 << 900.0 << true;
        QTest::newRow("a thousand lanes") << 1000 << 900.0 << true;
        QTest::newRow("one lane") << 1 << 340.0 << false;
    }
    void lanesFillTheWidth() {
        QFETCH(int, count);
        QFETCH(double, width);
        QFETCH(bool, isWider);
        const test::FakeRows rows = lanes(count);
        const Layout layout(rows, measurer, {width, true, true});
        QCOMPARE(layout.columnsWidth() + layout.lanesWidth() > width, isWider);
        QVERIFY(layout.pitch() >= m::kPitchMin && layout.pitch() <= m::kPitchMax);
        // Every lane keeps half a pitch on both sides for its name, and room for a label on the right.
        QVERIFY(layout.laneX(0) >= layout.pitch() / 2);
        QVERIFY(layout.lanesWidth() - layout.laneX(rows.laneCount() - 1) >=
                std::max<double>(layout.pitch() / 2, m::kRightSpace));
    }

    void positionsFindTheirRowAndLane() {
        test::FakeRows rows = lanes(3);
        for (int i = 0; i < 5; ++i)
            rows.add(0, 1, "X");
        const Layout layout(rows, measurer, {});
        QCOMPARE(layout.rowAt(0), std::nullopt); // above the first
        QCOMPARE(layout.rowAt(m::kTopSpace), std::optional<std::size_t>(0));
        QCOMPARE(layout.rowAt(m::kTopSpace + m::kArrowRow - 1), std::optional<std::size_t>(0));
        QCOMPARE(layout.rowAt(m::kTopSpace + m::kArrowRow), std::optional<std::size_t>(1));
        QCOMPARE(layout.rowAt(m::kTopSpace + 5 * m::kArrowRow), std::nullopt);
        QCOMPARE(layout.laneAt(layout.laneX(2) + 10), std::optional<std::size_t>(2));
        QCOMPARE(layout.laneAt(layout.laneX(2) + layout.pitch()), std::nullopt);
        const RowRange some = layout.rowsIn(m::kTopSpace + m::kArrowRow, m::kTopSpace + 3 * m::kArrowRow);
        QCOMPARE(some.first, std::size_t(1));
        QCOMPARE(some.end, std::size_t(3));
        const RowRange all = layout.rowsIn(-100, 100'000);
        QCOMPARE(all.first, std::size_t(0));
        QCOMPARE(all.end, std::size_t(5));
    }

    void emptyLadder() {
        const test::FakeRows rows = lanes(0);
        const Layout layout(rows, measurer, {500, true, true});
        QCOMPARE(layout.rowAt(0), std::nullopt);
        QCOMPARE(layout.laneAt(0), std::nullopt);
        QCOMPARE(layout.rowsIn(0, 100).end, std::size_t(0));
        QCOMPARE(paginate(layout, 500, 500).size(), std::size_t(1));
    }

    void hitTestTellsTheParts() {
        test::FakeRows rows = lanes(2);
        rows.add(0, 1, "INVITE").repeat = "×7";
        rows.notes[0] = {{Annotation::Kind::Finding, Mark::Cross, "title"}};
        const Layout layout(rows, measurer, {});
        const std::int64_t top = layout.rowTop(0);
        // The label of six letters is 42 wide and begins 12 after the lifeline; the count stands 6 after it.
        const double repeatX = layout.laneX(0) + 12 + 42 + 6 + 2;
        QCOMPARE(hitTest(rows, layout, measurer, repeatX, top + m::kLabelCentre)->part, Hit::Part::Repeat);
        QCOMPARE(hitTest(rows, layout, measurer, layout.laneX(0) + 14, top + m::kLabelCentre)->part, Hit::Part::Row);
        QCOMPARE(hitTest(rows, layout, measurer, layout.laneX(0) + 14, top + m::kArrowRow + 4)->part,
                 Hit::Part::Annotation);
        QVERIFY(!hitTest(rows, layout, measurer, 10, top - 1));
    }

    void sheetsHoldEveryRowOnce() {
        test::FakeRows rows = lanes(3);
        for (int i = 0; i < 100; ++i)
            rows.add(0, 1, "X");
        const Layout layout(rows, measurer, {});
        const std::vector<Page> pages = paginate(layout, 0, 500);
        std::size_t next = 0;
        for (const Page& page : pages) {
            QCOMPARE(page.rows.first, next);
            QVERIFY(page.rows.end > page.rows.first);
            QVERIFY(page.height <= 500);
            next = page.rows.end;
        }
        QCOMPARE(next, std::size_t(100));
        // 500 less header and spaces leave 432 units: 15 rows of 28. A hundred rows need seven sheets.
        QCOMPARE(pages.size(), std::size_t(7));
    }

    void wideLaddersAreCutBetweenLanes() {
        test::FakeRows rows = lanes(40);
        for (std::size_t i = 0; i + 1 < 40; ++i)
            rows.add(i, i + 1, "X");
        const Layout layout(rows, measurer, {});
        const std::vector<Page> pages = paginate(layout, 1000, 0);
        QVERIFY(pages.size() > 1);
        for (const Page& page : pages)
            QVERIFY(page.width <= 1000);
        for (std::size_t lane = 0; lane + 1 < 40; ++lane) { // every arrow is whole on one sheet
            const bool isWhole = std::any_of(pages.begin(), pages.end(), [&](const Page& page) {
                return page.left <= layout.laneX(lane) && page.right >= layout.laneX(lane + 1);
            });
            QVERIFY2(isWhole, qPrintable(QString::number(lane)));
        }
    }

    void rowHigherThanASheetStandsAlone() {
        test::FakeRows rows = lanes(2);
        rows.add(0, 1, "X");
        rows.add(0, 1, "X");
        rows.notes[0].assign(6, {Annotation::Kind::UserNote, Mark::Note, std::string(400, 'n')});
        const Layout layout(rows, measurer, {});
        const std::vector<Page> pages = paginate(layout, 0, 150);
        QCOMPARE(pages.size(), std::size_t(2));
        QCOMPARE(pages[0].rows.end, std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestLayout)
#include "test_layout.moc"
