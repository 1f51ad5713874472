#include "ui/jobs/export_job.h"

#include "core/export/export_capture.h"
#include "core/export/export_text.h"

namespace echelle::ui {

ExportJob::ExportJob(QObject* parent) : QObject(parent) {}

void ExportJob::start(const QString& casePath, exporting::ExportRequest request, bool isCapture) {
    auto result =
        std::make_shared<Result<exporting::ExportReport>>(exporting::ExportReport{}); // shared by thread and window
    m_task.start(
        [result, path = casePath.toStdString(), request = std::move(request), isCapture](std::stop_token stop) {
            auto reader = store::CaseReader::open(path);
            if (!reader)
                *result = Unexpected(reader.error());
            else if (isCapture)
                *result = exporting::exportCapture(*reader, request, std::move(stop));
            else
                *result = exporting::exportText(*reader, request, std::move(stop));
        },
        [this, result] {
            if (*result)
                Q_EMIT exported(**result);
            else
                Q_EMIT failed(result->error());
        });
}

} // namespace echelle::ui
