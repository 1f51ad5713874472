#pragma once

#include "core/dialog/leg_correlator.h"
#include "core/store/case_writer.h"
#include "core/store/database.h"

namespace echelle::ingest {

// The last step of an analysis: makes one row of the rows that are one call (model.md "Joining legs"), as the user's
// links and the messages say, and lists the joins that were not made. The trackers have written all rows; the database
// has its indexes. Costs next to nothing where nothing joins.
Result<void> joinLegs(store::Database& database, store::CaseWriter& writer, dialog::LegCorrelator& correlator);

} // namespace echelle::ingest
