#pragma once

#include "core/dialog/dialog_set.h"

namespace echelle::dialog {

// Follows dialogs (RFC 3261 section 12), offers and answers (RFC 3264, RFC 6337), holds and transfers: sets sdpRole and
// note of a placed message that is no retransmission.
void followSession(DialogSet& set, Index message, const sip::Message& m);

// The INVITE transaction on the same hop that an ACK or PRACK belongs to; kNoIndex where it was not seen.
[[nodiscard]] Index inviteOf(const CallFacts& facts, const TransactionFacts& request, std::uint32_t cseq);

} // namespace echelle::dialog
