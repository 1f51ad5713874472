#include "ui/jobs/import_job.h"

#include "core/store/case_reader.h"
#include "ui/jobs/case_location.h"

#include <QFileInfo>

#include <atomic>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kPollMilliseconds = 60;
constexpr std::size_t kMaxProvisionalRows = 20'000; // a list that grows faster than it can be read
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
        if (!QFileInfo::exists(path) || !store::CaseReader::open(path.toStdString()))
            return false;
        outcome.casePath = path;
        outcome.isReused = true;
        return true;
    }

    std::mutex mutex;
    std::vector<store::RowRecord> rows;
    std::size_t count = 0;
};

void ImportJob::Shared::run(const Request& request, const catalog::Catalog& catalog, std::stop_token stop) {
    ingest::ImportRequest import;
    for (const QString& input : request.inputs)
        import.inputs.push_back(input.toStdString());
    import.codes = &catalog.matcher();
    import.time = request.time;
    import.isAdding = !request.addTo.isEmpty();
    if (import.isAdding) {
        import.casePath = request.addTo.toStdString();
    } else {
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
        if (readable.size() == request.inputs.size() && !request.isForced && reuse(*location))
            return;
        import.casePath = location->toStdString();
        import.mayReplace = true;
    }
    const auto report = ingest::runImport(import, *this, stop);
    if (!report) {
        outcome.errors.push_back(report.error());
        return;
    }
    outcome.isCancelled = report->isCancelled;
    outcome.errors = report->errors;
    if (!report->isCancelled && (!report->sources.empty() || import.isAdding))
        outcome.casePath = QString::fromStdString(import.casePath);
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
