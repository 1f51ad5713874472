#pragma once

#include "ui/jobs/import_job.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QPushButton;

namespace echelle::ui {

// The line at the foot: what the inputs held; while reading, how far and how fast, and Cancel.
class StatusPanel : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusPanel(QWidget* parent = nullptr);

    void setSummary(const QString& text);
    void setHover(const QString& text); // stands before the summary while it is not empty
    void beginImport();
    void showProgress(const ImportJob::Progress& progress);
    void endImport();
    void retranslate();
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }

Q_SIGNALS:
    void cancelRequested();

private:
    QLabel* m_text;
    QLabel* m_rate;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QString m_summary;
};

} // namespace echelle::ui
