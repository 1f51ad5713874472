#include "ui/shell/actions.h"

#include "ui/views/look.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
using Keys = QList<QKeySequence>;

Keys keysOf(std::initializer_list<const char16_t*> texts) {
    Keys keys;
    for (const char16_t* text : texts)
        keys << QKeySequence(QString::fromUtf16(text));
    return keys;
}
} // namespace

QAction* Actions::make(const QString& iconName, const QList<QKeySequence>& keys) {
    auto* action = new QAction(this);
    action->setShortcuts(keys);
    if (!iconName.isEmpty())
        m_icons.emplace_back(action, iconName);
    m_window->addAction(action);
    return action;
}

QAction* Actions::makeChecked(const QList<QKeySequence>& keys) {
    QAction* action = make({}, keys);
    action->setCheckable(true);
    return action;
}

Actions::Actions(QWidget* window) : QObject(window), m_window(window) {
    open = make(u"open"_s, keysOf({u"Ctrl+O"}));
    addInputs = make({}, keysOf({u"Ctrl+Shift+O"}));
    addKeys = make({}, keysOf({u"Ctrl+K"}));
    saveAs = make(u"save"_s, keysOf({u"Ctrl+S", u"F2"}));
    report = make(u"report"_s, keysOf({u"Ctrl+R"}));
    exportCalls = make(u"export"_s, keysOf({u"Ctrl+E"}));
    close = make({}, keysOf({u"Ctrl+W"}));
    quit = make({}, keysOf({u"Ctrl+Q"}));

    undo = make({}, keysOf({u"Ctrl+Z"}));
    redo = make({}, keysOf({u"Ctrl+Shift+Z", u"Ctrl+Y"}));
    copyTicket = make(u"copy"_s, keysOf({u"Ctrl+Shift+C"}));
    copyExplanation = make({}, keysOf({u"Ctrl+Alt+C"}));
    note = make(u"note"_s, keysOf({u"Ctrl+Shift+N"}));
    mark = make({}, keysOf({u"Ctrl+M"}));
    compare = make({}, keysOf({u"Ctrl+D"}));
    compareCalls = make({}, keysOf({u"Ctrl+Shift+D"}));

    find = make(u"find"_s, keysOf({u"Ctrl+F", u"F3", u"/"}));
    findNext = make({}, keysOf({u"Ctrl+N"}));
    findPrevious = make({}, keysOf({u"Ctrl+B", u"Shift+F3"}));
    goToFrame = make({}, keysOf({u"Ctrl+G"}));
    filter = make(u"filter"_s, keysOf({u"Ctrl+L", u"Ctrl+Shift+F"}));
    clearFilter = make({}, keysOf({u"Ctrl+Shift+L"}));

    back = make(u"back"_s, keysOf({u"Alt+Left"}));
    forward = make(u"forward"_s, keysOf({u"Alt+Right"}));
    previousMessage = make({}, keysOf({u"F7", u"Ctrl+Up"}));
    nextMessage = make({}, keysOf({u"F8", u"Ctrl+Down"}));
    previousCall = make({}, keysOf({u"Alt+Up"}));
    nextCall = make({}, keysOf({u"Alt+Down"}));
    nextFailure = make({}, keysOf({u"F4"}));
    enterLadder = make({}, keysOf({u"F6"}));

    timeAbsolute = makeChecked();
    timeSinceStart = makeChecked();
    timeSincePrevious = makeChecked();
    cycleTime = make({}, keysOf({u"Ctrl+T"}));
    zoomIn = make({}, keysOf({u"Ctrl++", u"Ctrl+="}));
    zoomOut = make({}, keysOf({u"Ctrl+-"}));
    zoomReset = make({}, keysOf({u"Ctrl+0"}));
    foldRetransmissions = makeChecked(keysOf({u"Ctrl+Shift+R"}));
    showFolded = makeChecked(keysOf({u"Ctrl+Shift+P"}));
    resetLanes = make({});

    themeLight = makeChecked();
    themeDark = makeChecked();
    themeSystem = makeChecked();
    importLog = make({}, keysOf({u"Ctrl+I"}));
    showKeys = make({}, keysOf({u"F1"}));
    about = make({});

    for (const auto& group : {std::vector<QAction*>{timeAbsolute, timeSinceStart, timeSincePrevious},
                              std::vector<QAction*>{themeLight, themeDark, themeSystem}}) {
        auto* exclusive = new QActionGroup(this);
        for (QAction* action : group)
            exclusive->addAction(action);
    }
    foldRetransmissions->setChecked(true);
    m_needCase = {addInputs,       addKeys,     saveAs,      report,      exportCalls,     close,       copyTicket,
                  copyExplanation, note,        mark,        compare,     compareCalls,    find,        findNext,
                  findPrevious,    goToFrame,   filter,      clearFilter, previousMessage, nextMessage, previousCall,
                  nextCall,        nextFailure, enterLadder, importLog,   showFolded,      resetLanes};
}

void Actions::setCaseOpen(bool isOpen) {
    for (QAction* action : m_needCase)
        action->setEnabled(isOpen);
}

void Actions::fill(QMenuBar* bar) {
    m_recent = new QMenu(bar);
    m_language = new QMenu(bar);
    QAction* const recent = m_recent->menuAction();
    QAction* const language = m_language->menuAction();
    const std::vector<std::vector<QAction*>> all{
        {open, addInputs, addKeys, recent, nullptr, saveAs, report, exportCalls, nullptr, close, quit},
        {undo, redo, nullptr, note, mark, compare, compareCalls, nullptr, copyTicket, copyExplanation},
        {find, findNext, findPrevious, goToFrame, nullptr, filter, clearFilter, showFolded},
        {back, forward, nullptr, previousMessage, nextMessage, previousCall, nextCall, nextFailure, enterLadder},
        {timeAbsolute, timeSinceStart, timeSincePrevious, cycleTime, nullptr, zoomIn, zoomOut, zoomReset, nullptr,
         foldRetransmissions, resetLanes, importLog, nullptr, themeLight, themeDark, themeSystem, language},
        {showKeys, about}};
    for (const auto& actions : all) {
        auto* menu = new QMenu(bar);
        for (QAction* action : actions) {
            if (action == nullptr)
                menu->addSeparator();
            else
                menu->addAction(action);
        }
        bar->addMenu(menu);
        m_menus.push_back({menu, actions});
    }
    retranslateMenus();
}

void Actions::applyIcons(const QPalette& palette) {
    for (const auto& [action, name] : m_icons)
        action->setIcon(icon(name, palette));
}

void Actions::retranslateMenus() {
    if (m_menus.empty())
        return;
    const QStringList titles{tr("&File"), tr("&Edit"), tr("Fi&nd"), tr("&Go"), tr("&View"), tr("&Help")};
    for (std::size_t i = 0; i < m_menus.size(); ++i)
        m_menus[i].menu->setTitle(titles.value(static_cast<qsizetype>(i)));
    m_recent->setTitle(tr("Open &recent"));
    m_language->setTitle(tr("&Language"));
}

void Actions::retranslate() {
    open->setText(tr("&Open …"));
    addInputs->setText(tr("&Add files to this case …"));
    addKeys->setText(tr("Add a &key log …"));
    saveAs->setText(tr("&Save case as …"));
    report->setText(tr("&Report …"));
    exportCalls->setText(tr("&Export …"));
    close->setText(tr("&Close case"));
    quit->setText(tr("&Quit"));
    undo->setText(tr("&Undo"));
    redo->setText(tr("&Redo"));
    copyTicket->setText(tr("&Copy for the ticket"));
    copyExplanation->setText(tr("Copy the e&xplanation"));
    note->setText(tr("&Note …"));
    mark->setText(tr("&Mark message"));
    compare->setText(tr("&Difference of the two marked messages"));
    compareCalls->setText(tr("C&ompare the two selected calls"));
    find->setText(tr("&Find in messages"));
    findNext->setText(tr("&Next hit"));
    findPrevious->setText(tr("&Previous hit"));
    goToFrame->setText(tr("&Go to frame or line …"));
    filter->setText(tr("Fi&lter the calls"));
    clearFilter->setText(tr("&Clear the filter"));
    back->setText(tr("&Back"));
    forward->setText(tr("&Forward"));
    previousMessage->setText(tr("&Previous message"));
    nextMessage->setText(tr("&Next message"));
    previousCall->setText(tr("P&revious call"));
    nextCall->setText(tr("Ne&xt call"));
    nextFailure->setText(tr("Next &failed call"));
    enterLadder->setText(tr("From list to &ladder and back"));
    timeAbsolute->setText(tr("Time: &absolute"));
    timeSinceStart->setText(tr("Time: since &start"));
    timeSincePrevious->setText(tr("Time: since &previous"));
    cycleTime->setText(tr("&Time: next way"));
    zoomIn->setText(tr("Zoom &in"));
    zoomOut->setText(tr("Zoom &out"));
    zoomReset->setText(tr("Zoom to &100 %"));
    foldRetransmissions->setText(tr("Fold &retransmissions"));
    showFolded->setText(tr("List p&ings and scans"));
    resetLanes->setText(tr("Reset &lanes"));
    themeLight->setText(tr("Li&ght"));
    themeDark->setText(tr("&Dark"));
    themeSystem->setText(tr("As the des&ktop"));
    importLog->setText(tr("I&mport log"));
    showKeys->setText(tr("All &keys"));
    about->setText(tr("&About Echelle"));
    // In the toolbar there is room for one word.
    open->setIconText(tr("Open"));
    report->setIconText(tr("Report"));
    exportCalls->setIconText(tr("Export"));
    timeAbsolute->setIconText(tr("Clock"));
    timeSinceStart->setIconText(tr("Δ start"));
    timeSincePrevious->setIconText(tr("Δ previous"));
    for (QAction* action :
         {open, report, exportCalls, back, forward, timeAbsolute, timeSinceStart, timeSincePrevious, find}) {
        QString plain = action->text();
        plain.remove(u'&').remove(u" …"_s);
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(toolTipOf(key.isEmpty() ? plain : u"%1  (%2)"_s.arg(plain, key)));
    }
    retranslateMenus();
}

} // namespace echelle::ui
