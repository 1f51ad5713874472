#pragma once

#include "core/dialog/peer_role.h"
#include "core/store/case_types.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace echelle::scene {

// Where a scene gets its events from: a case (CaseEvents), or events that a test has written down. Used on one thread.
class EventSource {
public:
    virtual ~EventSource() = default;

    // Events of these rows of the list in the case's order, without their bytes; false stops. No rows given: all.
    virtual void eachEvent(const std::vector<RowId>& rows,
                           const std::function<bool(const store::EventRecord&)>& visit) = 0;
    [[nodiscard]] virtual std::string bytes(EventId id) = 0; // empty where there are none
    [[nodiscard]] virtual std::vector<EventId> failingEvents(const std::vector<RowId>& rows) = 0;
    [[nodiscard]] virtual std::vector<rules::Finding> findings(const std::vector<RowId>& rows) = 0;
    [[nodiscard]] virtual std::vector<store::NoteRecord> notes() = 0;
    [[nodiscard]] virtual std::vector<store::LaneSetting> lanes() = 0;
    // What the user said of addresses.
    [[nodiscard]] virtual std::vector<dialog::PeerRole> peerRoles() { return {}; }
    // Names that were looked up, by address as text.
    [[nodiscard]] virtual std::map<std::string, std::string> resolvedNames() { return {}; }
    // Names of addresses that the captures themselves hold.
    [[nodiscard]] virtual std::vector<std::pair<IpAddress, std::string>> capturedNames() { return {}; }
};

} // namespace echelle::scene
