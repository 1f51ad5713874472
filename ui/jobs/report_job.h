#pragma once

#include "core/report/report.h"
#include "ui/jobs/background_task.h"

namespace echelle::ui {

// Writes a report in the background.
class ReportJob : public QObject {
    Q_OBJECT

public:
    explicit ReportJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent = nullptr);

    void start(const report::ReportRequest& request);
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void written(const QString& path, const echelle::report::ReportSummary& summary);
    void failed(const echelle::Error& error);

private:
    std::shared_ptr<const catalog::Catalog> m_catalog; // also held by the working thread
    BackgroundTask m_task;
};

} // namespace echelle::ui
