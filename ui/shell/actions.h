#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QPalette>

#include <vector>

class QMenu;
class QMenuBar;

namespace echelle::ui {

// Everything the window can do, as actions with their keys; menus, toolbar and the list of keys are made of them.
class Actions : public QObject {
    Q_OBJECT

public:
    explicit Actions(QWidget* window);

    QAction *open, *addInputs, *addKeys, *saveAs, *report, *exportCalls, *close, *quit;
    QAction *undo, *redo, *copyTicket, *copyExplanation, *note, *mark, *compare, *compareCalls;
    QAction *find, *findNext, *findPrevious, *goToFrame, *filter, *clearFilter;
    QAction *back, *forward, *nextMessage, *previousMessage, *nextCall, *previousCall, *nextFailure, *enterLadder;
    QAction *timeAbsolute, *timeSinceStart, *timeSincePrevious, *cycleTime, *zoomIn, *zoomOut, *zoomReset,
        *foldRetransmissions, *showFolded, *resetLanes;
    QAction *themeLight, *themeDark, *themeSystem;
    QAction *importLog, *showKeys, *about;

    struct Menu {
        QMenu* menu;
        std::vector<QAction*> actions; // nullptr: a separator
    };
    // The menu bar, in the order in which F1 lists it. Languages and recent files have menus of their own within.
    void fill(QMenuBar* bar);
    [[nodiscard]] const std::vector<Menu>& menus() const { return m_menus; }
    [[nodiscard]] QMenu* recentMenu() const { return m_recent; }
    [[nodiscard]] QMenu* languageMenu() const { return m_language; }

    void retranslate();
    void applyIcons(const QPalette& palette);
    // Those that have no meaning without a case.
    void setCaseOpen(bool isOpen);

private:
    QAction* make(const QString& iconName, const QList<QKeySequence>& keys = {});
    QAction* makeChecked(const QList<QKeySequence>& keys = {});
    void retranslateMenus();

    QWidget* m_window;
    QMenu* m_recent = nullptr;
    QMenu* m_language = nullptr;
    std::vector<Menu> m_menus;
    std::vector<std::pair<QAction*, QString>> m_icons;
    std::vector<QAction*> m_needCase;
};

} // namespace echelle::ui
