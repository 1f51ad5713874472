#pragma once

#include "core/base/result.h"
#include "ui/jobs/background_task.h"

#include <QString>

namespace echelle::ui {

// Saves a case under another name, in the background.
class CopyJob : public QObject {
    Q_OBJECT

public:
    explicit CopyJob(QObject* parent = nullptr);

    // Replaces a file that is there: the file dialog has asked.
    void start(const QString& from, const QString& to);
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void copied(const QString& path);
    void failed(const echelle::Error& error);

private:
    BackgroundTask m_task;
};

} // namespace echelle::ui
