#include "ui/shell/case_output.h"

#include "ui/models/case_document.h"
#include "ui/shell/selection.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr auto kReportLocale = "report/locale"_L1;
constexpr auto kOutputFolder = "folder/output"_L1;
} // namespace

CaseOutput::CaseOutput(CaseDocument* document, Selection* selection, QWidget* window)
    : QObject(window)
    , m_document(document)
    , m_selection(selection)
    , m_window(window)
    , m_reportLocale(QSettings().value(kReportLocale).toString())
    , m_reportJob(document->sharedCatalog()) {
    connect(&m_reportJob, &ReportJob::written, this, [this](const QString& path, const report::ReportSummary& summary) {
        Q_EMIT written(tr("%1: %n page(s) written.", nullptr, summary.pages).arg(QFileInfo(path).fileName()));
    });
    connect(&m_reportJob, &ReportJob::failed, this, &CaseOutput::failed);
    connect(&m_exportJob, &ExportJob::exported, this, [this](const exporting::ExportReport& done) {
        QString sentence =
            tr("%1: %n message(s) written, read back and found equal.", nullptr, static_cast<int>(done.messages))
                .arg(QFileInfo(QString::fromStdString(done.path)).fileName());
        for (const Error& notice : done.notices)
            sentence += u'\n' + m_document->sentence(notice);
        Q_EMIT written(sentence);
    });
    connect(&m_exportJob, &ExportJob::failed, this, &CaseOutput::failed);
    connect(&m_copyJob, &CopyJob::copied, this, &CaseOutput::savedAs);
    connect(&m_copyJob, &CopyJob::failed, this, &CaseOutput::failed);
}

std::vector<RowId> CaseOutput::rowsOf(OutputDialog::Scope scope) {
    switch (scope) {
    case OutputDialog::Scope::Selected:
        return {m_selection->row()};
    case OutputDialog::Scope::Filtered:
        return m_document->reader().rowIds(m_document->filter(), store::RowSort::Start, false);
    case OutputDialog::Scope::All:
        break;
    }
    return {};
}

QString CaseOutput::baseName() const {
    const auto& sources = m_document->sources();
    return sources.empty() ? u"echelle"_s : QFileInfo(QString::fromStdString(sources.front().path)).completeBaseName();
}

QString CaseOutput::askPath(const QString& title, const QString& suffix, const QString& filter) {
    QSettings settings;
    const QString folder = settings.value(kOutputFolder, QDir::homePath()).toString();
    QString path = QFileDialog::getSaveFileName(m_window, title, folder + u'/' + baseName() + u'.' + suffix, filter);
    if (path.isEmpty())
        return path;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + suffix;
    settings.setValue(kOutputFolder, QFileInfo(path).absolutePath());
    return path;
}

void CaseOutput::writeReport() {
    std::vector<OutputDialog::Locale> locales;
    for (const QString& locale : m_document->catalog().locales())
        locales.push_back({locale, m_document->catalog().localeName(locale)});
    OutputDialog dialog(OutputDialog::Kind::Report, m_selection->row().isValid(), locales,
                        m_reportLocale.isEmpty() ? m_document->locale() : m_reportLocale, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString path = askPath(tr("Save the report"), u"pdf"_s, tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    m_reportLocale = dialog.locale();
    QSettings().setValue(kReportLocale, m_reportLocale);
    report::ReportRequest request;
    request.casePath = m_document->path().toStdString();
    request.rows = rowsOf(dialog.scope());
    request.locale = m_reportLocale;
    request.paper = dialog.isLetter() ? report::PaperSize::Letter : report::PaperSize::A4;
    request.areSecretsShown = dialog.areSecretsShown();
    request.outputPath = path.toStdString();
    m_reportJob.start(request);
}

void CaseOutput::exportCalls() {
    OutputDialog dialog(OutputDialog::Kind::Export, m_selection->row().isValid(), {}, {}, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const bool isCapture = dialog.isCapture();
    const QString path = askPath(tr("Export"), isCapture ? u"pcapng"_s : u"txt"_s,
                                 isCapture ? tr("Capture (*.pcapng)") : tr("Text (*.txt)"));
    if (path.isEmpty())
        return;
    exporting::ExportRequest request;
    request.rows = rowsOf(dialog.scope());
    request.path = path.toStdString();
    if (!dialog.areSecretsShown())
        request.hidden = [words = tr("hidden, %1 characters")](std::size_t length) {
            return words.arg(length).toStdString();
        };
    m_exportJob.start(m_document->path(), std::move(request));
}

void CaseOutput::saveAs() {
    const QString path = askPath(tr("Save the case"), u"echelle"_s, tr("Echelle case (*.echelle)"));
    if (!path.isEmpty() && path != m_document->path())
        m_copyJob.start(m_document->path(), path);
}

} // namespace echelle::ui
