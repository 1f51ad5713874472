#pragma once

#include "core/logs/audiocodes/packet.h"
#include "core/logs/message_assembler.h"
#include "core/logs/message_reader.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// A message that is whole, with bytes of its own.
struct AudioCodesMessage {
    FoundMessage found; // without bytes
    std::string bytes;
};

// "---- Incoming SIP Message from 192.0.2.1:5060 to SIPInterface #2 (Teams) TLS TO(#138) SocketID(204) ----" in a line;
// textBehind: what follows it on the line. nullopt: it is none.
struct AudioCodesAnnouncement {
    bool isReceived = false;
    Transport transport = Transport::Unknown;
    std::optional<Endpoint> peer;
    std::string_view textBehind;
};
[[nodiscard]] std::optional<AudioCodesAnnouncement> readAudioCodesAnnouncement(std::string_view line);

// Puts the messages of one call session (SID) together from its packets: the line that announces a message, and its
// text, which may come in further packets that are cut anywhere.
class AudioCodesSession {
public:
    // log: nullptr where nobody hears.
    void take(const AudioCodesPacket& packet, std::deque<AudioCodesMessage>& done, ImportLog* log);
    // No further packet comes.
    void end(std::deque<AudioCodesMessage>& done, ImportLog* log);
    // Packets were lost: what is in progress will not be whole.
    void noteLoss();
    [[nodiscard]] bool isIdle() const { return m_state == State::Idle; }

private:
    enum class State : std::uint8_t {
        Idle,
        Announced, // the message itself is still to come
        InMessage
    };

    void takeLine(std::string_view line, bool hasCr, const AudioCodesPacket& packet,
                  std::deque<AudioCodesMessage>& done, ImportLog* log);
    void takeAnnouncement(const AudioCodesAnnouncement& announcement, const AudioCodesPacket& packet);
    std::string_view joinOpen(std::string_view line, bool hasCr, std::deque<AudioCodesMessage>& done, ImportLog* log);
    void endMessage(std::deque<AudioCodesMessage>& done, ImportLog* log);
    void addLine(std::string_view line, bool hasCr, std::deque<AudioCodesMessage>& done, ImportLog* log);
    void finish(std::deque<AudioCodesMessage>& done, ImportLog* log);

    State m_state = State::Idle;
    FoundMessage m_announced;
    MessageAssembler m_assembler;
    std::string m_open; // a line that goes on in the next packet, or does not
    bool m_hasOpen = false;
};

} // namespace echelle::logs
