#pragma once

#include "core/dialog/analysis.h"
#include "core/dialog/leg_correlator.h"

#include <vector>

namespace echelle::dialog {

// How the rows of a joined call hang together: the caller's first, each after the one it is joined to.
struct CallTree {
    struct Part {
        RowId row;
        std::size_t parent = 0;  // of the first: itself
        LegJoin join;            // to the parent; empty for the first
        bool isTransfer = false; // joined by a REFER or Replaces, or behind one that is: no branch of the first call
    };
    std::vector<Part> parts;
};

// starts: of the rows, as in call.rows. The caller's row is the one that no other brought about; of several the first.
[[nodiscard]] CallTree treeOf(const JoinedRows& call, const std::vector<Timestamp>& starts);

// The one row of a joined call (verdicts.md "Outcome of a call": what the caller's leg got). parts: in the tree's
// order. The id is the lowest of all. failing is left empty: what failed is told by the findings of all parts.
[[nodiscard]] RowFacts joinedRow(const std::vector<RowFacts>& parts);

} // namespace echelle::dialog
