#include "ui/jobs/report_job.h"

namespace echelle::ui {

ReportJob::ReportJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)) {}

void ReportJob::start(const report::ReportRequest& request) {
    auto result =
        std::make_shared<Result<report::ReportSummary>>(report::ReportSummary{}); // shared by thread and window
    m_task.start([result, request, catalog = m_catalog](
                     std::stop_token stop) { *result = report::writeReport(request, *catalog, std::move(stop)); },
                 [this, result, path = QString::fromStdString(request.outputPath)] {
                     if (*result)
                         Q_EMIT written(path, **result);
                     else
                         Q_EMIT failed(result->error());
                 });
}

} // namespace echelle::ui
