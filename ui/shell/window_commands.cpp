// What the actions of the window do: the other half of MainWindow.
#include "ui/dialogs/compare_dialog.h"
#include "ui/dialogs/difference_dialog.h"
#include "ui/dialogs/go_to_dialog.h"
#include "ui/dialogs/keys_dialog.h"
#include "ui/dialogs/time_dialog.h"
#include "ui/models/explanation.h"
#include "ui/models/ticket.h"
#include "ui/shell/actions.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_panel.h"
#include "ui/shell/workspace.h"
#include "ui/views/call_list_view.h"
#include "ui/views/call_panel.h"
#include "ui/views/detail_panel.h"
#include "ui/views/empty_view.h"
#include "ui/views/explanation_view.h"
#include "ui/views/find_bar.h"
#include "ui/views/ladder_panel.h"
#include "ui/views/ladder_view.h"
#include "ui/views/legs_panel.h"
#include "ui/views/notes_panel.h"
#include "ui/views/notice_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace echelle::ui {

void MainWindow::connectActions() {
    connectFileActions();
    connectFindActions();
    connectViewActions();
}

void MainWindow::connectFileActions() {
    connect(m_actions->open, &QAction::triggered, this, [this] { askForFiles(false); });
    connect(m_actions->addInputs, &QAction::triggered, this, [this] { askForFiles(true); });
    connect(m_actions->close, &QAction::triggered, &m_document, &CaseDocument::close);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->saveAs, &QAction::triggered, &m_output, &CaseOutput::saveAs);
    m_output.setSelectedRows([this] { return m_workspace->calls()->list()->selectedRows(); });
    connect(m_actions->report, &QAction::triggered, &m_output, &CaseOutput::writeReport);
    connect(m_actions->exportCalls, &QAction::triggered, &m_output, &CaseOutput::exportCalls);
    connect(m_empty, &EmptyView::openRequested, m_actions->open, &QAction::trigger);
    connect(m_empty, &EmptyView::fileRequested, this, [this](const QString& path) { openFiles({path}); });
    connect(&m_output, &CaseOutput::working, this,
            [this](const QString& sentence) { m_status->showMessage(sentence); });
    connect(&m_output, &CaseOutput::written, this, [this](const CaseOutput::Sentence& sentence, const QString& path) {
        m_status->clearMessage();
        m_notice->showNotice(
            Tone::Good, [sentence] { return QStringList{sentence()}; },
            {[] { return tr("Show the folder"); },
             [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); }});
    });
    connect(&m_output, &CaseOutput::refused, this, [this](const CaseOutput::Sentence& sentence) {
        m_notice->showNotice(Tone::Warning, [sentence] { return QStringList{sentence()}; });
    });
    connect(&m_output, &CaseOutput::failed, this, [this](const Error& error) {
        m_status->clearMessage();
        m_notice->showNotice(Tone::Failure, saying(error));
    });
    connect(&m_output, &CaseOutput::savedAs, this, [this](const QString& path) {
        m_status->clearMessage();
        const auto unsaved = std::exchange(m_unsavedNotes, {});
        openFiles({path});
        for (const store::NoteRecord& note : unsaved)
            m_notes.apply(note);
    });

    connect(m_actions->undo, &QAction::triggered, m_notes.stack(), &QUndoStack::undo);
    connect(m_actions->redo, &QAction::triggered, m_notes.stack(), &QUndoStack::redo);
    connect(m_notes.stack(), &QUndoStack::canUndoChanged, m_actions->undo, &QAction::setEnabled);
    connect(m_notes.stack(), &QUndoStack::canRedoChanged, m_actions->redo, &QAction::setEnabled);
    m_actions->undo->setEnabled(false);
    m_actions->redo->setEnabled(false);
    connect(&m_notes, &NoteCommands::failed, this, [this](const Error& error, const store::NoteRecord& note) {
        std::erase_if(m_unsavedNotes, [&note](const store::NoteRecord& each) {
            return each.event == note.event && each.row == note.row;
        });
        m_unsavedNotes.push_back(note); // until the case lies where it can be written
        m_notice->showNotice(Tone::Warning, saying(error), savingAs());
    });
    connect(m_workspace->detail()->notes(), &NotesPanel::noteEdited, &m_notes, &NoteCommands::apply);
    connect(m_workspace->detail()->legs(), &LegsPanel::linkRequested, &m_opener, &CaseOpener::link);
    connect(m_workspace->ladder()->ladder(), &LadderView::peerChanged, this,
            [this](const dialog::PeerRole& role) { m_opener.setPeer(role, m_selection.event()); });
    connect(&m_opener, &CaseOpener::linked, m_workspace, &Workspace::selectEvent);
    const auto writeNote = [this] { m_workspace->detail()->showNotes(); };
    connect(m_actions->note, &QAction::triggered, this, writeNote);
    connect(m_workspace->ladder()->noteButton(), &QToolButton::clicked, this, writeNote);
    connect(m_workspace->ladder()->ladder(), &LadderView::noteRequested, this, writeNote);
    connect(m_actions->copyTicket, &QAction::triggered, this, &MainWindow::copyTicket);
    connect(m_workspace->ladder()->ticketButton(), &QToolButton::clicked, this, &MainWindow::copyTicket);
    connect(m_actions->copyExplanation, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(m_workspace->detail()->explanation()->plainText()); });
    LadderView* const ladder = m_workspace->ladder()->ladder();
    connect(m_actions->mark, &QAction::triggered, ladder, &LadderView::markOrCompare);
    connect(m_actions->compare, &QAction::triggered, this, &MainWindow::compareWithMarked);
    connect(m_actions->compareCalls, &QAction::triggered, this, &MainWindow::compareCalls);
    CallListView* const list = m_workspace->calls()->list();
    list->setContextMenuPolicy(Qt::ActionsContextMenu);
    list->addActions(
        {m_actions->compareCalls, m_actions->copyTicket, m_actions->note, m_actions->report, m_actions->exportCalls});
    connect(ladder, &LadderView::compareRequested, this, &MainWindow::compare);
    connect(ladder, &LadderView::markChanged, this, [this, ladder] {
        m_status->showMessage(ladder->marked().isValid() ? tr("Marked; mark a second message to see the difference.")
                                                         : tr("No longer marked."),
                              4000);
    });
    connect(m_workspace->ladder()->ladder(), &LadderView::laneChanged, this, [this](const store::LaneSetting& lane) {
        if (const auto done = m_document.setLane(lane); !done)
            m_notice->showNotice(Tone::Warning, saying(done.error()), savingAs());
    });
}

void MainWindow::connectFindActions() {
    FindBar* const findBar = m_workspace->ladder()->findBar();
    connect(m_actions->find, &QAction::triggered, findBar, &FindBar::open);
    connect(m_actions->findNext, &QAction::triggered, findBar, &FindBar::next);
    connect(m_actions->findPrevious, &QAction::triggered, findBar, &FindBar::previous);
    connect(m_actions->goToFrame, &QAction::triggered, this, &MainWindow::goToFrame);
    connect(m_actions->filter, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_actions->clearFilter, &QAction::triggered, this, &MainWindow::clearFilter);
    connect(m_workspace->calls(), &CallPanel::clearFilterRequested, this, &MainWindow::clearFilter);
    connect(m_filter, &QLineEdit::textEdited, m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            m_filterDelay->start(); // the clear button
    });
    const auto applyText = [this] {
        m_filterDelay->stop();
        store::RowFilter filter = m_document.filter();
        const std::string text = m_filter->text().trimmed().toStdString();
        if (filter.text == text || !m_document.isOpen())
            return;
        filter.text = text;
        m_document.setFilter(filter);
    };
    connect(m_filterDelay, &QTimer::timeout, this, applyText);
    connect(m_filter, &QLineEdit::returnPressed, this, applyText);
    connect(m_actions->showFolded, &QAction::triggered, this, [this](bool isShown) {
        store::RowFilter filter = m_document.filter();
        filter.isFoldedShown = isShown;
        m_document.setFilter(filter);
    });

    connect(m_actions->back, &QAction::triggered, &m_selection, &Selection::goBack);
    connect(m_actions->forward, &QAction::triggered, &m_selection, &Selection::goForward);
    connect(m_actions->nextCall, &QAction::triggered, this, [this] { m_workspace->stepRow(1); });
    connect(m_actions->previousCall, &QAction::triggered, this, [this] { m_workspace->stepRow(-1); });
    connect(m_actions->nextFailure, &QAction::triggered, m_workspace, &Workspace::selectNextFailure);
    const auto walk = [this](int key) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(m_workspace->ladder()->ladder(), &press);
    };
    connect(m_actions->nextMessage, &QAction::triggered, this, [walk] { walk(Qt::Key_Down); });
    connect(m_actions->previousMessage, &QAction::triggered, this, [walk] { walk(Qt::Key_Up); });
    connect(m_actions->enterLadder, &QAction::triggered, this, [this] {
        QWidget* const ladder = m_workspace->ladder()->ladder();
        (ladder->hasFocus() ? static_cast<QWidget*>(m_workspace->calls()->list()) : ladder)
            ->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::connectViewActions() {
    QAction* const modes[] = {m_actions->timeAbsolute, m_actions->timeSinceStart, m_actions->timeSincePrevious};
    const TimeMode values[] = {TimeMode::Absolute, TimeMode::SinceStart, TimeMode::SincePrevious};
    for (int i = 0; i < 3; ++i)
        connect(modes[i], &QAction::triggered, this, [this, mode = values[i]] { m_document.setTimeMode(mode); });
    connect(m_actions->cycleTime, &QAction::triggered, this, [this] {
        QAction* const all[] = {m_actions->timeAbsolute, m_actions->timeSinceStart, m_actions->timeSincePrevious};
        all[(static_cast<int>(m_document.timeMode()) + 1) % 3]->trigger();
    });
    LadderView* const ladder = m_workspace->ladder()->ladder();
    connect(m_actions->zoomIn, &QAction::triggered, ladder, [ladder] { ladder->setZoom(ladder->zoom() * 1.1); });
    connect(m_actions->zoomOut, &QAction::triggered, ladder, [ladder] { ladder->setZoom(ladder->zoom() / 1.1); });
    connect(m_actions->zoomReset, &QAction::triggered, ladder, [ladder] { ladder->setZoom(1); });
    connect(m_actions->foldRetransmissions, &QAction::triggered, ladder, &LadderView::setFolded);
    connect(m_actions->resetLanes, &QAction::triggered, this, [this] {
        if (const auto done = m_document.resetLanes(); !done)
            m_notice->showNotice(Tone::Warning, saying(done.error()));
    });
    connect(ladder, &LadderView::hoverTextChanged, m_status, &StatusPanel::setHover);
    connect(m_actions->addKeys, &QAction::triggered, this, &MainWindow::askForKeys);
    connect(m_actions->importLog, &QAction::triggered, this, [this] { m_workspace->detail()->showImportLog(); });
    connect(m_actions->themeLight, &QAction::triggered, this, [this] { setTheme(render::ThemeKind::Light); });
    connect(m_actions->themeDark, &QAction::triggered, this, [this] { setTheme(render::ThemeKind::Dark); });
    connect(m_actions->themeSystem, &QAction::triggered, this, [] { applyTheme(systemTheme()); });
    connect(m_actions->showKeys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::askForFiles(bool isAdding) {
    QSettings settings;
    const auto key = "folder/input"_L1;
    const QStringList paths = QFileDialog::getOpenFileNames(
        this, isAdding ? tr("Add files to this case") : tr("Open captures, logs or a case"),
        settings.value(key, QDir::homePath()).toString(),
        tr("All files (*);;Captures (*.pcap *.pcapng *.cap *.gz *.zst);;Logs (*.log *.txt);;Echelle cases "
           "(*.echelle)"));
    if (paths.isEmpty())
        return;
    settings.setValue(key, QFileInfo(paths.front()).absolutePath());
    if (isAdding)
        m_opener.add(paths);
    else
        openFiles(paths);
}

NoticeBar::Sentences MainWindow::sayingEncrypted() const {
    return [this] {
        const auto count = static_cast<int>(std::min<std::uint64_t>(m_document.unreadTls(), INT_MAX));
        return count == 0
                   ? QStringList{}
                   : QStringList{tr("Encrypted: %Ln TLS connection(s) could not be read. A key log of one of the "
                                    "two sides opens them.",
                                    nullptr, count)};
    };
}

NoticeBar::Action MainWindow::addingKeys() {
    return {[] { return tr("Add a key log …"); }, [this] { askForKeys(); }};
}

void MainWindow::askForKeys() {
    if (!m_document.isOpen())
        return;
    QSettings settings;
    const auto key = "folder/input"_L1;
    const QStringList paths = QFileDialog::getOpenFileNames(
        this, tr("Key logs or private keys for TLS"), settings.value(key, QDir::homePath()).toString(),
        tr("All files (*);;Key logs (*.keys *.keylog *.log *.txt);;Private keys (*.pem *.key)"));
    if (paths.isEmpty())
        return;
    m_workspace->detail()->notes()->keep();
    m_opener.decrypt(paths);
}

void MainWindow::tellWhatIsMissing() {
    const bool isEncrypted = m_document.unreadTls() > 0;
    const auto isAssumed = [](const store::SourceRecord& s) {
        return s.clock != "none" && (s.zoneBasis == "assumed" || s.clock == "no-year") && s.packets == 0;
    };
    const auto& sources = m_document.sources();
    if (std::none_of(sources.begin(), sources.end(), isAssumed)) {
        if (isEncrypted)
            m_notice->showNotice(Tone::Neutral, sayingEncrypted(), addingKeys());
        return;
    }
    const auto sentence = [this] {
        return QStringList{tr("The log does not tell its time zone or year; its times are shown as UTC.")} +
               sayingEncrypted()();
    };
    const auto askAndReadAgain = [this] {
        m_workspace->detail()->notes()->keep();
        TimeDialog dialog(this);
        if (dialog.exec() == QDialog::Accepted)
            m_opener.readAgain(dialog.settings());
    };
    m_notice->showNotice(Tone::Neutral, sentence, {[] { return tr("Set zone and year …"); }, askAndReadAgain});
}

NoticeBar::Sentences MainWindow::saying(const Error& error) const {
    return [this, error] { return QStringList{m_document.sentence(error)}; };
}

NoticeBar::Action MainWindow::savingAs() {
    return {[] { return tr("Save the case as …"); }, [this] { m_output.saveAs(); }};
}

void MainWindow::clearFilter() {
    store::RowFilter none;
    none.isFoldedShown = m_document.filter().isFoldedShown;
    m_filter->clear();
    m_filterDelay->stop();
    m_document.setFilter(none);
}

void MainWindow::copyTicket() {
    if (!m_document.isOpen() || !m_selection.row().isValid())
        return;
    QApplication::clipboard()->setText(ticketText(m_document.reader(), m_selection.row()));
    m_status->showMessage(tr("Copied for the ticket."), 4000);
}

void MainWindow::showKeys() {
    std::vector<TreeModel::Node> nodes;
    for (const Actions::Menu& menu : m_actions->menus()) {
        TreeModel::Node heading{.texts = {menu.menu->title().remove(u'&'), {}}, .isStrong = true};
        for (const QAction* action : menu.actions) {
            if (action == nullptr || action->shortcuts().isEmpty())
                continue;
            QStringList keys;
            for (const QKeySequence& key : action->shortcuts())
                keys << key.toString(QKeySequence::NativeText);
            heading.children.push_back({.texts = {action->text().remove(u'&'), keys.join(u"  "_s)}});
        }
        nodes.push_back(std::move(heading));
    }
    KeysDialog(std::move(nodes), this).exec();
}

void MainWindow::showAbout() {
    QMessageBox box(this);
    box.setWindowTitle(tr("About Echelle"));
    box.setTextFormat(Qt::PlainText);
    box.setText(u"Echelle "_s + QString::fromLatin1(ECHELLE_VERSION));
    box.setInformativeText(
        tr("Call flows of SIP captures and logs, explained.\nGPL-3.0-or-later; with Qt %1, QCustomPlot, SQLite, "
           "zlib, zstd, PCRE2 and OpenSSL.")
            .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

void MainWindow::goToFrame() {
    if (!m_document.isOpen())
        return;
    GoToDialog dialog(m_document.sources(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (const auto event = m_document.reader().eventAt(dialog.source(), dialog.place()))
        m_workspace->selectEvent(*event);
    else
        m_status->showMessage(tr("No message at or after this place."), 4000);
}

void MainWindow::compareWithMarked() {
    LadderView* const ladder = m_workspace->ladder()->ladder();
    if (ladder->marked().isValid() && ladder->marked() != m_selection.event())
        ladder->markOrCompare();
    else
        m_status->showMessage(tr("First mark one message, then go to the other."), 4000);
}

void MainWindow::compare(EventId first, EventId second) {
    store::CaseReader& reader = m_document.reader();
    const auto left = reader.event(first);
    const auto right = reader.event(second);
    if (!left || !right)
        return;
    const auto title = [&](const store::EventRecord& event) {
        return u"%1  %2"_s.arg(Words::place(event.place), eventTitle(event, reader));
    };
    DifferenceDialog(title(*left), reader.bytes(first), title(*right), reader.bytes(second), this).exec();
}

void MainWindow::compareCalls() {
    const std::vector<RowId> rows = m_workspace->calls()->list()->selectedRows();
    if (rows.size() != 2) {
        m_status->showMessage(tr("First select two calls in the list (Ctrl+click), then compare them."), 4000);
        return;
    }
    auto* dialog = new CompareDialog(&m_document, rows.front(), rows.back(), this);
    connect(dialog, &CompareDialog::eventChosen, m_workspace, &Workspace::selectEvent);
    dialog->show();
}

} // namespace echelle::ui
