#include "core/ladder/draw.h"
#include "core/ladder/metrics.h"
#include "core/ladder/pages.h"
#include "core/ladder/text_fit.h"
#include "tests/unit/ladder/fake_rows.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::ladder;
namespace m = echelle::ladder::metrics;

namespace {
template <typename Shape>
std::vector<Shape> shapes(const DisplayList& list) {
    std::vector<Shape> found;
    for (const Primitive& primitive : list.primitives) {
        if (const auto* shape = std::get_if<Shape>(&primitive))
            found.push_back(*shape);
    }
    return found;
}

std::vector<Line> level(const DisplayList& list) { // arrows, not lifelines
    std::vector<Line> found;
    for (const Line& line : shapes<Line>(list)) {
        if (line.y1 == line.y2)
            found.push_back(line);
    }
    return found;
}

bool hasText(const DisplayList& list, const std::string& wanted) {
    const auto texts = shapes<Text>(list);
    return std::any_of(texts.begin(), texts.end(), [&](const Text& text) { return text.text == wanted; });
}
} // namespace

class TestDraw : public QObject {
    Q_OBJECT

    test::GridMeasurer measurer;

    static test::FakeRows threeLanes() {
        test::FakeRows rows;
        rows.lanes = {{"a", "PBX", "10.0.0.5"}, {"b", "SBC", "10.9.0.2"}, {"c", "Teams", ""}};
        return rows;
    }
    static Viewport whole(const Layout& layout) { return {0, layout.height(), 0, layout.lanesWidth()}; }

private Q_SLOTS:
    void requestIsSolidResponseDashed() {
        test::FakeRows rows = threeLanes();
        rows.add(0, 1, "INVITE");
        rows.add(1, 0, "200 OK", true);
        const Layout layout(rows, measurer, {});
        const Body body = drawBody(rows, layout, measurer, whole(layout));
        const auto lines = level(body.lanes);
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[0].stroke, Stroke::Solid);
        QCOMPARE(lines[1].stroke, Stroke::Dashed);
        const auto heads = shapes<ArrowHead>(body.lanes);
        QCOMPARE(heads.size(), std::size_t(2));
        QVERIFY(!heads[0].isLeftward && heads[1].isLeftward);
        QCOMPARE(heads[0].x, layout.laneX(1) - 1); // at the lifeline it goes to
        QCOMPARE(heads[1].x, layout.laneX(0) + 1);
    }

    void failingArrowSaysItThreeTimes() {
        test::FakeRows rows = threeLanes();
        rows.add(0, 1, "486 Busy Here", true);
        RowContent& row = rows.add(1, 0, "403 Forbidden", true);
        row.emphasis = Emphasis::Failing;
        row.mark = Mark::Cross;
        rows.notes[1] = {{Annotation::Kind::Finding, Mark::Cross, "No trunk"}};
        const Layout layout(rows, measurer, {});
        const Body body = drawBody(rows, layout, measurer, whole(layout));
        const auto lines = level(body.lanes);
        QCOMPARE(lines[1].color, ColorRole::Failure);     // colour
        QVERIFY(lines[1].width > lines[0].width);         // and weight
        const auto marks = shapes<MarkShape>(body.lanes); // and shape: at the label and at the title
        QCOMPARE(marks.size(), std::size_t(2));
        QCOMPARE(marks[0].mark, Mark::Cross);
        QVERIFY(hasText(body.lanes, "No trunk")); // and words
    }

    void messageToItselfTurnsRound() {
        test::FakeRows rows = threeLanes();
        rows.add(2, 2, "OPTIONS");
        const Layout layout(rows, measurer, {});
        const Body body = drawBody(rows, layout, measurer, whole(layout));
        QCOMPARE(level(body.lanes).size(), std::size_t(2)); // out and back
        QCOMPARE(shapes<ArrowHead>(body.lanes).at(0).x, layout.laneX(2) + 1);
        QVERIFY(shapes<ArrowHead>(body.lanes).at(0).isLeftward);
    }

    void onlyVisibleRowsAreAskedFor() {
        test::FakeRows rows = threeLanes();
        for (int i = 0; i < 10'000; ++i)
            rows.add(0, 1, "X");
        const Layout layout(rows, measurer, {});
        const std::int64_t top = layout.rowTop(5'000);
        (void)drawBody(rows, layout, measurer, {top, top + 10 * m::kArrowRow, 0, 500});
        QCOMPARE(rows.contentsAsked, std::size_t(10));
    }

    void onlyVisibleLanesAreDrawn() {
        test::FakeRows rows;
        for (int i = 0; i < 1'000; ++i)
            rows.lanes.push_back({std::to_string(i), std::to_string(i), ""});
        rows.add(0, 999, "X");
        const Layout layout(rows, measurer, {});
        const double left = layout.laneX(500) - 10;
        const DisplayList header = drawHeader(rows, layout, measurer, left, left + 3 * layout.pitch());
        QVERIFY(hasText(header, "500"));
        QVERIFY(shapes<Text>(header).size() <= 7);
        const Body body = drawBody(rows, layout, measurer, {0, 100, left, left + 3 * layout.pitch()});
        QVERIFY(shapes<Line>(body.lanes).size() <= 8);
    }

    void gapBreaksTheLifelines() {
        test::FakeRows rows = threeLanes();
        rows.add(0, 1, "X");
        RowContent gap;
        gap.kind = RowKind::Gap;
        gap.label = "58.3 s";
        rows.rows.push_back(gap);
        rows.add(0, 1, "Y");
        const Layout layout(rows, measurer, {});
        const Body body = drawBody(rows, layout, measurer, whole(layout));
        int dotted = 0;
        for (const Line& line : shapes<Line>(body.lanes))
            dotted += line.stroke == Stroke::Dotted && line.y2 - line.y1 == m::kGap ? 1 : 0;
        QCOMPARE(dotted, 3);
        QVERIFY(hasText(body.lanes, "58.3 s"));
    }

    void holdShadesFromTheHoldToTheResume() {
        test::FakeRows rows = threeLanes();
        for (int i = 0; i < 4; ++i)
            rows.add(0, 1, "X");
        rows.held[1] = {{1, 2}};
        const Layout layout(rows, measurer, {});
        const Body body = drawBody(rows, layout, measurer, whole(layout));
        std::vector<Rect> bands;
        for (const Rect& rect : shapes<Rect>(body.lanes)) {
            if (rect.fill == ColorRole::HoldFill)
                bands.push_back(rect);
        }
        QCOMPARE(bands.size(), std::size_t(1));
        QCOMPARE(bands[0].y, static_cast<double>(layout.rowTop(1) + m::kArrowLine));
        QCOMPARE(bands[0].h, static_cast<double>(m::kArrowRow));
        QCOMPARE(bands[0].x + bands[0].w / 2, layout.laneX(1));
        // A viewport within the hold sees it from edge to edge.
        const Body inside =
            drawBody(rows, layout, measurer, {layout.rowTop(2), layout.rowTop(2) + 10, 0, layout.lanesWidth()});
        const auto rects = shapes<Rect>(inside.lanes);
        QVERIFY(std::any_of(rects.begin(), rects.end(),
                            [](const Rect& r) { return r.fill == ColorRole::HoldFill && r.y == 0 && r.h == 10; }));
    }

    void longLabelIsCutAndItsCountStays() {
        test::FakeRows rows = threeLanes();
        RowContent& row = rows.add(1, 2, std::string(200, 'x'));
        row.repeat = "×7";
        const Layout layout(rows, measurer, {});
        const Body body = drawBody(rows, layout, measurer, whole(layout));
        QVERIFY(hasText(body.lanes, "×7"));
        for (const Text& text : shapes<Text>(body.lanes)) {
            const double width = measurer.width(text.role, text.text);
            const double right = text.align == Align::Center ? text.x + width / 2 : text.x + width;
            QVERIFY(right <= layout.lanesWidth());
        }
    }

    void everySheetHasTheLaneHeader() {
        test::FakeRows rows = threeLanes();
        for (int i = 0; i < 100; ++i)
            rows.add(0, 1, "X");
        const Layout layout(rows, measurer, {});
        for (const Page& page : paginate(layout, 0, 500)) {
            const DisplayList sheet = drawPage(rows, layout, measurer, page);
            QVERIFY(hasText(sheet, "PBX") && hasText(sheet, "10.9.0.2") && hasText(sheet, "since start"));
            QVERIFY(hasText(sheet, std::to_string(page.rows.first + 1))); // message numbers
            for (const Line& line : shapes<Line>(sheet))
                QVERIFY(line.y2 <= sheet.height);
        }
    }

    void legHuesComeRound() {
        QCOMPARE(legColor(0), ColorRole::Leg0);
        QCOMPARE(legColor(kLegHues - 1), ColorRole::Leg5);
        QCOMPARE(legColor(kLegHues), ColorRole::Leg0);
        QCOMPARE(legColor(-1), ColorRole::TextMuted);
    }

    void textIsFitted() {
        QCOMPARE(elided(measurer, TextRole::Label, "INVITE", 42), std::string("INVITE"));
        QCOMPARE(elided(measurer, TextRole::Label, "INVITE", 41), std::string("INVI…"));
        QCOMPARE(elided(measurer, TextRole::Label, "éééééé", 41), std::string("éééé…")); // never within a code point
        QCOMPARE(elided(measurer, TextRole::Label, "INVITE", 6), std::string());
        const auto lines = wrapped(measurer, TextRole::Label, "one two three", 50, 5);
        QCOMPARE(lines, (std::vector<std::string>{"one two", "three"}));
        QCOMPARE(wrapped(measurer, TextRole::Label, "one two three", 50, 1), (std::vector<std::string>{"one tw…"}));
        QCOMPARE(wrapped(measurer, TextRole::Label, "abcdefghij", 35, 5), (std::vector<std::string>{"abcde", "fghij"}));
        QCOMPARE(wrapped(measurer, TextRole::Label, "abc", 1, 5).size(), std::size_t(3)); // goes on though nothing fits
    }

    void capturedTextIsOnePlainLine_data() {
        QTest::addColumn<QByteArray>("captured");
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("line break") << QByteArray("Busy\r\nHere") << QByteArray("Busy Here");
        QTest::newRow("escape sequence") << QByteArray("\x1b[31mred") << QByteArray("[31mred");
        QTest::newRow("right-to-left override") << QByteArray("a\xe2\x80\xae"
                                                              "b")
                                                << QByteArray("a b");
        QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8"
                                                      "b")
                                        << QByteArray("a b");
        QTest::newRow("no UTF-8") << QByteArray("a\xff") << QByteArray("a\xef\xbf\xbd");
        QTest::newRow("Latin-1 control") << QByteArray("a\xc2\x9b"
                                                       "b")
                                         << QByteArray("a b");
        QTest::newRow("plain") << QByteArray("Sébastien 你") << QByteArray("Sébastien 你");
    }
    void capturedTextIsOnePlainLine() {
        QFETCH(QByteArray, captured);
        QFETCH(QByteArray, plain);
        QCOMPARE(QByteArray::fromStdString(plainLine(captured.toStdString())), plain);
    }
};

QTEST_APPLESS_MAIN(TestDraw)
#include "test_draw.moc"
