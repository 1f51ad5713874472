#pragma once

#include "core/export/export_request.h"
#include "ui/jobs/background_task.h"

#include <QString>

namespace echelle::ui {

// Writes calls out in the background, as a capture (pcapng) or as text.
class ExportJob : public QObject {
    Q_OBJECT

public:
    explicit ExportJob(QObject* parent = nullptr);

    void start(const QString& casePath, exporting::ExportRequest request, bool isCapture);
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    void exported(const echelle::exporting::ExportReport& report);
    void failed(const echelle::Error& error);

private:
    BackgroundTask m_task;
};

} // namespace echelle::ui
