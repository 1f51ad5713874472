#include "ui/shell/main_window.h"

#include "ui/models/import_log_nodes.h"
#include "ui/shell/actions.h"
#include "ui/shell/appearance.h"
#include "ui/shell/status_panel.h"
#include "ui/shell/workspace.h"
#include "ui/views/call_panel.h"
#include "ui/views/detail_panel.h"
#include "ui/views/empty_view.h"
#include "ui/views/ladder_panel.h"
#include "ui/views/ladder_view.h"
#include "ui/views/look.h"
#include "ui/views/notes_panel.h"
#include "ui/views/notice_bar.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

constexpr auto kLanguage = "window/language"_L1;
constexpr auto kGeometry = "window/geometry"_L1;
constexpr auto kSplitters = "window/splitters"_L1;
constexpr auto kTheme = "window/theme"_L1;
constexpr auto kTimeMode = "window/time"_L1;
constexpr int kFilterDelay = 200; // milliseconds after the last key

QStringList filesOf(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

} // namespace

MainWindow::MainWindow(std::shared_ptr<const catalog::Catalog> catalog, const QString& language, QWidget* parent)
    : QMainWindow(parent)
    , m_document(std::move(catalog))
    , m_opener(&m_document)
    , m_output(&m_document, &m_selection, this)
    , m_notes(&m_document)
    , m_actions(new Actions(this))
    , m_toolBar(addToolBar(u"main"_s))
    , m_filter(new QLineEdit)
    , m_filterDelay(new QTimer(this))
    , m_languages(new QActionGroup(this))
    , m_notice(new NoticeBar)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyView)
    , m_workspace(new Workspace(&m_document, &m_selection))
    , m_status(new StatusPanel) {
    const QString chosen = language.isEmpty() ? QSettings().value(kLanguage).toString() : language;
    const QStringList offered = m_document.catalog().locales();
    const QString locale = offered.contains(chosen) ? chosen : Language::systemChoice(offered);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_workspace);
    setCentralWidget(central);
    setStatusBar(m_status);
    m_actions->fill(menuBar());
    buildToolBar();
    buildLanguageMenu();
    connectActions();
    connectOpener();
    m_actions->applyIcons(palette());
    m_actions->setCaseOpen(false);
    m_empty->setRecent(m_recentFiles.paths());
    restore();
    setLanguage(locale);
    retranslate();
    updateHistory();
}

MainWindow::~MainWindow() {
    delete takeCentralWidget(); // the views borrow document and selection, which go before a window's children
}

void MainWindow::buildToolBar() {
    m_toolBar->setObjectName(u"main"_s);
    m_toolBar->setMovable(false);
    m_toolBar->setIconSize({16, 16});
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QAction* action : {m_actions->open, m_actions->report, m_actions->exportCalls})
        m_toolBar->addAction(action);
    m_toolBar->addSeparator();
    for (QAction* action : {m_actions->back, m_actions->forward}) {
        m_toolBar->addAction(action);
        if (auto* button = qobject_cast<QToolButton*>(m_toolBar->widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    m_toolBar->addSeparator();
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(200);
    m_filter->setMaximumWidth(420);
    m_filter->setMaxLength(400);
    m_toolBar->addWidget(m_filter);
    m_toolBar->addAction(m_actions->find);
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    for (QAction* action : {m_actions->timeAbsolute, m_actions->timeSinceStart, m_actions->timeSincePrevious})
        m_toolBar->addAction(action);
    m_toolBar->addSeparator();
    m_filterDelay->setSingleShot(true);
    m_filterDelay->setInterval(kFilterDelay);
}

void MainWindow::buildLanguageMenu() {
    for (const QString& locale : m_document.catalog().locales()) {
        auto* action = new QAction(m_document.catalog().localeName(locale), m_languages);
        action->setIconText(locale.toUpper());
        action->setToolTip(m_document.catalog().localeName(locale));
        action->setData(locale);
        action->setCheckable(true);
        m_actions->languageMenu()->addAction(action);
        m_toolBar->addAction(action);
    }
    connect(m_languages, &QActionGroup::triggered, this,
            [this](const QAction* action) { setLanguage(action->data().toString()); });
}

void MainWindow::connectOpener() {
    connect(&m_opener, &CaseOpener::importStarted, this, [this] {
        m_notice->hide();
        m_status->beginImport();
        m_stack->setCurrentWidget(m_workspace);
        m_workspace->calls()->beginImport();
    });
    connect(&m_opener, &CaseOpener::importProgressed, m_status, &StatusPanel::showProgress);
    connect(&m_opener, &CaseOpener::rowsFound, this,
            [this](const std::vector<store::RowRecord>& rows) { m_workspace->calls()->addFound(rows); });
    connect(&m_opener, &CaseOpener::importEnded, this, [this] {
        m_status->endImport();
        m_stack->setCurrentWidget(m_document.isOpen() ? static_cast<QWidget*>(m_workspace) : m_empty);
    });
    connect(&m_opener, &CaseOpener::opened, this, [this] {
        m_notice->hide();
        QStringList real;
        for (const QString& input : m_opener.inputs())
            if (!input.startsWith(u":/"_s))
                real << input;
        m_recentFiles.add(real);
        tellWhatIsMissing();
        Q_EMIT settled();
    });
    connect(&m_opener, &CaseOpener::told, this, &MainWindow::tell);
    connect(m_status, &StatusPanel::cancelRequested, &m_opener, &CaseOpener::cancel);
    connect(&m_document, &CaseDocument::caseChanged, this, [this] {
        m_stack->setCurrentWidget(m_document.isOpen() || m_opener.isImporting() ? static_cast<QWidget*>(m_workspace)
                                                                                : m_empty);
        m_actions->setCaseOpen(m_document.isOpen());
        m_unsavedNotes.clear();
        m_filter->clear();
        m_filterDelay->stop();
        refreshTitle();
    });
    connect(&m_document, &CaseDocument::filterChanged, this, [this] {
        m_actions->showFolded->setChecked(m_document.filter().isFoldedShown);
        if (m_document.filter().text.empty() && !m_filter->hasFocus())
            m_filter->clear();
    });
    connect(&m_recentFiles, &RecentFiles::changed, this, &MainWindow::refreshRecent);
    connect(&m_selection, &Selection::changed, this, &MainWindow::updateHistory);
    refreshRecent();
}

void MainWindow::openFiles(const QStringList& paths) {
    m_opener.open(paths);
}

void MainWindow::setLanguage(const QString& locale) {
    for (QAction* action : m_languages->actions())
        action->setChecked(action->data().toString() == locale);
    if (locale == m_languageTexts.locale())
        return;
    m_document.setLocale(locale);
    m_languageTexts.set(locale);
    QSettings().setValue(kLanguage, locale);
    retranslate();
}

void MainWindow::setTheme(render::ThemeKind kind) {
    applyTheme(kind);
    m_actions->themeDark->setChecked(kind == render::ThemeKind::Dark);
    m_actions->themeLight->setChecked(kind != render::ThemeKind::Dark);
}

void MainWindow::retranslate() {
    m_actions->retranslate();
    m_filter->setPlaceholderText(tr("Filter: number, name, address, Call-ID, status"));
    m_filter->setAccessibleName(tr("Filter the calls"));
    m_toolBar->setWindowTitle(tr("Toolbar"));
    m_notice->retranslate();
    m_empty->retranslate();
    m_status->retranslate();
    m_workspace->retranslate();
    refreshRecent();
    refreshTitle();
}

void MainWindow::refreshTitle() {
    QStringList names;
    for (const store::SourceRecord& source : m_document.sources())
        names << plainLine(source.path.substr(source.path.find_last_of('/') + 1));
    setWindowTitle(names.isEmpty() ? u"Echelle"_s : u"%1 — Echelle"_s.arg(names.mid(0, 3).join(u", "_s)));
    QStringList summary{importSummary(m_document.sources())};
    if (m_document.totals().isDecrypted)
        summary << tr("with messages decrypted from TLS");
    m_status->setSummary(summary.join(u"   "_s));
}

void MainWindow::refreshRecent() {
    QMenu* menu = m_actions->recentMenu();
    menu->clear();
    for (const QString& path : m_recentFiles.paths()) {
        QAction* action = menu->addAction(QString(path).replace(u'&', u"&&"_s));
        connect(
            action, &QAction::triggered, this, [this, path] { openFiles({path}); },
            Qt::QueuedConnection); // opening fills this menu anew
    }
    menu->setEnabled(!m_recentFiles.paths().isEmpty());
    menu->addSeparator();
    connect(menu->addAction(tr("Clear the list")), &QAction::triggered, &m_recentFiles, &RecentFiles::clear);
    m_empty->setRecent(m_recentFiles.paths());
}

void MainWindow::updateHistory() {
    m_actions->back->setEnabled(m_selection.canGoBack());
    m_actions->forward->setEnabled(m_selection.canGoForward());
}

void MainWindow::tell(const std::vector<Error>& errors, bool isNothingShown) {
    const auto saying = [this, errors] {
        QStringList sentences;
        for (const Error& error : errors)
            sentences << m_document.sentence(error);
        return sentences + sayingEncrypted()();
    };
    const bool isEncrypted = !isNothingShown && m_document.unreadTls() > 0;
    m_notice->showNotice(isNothingShown ? Tone::Failure : Tone::Warning, saying,
                         isEncrypted ? addingKeys() : NoticeBar::Action{});
    Q_EMIT settled();
}

void MainWindow::restore() {
    QSettings settings;
    if (!restoreGeometry(settings.value(kGeometry).toByteArray()))
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(8, 40))); // its frame must fit too
    m_workspace->restoreState(settings.value(kSplitters).toByteArray());
    const QString theme = settings.value(kTheme).toString();
    if (theme == "light"_L1 || theme == "dark"_L1) {
        setTheme(theme == "dark"_L1 ? render::ThemeKind::Dark : render::ThemeKind::Light);
    } else {
        applyTheme(systemTheme());
        m_actions->themeSystem->setChecked(true);
    }
    const int mode = settings.value(kTimeMode, static_cast<int>(TimeMode::SinceStart)).toInt();
    QAction* const modes[] = {m_actions->timeAbsolute, m_actions->timeSinceStart, m_actions->timeSincePrevious};
    modes[std::clamp(mode, 0, 2)]->trigger();
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_actions->applyIcons(palette());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings settings;
    settings.setValue(kGeometry, saveGeometry());
    settings.setValue(kSplitters, m_workspace->saveState());
    settings.setValue(kTimeMode, static_cast<int>(m_document.timeMode()));
    settings.setValue(kTheme, m_actions->themeSystem->isChecked() ? u"system"_s
                              : m_actions->themeDark->isChecked() ? u"dark"_s
                                                                  : u"light"_s);
    m_workspace->detail()->notes()->keep();
    m_opener.cancel();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    openFiles(filesOf(event->mimeData()));
}

} // namespace echelle::ui
