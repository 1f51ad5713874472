#include "ui/jobs/import_job.h"

#include "core/ingest/key_files.h"
#include "core/store/case_editor.h"
#include "core/store/case_reader.h"
#include "ui/jobs/case_cache.h"
#include "ui/jobs/case_location.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kPollMilliseconds = 60;
constexpr auto kSuffix = ".echelle"_L1;
constexpr std::size_t kMaxProvisionalRows = 20'000; // a list that grows faster than it can be read

// Whether a case of the cache gives what it promises; one that does not is made anew.
bool isWhole(const std::string& path) {
    auto reader = store::CaseReader::open(path);
    if (!reader)
        return false;
    store::RowFilter all;
    all.isFoldedShown = true;
    const auto first = reader->rows(all, store::RowSort::Start, false, 0, 1);
    return first.empty() ? reader->totals().messages == 0
                         : !first.front().facts.firstEvent.isValid() || reader->event(first.front().facts.firstEvent);
}

// Whether a key log was put beside an input since the case was made; not where notes would go with the case.
bool hasNewKeys(const QStringList& inputs, const QString& casePath) {
    const QDateTime made = QFileInfo(casePath).birthTime();
    for (const QString& input : inputs)
        for (const std::string& keys : ingest::keyFilesBeside(input.toStdString())) {
            const QFileInfo file(QString::fromStdString(keys));
            if (!made.isValid() || std::max(file.lastModified(), file.metadataChangeTime()) > made)
                return !holdsWorkOfTheUser(casePath);
        }
    return false;
}

// A free name for the case of what a case holds and what is added to it; the case itself where nothing is new.
Result<QString> locationOfSum(const ingest::ImportRequest& wanted, const std::stop_token& stop) {
    auto reader = store::CaseReader::open(wanted.casePath);
    if (!reader)
        return Unexpected(reader.error());
    std::vector<std::string> hashes;
    for (const store::SourceRecord& source : reader->sources())
        hashes.push_back(source.sha256);
    const std::size_t before = hashes.size();
    for (const std::string& input : wanted.inputs)
        if (auto hash = capture::sha256OfFile(input, stop);
            hash && std::find(hashes.begin(), hashes.end(), *hash) == hashes.end())
            hashes.push_back(std::move(*hash));
    if (hashes.size() == before)
        return QString::fromStdString(wanted.casePath);
    auto location = caseLocation(hashes);
    if (!location)
        return location;
    const QString stem = location->chopped(static_cast<qsizetype>(kSuffix.size()));
    for (int n = 2; QFileInfo::exists(*location); ++n) // perhaps with notes of its own
        *location = stem + u'-' + QString::number(n) + kSuffix;
    return location;
}
} // namespace

class ImportJob::Shared : public ingest::ImportObserver {
public:
    void onProgress(std::uint64_t bytesDone, std::uint64_t bytesTotal) override {
        done = bytesDone;
        total = bytesTotal;
    }
    void onRow(const store::RowRecord& row) override {
        if (row.facts.isFolded || count++ >= kMaxProvisionalRows)
            return;
        const std::scoped_lock lock(mutex);
        rows.push_back(row);
    }

    std::vector<store::RowRecord> takeRows() {
        const std::scoped_lock lock(mutex);
        return std::exchange(rows, {});
    }

    void run(const Request& request, const catalog::Catalog& catalog, std::stop_token stop);

    std::atomic<std::uint64_t> done = 0;
    std::atomic<std::uint64_t> total = 0;
    Outcome outcome; // the working thread's until it has ended

private:
    bool reuse(const QString& path) {
        if (!QFileInfo::exists(path) || !isWhole(path.toStdString()))
            return false;
        outcome.casePath = path;
        outcome.isReused = true;
        markOpened(path);
        return true;
    }
    void add(ingest::ImportRequest& import, const std::stop_token& stop);
    void import(ingest::ImportRequest& import, const std::stop_token& stop);

    std::mutex mutex;
    std::vector<store::RowRecord> rows;
    std::size_t count = 0;
};

void ImportJob::Shared::run(const Request& request, const catalog::Catalog& catalog, std::stop_token stop) {
    ingest::ImportRequest wanted;
    for (const QString& input : request.inputs)
        wanted.inputs.push_back(input.toStdString());
    wanted.codes = &catalog.matcher();
    wanted.time = request.time;
    for (const QString& path : request.keyFiles)
        wanted.keyFiles.push_back(path.toStdString());
    if (!request.addTo.isEmpty()) {
        wanted.isAdding = true;
        wanted.casePath = request.addTo.toStdString();
        return add(wanted, stop);
    }
    QStringList readable; // one input that is gone must not keep the others from being read
    for (const QString& input : request.inputs)
        if (QFileInfo(input).isFile() && QFileInfo(input).isReadable())
            readable << input;
    const auto location = caseLocation(readable, stop);
    if (!location) {
        outcome.errors.push_back(location.error());
        return;
    }
    if (stop.stop_requested()) {
        outcome.isCancelled = true;
        return;
    }
    if (readable.size() == request.inputs.size() && !request.isForced && !hasNewKeys(readable, *location) &&
        reuse(*location))
        return;
    wanted.casePath = location->toStdString();
    wanted.mayReplace = true;
    import(wanted, stop);
    pruneCases(caseFolder());
}

// A case of the cache folder stands for its inputs: more of them make another case, or the next opening of the first
// ones would show what was added. The other begins as a copy, with all notes.
void ImportJob::Shared::add(ingest::ImportRequest& wanted, const std::stop_token& stop) {
    const QString from = QString::fromStdString(wanted.casePath);
    if (!isInCaseFolder(from))
        return import(wanted, stop);
    const auto to = locationOfSum(wanted, stop);
    if (stop.stop_requested()) {
        outcome.isCancelled = true;
        return;
    }
    if (to && *to == from)
        return import(wanted, stop); // nothing that it has not; the import says so
    const auto copied = to ? store::copyCase(wanted.casePath, to->toStdString(), false) : Unexpected(to.error());
    if (!copied) {
        outcome.errors.push_back(copied.error());
        return;
    }
    wanted.casePath = to->toStdString();
    import(wanted, stop);
    if (outcome.casePath.isEmpty())
        QFile::remove(*to);
    pruneCases(caseFolder());
}

void ImportJob::Shared::import(ingest::ImportRequest& wanted, const std::stop_token& stop) {
    const auto report = ingest::runImport(wanted, *this, stop);
    if (!report) {
        outcome.errors.push_back(report.error());
        return;
    }
    outcome.isCancelled = report->isCancelled;
    outcome.errors = report->errors;
    if (!report->isCancelled && !report->sources.empty())
        outcome.casePath = QString::fromStdString(wanted.casePath);
}

ImportJob::ImportJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)) {
    m_poll.setInterval(kPollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, &ImportJob::poll);
}

ImportJob::~ImportJob() = default;

void ImportJob::start(Request request) {
    m_shared = std::make_shared<Shared>();
    m_clock.start();
    m_poll.start();
    m_task.start([shared = m_shared, catalog = m_catalog, request = std::move(request)](
                     std::stop_token stop) { shared->run(request, *catalog, std::move(stop)); },
                 [this] { finish(); });
}

void ImportJob::cancel() {
    if (!m_task.isRunning())
        return;
    m_task.abandon();
    m_poll.stop();
    Outcome outcome;
    outcome.isCancelled = true;
    Q_EMIT finished(outcome);
}

void ImportJob::poll() {
    const std::uint64_t done = m_shared->done;
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    Q_EMIT progressed({done, m_shared->total, seconds > 0.2 ? static_cast<double>(done) / seconds : 0.0});
    if (const auto rows = m_shared->takeRows(); !rows.empty())
        Q_EMIT rowsFound(rows);
}

void ImportJob::finish() {
    m_poll.stop();
    poll();
    Q_EMIT finished(m_shared->outcome);
}

} // namespace echelle::ui
