#include "core/logs/audiocodes/audiocodes_log.h"

#include "core/logs/audiocodes/session.h"
#include "core/logs/recognition.h"

#include <map>

namespace echelle::logs {
namespace {

constexpr std::size_t kMaxSessions = 256; // in progress at one time
constexpr std::size_t kMaxDevices = 64;
constexpr std::uint64_t kMaxDisorder = 256; // sequence numbers further back are of a device that restarted

// The device of a session: "b9027c" of "b9027c:24:198171".
std::string_view deviceOf(std::string_view session) {
    return session.substr(0, session.find(':'));
}

class AudioCodesReader final : public MessageReader {
public:
    AudioCodesReader(capture::ByteReader& bytes, ImportLog* log)
        : m_packets(bytes, Escapes::OctalOrBackslash), m_log(log) {}

    Result<bool> next(FoundMessage& message) override {
        if (m_isGiven)
            m_done.pop_front();
        m_isGiven = false;
        while (m_done.empty() && !m_isAtEnd) {
            const Result<bool> got = m_packets.next(m_packet);
            if (!got)
                return Unexpected(got.error());
            if (*got)
                takePacket();
            else
                takeEnd();
        }
        if (m_done.empty())
            return false;
        message = m_done.front().found;
        message.bytes = m_done.front().bytes;
        m_isGiven = true;
        return true;
    }
    [[nodiscard]] std::uint64_t linesRead() const override { return m_packets.linesRead(); }

private:
    struct Open {
        AudioCodesSession session;
        std::uint64_t lastUse = 0;
    };

    void takePacket() {
        noteSequence();
        const auto open = m_open.find(m_packet.session);
        const bool isAnnouncing = m_packet.text.find(" SIP Message ") != std::string::npos;
        if (open == m_open.end() && !isAnnouncing) {
            if (m_log != nullptr)
                m_log->skip("log-line", m_packet.lines.size());
            return;
        }
        if (open == m_open.end() && m_open.size() >= kMaxSessions)
            endLeastRecent();
        Open& session = m_open[m_packet.session];
        session.lastUse = ++m_uses;
        session.session.take(m_packet, m_done, m_log);
        if (session.session.isIdle())
            m_open.erase(m_packet.session);
    }

    void takeEnd() {
        for (auto& [id, open] : m_open)
            open.session.end(m_done, m_log);
        m_open.clear();
        if (const std::uint64_t stray = m_packets.takeStrayLines(); m_log != nullptr && stray > 0)
            m_log->skip("log-line", stray);
        m_isAtEnd = true;
    }

    void endLeastRecent() {
        auto oldest = m_open.begin();
        for (auto it = m_open.begin(); it != m_open.end(); ++it)
            if (it->second.lastUse < oldest->second.lastUse)
                oldest = it;
        oldest->second.session.end(m_done, m_log);
        m_open.erase(oldest);
    }

    // S counts the packets of a device, whatever session they are of.
    void noteSequence() {
        if (!m_packet.sequence)
            return;
        const std::string_view device = deviceOf(m_packet.session);
        auto last = m_lastSequence.find(device);
        if (last == m_lastSequence.end()) {
            if (m_lastSequence.size() < kMaxDevices)
                m_lastSequence.emplace(device, *m_packet.sequence);
            return;
        }
        const std::uint64_t now = *m_packet.sequence;
        const std::uint64_t before = last->second;
        const Place place{PlaceKind::Line, m_packet.line};
        if (now > before + 1) {
            if (m_log != nullptr)
                m_log->add(diag::kLogLinesMissing, place);
            for (auto& [id, open] : m_open)
                if (deviceOf(id) == device)
                    open.session.noteLoss();
        } else if (now <= before && before - now < kMaxDisorder) {
            if (m_log != nullptr)
                m_log->add(diag::kLogOutOfOrder, place);
            return;
        }
        last->second = now;
    }

    AudioCodesPackets m_packets;
    ImportLog* m_log;
    AudioCodesPacket m_packet;
    std::map<std::string, Open, std::less<>> m_open; // sessions with a message in progress
    std::map<std::string, std::uint64_t, std::less<>> m_lastSequence;
    std::deque<AudioCodesMessage> m_done;
    std::uint64_t m_uses = 0;
    bool m_isGiven = false;
    bool m_isAtEnd = false;
};

bool isPacket(std::string_view line) {
    return findAudioCodesPacket(line).has_value();
}

} // namespace

int recogniseAudioCodes(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    const auto isAnnouncement = [](std::string_view line) { return readAudioCodesAnnouncement(line).has_value(); };
    if (hasLine(sample, "---- Incoming SIP Message from ", isAnnouncement) ||
        hasLine(sample, "---- Outgoing SIP Message to ", isAnnouncement))
        return kSure;
    return hasLine(sample, " [SID=", isPacket) || hasLine(sample, "[SID:", isPacket) ||
                   hasLine(sample, "[BID=", isPacket)
               ? kWithoutMessages
               : 0;
}

std::unique_ptr<MessageReader> readAudioCodes(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<AudioCodesReader>(bytes, log);
}

} // namespace echelle::logs
