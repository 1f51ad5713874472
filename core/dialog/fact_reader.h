#pragma once

#include "core/dialog/dialog_set.h"
#include "core/dialog/message_digest.h"
#include "core/dialog/observation.h"
#include "core/dialog/peer_role.h"

namespace echelle::dialog {

// Reads what is kept of a message into the facts of its dialog set: no SIP state, only values.
class FactReader {
public:
    static constexpr std::size_t kMaxMessages = 1U << 18; // of one row; further ones are counted only
    static constexpr std::size_t kMaxTextBytes = 1U << 20;
    static constexpr std::size_t kMaxTextLength = 1024;
    static constexpr std::size_t kMaxSdpLength = 1U << 14;

    FactReader() = default;
    explicit FactReader(std::vector<PeerRole> roles) : m_roles(std::move(roles)) {}

    // Addresses, times, tags. Appends a message and returns its index.
    Index addMessage(DialogSet& set, EventId id, const Observation& observation, const MessageDigest& digest);
    // Header texts, credentials, session description: of a first send.
    void readContent(DialogSet& set, Index message, const sip::Message& m, const MessageDigest& digest);
    // Gives the row the addresses of whoever wrote the text logs, as far as known by now.
    void readLogWriters(CallFacts& facts) const;
    // From and To of the row, of its first message.
    static void readPeers(DialogSet& set, const sip::Message& m);

private:
    static void addSdp(CallFacts& facts, MessageFacts& message, const MessageDigest& digest);
    void learnWriter(const Observation& observation);
    [[nodiscard]] std::uint16_t addressIndex(CallFacts& facts, const Endpoint& e) const;
    // By name or mark only where the address can be Microsoft's: a proxy on the way passes both on.
    void markTeams(CallFacts& facts, std::uint16_t address) const;
    void findTeams(CallFacts& facts, const MessageFacts& f, const sip::Message& m) const;
    void addAgent(CallFacts& facts, Index message, sip::HeaderId id, std::string_view value) const;
    [[nodiscard]] const PeerRole* roleOf(const IpAddress& address) const; // nullptr: the user said nothing

    // A device that logs what it sends and receives is at one end of every message: what is left when all messages of a
    // text source are compared.
    struct Writer {
        SourceId source;
        IpAddress one;
        IpAddress other;
    };
    static constexpr std::size_t kMaxWriters = 64;
    std::vector<PeerRole> m_roles;
    std::vector<Writer> m_writers;
};

// A value with folds and edge blanks taken out, as stored in CallFacts::text; an empty reference beyond the bounds.
TextRef addText(CallFacts& facts, std::string_view value);

} // namespace echelle::dialog
