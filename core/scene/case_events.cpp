#include "core/scene/case_events.h"

#include "core/store/peer_roles.h"

namespace echelle::scene {

void CaseEvents::eachEvent(const std::vector<RowId>& rows,
                           const std::function<bool(const store::EventRecord&)>& visit) {
    m_reader->eachEvent(rows, visit);
}

std::string CaseEvents::bytes(EventId id) {
    return m_reader->bytes(id);
}

std::vector<EventId> CaseEvents::failingEvents(const std::vector<RowId>& rows) {
    return m_reader->failingEvents(rows);
}

std::vector<rules::Finding> CaseEvents::findings(const std::vector<RowId>& rows) {
    return m_reader->findings(rows);
}

std::vector<store::NoteRecord> CaseEvents::notes() {
    return m_reader->notes();
}

std::vector<store::LaneSetting> CaseEvents::lanes() {
    return m_reader->lanes();
}

std::vector<dialog::PeerRole> CaseEvents::peerRoles() {
    return store::peerRoles(m_reader->database());
}

std::map<std::string, std::string> CaseEvents::resolvedNames() {
    return m_reader->resolvedNames();
}

std::vector<std::pair<IpAddress, std::string>> CaseEvents::capturedNames() {
    std::vector<std::pair<IpAddress, std::string>> names;
    for (const store::SourceRecord& source : m_reader->sources()) {
        for (const ImportLog::Item& item : source.log) {
            const std::size_t blank = item.detail.find(' ');
            if (item.code != diag::kCaptureName || blank == std::string::npos)
                continue;
            if (const auto address = IpAddress::parse(std::string_view(item.detail).substr(0, blank)))
                names.emplace_back(*address, item.detail.substr(blank + 1));
        }
    }
    return names;
}

} // namespace echelle::scene
