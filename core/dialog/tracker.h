#pragma once

#include "core/dialog/analysis.h"
#include "core/dialog/observation.h"
#include "core/dialog/peer_role.h"

#include <memory>
#include <vector>

namespace echelle::dialog {

struct CallFacts; // call_facts.h: what the rules read
struct JoinFacts; // join_keys.h: what a call's legs are joined by

// Hears what the tracker has finished. Rows come when they end (dialogs that ended leave memory: Timer K, 64*T1) and at
// finish(); a row comes once, after its legs.
class AnalysisSink {
public:
    virtual ~AnalysisSink() = default;
    virtual void onLeg(const LegFacts& leg) = 0;
    // facts: all the rules need of this row; valid during the call.
    virtual void onRow(const RowFacts& row, const CallFacts& facts) = 0;
    // Of rows of kind call, before onRow; valid during the call.
    virtual void onJoinFacts(const JoinFacts& facts) { (void)facts; }
};

// Follows transactions, dialogs (forks too), offers and answers, and puts each message into its leg and row: cases 4
// and 5 of model.md "Message and sighting", and "Leg, call, row". Messages come in the case's order. Analysis layer:
// may be run again over the stored messages at any time, with the same answers.
class Tracker {
public:
    // sink outlives the tracker. roles: what the user said of addresses.
    explicit Tracker(AnalysisSink& sink, std::vector<PeerRole> roles = {});
    ~Tracker();
    Tracker(const Tracker&) = delete;
    Tracker& operator=(const Tracker&) = delete;

    // id: that of the message (its first sighting is the observation). Row and leg ids count from 1.
    Placement track(EventId id, const Observation& observation);
    // A further sighting of a message already tracked: counted; a translated copy gives its addresses to the first leg.
    void addSighting(EventId message, const Observation& observation, SightingRelation relation);
    // The inputs end here: everything still open is given out. lastTime: the latest time of any packet or line.
    void finish(Timestamp lastTime);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::dialog
