#include "core/dialog/dialog_set.h"

#include <utility>

namespace echelle::dialog {

void DialogSet::clear() {
    CallFacts kept = std::move(facts); // its lists keep their storage for the next set
    kept.clear();
    std::vector<JoinKeyEntry> keys = std::move(join.keys);
    keys.clear();
    const std::uint32_t next = generation + 1;
    *this = DialogSet();
    facts = std::move(kept);
    join.keys = std::move(keys);
    generation = next;
}

} // namespace echelle::dialog
