#include "ui/jobs/find_job.h"

namespace echelle::ui {

FindJob::FindJob(QObject* parent) : QObject(parent) {}

void FindJob::start(const QString& casePath, find::Query query) {
    auto result = std::make_shared<Result<find::SearchReport>>(find::SearchReport{}); // shared by thread and window
    m_task.start(
        [result, path = casePath.toStdString(), query = std::move(query)](std::stop_token stop) {
            auto reader = store::CaseReader::open(path);
            if (!reader)
                *result = Unexpected(reader.error());
            else
                *result = find::search(*reader, query, std::move(stop));
        },
        [this, result] {
            if (*result)
                Q_EMIT found(**result);
            else
                Q_EMIT failed(result->error());
        });
}

} // namespace echelle::ui
