#pragma once

#include "core/render/theme.h"
#include "ui/models/case_document.h"
#include "ui/shell/case_opener.h"
#include "ui/shell/case_output.h"
#include "ui/shell/language.h"
#include "ui/shell/note_commands.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/selection.h"
#include "ui/views/notice_bar.h"

#include <QMainWindow>

class QActionGroup;
class QLineEdit;
class QStackedWidget;
class QTimer;
class QToolBar;

namespace echelle::ui {

class Actions;
class EmptyView;
class StatusPanel;
class Workspace;

// The window: puts its parts together and passes on what they ask for.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    // language: that of the window for this run; empty: as set, else as the system has it.
    explicit MainWindow(std::shared_ptr<const catalog::Catalog> catalog, const QString& language = {},
                        QWidget* parent = nullptr);
    ~MainWindow() override;

    void openFiles(const QStringList& paths);
    void setLanguage(const QString& locale);
    void setTheme(render::ThemeKind kind);
    [[nodiscard]] bool isBusy() const { return m_opener.isImporting(); }

    // The parts, for tests and for main.
    [[nodiscard]] CaseDocument& document() { return m_document; }
    [[nodiscard]] Selection& selection() { return m_selection; }
    [[nodiscard]] Workspace* workspace() const { return m_workspace; }
    [[nodiscard]] Actions* actions() const { return m_actions; }
    [[nodiscard]] NoticeBar* notice() const { return m_notice; }
    [[nodiscard]] EmptyView* emptyView() const { return m_empty; }
    [[nodiscard]] QLineEdit* filterInput() const { return m_filter; }
    [[nodiscard]] NoteCommands& noteCommands() { return m_notes; }
    [[nodiscard]] CaseOpener& opener() { return m_opener; }

Q_SIGNALS:
    void settled(); // an opening has ended, well or not

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildToolBar();
    void buildLanguageMenu();
    void connectActions();
    void connectFileActions();
    void connectFindActions();
    void connectViewActions();
    void connectOpener();
    void retranslate();
    void refreshTitle();
    void refreshRecent();
    void updateHistory();
    void askForFiles(bool isAdding);
    void tell(const std::vector<Error>& errors, bool isNothingShown);
    [[nodiscard]] NoticeBar::Sentences saying(const Error& error) const;
    [[nodiscard]] NoticeBar::Action savingAs();
    void tellWhatIsMissing(); // of the case that was opened: keys for TLS, a time zone
    [[nodiscard]] NoticeBar::Sentences sayingEncrypted() const;
    [[nodiscard]] NoticeBar::Action addingKeys();
    void askForKeys();
    void clearFilter();
    void copyTicket();
    void showKeys();
    void showAbout();
    void goToFrame();
    void compareWithMarked();
    void compare(EventId first, EventId second);
    void compareCalls();
    void restore();

    CaseDocument m_document;
    Selection m_selection;
    Language m_languageTexts;
    RecentFiles m_recentFiles;
    CaseOpener m_opener;
    CaseOutput m_output;
    NoteCommands m_notes;
    Actions* m_actions;
    QToolBar* m_toolBar;
    QLineEdit* m_filter;
    QTimer* m_filterDelay;
    QActionGroup* m_languages;
    NoticeBar* m_notice;
    QStackedWidget* m_stack;
    EmptyView* m_empty;
    Workspace* m_workspace;
    StatusPanel* m_status;
    std::vector<store::NoteRecord> m_unsavedNotes; // of a case that cannot be written
};

} // namespace echelle::ui
