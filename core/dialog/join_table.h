#pragma once

#include "core/dialog/join_keys.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace echelle::dialog {

// JoinFacts of all calls of a case, as small as can be: under a hundred bytes each and 24 for each key.
class JoinTable {
public:
    static constexpr std::uint32_t kNoHost = 0xffffffff;

    struct Set {
        RowId row;
        EventId first;
        EventId invite;
        std::uint64_t callId = 0;
        std::uint64_t branch = 0;
        std::uint64_t origin = 0;
        Timestamp invited;
        Timestamp lastInvited;
        Timestamp responded;
        std::uint32_t target = 0;
        std::uint32_t calledNumber = 0;
        std::uint32_t callingNumber = 0;
        std::uint32_t senderHost = kNoHost;
        std::uint32_t receiverHost = kNoHost;
        std::uint16_t senderPort = 0;
        std::uint16_t receiverPort = 0;
        bool isCalledShort = false;
        bool isOriginLong = false;
    };
    struct Key {
        std::uint64_t hash = 0;
        EventId event;
        std::uint32_t set = 0;
        JoinKey key = JoinKey::SessionId;
    };

    void add(const JoinFacts& facts);
    // In order of rows from now on, whichever ended first.
    void sort();

    [[nodiscard]] const std::vector<Set>& sets() const { return m_sets; }
    [[nodiscard]] const std::vector<Key>& keys() const { return m_keys; } // of a set together
    [[nodiscard]] std::uint32_t hostOf(const Endpoint& e) const;          // kNoHost where no call has it
    [[nodiscard]] std::uint32_t hosts() const { return static_cast<std::uint32_t>(m_hosts.size()); }

    // What the first sends to is what the second comes from: the B2BUA between them.
    [[nodiscard]] bool isAdjacent(std::uint32_t first, std::uint32_t second) const;
    // Sent from the same place to the same place: two calls, or two tries, but no two hops of one.
    [[nodiscard]] bool areSiblings(std::uint32_t a, std::uint32_t b) const;
    // model.md: the second's INVITE lies between the first's INVITE and its first response of 180 or more, within 5 s.
    [[nodiscard]] bool isInWindow(std::uint32_t first, std::uint32_t second) const;
    // The end of that window; invalid where there is no clock.
    [[nodiscard]] Timestamp windowEnd(std::uint32_t first) const;
    // Which of two joined sets is nearer the caller.
    [[nodiscard]] bool isUpstream(std::uint32_t a, std::uint32_t b) const;

private:
    std::uint32_t intern(const Endpoint& e);

    std::vector<Set> m_sets;
    std::vector<Key> m_keys;
    std::unordered_map<Endpoint, std::uint32_t, EndpointHash> m_hosts; // by address, port 0
};

} // namespace echelle::dialog
