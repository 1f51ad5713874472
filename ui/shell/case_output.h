#pragma once

#include "ui/dialogs/output_dialog.h"
#include "ui/jobs/copy_job.h"
#include "ui/jobs/export_job.h"
#include "ui/jobs/report_job.h"

#include <QObject>

#include <functional>

namespace echelle::ui {

class CaseDocument;
class Selection;

// Everything that leaves the window as a file: the report, the export, the case under another name. Asks what and
// where, works in the background and tells how it went.
class CaseOutput : public QObject {
    Q_OBJECT

public:
    using Sentence = std::function<QString()>; // in the language of the moment, as often as it is asked for

    CaseOutput(CaseDocument* document, Selection* selection, QWidget* window);

    // Which rows of the list are selected; without it, the one that is shown.
    void setSelectedRows(std::function<std::vector<RowId>()> rows) { m_selectedRows = std::move(rows); }
    void writeReport();
    void exportCalls();
    void saveAs();

Q_SIGNALS:
    void working(const QString& sentence);
    void written(const echelle::ui::CaseOutput::Sentence& sentence, const QString& path);
    void refused(const echelle::ui::CaseOutput::Sentence& sentence); // nothing was begun
    void failed(const echelle::Error& error);
    void savedAs(const QString& path); // the case lies there too, and shall be shown from there

private:
    [[nodiscard]] std::vector<RowId> rowsOf(OutputDialog::Scope scope);
    [[nodiscard]] std::vector<RowId> selectedRows() const;
    [[nodiscard]] int listedRows() const;
    // Whether nothing is being written; says so where something is.
    [[nodiscard]] bool isFree();
    [[nodiscard]] QString baseName() const;
    // Empty: cancelled, or refused because an input of the case lies there.
    [[nodiscard]] QString askPath(const QString& title, const QString& name, const QString& suffix,
                                  const QString& filter);
    [[nodiscard]] QString nameOf(OutputDialog::Scope scope, const QString& suffix) const;

    CaseDocument* m_document; // the window's
    Selection* m_selection;   // the window's
    QWidget* m_window;
    std::function<std::vector<RowId>()> m_selectedRows;
    QString m_reportLocale; // chosen apart from the window's; empty: the window's
    ReportJob m_reportJob;
    ExportJob m_exportJob;
    CopyJob m_copyJob;
};

} // namespace echelle::ui
