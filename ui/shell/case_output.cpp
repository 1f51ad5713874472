#include "ui/shell/case_output.h"

#include "ui/models/case_document.h"
#include "ui/shell/selection.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

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
        const auto sentence = [path, pages = summary.pages] {
            return tr("%1: %Ln page(s) written.", nullptr, pages).arg(QFileInfo(path).fileName());
        };
        Q_EMIT written(sentence, path);
    });
    connect(&m_reportJob, &ReportJob::failed, this, &CaseOutput::failed);
    connect(&m_exportJob, &ExportJob::exported, this, [this](const exporting::ExportReport& done) {
        const QString path = QString::fromStdString(done.path);
        const auto sentence = [this, path, done] {
            QString text =
                tr("%1: %Ln message(s) written, read back and found equal.", nullptr, static_cast<int>(done.messages))
                    .arg(QFileInfo(path).fileName());
            for (const Error& notice : done.notices)
                text += u'\n' + m_document->sentence(notice);
            return text;
        };
        Q_EMIT written(sentence, path);
    });
    connect(&m_exportJob, &ExportJob::failed, this, &CaseOutput::failed);
    connect(&m_copyJob, &CopyJob::copied, this, &CaseOutput::savedAs);
    connect(&m_copyJob, &CopyJob::failed, this, &CaseOutput::failed);
}

std::vector<RowId> CaseOutput::selectedRows() const {
    std::vector<RowId> rows = m_selectedRows ? m_selectedRows() : std::vector<RowId>();
    // What is shown counts where the list does not have it.
    if (rows.size() < 2)
        rows = m_selection->row().isValid() ? std::vector<RowId>{m_selection->row()} : std::vector<RowId>();
    return rows;
}

std::vector<RowId> CaseOutput::rowsOf(OutputDialog::Scope scope) {
    switch (scope) {
    case OutputDialog::Scope::Selected:
        return selectedRows();
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

QString CaseOutput::nameOf(OutputDialog::Scope scope, const QString& suffix) const {
    // Never the name of the input itself, which often lies in the folder that is proposed.
    const bool isOne = scope == OutputDialog::Scope::Selected && selectedRows().size() == 1;
    const QString what = isOne                ? u"-call-%1"_s.arg(m_selection->row().value)
                         : suffix == "pdf"_L1 ? u"-report"_s
                                              : u"-calls"_s;
    return baseName() + what + u'.' + suffix;
}

int CaseOutput::listedRows() const {
    return static_cast<int>(m_document->reader().countRows(m_document->filter()));
}

bool CaseOutput::isFree() {
    if (!m_document->isOpen())
        return false;
    if (m_reportJob.isRunning() || m_exportJob.isRunning() || m_copyJob.isRunning()) {
        Q_EMIT refused([] { return tr("A file is still being written. Try again when it is done."); });
        return false;
    }
    return true;
}

QString CaseOutput::askPath(const QString& title, const QString& name, const QString& suffix, const QString& filter) {
    QSettings settings;
    QFileDialog dialog(m_window, title, settings.value(kOutputFolder, QDir::homePath()).toString(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setDefaultSuffix(suffix); // before it asks about replacing a file
    dialog.selectFile(name);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {};
    const QString path = dialog.selectedFiles().constFirst();
    const QString real = QFileInfo(path).canonicalFilePath();
    const auto isAt = [&real](const store::SourceRecord& source) {
        return QFileInfo(QString::fromStdString(source.path)).canonicalFilePath() == real;
    };
    const auto& sources = m_document->sources();
    if (!real.isEmpty() && (std::any_of(sources.begin(), sources.end(), isAt) ||
                            QFileInfo(m_document->path()).canonicalFilePath() == real)) {
        Q_EMIT refused([name = QFileInfo(path).fileName()] {
            return tr("%1 belongs to this case and is not written over. Choose another name.").arg(name);
        });
        return {};
    }
    settings.setValue(kOutputFolder, QFileInfo(path).absolutePath());
    return path;
}

void CaseOutput::writeReport() {
    if (!isFree())
        return;
    std::vector<OutputDialog::Locale> locales;
    for (const QString& locale : m_document->catalog().locales())
        locales.push_back({locale, m_document->catalog().localeName(locale)});
    OutputDialog dialog(OutputDialog::Kind::Report, static_cast<int>(selectedRows().size()), listedRows(), locales,
                        m_reportLocale.isEmpty() ? m_document->locale() : m_reportLocale, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString path = askPath(tr("Save the report"), nameOf(dialog.scope(), u"pdf"_s), u"pdf"_s, tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    m_reportLocale = dialog.locale();
    QSettings().setValue(kReportLocale, m_reportLocale);
    report::ReportRequest request;
    request.casePath = m_document->path().toStdString();
    request.rows = rowsOf(dialog.scope());
    if (const std::vector<RowId> rows = selectedRows(); dialog.isComparing() && rows.size() == 2)
        request.compared = {rows.front(), rows.back()};
    request.locale = m_reportLocale;
    request.paper = dialog.isLetter() ? report::PaperSize::Letter : report::PaperSize::A4;
    request.areSecretsShown = dialog.areSecretsShown();
    request.outputPath = path.toStdString();
    Q_EMIT working(tr("Writing %1 …").arg(QFileInfo(path).fileName()));
    m_reportJob.start(request);
}

void CaseOutput::exportCalls() {
    if (!isFree())
        return;
    OutputDialog dialog(OutputDialog::Kind::Export, static_cast<int>(selectedRows().size()), listedRows(), {}, {},
                        m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const bool isCapture = dialog.isCapture();
    const QString suffix = isCapture ? u"pcapng"_s : u"txt"_s;
    const QString path = askPath(tr("Export"), nameOf(dialog.scope(), suffix), suffix,
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
    Q_EMIT working(tr("Writing %1 …").arg(QFileInfo(path).fileName()));
    m_exportJob.start(m_document->path(), std::move(request), isCapture);
}

void CaseOutput::saveAs() {
    if (!isFree())
        return;
    const QString path =
        askPath(tr("Save the case"), baseName() + u".echelle"_s, u"echelle"_s, tr("Echelle case (*.echelle)"));
    if (path.isEmpty())
        return;
    Q_EMIT working(tr("Writing %1 …").arg(QFileInfo(path).fileName()));
    m_copyJob.start(m_document->path(), path);
}

} // namespace echelle::ui
