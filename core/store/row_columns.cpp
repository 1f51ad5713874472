#include "core/store/row_columns.h"

#include "core/store/columns.h"

namespace echelle::store {

RowRecord readRowColumns(const Statement& s) {
    RowRecord r;
    dialog::RowFacts& f = r.facts;
    f.id = RowId{s.integer(0)};
    f.kind = static_cast<dialog::RowKind>(s.integer(1));
    f.state = static_cast<dialog::RowState>(s.integer(2));
    f.endedBy = static_cast<dialog::EndedBy>(s.integer(3));
    f.isPartial = s.integer(4) != 0;
    f.isFolded = s.integer(5) != 0;
    f.foldReason = s.text(6);
    f.start = timeAt(s, 7);
    f.end = timeAt(s, 8);
    if (!s.isNull(9))
        f.setup = Duration{s.integer(9)};
    if (!s.isNull(10))
        f.talk = Duration{s.integer(10)};
    f.from = s.text(11);
    f.to = s.text(12);
    f.fromDisplay = s.text(13);
    f.toDisplay = s.text(14);
    f.finalStatus = static_cast<int>(s.integer(15));
    f.finalReason = s.text(16);
    f.messages = static_cast<std::uint32_t>(s.integer(17));
    f.sightings = static_cast<std::uint32_t>(s.integer(18));
    f.retransmissions = static_cast<std::uint32_t>(s.integer(19));
    f.legs = static_cast<std::uint32_t>(s.integer(20));
    f.forks = static_cast<std::uint32_t>(s.integer(21));
    f.firstEvent = EventId{s.integer(22)};
    r.worst = static_cast<rules::Severity>(s.integer(23));
    r.causeKey = s.text(24);
    r.causeRule = s.text(25);
    return r;
}

} // namespace echelle::store
