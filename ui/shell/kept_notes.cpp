#include "ui/shell/kept_notes.h"

#include "ui/models/case_document.h"

namespace echelle::ui {

namespace {

std::optional<store::EventRecord> eventAt(store::CaseReader& reader, SourceId source, Place place,
                                          std::uint32_t indexInPlace) {
    const auto first = reader.eventAt(source, place);
    for (std::int64_t step = 0; first && step <= indexInPlace; ++step) {
        const auto event = reader.event(EventId{first->value + step});
        if (!event || event->source != source || event->place != place)
            return std::nullopt;
        if (event->indexInPlace == indexInPlace)
            return event;
    }
    return std::nullopt;
}

} // namespace

KeptNotes::KeptNotes(CaseDocument& document) : m_lanes(document.reader().lanes()) {
    store::CaseReader& reader = document.reader();
    for (const store::NoteRecord& note : document.notes()) {
        EventId event = note.event;
        if (!event.isValid())
            if (const auto row = reader.row(note.row))
                event = row->facts.firstEvent;
        Kept kept{.note = note, .source = {}, .place = {}};
        if (const auto record = reader.event(event)) {
            kept.source = record->source;
            kept.place = record->place;
            kept.indexInPlace = record->indexInPlace;
        }
        m_notes.push_back(std::move(kept));
    }
}

void KeptNotes::putBack(CaseDocument& document) const {
    for (const Kept& kept : m_notes) {
        store::NoteRecord note = kept.note;
        if (const auto event = eventAt(document.reader(), kept.source, kept.place, kept.indexInPlace))
            (note.event.isValid() ? void(note.event = event->id) : void(note.row = event->row));
        (void)document.putNote(note);
    }
    for (const store::LaneSetting& lane : m_lanes)
        (void)document.setLane(lane);
}

} // namespace echelle::ui
