#pragma once

#include "core/find/search.h"
#include "ui/jobs/background_task.h"

#include <optional>

namespace echelle::ui {

// Looks through all messages of a case in the background, over a connection of its own.
class FindJob : public QObject {
    Q_OBJECT

public:
    explicit FindJob(QObject* parent = nullptr);

    // A search that still runs is given up.
    void start(const QString& casePath, find::Query query);
    void cancel() { m_task.abandon(); }
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void found(const echelle::find::SearchReport& report);
    void failed(const echelle::Error& error);

private:
    BackgroundTask m_task;
};

} // namespace echelle::ui
