#pragma once

#ifndef Q_MOC_RUN // Qt 6.4's moc stumbles over <concepts> where it comes before any other header
#include <compare>
#endif
#include <cstdint>
#include <functional>

namespace echelle {

// A number that is given once and never reused; the tag keeps ids of different things apart. 0 means none.
template <typename Tag>
struct Id {
    std::int64_t value = 0;
    [[nodiscard]] constexpr bool isValid() const { return value != 0; }
    friend auto operator<=>(Id, Id) = default;
};

using SourceId = Id<struct SourceTag>;
using EventId = Id<struct EventTag>; // messages, packets, record rows, state notes: one id space (model.md)
using RowId = Id<struct RowTag>;     // a row of the list: call, registration, connection ...
using LegId = Id<struct LegTag>;
using FindingId = Id<struct FindingTag>;
using NoteId = Id<struct NoteTag>;
using StreamId = Id<struct StreamTag>; // RTP streams

} // namespace echelle

template <typename Tag>
struct std::hash<echelle::Id<Tag>> {
    std::size_t operator()(echelle::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
