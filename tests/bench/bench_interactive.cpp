// What a user waits for: opening, listing, clicking, scrolling, finding, reporting. Run by hand on a Release build:
//   bench_interactive CASE.echelle [open] [list] [ladder] [find] [report]
// Prints the median of several runs and the worst one; without sections, all of them.
#include "core/find/search.h"
#include "core/report/report.h"
#include "core/scene/case_events.h"
#include "core/scene/catalog_words.h"
#include "ui/models/row_table_model.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/workspace.h"
#include "ui/views/call_list_view.h"
#include "ui/views/call_panel.h"
#include "ui/views/ladder_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>

using namespace echelle;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRuns = 7;
constexpr int kBuckets = 150;
constexpr std::uint64_t kPage = 256; // as RowTableModel asks

struct Figures {
    std::vector<double> milliseconds;

    void print(const char* what, double aim = 0) {
        std::sort(milliseconds.begin(), milliseconds.end());
        std::printf("  %-58s %8.1f ms  (worst %.1f)", what, milliseconds[milliseconds.size() / 2], milliseconds.back());
        if (aim > 0)
            std::printf("   aim %.0f", aim);
        std::printf("\n");
        std::fflush(stdout);
    }
};

template <typename Work>
double timeOf(const Work& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

template <typename Work>
void measure(const char* what, const Work& work, double aim = 0, int runs = kRuns) {
    Figures figures;
    for (int run = 0; run < runs; ++run)
        figures.milliseconds.push_back(timeOf(work));
    figures.print(what, aim);
}

// Lets the system forget the file, so that the next one to read it waits for the disk.
void dropFromCache(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    (void)::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

// Own memory of the process, in MiB: without pages of files.
double ownMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("RssAnon:", 0) == 0)
            return std::stod(line.substr(8)) / 1024;
    return 0;
}

std::shared_ptr<store::CaseReader> openCase(const std::string& path) {
    auto reader = store::CaseReader::open(path);
    if (!reader) {
        std::fprintf(stderr, "%s: %s\n", path.c_str(), reader.error().code.c_str());
        std::exit(1);
    }
    return std::make_shared<store::CaseReader>(std::move(*reader));
}

// Everything that is queued, and the painting that it asks for.
void settle() {
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

void benchOpen(const std::string& path, const std::shared_ptr<const catalog::Catalog>& catalog) {
    std::printf("Opening\n");
    measure("case opened and checked", [&] { openCase(path); });
    const auto reader = openCase(path);
    measure("sources", [&] { (void)reader->sources(); });
    measure("totals", [&] { (void)reader->totals(); });
    measure("number of rows", [&] { (void)reader->countRows({}); });
    measure("first page of rows", [&] { (void)reader->rows({}, store::RowSort::Start, false, 0, kPage); });
    measure("facets", [&] { (void)reader->facets({}); });
    measure("timeline", [&] { (void)reader->timeline({}, kBuckets); });
    measure("failures by cause", [&] { (void)reader->failureGroups({}); });
    measure("order of all rows", [&] { (void)reader->rowIds({}, store::RowSort::Start, false); });
    measure("catalog", [&] { (void)catalog::Catalog::load(); });

    Figures warm;
    Figures cold;
    Figures window;
    for (int run = 0; run < 2 * kRuns; ++run) {
        std::unique_ptr<ui::MainWindow> shown;
        window.milliseconds.push_back(timeOf([&] {
            shown = std::make_unique<ui::MainWindow>(catalog, u"en"_s);
            shown->resize(1440, 900);
            shown->show();
            settle();
        }));
        if (run % 2 == 1)
            dropFromCache(path);
        const double before = ownMemory();
        (run % 2 == 1 ? cold : warm).milliseconds.push_back(timeOf([&] {
            shown->openFiles({QString::fromStdString(path)});
            settle();
        }));
        if (run == 0)
            std::printf("  own memory for the open case: %.0f MiB more than for the empty window\n",
                        ownMemory() - before);
        if (!shown->document().isOpen() || shown->workspace()->calls()->rows()->rowCount() == 0)
            std::printf("  nothing is shown\n");
    }
    window.print("empty window made and painted");
    warm.print("WINDOW SHOWS THE CASE", 300);
    cold.print("the same, the file not in memory");
}

void benchList(const std::string& path, const std::shared_ptr<const catalog::Catalog>& catalog) {
    std::printf("List\n");
    const auto reader = openCase(path);
    const std::uint64_t rows = reader->countRows({});
    std::mt19937_64 random(1);
    const std::pair<const char*, store::RowSort> sorts[] = {{"a page anywhere, by start", store::RowSort::Start},
                                                            {"by state", store::RowSort::State},
                                                            {"by caller", store::RowSort::From},
                                                            {"by outcome", store::RowSort::Outcome},
                                                            {"by duration", store::RowSort::Duration},
                                                            {"by messages", store::RowSort::Messages}};
    for (const auto& [what, sort] : sorts)
        measure(
            what, [&] { (void)reader->rows({}, sort, true, random() % std::max<std::uint64_t>(rows, 1), kPage); }, 0,
            9);
    ui::MainWindow window(catalog, u"en"_s);
    window.resize(1440, 900);
    window.show();
    window.openFiles({QString::fromStdString(path)});
    settle();
    ui::CallListView* list = window.workspace()->calls()->list();
    QScrollBar* bar = list->verticalScrollBar();
    Figures jumps;
    for (int i = 0; i < 60; ++i)
        jumps.milliseconds.push_back(timeOf([&] {
            bar->setValue(static_cast<int>(random() % static_cast<std::uint64_t>(bar->maximum() + 1)));
            list->viewport()->repaint();
        }));
    jumps.print("frame after a jump anywhere in the list");
    Figures steps;
    bar->setValue(bar->maximum() / 3);
    for (int i = 0; i < 1500; ++i)
        steps.milliseconds.push_back(timeOf([&] {
            bar->setValue(bar->value() + 90);
            list->viewport()->repaint();
        }));
    steps.print("FRAME WHILE SCROLLING", 16);
    int column = 0;
    measure("window sorted by another column", [&] {
        list->sortBy(column++ % ui::RowTableModel::ColumnCount, Qt::DescendingOrder);
        settle();
    });
    const std::string texts[] = {"+3319900123", "198.51.100.12", "486", "nobody-has-this"};
    for (const std::string& text : texts)
        measure(("window filtered by " + text).c_str(),
                [&] {
                    store::RowFilter filter;
                    filter.text = text;
                    window.document().setFilter(filter);
                    settle();
                },
                0, 3);
    measure(
        "filter cleared",
        [&] {
            window.document().setFilter({});
            settle();
        },
        0, 3);
}

// The row with about that many messages.
std::optional<store::RowRecord> rowOfLength(store::CaseReader& reader, std::uint32_t least, std::uint32_t most) {
    for (store::RowRecord& row : reader.rows({}, store::RowSort::Messages, true, 0, 20))
        if (row.facts.messages >= least && row.facts.messages <= most)
            return std::move(row);
    return std::nullopt;
}

void scrollFrames(ui::LadderView& view) {
    QScrollBar* bar = view.verticalScrollBar();
    std::mt19937_64 random(2);
    Figures jumps;
    Figures steps;
    for (int i = 0; i < 300; ++i)
        jumps.milliseconds.push_back(timeOf([&] {
            bar->setValue(static_cast<int>(random() % static_cast<std::uint64_t>(bar->maximum() + 1)));
            view.viewport()->repaint();
        }));
    bar->setValue(bar->maximum() / 4);
    for (int i = 0; i < 600; ++i)
        steps.milliseconds.push_back(timeOf([&] {
            bar->setValue(bar->value() + 120);
            view.viewport()->repaint();
        }));
    jumps.print("frame after a jump anywhere in the ladder", 16);
    steps.print("FRAME WHILE SCROLLING", 16);
}

void benchLadder(const std::string& path, const std::shared_ptr<const catalog::Catalog>& catalog) {
    const auto reader = openCase(path);
    const auto words = std::make_shared<scene::CatalogWords>(catalog, u"en"_s);
    const auto other = rowOfLength(*reader, 1, 50);
    for (const auto& [least, most] : {std::pair{400U, 1000U}, std::pair{50'000U, 10'000'000U}}) {
        const auto row = rowOfLength(*reader, least, most);
        if (!row)
            continue;
        const RowId id = row->facts.id;
        std::printf("A call of %u messages\n", row->facts.messages);
        measure("events read", [&] { reader->eachEvent({id}, [](const store::EventRecord&) { return true; }); });
        measure("findings", [&] { (void)reader->findings({id}); });
        measure("scene built", [&] { scene::LadderScene(std::make_shared<scene::CaseEvents>(reader), words, {id}); });
        {
            ui::LadderView view;
            view.resize(1200, 900);
            view.setSource(std::make_shared<scene::CaseEvents>(reader), words);
            view.show();
            settle();
            measure("ladder alone: scene, layout, first picture", [&] {
                view.setRows({id});
                view.viewport()->repaint();
            });
            scrollFrames(view);
        }
        if (!other)
            continue;
        ui::MainWindow window(catalog, u"en"_s);
        window.resize(1440, 900);
        window.show();
        window.openFiles({QString::fromStdString(path)});
        settle();
        Figures clicks;
        for (int run = 0; run < kRuns; ++run) {
            window.workspace()->selectRow(other->facts.id);
            settle();
            clicks.milliseconds.push_back(timeOf([&] {
                window.workspace()->selectRow(id);
                settle();
            }));
        }
        clicks.print("CLICK IN THE WINDOW, all of it painted", least < 1000 ? 50 : 0);
        Figures walk;
        for (int i = 0; i < 100; ++i)
            walk.milliseconds.push_back(timeOf([&] {
                QKeyEvent key(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
                QCoreApplication::sendEvent(window.workspace()->findChild<ui::LadderView*>(), &key);
                settle();
            }));
        walk.print("arrow key to the next message, all of it painted");
    }
}

void benchFind(const std::string& path) {
    std::printf("Find\n");
    const find::Query queries[] = {{"nobody-has-this", false, false},
                                   {"nobody-has-this", false, true},
                                   {"sip:", false, false},
                                   {"invite", false, false},
                                   {"+331990012", false, true},
                                   {"numéro", false, false},
                                   {"cause=(17|38)", true, false},
                                   {"^from:.*desk 12[0-9]+", true, false},
                                   {"nonce=\"[0-9a-f]*ff\"", true, false},
                                   {"(?s)z9hG4bK.*sendonly", true, true}};
    for (const find::Query& query : queries) {
        std::size_t hits = 0;
        std::uint64_t searched = 0;
        const auto run = [&] {
            const auto reader = openCase(path);
            const auto report = find::search(*reader, query, {});
            hits = report ? report->hits.size() : 0;
            searched = report ? report->searched : 0;
        };
        run();
        std::ostringstream what;
        what << (query.isExpression ? "expression " : "text ") << query.text << (query.isCaseSensitive ? " (case)" : "")
             << ": " << hits << " of " << searched;
        measure(what.str().c_str(), run, 500, 5);
    }
}

void benchReport(const std::string& path, const std::shared_ptr<const catalog::Catalog>& catalog) {
    std::printf("Report\n");
    const QTemporaryDir folder;
    for (const int details : {10, 15, 20, 30, 40}) {
        report::ReportRequest request;
        request.casePath = path;
        request.maxDetails = details;
        request.outputPath = folder.filePath(u"report.pdf"_s).toStdString();
        int pages = 0;
        const auto run = [&] {
            const auto done = report::writeReport(request, *catalog, {});
            pages = done ? done->pages : 0;
        };
        run();
        measure(("of " + std::to_string(pages) + " pages, " + std::to_string(details) + " calls in full").c_str(), run,
                pages / 50.0 * 1500, 3);
    }
}

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "bench_interactive CASE.echelle [open] [list] [ladder] [find] [report]\n");
        return 2;
    }
    ui::isolateSettings();
    ui::prepareAppearance();
    const auto catalog = catalog::Catalog::load();
    if (!catalog)
        return 4;
    const std::string path = argv[1];
    const auto wants = [&](const char* section) {
        return argc == 2 ||
               std::any_of(argv + 2, argv + argc, [&](const char* a) { return std::string(a) == section; });
    };
    const store::CaseTotals totals = openCase(path)->totals();
    std::printf("%s: %llu messages, %llu rows\n", path.c_str(), static_cast<unsigned long long>(totals.messages),
                static_cast<unsigned long long>(totals.rows));
    if (wants("open"))
        benchOpen(path, *catalog);
    if (wants("list"))
        benchList(path, *catalog);
    if (wants("ladder"))
        benchLadder(path, *catalog);
    if (wants("find"))
        benchFind(path);
    if (wants("report"))
        benchReport(path, *catalog);
    return 0;
}
