#include "tests/unit/scene/fake_events.h"
#include "ui/views/ladder_view.h"
#include "ui/views/scroll_map.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest/QTest>

using namespace echelle;
using test::sipMessage;

Q_DECLARE_METATYPE(echelle::EventId)
Q_DECLARE_METATYPE(echelle::store::LaneSetting)

namespace {
std::shared_ptr<test::FakeEvents> chain(int messages) {
    auto events = std::make_shared<test::FakeEvents>();
    for (int i = 0; i < messages; ++i) {
        const std::string hop = std::to_string(1 + i % 2);
        events->add(i * 10, "10.0.0." + hop, "10.0.0." + std::to_string(2 + i % 2),
                    sipMessage("INVITE sip:x SIP/2.0", "1 INVITE"));
    }
    return events;
}
} // namespace

class TestLadderView : public QObject {
    Q_OBJECT

    std::shared_ptr<test::FakeEvents> events;
    std::unique_ptr<ui::LadderView> view;

    void show(std::shared_ptr<test::FakeEvents> source) {
        events = std::move(source);
        view = std::make_unique<ui::LadderView>();
        view->resize(900, 500);
        view->setSource(events, std::make_shared<test::KeyWords>());
        view->setRows({RowId{1}});
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        // What the window does: keep the setting, then have the lanes read again.
        connect(view.get(), &ui::LadderView::laneChanged, this, [this](const store::LaneSetting& setting) {
            auto& set = events->set;
            const auto known =
                std::find_if(set.begin(), set.end(), [&](const auto& s) { return s.address == setting.address; });
            if (known == set.end())
                set.push_back(setting);
            else
                *known = setting;
            view->reloadLanes();
        });
    }
    [[nodiscard]] std::vector<std::string> lanes() const {
        std::vector<std::string> keys;
        for (const scene::SceneLane& lane : view->ladder()->lanes())
            keys.push_back(lane.key);
        return keys;
    }
    void drag(const QPoint& from, const QPoint& to) {
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(view->viewport(), (from + to) / 2);
        QTest::mouseMove(view->viewport(), to);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, to);
    }
    using Keys = std::vector<std::string>;

private Q_SLOTS:
    void init() { qRegisterMetaType<EventId>("echelle::EventId"); }
    void cleanup() { view.reset(); }

    void arrowKeysWalkTheMessages() {
        show(chain(30));
        QSignalSpy selected(view.get(), &ui::LadderView::selected);
        QTest::keyClick(view.get(), Qt::Key_Down);
        QCOMPARE(view->selection(), EventId{1});
        QTest::keyClick(view.get(), Qt::Key_Down);
        QTest::keyClick(view.get(), Qt::Key_Down);
        QTest::keyClick(view.get(), Qt::Key_Up);
        QCOMPARE(view->selection(), EventId{2});
        QTest::keyClick(view.get(), Qt::Key_End);
        QCOMPARE(view->selection(), EventId{30});
        QVERIFY(view->verticalScrollBar()->value() > 0);
        QVERIFY(view->viewport()->rect().contains(view->rowRect(29)));
        QTest::keyClick(view.get(), Qt::Key_Down);
        QCOMPARE(view->selection(), EventId{30}); // the end holds
        QTest::keyClick(view.get(), Qt::Key_PageUp);
        QVERIFY(view->selection() < EventId{30} && view->selection() > EventId{1});
        QTest::keyClick(view.get(), Qt::Key_Home);
        QCOMPARE(view->selection(), EventId{1});
        QCOMPARE(selected.count(), 7);
    }

    void breaksArePassedOver() {
        auto source = chain(2);
        source->events[1].time = source->events[1].time + Duration::seconds(60);
        source->add(60'020, "10.0.0.1", "10.0.0.2", sipMessage("BYE sip:x SIP/2.0", "2 BYE"));
        source->add(60'030, "10.0.0.1", "10.0.0.2", sipMessage("BYE sip:x SIP/2.0", "2 BYE"));
        show(source);
        QCOMPARE(view->ladder()->shape(1).kind, ladder::RowKind::Gap);
        QTest::keyClick(view.get(), Qt::Key_Down);
        QTest::keyClick(view.get(), Qt::Key_Down);
        QCOMPARE(view->selection(), EventId{2});
    }

    void clickSelectsAndDoubleClickOpens() {
        show(chain(5));
        QSignalSpy activated(view.get(), &ui::LadderView::activated);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->rowRect(2).center());
        QCOMPARE(view->selection(), EventId{3});
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, view->rowRect(3).center());
        QTest::keyClick(view.get(), Qt::Key_Return);
        QCOMPARE(activated.count(), 2);
    }

    void spaceMarksAndCompares() {
        show(chain(5));
        QSignalSpy compare(view.get(), &ui::LadderView::compareRequested);
        view->setSelection(EventId{2});
        QTest::keyClick(view.get(), Qt::Key_Space);
        view->setSelection(EventId{4});
        QTest::keyClick(view.get(), Qt::Key_Space);
        QCOMPARE(compare.count(), 1);
        QCOMPARE(compare[0][0].value<EventId>(), EventId{2});
        QCOMPARE(compare[0][1].value<EventId>(), EventId{4});
        QTest::keyClick(view.get(), Qt::Key_Space); // marks anew
        QTest::keyClick(view.get(), Qt::Key_Space); // and takes the mark back
        QCOMPARE(compare.count(), 1);
    }

    void selectionFromOutsideIsShownInSilence() {
        show(chain(200));
        QSignalSpy selected(view.get(), &ui::LadderView::selected);
        view->setSelection(EventId{150});
        QCOMPARE(selected.count(), 0);
        QVERIFY(view->viewport()->rect().contains(view->rowRect(149)));
        QVERIFY(view->accessibleDescription().contains(QStringLiteral("INVITE")));
    }

    void wheelWithControlZoomsAroundThePointer() {
        show(chain(200));
        view->setSelection(EventId{100});
        const QPoint pointer = view->rowRect(99).center();
        QWheelEvent wheel(pointer, view->viewport()->mapToGlobal(pointer), {}, QPoint(0, 120), Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view->viewport(), &wheel);
        QVERIFY(view->zoom() > 1);
        QVERIFY(view->rowRect(99).contains(pointer));
        view->setZoom(100);
        QCOMPARE(view->zoom(), 4.0);
    }

    void headerIsDraggedIntoAnotherPlace() {
        show(chain(4));
        QCOMPARE(lanes(), (Keys{"10.0.0.1", "10.0.0.2", "10.0.0.3"}));
        const QRect third = view->laneHeaderRect(2);
        drag(view->laneHeaderRect(0).center(), QPoint(third.right() + 3, third.center().y()));
        QCOMPARE(lanes(), (Keys{"10.0.0.2", "10.0.0.3", "10.0.0.1"}));
    }

    void headerIsDroppedOnAnother() {
        show(chain(4));
        drag(view->laneHeaderRect(2).center(), view->laneHeaderRect(1).center());
        QCOMPARE(lanes(), (Keys{"10.0.0.1", "10.0.0.2"}));
        QCOMPARE(view->ladder()->lanes()[1].addresses, (Keys{"10.0.0.2", "10.0.0.3"}));
    }

    void headerIsRenamedInPlace() {
        show(chain(4));
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, view->laneHeaderRect(1).center());
        auto* edit = view->viewport()->findChild<QLineEdit*>();
        QVERIFY(edit);
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("Main SBC"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(view->ladder()->lane(1).name, std::string("Main SBC"));
        QCOMPARE(view->ladder()->lane(1).address, std::string("10.0.0.2"));
    }

    void retransmissionsUnfoldByKey() {
        auto source = chain(1);
        source->add(500, "10.0.0.1", "10.0.0.2", sipMessage("INVITE sip:x SIP/2.0", "1 INVITE")).retransmissionOf =
            EventId{1};
        show(source);
        QCOMPARE(view->ladder()->rowCount(), std::size_t(1));
        view->setSelection(EventId{1});
        QTest::keyClick(view.get(), Qt::Key_Plus);
        QCOMPARE(view->ladder()->rowCount(), std::size_t(2));
        QTest::keyClick(view.get(), Qt::Key_Minus);
        QCOMPARE(view->ladder()->rowCount(), std::size_t(1));
    }

    void hoverTellsTheTimes() {
        show(chain(5));
        QSignalSpy hover(view.get(), &ui::LadderView::hoverTextChanged);
        for (const std::size_t row : {std::size_t(1), std::size_t(2)}) { // wherever the pointer was before
            const QPointF pos = view->rowRect(row).center();
            QMouseEvent move(QEvent::MouseMove, pos, view->viewport()->mapToGlobal(pos), Qt::NoButton, Qt::NoButton,
                             {});
            QCoreApplication::sendEvent(view->viewport(), &move);
        }
        QVERIFY(hover.count() > 0);
        QVERIFY(hover.last()[0].toString().contains(QStringLiteral("10 ms")));
    }

    void topRowStaysWhenTheTimeModeChanges() {
        show(chain(300));
        view->verticalScrollBar()->setValue(3000);
        const QRect before = view->rowRect(120);
        view->setTimeMode(scene::TimeMode::Absolute);
        QCOMPARE(view->rowRect(120).top(), before.top());
    }

    void emptyAndGoneSourcesAreDrawn() {
        ui::LadderView empty;
        empty.resize(300, 200);
        (void)empty.grab();
        QTest::keyClick(&empty, Qt::Key_Down);
        show(chain(3));
        view->setSource(nullptr, nullptr);
        QVERIFY(!view->ladder());
        (void)view->grab();
        view->setSource(std::make_shared<test::FakeEvents>(), std::make_shared<test::KeyWords>());
        view->setRows({RowId{1}});
        (void)view->grab();
        QTest::mouseMove(view->viewport(), QPoint(50, 50));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(50, 100));
    }

    void longLaddersScrollToTheirEnd() {
        const std::int64_t total = 5'000'000'000; // longer than a scroll bar can count
        const ui::ScrollMap map(total, 500);
        QVERIFY(map.maximum() > 0);
        QCOMPARE(map.toPosition(map.maximum()), total - 500);
        QCOMPARE(map.toPosition(0), std::int64_t(0));
        QVERIFY(std::abs(map.toPosition(map.toBar(1'234'567'890)) - 1'234'567'890) < 10);
        QCOMPARE(ui::ScrollMap(100, 500).maximum(), 0);
    }
};

QTEST_MAIN(TestLadderView)
#include "test_ladder_view.moc"
