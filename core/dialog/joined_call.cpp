#include "core/dialog/joined_call.h"

#include <algorithm>

namespace echelle::dialog {

namespace {
bool isBefore(Timestamp a, Timestamp b) {
    return a.isValid() && (!b.isValid() || a < b);
}

bool isTransferJoin(const LegJoin& join) {
    return join.strategy == "refer-to" || join.strategy == "referred-by" || join.strategy == "replaces";
}

std::size_t callersRow(const JoinedRows& call, const std::vector<Timestamp>& starts) {
    std::size_t best = call.rows.size();
    for (std::size_t i = 0; i < call.rows.size(); ++i) {
        const bool isBroughtAbout =
            std::any_of(call.joins.begin(), call.joins.end(), [&](const LegJoin& j) { return j.b == call.rows[i]; });
        if (!isBroughtAbout && (best == call.rows.size() || isBefore(starts[i], starts[best])))
            best = i;
    }
    return best == call.rows.size() ? 0 : best; // a circle of hops: the oldest
}
} // namespace

CallTree treeOf(const JoinedRows& call, const std::vector<Timestamp>& starts) {
    CallTree tree;
    tree.parts.push_back({call.rows[callersRow(call, starts)], 0, {}, false});
    std::vector<bool> isUsed(call.joins.size());
    for (std::size_t p = 0; p < tree.parts.size(); ++p)
        for (std::size_t j = 0; j < call.joins.size(); ++j) {
            const LegJoin& join = call.joins[j];
            const RowId row = tree.parts[p].row;
            if (isUsed[j] || (join.a != row && join.b != row))
                continue;
            isUsed[j] = true;
            const bool isTransfer = tree.parts[p].isTransfer || isTransferJoin(join);
            tree.parts.push_back({join.a == row ? join.b : join.a, p, join, isTransfer});
        }
    return tree;
}

RowFacts joinedRow(const std::vector<RowFacts>& parts) {
    RowFacts row = parts.front();
    row.failing.clear();
    Timestamp first = row.start;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const RowFacts& part = parts[i];
        row.id = std::min(row.id, part.id);
        for (const std::string& callId : part.callIds)
            if (std::find(row.callIds.begin(), row.callIds.end(), callId) == row.callIds.end())
                row.callIds.push_back(callId);
        if (isBefore(part.start, first)) {
            first = part.start;
            row.firstEvent = part.firstEvent;
        }
        if (part.end.isValid() && (!row.end.isValid() || part.end > row.end))
            row.end = part.end;
        row.messages += part.messages;
        row.sightings += part.sightings;
        row.retransmissions += part.retransmissions;
        row.legs += part.legs;
        row.forks = std::max(row.forks, part.forks);
    }
    row.start = first;
    return row;
}

} // namespace echelle::dialog
