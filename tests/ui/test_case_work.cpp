// What an engineer does with a case in the window: notes, lanes, more inputs, outputs; dialogs are clicked through.
#include "core/store/case_editor.h"
#include "core/store/peer_roles.h"
#include "tests/support/samples.h"
#include "ui/dialogs/compare_dialog.h"
#include "ui/dialogs/difference_dialog.h"
#include "ui/dialogs/output_dialog.h"
#include "ui/jobs/case_cache.h"
#include "ui/jobs/case_location.h"
#include "ui/models/row_table_model.h"
#include "ui/models/tree_model.h"
#include "ui/shell/actions.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/workspace.h"
#include "ui/views/call_list_view.h"
#include "ui/views/call_panel.h"
#include "ui/views/detail_panel.h"
#include "ui/views/failure_strip.h"
#include "ui/views/ladder_panel.h"
#include "ui/views/ladder_view.h"
#include "ui/views/legs_panel.h"
#include "ui/views/message_view.h"
#include "ui/views/notes_panel.h"
#include "ui/views/notice_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>
#include <QUrl>
#include <QtTest/QTest>

#include <functional>

using namespace echelle;
using namespace echelle::ui;
using namespace Qt::StringLiterals;

namespace {

// Meets the dialogs that the next action opens, one after the other, while that action waits in them.
class Dialogs : public QObject {
public:
    explicit Dialogs(std::vector<std::function<void(QWidget*)>> answers) : m_answers(std::move(answers)) {
        connect(&m_timer, &QTimer::timeout, this, &Dialogs::look);
        m_timer.start(10);
    }
    [[nodiscard]] bool areDone() const { return m_next == m_answers.size(); }

private:
    void look() {
        QWidget* const dialog = QApplication::activeModalWidget();
        if (dialog == nullptr || dialog == m_last || areDone())
            return;
        m_last = dialog;
        // Not from here: an answer may open the next dialog and wait in it, and this timer must tick on.
        QTimer::singleShot(0, dialog, [answer = m_answers[m_next++], dialog] { answer(dialog); });
    }

    std::vector<std::function<void(QWidget*)>> m_answers;
    std::size_t m_next = 0;
    QPointer<QWidget> m_last;
    QTimer m_timer;
};

void press(QWidget* dialog, QDialogButtonBox::StandardButton button) {
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(button), Qt::LeftButton);
}

std::function<void(QWidget*)> saveTo(const QString& path) {
    return [path](QWidget* widget) {
        auto* dialog = qobject_cast<QFileDialog*>(widget);
        auto* name = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
    };
}

} // namespace

class TestCaseWork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void firstLookTellsMost();
    void typedNotesAreKept();
    void callsTakeNotes();
    void notesOfAReadOnlyCaseMoveWithIt();
    void addedInputsMakeAnotherCase();
    void readingAgainKeepsNotesAndLanes();
    void lanesAreKept();
    void aLaneIsSaidToBeTeams();
    void legsAreTakenApartAndLinked();
    void marksReachAcrossCalls();
    void goesToAFrame();
    void twoCallsAreCompared();
    void reportIsWritten();
    void exportKeepsItsHandsOffInputs();
    void exportFormatIsTheOneChosen();
    void emptyListIsNotTheWholeCase();
    void filesAreDropped();
    void foreignAndNewerCases();
    void causesHaveTheirValues();
    void oldCasesGo();
    void anotherImportAfterCancel();

private:
    void open(const QStringList& paths);
    [[nodiscard]] static QString sample(const char* name) {
        return QStringLiteral(ECHELLE_SOURCE_DIR "/resources/samples/") + QString::fromLatin1(name);
    }
    [[nodiscard]] Workspace* work() const { return m_window->workspace(); }
    [[nodiscard]] RowTableModel* rows() const { return work()->calls()->rows(); }
    [[nodiscard]] LadderView* ladder() const { return work()->ladder()->ladder(); }
    [[nodiscard]] NotesPanel* notes() const { return work()->detail()->notes(); }
    void waitForNotice(const QString& text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void TestCaseWork::initTestCase() {
    isolateSettings();
    prepareAppearance();
}

void TestCaseWork::init() {
    QSettings().clear();
    QDir(caseFolder()).removeRecursively();
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(*catalog::Catalog::load(), u"en"_s);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestCaseWork::cleanup() {
    m_window.reset();
}

void TestCaseWork::open(const QStringList& paths) {
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    m_window->openFiles(paths);
    QVERIFY(settled.size() > 0 || settled.wait(20'000));
}

void TestCaseWork::waitForNotice(const QString& text) {
    QTRY_VERIFY2_WITH_TIMEOUT(m_window->notice()->isVisible() && m_window->notice()->text().contains(text),
                              qPrintable(m_window->notice()->text()), 20'000);
}

void TestCaseWork::firstLookTellsMost() {
    open({sample("held_call_notify_order.log")});
    store::CaseReader& reader = m_window->document().reader();
    auto worst = rules::Severity::None;
    for (const auto& row : reader.rows({}, store::RowSort::Start, false, 0, 100))
        worst = std::max(worst, row.worst);
    const auto shown = reader.row(m_window->selection().row());
    QVERIFY(shown);
    QVERIFY(shown->worst == worst);
    const auto failing = reader.failingEvents({shown->facts.id});
    if (!failing.empty())
        QCOMPARE(m_window->selection().event(), failing.front());
}

void TestCaseWork::typedNotesAreKept() {
    open({sample("teams_no_trunk.pcap")});
    const EventId noted = m_window->selection().event();
    notes()->editor()->setFocus();
    QTest::keyClicks(notes()->editor(), u"seen before"_s);
    ladder()->setFocus();
    QTest::keyClick(ladder(), Qt::Key_Home); // another message, nothing saved by hand
    QVERIFY(m_window->selection().event() != noted);
    QCOMPARE(m_window->document().notes().size(), std::size_t{1});
    QCOMPARE(m_window->document().notes().front().event, noted);
    QVERIFY(notes()->editor()->toPlainText().isEmpty());
    QCOMPARE(rows()->index(rows()->rowOf(m_window->selection().row()), 0).data(RowTableModel::NotesRole).toInt(), 1);
    // A window that is closed keeps them too.
    QTest::keyClicks(notes()->editor(), u"and this"_s);
    m_window->close();
    QCOMPARE(m_window->document().notes().size(), std::size_t{2});
}

void TestCaseWork::callsTakeNotes() {
    open({sample("teams_no_trunk.pcap")});
    work()->detail()->showNotes();
    QCOMPARE(notes()->about()->count(), 2);
    QTest::keyClick(notes()->about(), Qt::Key_Down);
    QTest::keyClicks(notes()->editor(), u"the whole call"_s);
    QTest::keyClick(notes()->editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_window->document().notes().size(), std::size_t{1});
    QVERIFY(!m_window->document().notes().front().event.isValid());
    QCOMPARE(m_window->document().notes().front().row, m_window->selection().row());
    m_window->actions()->undo->trigger();
    QVERIFY(m_window->document().notes().empty());
    QVERIFY(notes()->editor()->toPlainText().isEmpty());
}

void TestCaseWork::notesOfAReadOnlyCaseMoveWithIt() {
    open({sample("teams_no_trunk.pcap")});
    const QString locked = m_folder->filePath(u"locked.echelle"_s);
    QVERIFY(QFile::copy(m_window->document().path(), locked));
    open({locked});
    QVERIFY(QFile::setPermissions(locked, QFile::ReadOwner));
    if (QFileInfo(locked).isWritable())
        QSKIP("this user may write everywhere");
    QTest::keyClicks(notes()->editor(), u"kept"_s);
    QTest::mouseClick(notes()->saveButton(), Qt::LeftButton);
    QVERIFY(m_window->notice()->isVisible());
    const QString free = m_folder->filePath(u"free.echelle"_s);
    Dialogs dialogs({saveTo(free)});
    QTest::mouseClick(m_window->notice()->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_COMPARE(m_window->document().path(), free);
    QCOMPARE(m_window->document().notes().size(), std::size_t{1});
}

void TestCaseWork::addedInputsMakeAnotherCase() {
    open({sample("teams_no_trunk.pcap")});
    const QString first = m_window->document().path();
    const int alone = rows()->rowCount();
    QTest::keyClicks(notes()->editor(), u"first"_s);
    notes()->keep();
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    m_window->opener().add({sample("ordinary_day.pcap")});
    QVERIFY(settled.wait(20'000));
    QVERIFY(rows()->rowCount() > alone);
    QVERIFY(m_window->document().path() != first);
    QCOMPARE(m_window->document().sources().size(), std::size_t{2});
    QCOMPARE(m_window->document().notes().size(), std::size_t{1});
    // The first input on its own is what it was.
    open({sample("teams_no_trunk.pcap")});
    QCOMPARE(m_window->document().path(), first);
    QCOMPARE(rows()->rowCount(), alone);
}

void TestCaseWork::readingAgainKeepsNotesAndLanes() {
    open({sample("held_call_notify_order.log"), sample("teams_no_trunk.pcap")});
    store::CaseReader& before = m_window->document().reader();
    work()->selectRow(before.rowIds({}, store::RowSort::Start, true).front());
    const std::string noted = before.bytes(m_window->selection().event());
    QTest::keyClicks(notes()->editor(), u"this one"_s);
    notes()->keep();
    store::LaneSetting lane;
    lane.address = ladder()->ladder()->lanes().front().key;
    lane.name = "box";
    QVERIFY(m_window->document().setLane(lane));
    // Two legs that the analysis joined, taken apart by hand; and a peer that the user knows.
    {
        auto editor = store::CaseEditor::open(m_window->document().path().toStdString());
        QVERIFY(editor);
        const auto legs = before.rowIds({}, store::RowSort::Start, false);
        const EventId first = before.row(legs.front())->facts.firstEvent;
        const EventId last = before.row(legs.back())->facts.firstEvent;
        QVERIFY(editor->addLegLink({first, last, true}));
        QVERIFY(editor->setPeerRole(*IpAddress::parse("192.0.2.31"), true));
    }
    const auto linkedTexts = [](store::CaseReader& reader) {
        std::vector<std::string> texts;
        for (const store::LegLink& link : reader.legLinks())
            texts.insert(texts.end(), {reader.bytes(link.eventA), reader.bytes(link.eventB)});
        return texts;
    };
    const auto linkedBefore = linkedTexts(before);
    QCOMPARE(linkedBefore.size(), std::size_t{2});
    const auto rowsBefore = before.countRows({});
    logs::TimeSettings time;
    time.zone = "America/New_York";
    time.year = 2031; // the log moves behind the capture, and its messages get other ids
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    m_window->opener().readAgain(time);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy() && m_window->document().isOpen(), 20'000);
    QCOMPARE(linkedTexts(m_window->document().reader()), linkedBefore);
    QVERIFY(m_window->document().reader().countRows({}) < rowsBefore); // and followed
    QCOMPARE(store::peerRoles(m_window->document().reader().database()).size(), std::size_t{1});
    QCOMPARE(m_window->document().notes().size(), std::size_t{1});
    QCOMPARE(m_window->document().reader().bytes(m_window->document().notes().front().event), noted);
    QCOMPARE(m_window->document().reader().lanes().front().name, std::string("box"));
}

void TestCaseWork::aLaneIsSaidToBeTeams() {
    open({sample("ordinary_day.pcap")});
    work()->selectRow(RowId{6});
    const auto teamsFindings = [this] {
        int count = 0;
        for (const rules::Finding& f : m_window->document().reader().findings({}))
            count += f.rule.compare(0, 6, "teams.") == 0 ? 1 : 0;
        return count;
    };
    QCOMPARE(teamsFindings(), 0);
    // The lane that the call goes to, by its context menu.
    const EventId shown = m_window->selection().event();
    std::size_t lane = 0;
    while (ladder()->ladder()->lanes()[lane].key != "198.51.100.5")
        QVERIFY(++lane < ladder()->ladder()->laneCount());
    QTimer::singleShot(200, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return;
        for (QAction* action : menu->actions())
            if (action->text().contains(u"Teams Direct Routing"_s) && !action->isChecked())
                action->trigger();
        menu->close();
    });
    const QPoint at = ladder()->laneHeaderRect(lane).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, ladder()->viewport()->mapToGlobal(at));
    QApplication::sendEvent(ladder()->viewport(), &event);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy() && m_window->document().isOpen() && teamsFindings() > 0, 20'000);
    QCOMPARE(m_window->selection().event(), shown); // the view is where it was
    QCOMPARE(store::peerRoles(m_window->document().reader().database()).size(), std::size_t{1});
}

void TestCaseWork::lanesAreKept() {
    open({sample("teams_no_trunk.pcap")});
    const std::string key = ladder()->ladder()->lanes().front().key;
    QTest::mouseDClick(ladder()->viewport(), Qt::LeftButton, {}, ladder()->laneHeaderRect(0).center());
    auto* name = ladder()->viewport()->findChild<QLineEdit*>();
    QVERIFY(name != nullptr);
    QTest::keyClicks(name, u"Reception PBX"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(QString::fromStdString(ladder()->ladder()->nameOf(ladder()->ladder()->lanes().front())),
                 u"Reception PBX"_s);
    // Dragged behind the second one.
    const QRect from = ladder()->laneHeaderRect(0);
    const QRect to = ladder()->laneHeaderRect(1);
    const int pitch = to.center().x() - from.center().x();
    const QPoint target(to.center().x() + pitch / 2, to.center().y());
    QTest::mousePress(ladder()->viewport(), Qt::LeftButton, {}, from.center());
    QTest::mouseMove(ladder()->viewport(), to.center());
    QTest::mouseMove(ladder()->viewport(), target);
    QTest::mouseRelease(ladder()->viewport(), Qt::LeftButton, {}, target);
    QCOMPARE(ladder()->ladder()->lanes().at(1).key, key);
    open({sample("ordinary_day.pcap")});
    open({sample("teams_no_trunk.pcap")});
    QCOMPARE(ladder()->ladder()->lanes().at(1).key, key);
    QCOMPARE(QString::fromStdString(ladder()->ladder()->nameOf(ladder()->ladder()->lanes().at(1))), u"Reception PBX"_s);
    m_window->actions()->resetLanes->trigger();
    QCOMPARE(ladder()->ladder()->lanes().front().key, key);
}

// The legs of PBX, SBC and Teams are one call by their numbers; the user may know better, and change his mind.
void TestCaseWork::legsAreTakenApartAndLinked() {
    open({sample("teams_no_trunk.pcap")});
    LegsPanel* legs = work()->detail()->legs();
    work()->detail()->message()->tabs()->setCurrentWidget(legs);
    const auto calls = [this] {
        store::RowFilter filter;
        filter.kinds = {dialog::RowKind::Call};
        return m_window->document().reader().countRows(filter);
    };
    const auto chooseWithId = [legs] {
        const QModelIndexList found = legs->model()->match(legs->model()->index(0, 0), TreeModel::IdRole, 1, 1,
                                                           Qt::MatchExactly | Qt::MatchRecursive);
        if (!found.isEmpty())
            legs->tree()->setCurrentIndex(found.front());
        return !found.isEmpty();
    };
    const auto settlesAfter = [this](QPushButton* button) {
        QSignalSpy settled(m_window.get(), &MainWindow::settled);
        QTest::mouseClick(button, Qt::LeftButton);
        return settled.size() > 0 || settled.wait(20'000);
    };
    QCOMPARE(calls(), std::uint64_t{1});
    QVERIFY(!legs->linkButton()->isEnabled());
    QVERIFY(chooseWithId());
    QVERIFY(!legs->linkButton()->isEnabled());
    QVERIFY(legs->unlinkButton()->isEnabled());
    QVERIFY(settlesAfter(legs->unlinkButton()));
    QCOMPARE(calls(), std::uint64_t{2});
    QVERIFY(m_window->selection().row().isValid());
    QVERIFY(chooseWithId());
    QVERIFY(legs->linkButton()->isEnabled());
    QVERIFY(settlesAfter(legs->linkButton()));
    QCOMPARE(calls(), std::uint64_t{1});
}

void TestCaseWork::marksReachAcrossCalls() {
    open({sample("teams_no_trunk.pcap")});
    m_window->actions()->mark->trigger();
    const EventId marked = m_window->selection().event();
    QCOMPARE(ladder()->marked(), marked);
    m_window->actions()->nextCall->trigger();
    m_window->actions()->previousCall->trigger();
    QCOMPARE(ladder()->marked(), marked);
    ladder()->setFocus();
    QTest::keyClick(ladder(), Qt::Key_Home);
    bool isShown = false;
    Dialogs dialogs({[&isShown](QWidget* dialog) {
        const auto* table = dialog->findChild<QTableWidget*>();
        isShown = qobject_cast<DifferenceDialog*>(dialog) != nullptr && table->item(0, 0)->text().contains(u"403"_s) &&
                  table->item(0, 1)->text().startsWith(u"INVITE"_s);
        press(dialog, QDialogButtonBox::Close);
    }});
    m_window->actions()->compare->trigger();
    QVERIFY(isShown);
    QVERIFY(!ladder()->marked().isValid());
}

void TestCaseWork::goesToAFrame() {
    open({sample("teams_no_trunk.pcap")});
    const EventId event = m_window->selection().event();
    const auto place = m_window->document().reader().event(event)->place;
    ladder()->setFocus();
    QTest::keyClick(ladder(), Qt::Key_Home);
    Dialogs dialogs({[&place](QWidget* dialog) {
        dialog->findChild<QWidget*>(u"qt_spinbox_lineedit"_s)->setFocus();
        auto* number = dialog->findChild<QLineEdit*>(u"qt_spinbox_lineedit"_s);
        number->selectAll();
        QTest::keyClicks(number, QString::number(place.number));
        press(dialog, QDialogButtonBox::Ok);
    }});
    QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier);
    QVERIFY(dialogs.areDone());
    QCOMPARE(m_window->selection().event(), event);
}

// Call 12 of the sample goes to a number that does not exist; call 6 is answered.
void TestCaseWork::twoCallsAreCompared() {
    open({sample("ordinary_day.pcap")});
    CallListView* const list = work()->calls()->list();
    const auto click = [&](std::int64_t call, Qt::KeyboardModifiers keys) {
        const QModelIndex index = rows()->index(rows()->rowOf(RowId{call}), 0);
        list->scrollTo(index);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, keys, list->visualRect(index).center());
    };
    click(6, Qt::NoModifier);
    m_window->actions()->compareCalls->trigger(); // one call alone: a hint, no dialog
    QVERIFY(m_window->findChild<CompareDialog*>() == nullptr);
    click(12, Qt::ControlModifier);
    QCOMPARE(list->selectedRows(), (std::vector<RowId>{RowId{6}, RowId{12}}));
    QVERIFY(list->actions().contains(m_window->actions()->compareCalls)); // the context menu has it
    QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = m_window->findChild<CompareDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QVERIFY2(dialog->headline().contains(u"404 Not Found"_s), qPrintable(dialog->headline()));

    // The first divergence is where the dialog opens, and stands out.
    QTreeView* const tree = dialog->tree();
    const QModelIndex first = tree->currentIndex();
    QVERIFY(first.data(TreeModel::HighlightRole).toBool());
    QVERIFY(first.siblingAtColumn(4).data().toString().contains(u"404"_s));
    const EventId ofA{first.data(TreeModel::EventRole).toLongLong()};
    const EventId ofB{first.data(TreeModel::IdRole).toLongLong()};
    const auto doubleClick = [tree](const QModelIndex& index) {
        const QPoint at = tree->visualRect(index).center();
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, at);
    };
    doubleClick(first.siblingAtColumn(4));
    QCOMPARE(m_window->selection().event(), ofB);
    QCOMPARE(m_window->selection().row(), RowId{12});
    doubleClick(first.siblingAtColumn(2));
    QCOMPARE(m_window->selection().event(), ofA);
    QCOMPARE(m_window->selection().row(), RowId{6});
    // A row that call B has not leads to call A from either side.
    const QModelIndex alone = tree->model()->index(2, 4);
    QCOMPARE(alone.data().toString(), u"–"_s);
    doubleClick(alone);
    QCOMPARE(m_window->selection().event().value, alone.data(TreeModel::EventRole).toLongLong());

    m_window->setLanguage(u"fr"_s);
    QVERIFY2(dialog->headline().startsWith(u"Première divergence"_s), qPrintable(dialog->headline()));
    m_window->document().close();
    QTRY_VERIFY(m_window->findChild<CompareDialog*>() == nullptr); // it shows nothing of a case that is gone
}

void TestCaseWork::reportIsWritten() {
    open({sample("teams_no_trunk.pcap")});
    const QString path = m_folder->filePath(u"asked"_s); // the ending is added
    Dialogs dialogs({[](QWidget* dialog) {
                         auto* language = dialog->findChild<QComboBox*>();
                         language->setCurrentIndex(language->findData(u"fr"_s));
                         press(dialog, QDialogButtonBox::Save);
                     },
                     saveTo(path)});
    m_window->actions()->report->trigger();
    QVERIFY(dialogs.areDone());
    waitForNotice(u"asked.pdf"_s);
    QFile file(path + u".pdf"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
    QVERIFY(file.size() > 10'000);
}

void TestCaseWork::exportKeepsItsHandsOffInputs() {
    const QString input = m_folder->filePath(u"day.pcapng"_s);
    QVERIFY(QFile::copy(sample("teams_no_trunk.pcap"), input));
    const qint64 size = QFileInfo(input).size();
    open({input});
    Dialogs dialogs({[](QWidget* dialog) { press(dialog, QDialogButtonBox::Save); }, saveTo(input),
                     [](QWidget* question) { press(question, QDialogButtonBox::Yes); }});
    m_window->actions()->exportCalls->trigger();
    QVERIFY(dialogs.areDone());
    waitForNotice(u"day.pcapng"_s);
    QVERIFY2(m_window->notice()->text().contains(u"not written over"_s), qPrintable(m_window->notice()->text()));
    QCOMPARE(QFileInfo(input).size(), size);
}

void TestCaseWork::exportFormatIsTheOneChosen() {
    open({sample("teams_no_trunk.pcap")});
    const QString path = m_folder->filePath(u"out.pcap"_s);
    Dialogs dialogs({[](QWidget* dialog) { press(dialog, QDialogButtonBox::Save); }, saveTo(path)});
    m_window->actions()->exportCalls->trigger();
    waitForNotice(u"out.pcap"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(4), QByteArray("\x0a\x0d\x0d\x0a", 4)); // a pcapng section header, whatever the name
}

void TestCaseWork::emptyListIsNotTheWholeCase() {
    open({sample("teams_no_trunk.pcap")});
    store::RowFilter filter;
    filter.text = "nobody has this";
    m_window->document().setFilter(filter);
    QCOMPARE(rows()->rowCount(), 0);
    bool isOffered = true;
    Dialogs dialogs({[&isOffered](QWidget* dialog) {
        isOffered = dialog->findChildren<QRadioButton*>()[1]->isEnabled();
        press(dialog, QDialogButtonBox::Cancel);
    }});
    m_window->actions()->report->trigger();
    QVERIFY(dialogs.areDone());
    QVERIFY(!isOffered);
}

void TestCaseWork::filesAreDropped() {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(sample("teams_no_trunk.pcap")),
                  QUrl::fromLocalFile(sample("held_call_notify_order.log"))});
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    QDragEnterEvent enter({100, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({100, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(settled.size() > 0 || settled.wait(20'000));
    QCOMPARE(m_window->document().sources().size(), std::size_t{2});
}

void TestCaseWork::foreignAndNewerCases() {
    open({sample("teams_no_trunk.pcap")});
    const QString shown = m_window->document().path();
    const QString newer = m_folder->filePath(u"newer.echelle"_s);
    QVERIFY(QFile::copy(shown, newer));
    {
        QFile file(newer); // SQLite keeps user_version big-endian at offset 60
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(60));
        file.write(QByteArray("\0\0\x7f\0", 4));
    }
    open({newer});
    QVERIFY(m_window->notice()->isVisible());
    QVERIFY2(m_window->notice()->text().contains(u"newer.echelle"_s), qPrintable(m_window->notice()->text()));
    QCOMPARE(m_window->document().path(), shown); // what was shown stays
}

// Titles name servers, alerts, codes: those of the call, never the names of their places.
void TestCaseWork::causesHaveTheirValues() {
    open({QStringLiteral(ECHELLE_TEST_DATA "/tls/failures.pcap")});
    QVERIFY(rows()->rowCount() > 0);
    bool isServerNamed = false;
    for (int row = 0; row < rows()->rowCount(); ++row) {
        const QString outcome = rows()->index(row, 0).data(RowTableModel::OutcomeRole).toString();
        QVERIFY2(!outcome.contains(u'{'), qPrintable(outcome));
        const QString summary = rows()->index(row, 0).data(RowTableModel::SummaryRole).toString();
        QVERIFY2(summary.contains(u"Failed"_s), qPrintable(summary)); // a handshake that failed is more than unread
        isServerNamed = isServerNamed || outcome.contains(u"127.0.2.1:5061"_s);
    }
    QVERIFY(isServerNamed);
    const auto chips = work()->findChildren<FailureStrip*>().front()->findChildren<QWidget*>();
    QVERIFY(!chips.isEmpty());
    for (const QWidget* chip : chips)
        QVERIFY2(!chip->toolTip().contains(u'{'), qPrintable(chip->toolTip()));
}

void TestCaseWork::oldCasesGo() {
    open({sample("teams_no_trunk.pcap")});
    const QString noted = m_window->document().path();
    QTest::keyClicks(notes()->editor(), u"mine"_s);
    notes()->keep();
    open({sample("held_call_notify_order.log")});
    const QString plain = m_window->document().path();
    const QString young = plain.chopped(8) + u"-young.echelle"_s;
    QVERIFY(QFile::copy(plain, young));
    m_window->document().close();
    const QString told = plain.chopped(8) + u"-told.echelle"_s;
    QVERIFY(QFile::copy(plain, told));
    {
        auto editor = store::CaseEditor::open(told.toStdString());
        QVERIFY(editor.has_value());
        QVERIFY(editor->setPeerRole(*IpAddress::parse("192.0.2.10"), true).has_value());
    }
    const QString part = plain + u".part"_s;
    QVERIFY(QFile::copy(plain, part));
    for (const QString& path : {noted, plain, told, part}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QDateTime then = QDateTime::currentDateTime().addDays(-9);
        QVERIFY(file.setFileTime(then, QFile::FileModificationTime) && file.setFileTime(then, QFile::FileAccessTime));
    }
    pruneCases(caseFolder(), 4);
    QVERIFY(QFile::exists(plain)); // four cases are allowed
    QVERIFY(!QFile::exists(part));
    pruneCases(caseFolder(), 0);
    QVERIFY(!QFile::exists(plain));
    QVERIFY(QFile::exists(noted)); // holds a note
    QVERIFY(QFile::exists(told));  // holds the user's word on a peer
    QVERIFY(QFile::exists(young)); // in use
}

void TestCaseWork::anotherImportAfterCancel() {
    m_window->openFiles({sample("ordinary_day.pcap")});
    m_window->opener().cancel();
    QVERIFY(!m_window->document().isOpen());
    open({sample("teams_no_trunk.pcap")});
    QCOMPARE(m_window->document().sources().size(), std::size_t{1});
    QVERIFY(QDir(caseFolder()).entryList({u"*.part*"_s}).isEmpty());
}

int main(int argc, char** argv) {
    isolateSettings();
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"Echelle-test"_s);
    QApplication::setApplicationName(u"echelle-test-work"_s);
    TestCaseWork test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_case_work.moc"
