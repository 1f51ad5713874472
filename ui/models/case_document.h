#pragma once

#include "core/catalog/catalog.h"
#include "core/store/case_editor.h"
#include "core/store/case_reader.h"
#include "ui/models/words.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace echelle::ui {

// The case that a window shows, with what is set about its showing: language, filter, time mode. All views hear of
// changes from here. Lives on the window's thread; so does its connection to the case.
class CaseDocument : public QObject {
    Q_OBJECT

public:
    explicit CaseDocument(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent = nullptr);
    ~CaseDocument() override;

    // Shows another case. Errors as CaseReader::open has them; the case shown so far then stays.
    Result<void> open(const QString& path);
    void close();
    [[nodiscard]] bool isOpen() const { return m_reader != nullptr; }
    [[nodiscard]] QString path() const;
    // Only while isOpen(). Valid until caseAboutToChange().
    [[nodiscard]] store::CaseReader& reader() { return *m_reader; }
    [[nodiscard]] std::shared_ptr<store::CaseReader> sharedReader() { return m_reader; }
    [[nodiscard]] const std::vector<store::SourceRecord>& sources() const { return m_sources; }
    [[nodiscard]] const store::CaseTotals& totals() const { return m_totals; }
    [[nodiscard]] std::uint64_t unreadTls() const; // connections that a key log might open

    [[nodiscard]] const catalog::Catalog& catalog() const { return *m_catalog; }
    [[nodiscard]] std::shared_ptr<const catalog::Catalog> sharedCatalog() const { return m_catalog; }
    [[nodiscard]] const QString& locale() const { return m_locale; }
    void setLocale(const QString& locale);
    [[nodiscard]] QString sentence(const Error& error) const { return m_catalog->sentence(error, m_locale); }
    // Of a catalog key that a finding of the row speaks with, with that finding's values.
    [[nodiscard]] QString causeTitle(const std::string& key, RowId row) const;

    [[nodiscard]] const store::RowFilter& filter() const { return m_filter; }
    void setFilter(const store::RowFilter& filter);
    [[nodiscard]] bool isFiltered() const; // anything hidden beside folded rows

    [[nodiscard]] TimeMode timeMode() const { return m_timeMode; }
    void setTimeMode(TimeMode mode);

    [[nodiscard]] const std::vector<store::NoteRecord>& notes() const { return m_notes; }
    [[nodiscard]] const store::NoteRecord* noteOf(EventId event, RowId row) const; // nullptr where there is none
    // The first change opens the case for writing. Error kCaseReadOnly: save it elsewhere first.
    Result<NoteId> putNote(const store::NoteRecord& note);
    Result<void> changeNote(NoteId id, const QString& text);
    Result<void> removeNote(NoteId id);
    Result<void> setLane(const store::LaneSetting& lane);
    Result<void> resetLanes();

Q_SIGNALS:
    void caseAboutToChange(); // views let go of what they borrowed
    void caseChanged();
    void filterChanged();
    void notesChanged();
    void lanesChanged();
    void localeChanged();
    void timeModeChanged();

private:
    Result<store::CaseEditor*> editor();
    void readNotes();

    std::shared_ptr<const catalog::Catalog> m_catalog; // shared with jobs that outlive a language change
    std::shared_ptr<store::CaseReader> m_reader;       // shared with the scene of the ladder, on the same thread
    std::optional<store::CaseEditor> m_editor;
    std::vector<store::SourceRecord> m_sources;
    std::vector<store::NoteRecord> m_notes;
    store::CaseTotals m_totals;
    store::RowFilter m_filter;
    QString m_locale;
    TimeMode m_timeMode = TimeMode::SinceStart;
};

} // namespace echelle::ui
