#pragma once

#include "core/base/endpoint.h"
#include "core/base/timestamp.h"
#include "core/store/database.h"

#include <string_view>

namespace echelle::store {

// Values that stand in more than one column, or may be absent, in one way for all queries.

// Both tables that hold sightings in the columns of the second.
inline constexpr std::string_view kAllSightings =
    "SELECT id, id AS message, place, position, time_ns, flow, 0 AS relation, ip_id FROM message UNION ALL "
    "SELECT id, message, place, position, time_ns, flow, relation, ip_id FROM sighting";

[[nodiscard]] inline Timestamp timeAt(const Statement& s, int column) {
    return s.isNull(column) ? Timestamp{} : Timestamp{s.integer(column)};
}

// From the columns address, port and device that begin there.
[[nodiscard]] inline Endpoint endpointAt(const Statement& s, int column) {
    Endpoint e;
    e.address = IpAddress::parse(s.text(column)).value_or(IpAddress{});
    e.port = static_cast<std::uint16_t>(s.integer(column + 1));
    e.device = static_cast<std::int32_t>(s.integer(column + 2));
    return e;
}

} // namespace echelle::store
