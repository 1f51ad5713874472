#include "ui/shell/kept_notes.h"

#include "core/store/case_editor.h"
#include "core/store/peer_roles.h"
#include "ui/models/case_document.h"

namespace echelle::ui {

std::optional<store::EventRecord> KeptNotes::eventAt(store::CaseReader& reader, const Where& where) {
    const auto first = reader.eventAt(where.source, where.place);
    for (std::int64_t step = 0; first && step <= where.indexInPlace; ++step) {
        const auto event = reader.event(EventId{first->value + step});
        if (!event || event->source != where.source || event->place != where.place)
            return std::nullopt;
        if (event->indexInPlace == where.indexInPlace)
            return event;
    }
    return std::nullopt;
}

KeptNotes::Where KeptNotes::whereIs(store::CaseReader& reader, EventId event) {
    const auto record = reader.event(event);
    return record ? Where{record->source, record->place, record->indexInPlace} : Where();
}

KeptNotes::KeptNotes(CaseDocument& document) : m_lanes(document.reader().lanes()) {
    store::CaseReader& reader = document.reader();
    m_peers = store::peerRoles(reader.database());
    for (const store::LegLink& link : reader.legLinks())
        m_links.push_back({whereIs(reader, link.eventA), whereIs(reader, link.eventB), link.isJoined});
    for (const store::NoteRecord& note : document.notes()) {
        EventId event = note.event;
        if (!event.isValid())
            if (const auto row = reader.row(note.row))
                event = row->facts.firstEvent;
        m_notes.push_back({note, whereIs(reader, event)});
    }
}

void KeptNotes::putBack(CaseDocument& document) const {
    for (const Kept& kept : m_notes) {
        store::NoteRecord note = kept.note;
        if (const auto event = eventAt(document.reader(), kept.where))
            (note.event.isValid() ? void(note.event = event->id) : void(note.row = event->row));
        (void)document.putNote(note);
    }
    for (const store::LaneSetting& lane : m_lanes)
        (void)document.setLane(lane);
}

Result<bool> KeptNotes::putBackSettings(const std::string& casePath) const {
    if (m_links.empty() && m_peers.empty())
        return false;
    auto reader = store::CaseReader::open(casePath);
    if (!reader)
        return Unexpected(reader.error());
    auto editor = store::CaseEditor::open(casePath);
    if (!editor)
        return Unexpected(editor.error());
    for (const dialog::PeerRole& peer : m_peers)
        if (auto set = editor->setPeerRole(peer.address, peer.isTeams); !set)
            return Unexpected(set.error());
    for (const KeptLink& link : m_links) {
        const auto a = eventAt(*reader, link.a);
        const auto b = eventAt(*reader, link.b);
        if (!a || !b)
            continue;
        if (auto added = editor->addLegLink({a->id, b->id, link.isJoined}); !added)
            return Unexpected(added.error());
    }
    return true;
}

} // namespace echelle::ui
