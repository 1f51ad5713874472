#include "core/dialog/call_facts.h"

#include <algorithm>

namespace echelle::dialog {

std::string_view CallFacts::header(Index message, sip::HeaderId id) const {
    // In order of message, since headers are kept as messages come.
    const auto first = std::lower_bound(headers.begin(), headers.end(), message,
                                        [](const HeaderText& h, Index m) { return h.message < m; });
    for (auto it = first; it != headers.end() && it->message == message; ++it)
        if (it->id == id)
            return textOf(it->text);
    return {};
}

bool CallFacts::isTeams(std::uint16_t address) const {
    return !teams.empty() && std::find(teams.begin(), teams.end(), address) != teams.end();
}

LastRequests::LastRequests(const CallFacts& facts) {
    for (const TransactionFacts& t : facts.transactions)
        if (t.request != kNoIndex)
            m_next[place(t)] = std::max(m_next[place(t)], t.request + 1);
}

void CallFacts::clear() {
    callId.clear();
    initiatorTag.clear();
    messages.clear();
    transactions.clear();
    dialogs.clear();
    legs.clear();
    addresses.clear();
    teams.clear();
    logWriters.clear();
    sdps.clear();
    headers.clear();
    agents.clear();
    auth.clear();
    text.clear();
    inputEnd = {};
    isInputEnded = false;
    deciding = kNoIndex;
}

} // namespace echelle::dialog
