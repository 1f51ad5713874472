#pragma once

#include "core/catalog/catalog.h"
#include "core/ingest/import.h"
#include "ui/jobs/background_task.h"

#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <mutex>
#include <vector>

namespace echelle::ui {

// Reads inputs into a case in the background, or finds the case that was made of the same inputs before.
class ImportJob : public QObject {
    Q_OBJECT

public:
    struct Request {
        QStringList inputs;
        QString addTo;           // a case that they are added to; empty: a case of their own
        logs::TimeSettings time; // of logs that do not tell
        QStringList keyFiles;    // for TLS
        bool isForced = false;   // read again, even if there is a case of these inputs
    };
    struct Outcome {
        QString casePath;          // empty: there is nothing to open
        std::vector<Error> errors; // of inputs that gave nothing, notices too
        bool isCancelled = false;
        bool isReused = false; // the case was there already
    };
    struct Progress {
        std::uint64_t bytesDone = 0;
        std::uint64_t bytesTotal = 0;
        double bytesPerSecond = 0;
    };

    explicit ImportJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent = nullptr);
    ~ImportJob() override;

    void start(Request request);
    // Answers at once: cancelled() comes before this returns, the thread ends by itself.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void progressed(const echelle::ui::ImportJob::Progress& progress);
    void rowsFound(const std::vector<echelle::store::RowRecord>& rows);
    void finished(const echelle::ui::ImportJob::Outcome& outcome);

private:
    class Shared; // what the working thread writes and the window reads
    void poll();
    void finish();

    std::shared_ptr<const catalog::Catalog> m_catalog; // also held by the working thread, which may outlive a cancel
    std::shared_ptr<Shared> m_shared;                  // likewise
    QTimer m_poll;
    QElapsedTimer m_clock;
    BackgroundTask m_task; // last: its destructor waits for the thread that uses the others
};

} // namespace echelle::ui
