#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/dialog/peer_role.h"
#include "core/store/case_editor.h"
#include "core/store/case_types.h"
#include "ui/jobs/background_task.h"

#include <QString>

#include <functional>
#include <memory>

namespace echelle::ui {

// Keeps the user's word on two legs or on a peer in a case and analyses it anew by that, in the background. Nobody else
// may read the case meanwhile.
class JoinJob : public QObject {
    Q_OBJECT

public:
    explicit JoinJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent = nullptr);

    void start(const QString& casePath, const store::LegLink& link);
    void start(const QString& casePath, const dialog::PeerRole& role);
    void analyse(const QString& casePath); // by what the case has
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void finished(const echelle::Result<void>& result);

private:
    void run(const QString& casePath, std::function<Result<void>(store::CaseEditor&)> change);

    std::shared_ptr<const catalog::Catalog> m_catalog; // also held by the working thread
    BackgroundTask m_task;
};

} // namespace echelle::ui
