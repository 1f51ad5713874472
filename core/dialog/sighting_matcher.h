#pragma once

#include "core/dialog/observation.h"

#include <memory>

namespace echelle::dialog {

// Tells whether a record is a new message or a further sighting of one seen before: cases 1 to 3 of model.md "Message
// and sighting", in that order. Records come in order of time (records without time in file order). Evidence layer: its
// answers are stored once. Keeps what is needed for the longest window (2 s) and forgets the rest.
class SightingMatcher {
public:
    struct Match {
        EventId message; // none: a new message
        SightingRelation relation = SightingRelation::First;
    };

    SightingMatcher();
    ~SightingMatcher();
    SightingMatcher(const SightingMatcher&) = delete;
    SightingMatcher& operator=(const SightingMatcher&) = delete;

    [[nodiscard]] Match match(const Observation& observation);
    // After a match of none: the id that the new message was given.
    void remember(EventId id, const Observation& observation);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::dialog
