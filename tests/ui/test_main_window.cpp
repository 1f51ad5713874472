#include "tests/support/samples.h"
#include "ui/models/row_table_model.h"
#include "ui/models/tree_model.h"
#include "ui/shell/actions.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/workspace.h"
#include "ui/views/call_list_view.h"
#include "ui/views/call_panel.h"
#include "ui/views/chip.h"
#include "ui/views/detail_panel.h"
#include "ui/views/empty_view.h"
#include "ui/views/explanation_view.h"
#include "ui/views/failure_strip.h"
#include "ui/views/find_bar.h"
#include "ui/views/ladder_panel.h"
#include "ui/views/ladder_view.h"
#include "ui/views/message_view.h"
#include "ui/views/notes_panel.h"
#include "ui/views/notice_bar.h"
#include "ui/views/overview_panel.h"
#include "ui/views/timeline_plot.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::ui;
using namespace Qt::StringLiterals;

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void emptyWindowOffersSamples();
    void opensAndExplainsTheFailure();
    void walksTheLadder();
    void filtersByTyping();
    void filtersByChips();
    void filtersByDraggingOverTheTimeline();
    void filtersByCause();
    void switchesLanguageLive();
    void noticeSpeaksTheLanguageToo();
    void notesAreUndone();
    void findsAndGoesOn();
    void goesBackAndForward();
    void copiesTheTicket();
    void themesChange();
    void badFilesAreSaid_data();
    void badFilesAreSaid();
    void sameInputsReuseTheCase();
    void cancelAnswersAtOnce();
    void everyActionIsInAMenu();
    void captureWithoutSipSaysSo();

private:
    void open(const QStringList& paths);
    [[nodiscard]] static QString sample(const char* name) {
        return QStringLiteral(ECHELLE_SOURCE_DIR "/resources/samples/") + QString::fromLatin1(name);
    }
    [[nodiscard]] Workspace* work() const { return m_window->workspace(); }
    [[nodiscard]] RowTableModel* rows() const { return work()->calls()->rows(); }
    void selectFailed();

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase() {
    isolateSettings();
    prepareAppearance();
}

void TestMainWindow::init() {
    QSettings().clear();
    m_window = std::make_unique<MainWindow>(*catalog::Catalog::load(), u"en"_s);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestMainWindow::cleanup() {
    m_window.reset();
}

void TestMainWindow::open(const QStringList& paths) {
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    m_window->openFiles(paths);
    QVERIFY(settled.size() > 0 || settled.wait(20'000));
}

void TestMainWindow::selectFailed() {
    for (int row = 0; row < rows()->rowCount(); ++row)
        if (rows()->index(row, 0).data(RowTableModel::StateRole).toInt() ==
            static_cast<int>(dialog::RowState::Failed)) {
            const QRect cell = work()->calls()->list()->visualRect(rows()->index(row, 0));
            QTest::mouseClick(work()->calls()->list()->viewport(), Qt::LeftButton, {}, cell.center());
            return;
        }
    QFAIL("no failed call");
}

void TestMainWindow::emptyWindowOffersSamples() {
    QVERIFY(m_window->emptyView()->isVisible());
    QCOMPARE(EmptyView::samples().size(), 3);
    QVERIFY(!m_window->actions()->report->isEnabled());
    QToolButton* first = nullptr;
    for (QToolButton* button : m_window->emptyView()->findChildren<QToolButton*>())
        if (button->text().contains("403"_L1))
            first = button;
    QVERIFY(first != nullptr);
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    QTest::mouseClick(first, Qt::LeftButton);
    QVERIFY(settled.wait(20'000));
    QVERIFY(m_window->document().isOpen());
    QVERIFY(work()->isVisible());
}

void TestMainWindow::opensAndExplainsTheFailure() {
    open({sample("teams_no_trunk.pcap")});
    selectFailed();
    QVERIFY(m_window->selection().row().isValid());
    // The failing message is selected at once, and explained in words.
    const QString raw = work()->detail()->message()->raw()->toPlainText();
    QVERIFY2(raw.startsWith(u"SIP/2.0 403"_s), qPrintable(raw));
    const QString words = work()->detail()->explanation()->plainText();
    QVERIFY2(words.contains(u"trunk"_s, Qt::CaseInsensitive), qPrintable(words));
    QVERIFY(m_window->windowTitle().contains(u"teams_no_trunk.pcap"_s));
}

void TestMainWindow::walksTheLadder() {
    open({sample("teams_no_trunk.pcap")});
    selectFailed();
    LadderView* ladder = work()->ladder()->ladder();
    ladder->setFocus();
    QTest::keyClick(ladder, Qt::Key_Home);
    const EventId first = m_window->selection().event();
    QVERIFY(work()->detail()->message()->raw()->toPlainText().startsWith(u"INVITE"_s));
    QTest::keyClick(ladder, Qt::Key_Down);
    QVERIFY(m_window->selection().event() != first);
    m_window->actions()->previousMessage->trigger();
    QCOMPARE(m_window->selection().event(), first);
}

void TestMainWindow::filtersByTyping() {
    open({sample("ordinary_day.pcap")});
    const int all = rows()->rowCount();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(m_window->filterInput()->hasFocus());
    QTest::keyClicks(m_window->filterInput(), u"486"_s);
    QTRY_VERIFY(rows()->rowCount() > 0 && rows()->rowCount() < all);
    m_window->filterInput()->selectAll();
    QTest::keyClicks(m_window->filterInput(), u"nobody has this"_s);
    QTest::keyClick(m_window->filterInput(), Qt::Key_Return);
    QCOMPARE(rows()->rowCount(), 0);
    QVERIFY(work()->calls()->emptyReason().contains(QString::number(all)));
    QTest::mouseClick(work()->calls()->clearButton(), Qt::LeftButton);
    QCOMPARE(rows()->rowCount(), all);
    QVERIFY(m_window->filterInput()->text().isEmpty());
}

void TestMainWindow::filtersByChips() {
    open({sample("ordinary_day.pcap")});
    Chip* busy = nullptr;
    for (Chip* chip : work()->calls()->findChildren<Chip*>())
        if (chip->isVisible() && chip->text() == u"Busy"_s)
            busy = chip;
    QVERIFY(busy != nullptr);
    QTest::mouseClick(busy, Qt::LeftButton);
    QCOMPARE(rows()->rowCount(), 7); // resources/samples/README.md
    QTest::mouseClick(busy, Qt::LeftButton);
    QVERIFY(rows()->rowCount() > 7);
}

void TestMainWindow::filtersByDraggingOverTheTimeline() {
    open({sample("ordinary_day.pcap")});
    const int all = rows()->rowCount();
    TimelinePlot* plot = work()->overview()->plot();
    const QRect area = plot->axisRect()->rect();
    QTest::mousePress(plot, Qt::LeftButton, {}, {area.left() + 1, area.center().y()});
    QTest::mouseMove(plot, {area.center().x(), area.center().y()});
    QTest::mouseRelease(plot, Qt::LeftButton, {}, {area.center().x(), area.center().y()});
    const int half = rows()->rowCount();
    QVERIFY(half > 0 && half < all);
    QTest::keyClick(plot, Qt::Key_Escape);
    QCOMPARE(rows()->rowCount(), all);
}

void TestMainWindow::filtersByCause() {
    open({sample("ordinary_day.pcap")});
    const auto& chips = work()->overview()->causes()->chips();
    QVERIFY(!chips.empty());
    const auto expected = m_window->document().reader().failureGroups({}).front().rows;
    QTest::mouseClick(chips.front(), Qt::LeftButton);
    QCOMPARE(static_cast<std::uint64_t>(rows()->rowCount()), expected);
}

void TestMainWindow::switchesLanguageLive() {
    open({sample("teams_no_trunk.pcap")});
    selectFailed();
    const QString english = work()->detail()->explanation()->plainText();
    m_window->setLanguage(u"fr"_s);
    QCOMPARE(m_window->actions()->open->iconText(), u"Ouvrir"_s);
    QCOMPARE(m_window->menuBar()->actions().front()->text(), u"&Fichier"_s);
    QCOMPARE(work()->detail()->message()->tabs()->tabText(1), u"En-têtes"_s);
    QVERIFY(work()->detail()->explanation()->plainText() != english);
    QVERIFY(work()->detail()->explanation()->plainText().contains(u"Que faire"_s));
    m_window->setLanguage(u"en"_s);
    QCOMPARE(work()->detail()->explanation()->plainText(), english);
    QCOMPARE(m_window->actions()->open->iconText(), u"Open"_s);
}

void TestMainWindow::noticeSpeaksTheLanguageToo() {
    open({sample("held_call_notify_order.log")});
    QVERIFY(m_window->notice()->isVisible());
    const QString english = m_window->notice()->text();
    const QString action = m_window->notice()->actionButton()->text();
    m_window->setLanguage(u"fr"_s);
    QVERIFY2(m_window->notice()->text().contains(u"fuseau horaire"_s), qPrintable(m_window->notice()->text()));
    QVERIFY(m_window->notice()->actionButton()->text() != action);
    m_window->setLanguage(u"en"_s);
    QCOMPARE(m_window->notice()->text(), english);
}

void TestMainWindow::notesAreUndone() {
    open({sample("teams_no_trunk.pcap")});
    selectFailed();
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    NotesPanel* notes = work()->detail()->notes();
    QVERIFY(notes->editor()->hasFocus());
    QTest::keyClicks(notes->editor(), u"asked the carrier"_s);
    QTest::mouseClick(notes->saveButton(), Qt::LeftButton);
    QCOMPARE(m_window->document().notes().size(), std::size_t{1});
    QCOMPARE(m_window->document().notes().front().event, m_window->selection().event());
    m_window->actions()->undo->trigger();
    QVERIFY(m_window->document().notes().empty());
    m_window->actions()->redo->trigger();
    QCOMPARE(QString::fromStdString(m_window->document().notes().front().text), u"asked the carrier"_s);
    m_window->actions()->undo->trigger();
    QVERIFY(!m_window->actions()->undo->isEnabled());
}

void TestMainWindow::findsAndGoesOn() {
    open({sample("ordinary_day.pcap")});
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    FindBar* find = work()->ladder()->findBar();
    QVERIFY(find->isVisible() && find->input()->hasFocus());
    QTest::keyClicks(find->input(), u"486 busy"_s);
    QTest::keyClick(find->input(), Qt::Key_Return);
    QTRY_VERIFY(!find->hits().empty());
    QTRY_VERIFY(m_window->selection().event() == find->hits()[0].event);
    QVERIFY(work()->detail()->message()->raw()->toPlainText().contains(u"486 Busy"_s));
    QTest::keyClick(find->input(), Qt::Key_Return);
    QCOMPARE(m_window->selection().event(), find->hits()[1].event);
    m_window->actions()->findPrevious->trigger();
    QCOMPARE(m_window->selection().event(), find->hits()[0].event);
    QTest::keyClick(find->input(), Qt::Key_Escape);
    QVERIFY(!find->isVisible());
}

void TestMainWindow::goesBackAndForward() {
    open({sample("ordinary_day.pcap")});
    work()->selectRow(rows()->idAt(0));
    work()->selectRow(rows()->idAt(2));
    m_window->actions()->back->trigger();
    QCOMPARE(m_window->selection().row(), rows()->idAt(0));
    QCOMPARE(work()->calls()->list()->currentIndex().row(), 0);
    m_window->actions()->forward->trigger();
    QCOMPARE(m_window->selection().row(), rows()->idAt(2));
}

void TestMainWindow::copiesTheTicket() {
    open({sample("teams_no_trunk.pcap")});
    selectFailed();
    QTest::mouseClick(work()->ladder()->ticketButton(), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(u"Microsoft GUID: "_s));
}

void TestMainWindow::themesChange() {
    open({sample("teams_no_trunk.pcap")});
    m_window->setTheme(render::ThemeKind::Dark);
    QTRY_VERIFY(m_window->palette().color(QPalette::Window).lightness() < 100);
    m_window->setTheme(render::ThemeKind::Light);
    QTRY_VERIFY(m_window->palette().color(QPalette::Window).lightness() > 200);
}

void TestMainWindow::badFilesAreSaid_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("missing") << u"gone.pcap"_s << QByteArray();
    QTest::newRow("picture") << u"photo.png"_s << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16).repeated(20);
    QTest::newRow("text without SIP") << u"diary.log"_s << QByteArray("dear diary\n").repeated(50);
    QTest::newRow("other database") << u"other.db"_s << QByteArray("SQLite format 3\0", 16) + QByteArray(200, 'x');
}

void TestMainWindow::badFilesAreSaid() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const QString path = m_folder.filePath(name);
    if (!bytes.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    open({path});
    QVERIFY(m_window->notice()->isVisible());
    QVERIFY2(m_window->notice()->text().contains(name), qPrintable(m_window->notice()->text()));
    QVERIFY(!m_window->document().isOpen());
    QVERIFY(m_window->emptyView()->isVisible());
}

void TestMainWindow::sameInputsReuseTheCase() {
    open({sample("teams_no_trunk.pcap")});
    const QString path = m_window->document().path();
    const qint64 written = QFileInfo(path).lastModified().toMSecsSinceEpoch();
    open({sample("ordinary_day.pcap")});
    QVERIFY(m_window->document().path() != path);
    open({sample("teams_no_trunk.pcap")});
    QCOMPARE(m_window->document().path(), path);
    QCOMPARE(QFileInfo(path).lastModified().toMSecsSinceEpoch(), written);
}

void TestMainWindow::cancelAnswersAtOnce() {
    open({sample("ordinary_day.pcap")});
    const QString before = m_window->document().path();
    m_window->openFiles({sample("held_call_notify_order.log")});
    QVERIFY(m_window->isBusy());
    m_window->opener().cancel();
    QVERIFY(!m_window->isBusy());
    QCOMPARE(m_window->document().path(), before); // back to the case shown before
}

void TestMainWindow::everyActionIsInAMenu() {
    QList<QAction*> listed;
    for (const QAction* menu : m_window->menuBar()->actions())
        listed << menu->menu()->actions();
    QStringList keys;
    for (const QAction* action : m_window->actions()->findChildren<QAction*>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(listed.contains(action), qPrintable(action->text()));
        QVERIFY(!action->text().isEmpty());
        for (const QKeySequence& key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys << key.toString();
        }
    }
    QVERIFY(keys.size() > 30);
}

void TestMainWindow::captureWithoutSipSaysSo() {
    ECHELLE_NEED_SAMPLES();
    open({QString::fromStdString(test::samplesDir()) + u"/pcap/stun_ice_testcall.pcap"_s});
    if (m_window->document().isOpen() && rows()->rowCount() == 0)
        QVERIFY(work()->calls()->emptyReason().contains(u"No SIP"_s));
    else
        QVERIFY(rows()->rowCount() > 0 || m_window->notice()->isVisible());
}

int main(int argc, char** argv) {
    isolateSettings();
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"Echelle-test"_s);
    QApplication::setApplicationName(u"echelle-test"_s);
    TestMainWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_main_window.moc"
