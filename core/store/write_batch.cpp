#include "core/store/case_writer.h"

#include <algorithm>

namespace echelle::store {

const rules::Finding* leadingCause(const std::vector<rules::Finding>& findings) {
    for (const rules::Finding& f : findings)
        if (f.role == rules::FindingRole::Cause && !f.explainedBy.isValid())
            return &f;
    return nullptr;
}

rules::Severity worstSeverity(const std::vector<rules::Finding>& findings) {
    rules::Severity worst = rules::Severity::None;
    for (const rules::Finding& f : findings)
        worst = std::max(worst, f.severity);
    return worst;
}

RawPlace WriteBatch::keep(std::string_view bytes) {
    const RawPlace place{raw.size(), bytes.size()};
    raw += bytes;
    return place;
}

void WriteBatch::clear() {
    messages.clear();
    sightings.clear();
    connections.clear();
    packets.clear();
    records.clear();
    roles.clear();
    packetRoles.clear();
    legs.clear();
    rows.clear();
    raw.clear();
}

} // namespace echelle::store
