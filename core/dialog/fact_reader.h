#pragma once

#include "core/dialog/dialog_set.h"
#include "core/dialog/message_digest.h"
#include "core/dialog/observation.h"

namespace echelle::dialog {

// Reads what is kept of a message into the facts of its dialog set: no SIP state, only values.
class FactReader {
public:
    static constexpr std::size_t kMaxMessages = 1U << 18; // of one row; further ones are counted only
    static constexpr std::size_t kMaxTextBytes = 1U << 20;
    static constexpr std::size_t kMaxTextLength = 1024;
    static constexpr std::size_t kMaxSdpLength = 1U << 14;

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

    // A device that logs what it sends and receives is at one end of every message: what is left when all messages of a
    // text source are compared.
    struct Writer {
        SourceId source;
        IpAddress one;
        IpAddress other;
    };
    static constexpr std::size_t kMaxWriters = 64;
    std::vector<Writer> m_writers;
};

// A value with folds and edge blanks taken out, as stored in CallFacts::text; an empty reference beyond the bounds.
TextRef addText(CallFacts& facts, std::string_view value);

} // namespace echelle::dialog
