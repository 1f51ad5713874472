#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/store/case_types.h"
#include "ui/jobs/background_task.h"

#include <QString>

#include <memory>

namespace echelle::ui {

// Keeps the user's word on two legs in a case and analyses it anew by that, in the background. Nobody else may read the
// case meanwhile.
class JoinJob : public QObject {
    Q_OBJECT

public:
    explicit JoinJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent = nullptr);

    void start(const QString& casePath, const store::LegLink& link);
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void finished(const echelle::Result<void>& result);

private:
    std::shared_ptr<const catalog::Catalog> m_catalog; // also held by the working thread
    BackgroundTask m_task;
};

} // namespace echelle::ui
