#pragma once

#include "core/scene/event_source.h"
#include "core/store/case_reader.h"

#include <memory>

namespace echelle::scene {

// The events of a case. Reads on the thread that the reader belongs to.
class CaseEvents : public EventSource {
public:
    explicit CaseEvents(std::shared_ptr<store::CaseReader> reader) : m_reader(std::move(reader)) {}
    // Borrows a reader that lives longer.
    explicit CaseEvents(store::CaseReader& reader) : m_reader(&reader, [](store::CaseReader*) {}) {}

    void eachEvent(const std::vector<RowId>& rows,
                   const std::function<bool(const store::EventRecord&)>& visit) override;
    [[nodiscard]] std::string bytes(EventId id) override;
    [[nodiscard]] std::vector<EventId> failingEvents(const std::vector<RowId>& rows) override;
    [[nodiscard]] std::vector<rules::Finding> findings(const std::vector<RowId>& rows) override;
    [[nodiscard]] std::vector<store::NoteRecord> notes() override;
    [[nodiscard]] std::vector<store::LaneSetting> lanes() override;
    [[nodiscard]] std::vector<dialog::PeerRole> peerRoles() override;
    [[nodiscard]] std::map<std::string, std::string> resolvedNames() override;
    [[nodiscard]] std::vector<std::pair<IpAddress, std::string>> capturedNames() override;

private:
    std::shared_ptr<store::CaseReader> m_reader; // shared with whatever else reads the case
};

} // namespace echelle::scene
