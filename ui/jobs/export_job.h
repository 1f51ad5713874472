#pragma once

#include "core/export/export_request.h"
#include "ui/jobs/background_task.h"

#include <QString>

namespace echelle::ui {

// Writes calls out in the background: as a capture where the name ends in .pcapng, else as text.
class ExportJob : public QObject {
    Q_OBJECT

public:
    explicit ExportJob(QObject* parent = nullptr);

    void start(const QString& casePath, exporting::ExportRequest request);
    void cancel() { m_task.abandon(); }

Q_SIGNALS:
    void exported(const echelle::exporting::ExportReport& report);
    void failed(const echelle::Error& error);

private:
    BackgroundTask m_task;
};

} // namespace echelle::ui
