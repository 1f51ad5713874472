#pragma once

#include "ui/jobs/import_job.h"
#include "ui/jobs/join_job.h"
#include "ui/shell/kept_notes.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace echelle::ui {

class CaseDocument;

// Gets files into the window: a case is opened, anything else is read into a case of the user's cache folder, in the
// background. What went wrong is told as errors, which the window says in its language.
class CaseOpener : public QObject {
    Q_OBJECT

public:
    explicit CaseOpener(CaseDocument* document, QObject* parent = nullptr);

    // A resource path is a sample. The case shown so far makes room at once.
    void open(const QStringList& inputs);
    void add(const QStringList& inputs); // to the case that is open
    // Reads the inputs of the open case again, with another zone or year for logs that do not tell, or with further
    // keys for TLS; notes are kept, and so is what was set before.
    void readAgain(const logs::TimeSettings& time);
    void decrypt(const QStringList& keyFiles);
    // Keeps the user's word on two legs and analyses the open case by it.
    void link(const store::LegLink& wanted);
    // Keeps the user's word on who an address is and analyses the open case by it; event: to go back to.
    void setPeer(const dialog::PeerRole& role, EventId event);
    void cancel();
    [[nodiscard]] bool isImporting() const { return m_job.isRunning() || m_joinJob.isRunning(); }
    [[nodiscard]] const QStringList& inputs() const { return m_inputs; } // of the case that is open

Q_SIGNALS:
    void importStarted();
    void importProgressed(const echelle::ui::ImportJob::Progress& progress);
    void rowsFound(const std::vector<echelle::store::RowRecord>& rows);
    void importEnded(bool isCancelled);
    void opened();
    void linked(echelle::EventId event); // after opened(): a message of the legs
    void told(const std::vector<echelle::Error>& errors, bool isNothingShown);

private:
    void openCase(const QString& path);
    void readAgain();
    void start(ImportJob::Request request);
    void finish(const ImportJob::Outcome& outcome);
    void finishLink(const Result<void>& result);
    [[nodiscard]] Result<QStringList> unpackedSamples(const QStringList& inputs);

    CaseDocument* m_document; // the window's
    ImportJob m_job;
    JoinJob m_joinJob;
    EventId m_linkedEvent;
    QStringList m_inputs;      // of the case that is open
    logs::TimeSettings m_time; // that it was read with
    QStringList m_keyFiles;
    QStringList m_reading; // of the import that runs
    QString m_pathBefore;  // the case to go back to when the import is cancelled or gives nothing
    QStringList m_inputsBefore;
    KeptNotes m_keptNotes; // while inputs are read again
};

} // namespace echelle::ui
