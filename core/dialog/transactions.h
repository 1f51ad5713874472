#pragma once

#include "core/dialog/dialog_set.h"
#include "core/dialog/key_index.h"
#include "core/dialog/observation.h"

namespace echelle::dialog {

// Puts messages into transactions, hop by hop: RFC 3261 section 17 for what belongs together, model.md "Message and
// sighting" cases 4 and 5 for next hops and retransmissions.
class Transactions {
public:
    // Settles transaction, leg, retransmissionOf and nextHopOf of a message just added to the set in that slot.
    void place(DialogSet& set, std::uint32_t slot, Index message, const sip::Message& m);
    // The transaction that a message would fall into; kNoIndex for none.
    [[nodiscard]] Index find(const DialogSet& set, std::uint32_t slot, const sip::Message& m) const;
    void forget(const DialogSet& set, std::uint32_t slot);

private:
    Index placeRequest(DialogSet& set, std::uint32_t slot, MessageFacts& f, const sip::Message& m);
    Index placeResponse(DialogSet& set, std::uint32_t slot, MessageFacts& f, const sip::Message& m);
    Index open(DialogSet& set, std::uint32_t slot, const MessageFacts& f, const sip::Message& m, sip::Method method);
    void linkHops(DialogSet& set, std::uint32_t slot, Index transaction, const sip::Message& m);

    KeyIndex m_index; // slot, branch, CSeq and method -> transaction of that set
};

// Counts a placed message into its transaction; to be called once per message, after place().
void countMessage(DialogSet& set, Index message, const sip::Message& m);

} // namespace echelle::dialog
