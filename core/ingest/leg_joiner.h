#pragma once

#include "core/dialog/leg_correlator.h"
#include "core/store/database.h"

#include <cstdint>

namespace echelle::ingest {

// The last step of an analysis: makes one row of the rows that are one call (model.md "Joining legs"), as the user's
// links and the messages say, and lists the joins that were not made. The trackers have written all rows; the database
// has its indexes. Costs next to nothing where nothing joins. The result: how many keys
// joined nothing because too many calls have them.
Result<std::uint64_t> joinLegs(store::Database& database, dialog::LegCorrelator& correlator);

} // namespace echelle::ingest
