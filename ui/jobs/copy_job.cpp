#include "ui/jobs/copy_job.h"

#include "core/store/case_editor.h"

namespace echelle::ui {

CopyJob::CopyJob(QObject* parent) : QObject(parent) {}

void CopyJob::start(const QString& from, const QString& to) {
    auto result = std::make_shared<Result<void>>(); // shared by thread and window
    m_task.start([result, from = from.toStdString(),
                  to = to.toStdString()](std::stop_token) { *result = store::copyCase(from, to, true); },
                 [this, result, to] {
                     if (*result)
                         Q_EMIT copied(to);
                     else
                         Q_EMIT failed(result->error());
                 });
}

} // namespace echelle::ui
