#include "ui/shell/case_opener.h"

#include "ui/jobs/case_location.h"
#include "ui/models/case_document.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace echelle::ui {

CaseOpener::CaseOpener(CaseDocument* document, QObject* parent)
    : QObject(parent), m_document(document), m_job(document->sharedCatalog()), m_joinJob(document->sharedCatalog()) {
    connect(&m_job, &ImportJob::progressed, this, &CaseOpener::importProgressed);
    connect(&m_job, &ImportJob::rowsFound, this, &CaseOpener::rowsFound);
    connect(&m_job, &ImportJob::finished, this, &CaseOpener::finish);
    connect(&m_joinJob, &JoinJob::finished, this, &CaseOpener::finishLink);
}

// Samples lie inside the program; the import reads files.
Result<QStringList> CaseOpener::unpackedSamples(const QStringList& inputs) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/samples/"_s;
    QStringList paths;
    for (const QString& input : inputs) {
        if (!input.startsWith(u":/"_s)) {
            paths << QFileInfo(input).absoluteFilePath();
            continue;
        }
        const QString path = folder + QFileInfo(input).fileName();
        QFile::remove(path);
        if (!QDir().mkpath(folder) || !QFile::copy(input, path))
            return Unexpected(Error{std::string(diag::kOutputForbidden), path.toStdString(), {}});
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        paths << path;
    }
    return paths;
}

void CaseOpener::open(const QStringList& inputs) {
    if (inputs.isEmpty())
        return;
    m_keptNotes = {};
    m_time = {};
    m_keyFiles.clear();
    const auto paths = unpackedSamples(inputs);
    if (!paths) {
        Q_EMIT told({paths.error()}, !m_document->isOpen());
        return;
    }
    const auto database = std::find_if(paths->begin(), paths->end(), isDatabase);
    if (database != paths->end() && paths->size() > 1) {
        Q_EMIT told({{std::string(diag::kCaseNotAlone), database->toStdString(), {}}}, !m_document->isOpen());
        return;
    }
    if (database != paths->end())
        return openCase(*database);
    ImportJob::Request request;
    request.inputs = *paths;
    start(std::move(request));
}

void CaseOpener::openCase(const QString& path) {
    m_job.cancel();
    if (const auto done = m_document->open(path); !done) {
        Q_EMIT told({done.error()}, !m_document->isOpen());
        return;
    }
    m_inputs = {path};
    Q_EMIT opened();
}

void CaseOpener::add(const QStringList& inputs) {
    if (!m_document->isOpen() || inputs.isEmpty())
        return open(inputs);
    ImportJob::Request request;
    request.inputs = inputs;
    request.addTo = m_document->path();
    request.keyFiles = m_keyFiles;
    start(std::move(request));
}

void CaseOpener::readAgain(const logs::TimeSettings& time) {
    m_time = time;
    readAgain();
}

void CaseOpener::decrypt(const QStringList& keyFiles) {
    m_keyFiles << keyFiles;
    m_keyFiles.removeDuplicates();
    readAgain();
}

void CaseOpener::readAgain() {
    if (!m_document->isOpen())
        return;
    ImportJob::Request request;
    for (const store::SourceRecord& source : m_document->sources())
        request.inputs << QString::fromStdString(source.path);
    request.time = m_time;
    request.keyFiles = m_keyFiles;
    request.isForced = true;
    m_keptNotes = KeptNotes(*m_document);
    start(std::move(request));
}

void CaseOpener::start(ImportJob::Request request) {
    m_job.cancel();
    m_pathBefore = m_document->path();
    m_inputsBefore = m_inputs;
    m_reading = request.addTo.isEmpty() ? request.inputs : m_inputs + request.inputs;
    m_document->close();
    Q_EMIT importStarted();
    m_job.start(std::move(request));
}

void CaseOpener::link(const store::LegLink& wanted) {
    if (!m_document->isOpen() || isImporting())
        return;
    m_pathBefore = m_document->path();
    m_linkedEvent = wanted.eventA;
    m_document->close();
    Q_EMIT importStarted();
    m_joinJob.start(m_pathBefore, wanted);
}

void CaseOpener::setPeer(const dialog::PeerRole& role, EventId event) {
    if (!m_document->isOpen() || isImporting())
        return;
    m_pathBefore = m_document->path();
    m_linkedEvent = event;
    m_document->close();
    Q_EMIT importStarted();
    m_joinJob.start(m_pathBefore, role);
}

void CaseOpener::finishLink(const Result<void>& result) {
    if (m_job.isRunning())
        return; // something else is being opened by now
    Q_EMIT importEnded(false);
    if (m_document->isOpen())
        return; // or is open
    std::vector<Error> errors;
    if (!result)
        errors.push_back(result.error());
    const auto done = m_document->open(m_pathBefore);
    if (done) {
        std::exchange(m_keptNotes, {}).putBack(*m_document);
        Q_EMIT opened();
        if (m_linkedEvent.isValid())
            Q_EMIT linked(m_linkedEvent);
    } else {
        errors.push_back(done.error());
    }
    if (!errors.empty())
        Q_EMIT told(errors, !done);
}

void CaseOpener::cancel() {
    m_job.cancel();
}

void CaseOpener::finish(const ImportJob::Outcome& outcome) {
    Q_EMIT importEnded(outcome.isCancelled);
    std::vector<Error> errors = outcome.errors;
    bool isShown = false;
    if (!outcome.casePath.isEmpty()) {
        // Links of legs and roles of peers are what the analysis goes by: it is made once more where there were any.
        const auto settings = m_keptNotes.putBackSettings(outcome.casePath.toStdString());
        if (!settings)
            errors.push_back(settings.error());
        if (settings && *settings) {
            m_inputs = m_reading;
            m_pathBefore = outcome.casePath;
            m_linkedEvent = {};
            Q_EMIT importStarted();
            m_joinJob.analyse(outcome.casePath);
            if (!errors.empty())
                Q_EMIT told(errors, false);
            return;
        }
        if (const auto done = m_document->open(outcome.casePath); done)
            isShown = true;
        else
            errors.push_back(done.error());
    }
    if (isShown) {
        m_inputs = m_reading;
        std::exchange(m_keptNotes, {}).putBack(*m_document);
        Q_EMIT opened();
    } else if (!m_pathBefore.isEmpty() && m_document->open(m_pathBefore)) {
        m_inputs = m_inputsBefore;
        Q_EMIT opened();
    }
    if (!errors.empty())
        Q_EMIT told(errors, !isShown);
}

} // namespace echelle::ui
