#include "ui/models/case_document.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace echelle::ui {

CaseDocument::CaseDocument(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)), m_locale(u"en"_s) {}
CaseDocument::~CaseDocument() = default;

Result<void> CaseDocument::open(const QString& path) {
    auto reader = store::CaseReader::open(path.toStdString());
    if (!reader)
        return Unexpected(reader.error());
    Q_EMIT caseAboutToChange();
    m_editor.reset();
    m_reader = std::make_shared<store::CaseReader>(std::move(*reader));
    m_sources = m_reader->sources();
    m_totals = m_reader->totals();
    m_notes = m_reader->notes();
    m_filter = {};
    Q_EMIT caseChanged();
    return {};
}

void CaseDocument::close() {
    if (!isOpen())
        return;
    Q_EMIT caseAboutToChange();
    m_editor.reset();
    m_reader.reset();
    m_sources.clear();
    m_notes.clear();
    m_totals = {};
    m_filter = {};
    Q_EMIT caseChanged();
}

QString CaseDocument::path() const {
    return m_reader ? QString::fromStdString(m_reader->path()) : QString();
}

std::uint64_t CaseDocument::unreadTls() const {
    std::uint64_t count = 0;
    for (const store::SourceRecord& source : m_sources)
        for (const ImportLog::Item& item : source.log)
            count += item.code == diag::kTlsUnread || item.code == diag::kTlsNoSecret ? item.count : 0;
    return count;
}

void CaseDocument::setLocale(const QString& locale) {
    if (m_locale == locale)
        return;
    m_locale = locale;
    Q_EMIT localeChanged();
}

QString CaseDocument::causeTitle(const std::string& key, RowId row) const {
    const QString name = QString::fromStdString(key);
    const QString title = m_catalog->text(name, m_locale).title;
    if (!m_reader || !title.contains(u'{')) // most have no values
        return title;
    for (const rules::Finding& finding : m_reader->findings({row}))
        if (rules::leadingKey(finding) == key)
            return m_catalog->text(name, m_locale, finding.arguments).title;
    return title;
}

void CaseDocument::setFilter(const store::RowFilter& filter) {
    m_filter = filter;
    Q_EMIT filterChanged();
}

bool CaseDocument::isFiltered() const {
    return !m_filter.states.empty() || !m_filter.kinds.empty() || !m_filter.text.empty() || m_filter.from.isValid() ||
           m_filter.to.isValid() || !m_filter.causeKey.empty() || !m_filter.ids.empty();
}

void CaseDocument::setTimeMode(TimeMode mode) {
    if (m_timeMode == mode)
        return;
    m_timeMode = mode;
    Q_EMIT timeModeChanged();
}

const store::NoteRecord* CaseDocument::noteOf(EventId event, RowId row) const {
    const auto note = std::find_if(m_notes.begin(), m_notes.end(), [&](const store::NoteRecord& n) {
        return event.isValid() ? n.event == event : !n.event.isValid() && n.row == row;
    });
    return note == m_notes.end() ? nullptr : &*note;
}

Result<store::CaseEditor*> CaseDocument::editor() {
    if (!m_editor) {
        auto opened = store::CaseEditor::open(m_reader->path());
        if (!opened)
            return Unexpected(opened.error());
        m_editor.emplace(std::move(*opened));
    }
    return &*m_editor;
}

void CaseDocument::readNotes() {
    m_notes = m_reader->notes();
    Q_EMIT notesChanged();
}

Result<NoteId> CaseDocument::putNote(const store::NoteRecord& note) {
    auto writer = editor();
    if (!writer)
        return Unexpected(writer.error());
    auto id = (*writer)->addNote(note);
    if (id)
        readNotes();
    return id;
}

Result<void> CaseDocument::changeNote(NoteId id, const QString& text) {
    auto writer = editor();
    if (!writer)
        return Unexpected(writer.error());
    auto done = (*writer)->changeNote(id, text.toStdString());
    if (done)
        readNotes();
    return done;
}

Result<void> CaseDocument::removeNote(NoteId id) {
    auto writer = editor();
    if (!writer)
        return Unexpected(writer.error());
    auto done = (*writer)->removeNote(id);
    if (done)
        readNotes();
    return done;
}

Result<void> CaseDocument::setLane(const store::LaneSetting& lane) {
    auto writer = editor();
    if (!writer)
        return Unexpected(writer.error());
    auto done = (*writer)->setLane(lane);
    if (done)
        Q_EMIT lanesChanged();
    return done;
}

Result<void> CaseDocument::resetLanes() {
    auto writer = editor();
    if (!writer)
        return Unexpected(writer.error());
    auto done = (*writer)->resetLanes();
    if (done)
        Q_EMIT lanesChanged();
    return done;
}

} // namespace echelle::ui
