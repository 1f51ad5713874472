#include "core/logs/avaya/phone_syslog.h"

#include "core/base/text.h"
#include "core/logs/avaya/phone_datagram.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/message_assembler.h"
#include "core/logs/recognition.h"
#include "core/sip/framer.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kInbound = "Inbound SIP message from ip = ";
constexpr std::string_view kOutbound = "Outbound SIP message to ";

// "Inbound SIP message from ip = 192.0.2.1 port: 5061", "Outbound SIP message to 192.0.2.1:5061"
std::optional<Endpoint> readPeer(std::string_view line) {
    if (const std::size_t at = line.find(kOutbound); at != kNone)
        return readEndpoint(line.substr(at + kOutbound.size()));
    const std::size_t at = line.find(kInbound);
    if (at == kNone)
        return std::nullopt;
    const std::string_view text = line.substr(at + kInbound.size());
    const std::size_t port = text.find(" port: ");
    if (port == kNone)
        return std::nullopt;
    return readEndpoint(std::string(text.substr(0, port)) + ":" + std::string(trim(text.substr(port + 7))));
}

class PhoneReader final : public MessageReader {
public:
    PhoneReader(capture::ByteReader& bytes, ImportLog* log) : m_datagrams(bytes), m_log(log) {}

    Result<bool> next(FoundMessage& message) override {
        while (true) {
            const bool wasHeld = m_hasHeld;
            if (!m_hasHeld) {
                const Result<bool> got = m_datagrams.next(m_datagram);
                if (!got)
                    return Unexpected(got.error());
                if (!*got)
                    break;
            }
            m_hasHeld = false;
            if (!m_datagram.isSipMessage)
                continue;
            if (!wasHeld && m_expected != 0 && m_datagram.part != m_expected) {
                // The message at hand lost a part; the datagram is looked at again.
                m_hasHeld = true;
                if (finish(message, true))
                    return true;
                continue;
            }
            if (take() && finish(message, false))
                return true;
        }
        if (m_expected != 0 && finish(message, true))
            return true;
        if (const std::uint64_t other = m_datagrams.takeOtherLines(); m_log != nullptr && other > 0)
            m_log->skip("log-line", other);
        return false;
    }
    [[nodiscard]] std::uint64_t linesRead() const override { return m_datagrams.linesRead(); }

private:
    struct Line {
        std::string text;
        bool hasCr = false;
    };

    // True where the message has all its parts.
    bool take() {
        if (m_expected == 0) {
            if (m_datagram.part > 1) { // the parts before it are lost
                if (m_log != nullptr)
                    m_log->add(diag::kLogLinesMissing, {PlaceKind::Line, m_datagram.line});
                return false;
            }
            m_lines.clear();
            m_isOpen = false;
            m_found = {};
            m_found.line = m_datagram.line;
            m_found.firstByte = m_datagram.firstByte;
            m_found.time = m_datagram.time;
        }
        for (std::size_t i = 0; i < m_datagram.lines.size(); ++i) {
            const std::string_view text = m_datagram.lineText(i);
            if (i == 0 && m_isOpen && !m_lines.empty())
                m_lines.back().text.append(text);
            else
                m_lines.push_back({std::string(text), false});
            m_lines.back().hasCr = m_datagram.lines[i].hasCr;
        }
        m_isOpen = m_datagram.isLastLineOpen;
        m_expected = m_datagram.part < m_datagram.parts ? m_datagram.part + 1 : 0;
        return m_expected == 0;
    }

    // Gives the message out; false where the lines hold none.
    bool finish(FoundMessage& message, bool isLost) {
        m_expected = 0;
        if (isLost && m_log != nullptr)
            m_log->add(diag::kLogLinesMissing, {PlaceKind::Line, m_found.line});
        bool isStarted = false;
        m_assembler.begin(std::nullopt);
        for (const Line& line : m_lines) {
            std::string_view text = line.text;
            if (!isStarted) {
                if (const auto peer = readPeer(text); peer && !m_found.peer)
                    m_found.peer = peer;
                const std::string_view way = text.substr(0, 3);
                if ((way != "RX " && way != "TX ") || !sip::looksLikeSip(text.substr(3)))
                    continue;
                m_found.isReceived = way == "RX ";
                text.remove_prefix(3);
                isStarted = true;
            }
            if (m_assembler.add(text, line.hasCr) != MessageAssembler::Step::More)
                break;
        }
        if (!isStarted)
            return false;
        if (isLost)
            m_assembler.noteLoss();
        else
            m_assembler.noteTerminator();
        m_assembler.finish();
        message = m_found;
        message.bytes = m_assembler.bytes();
        message.isCut = m_assembler.isCut();
        if (m_log != nullptr && message.isCut)
            m_log->add(diag::kLogMessageCut, {PlaceKind::Line, message.line});
        return true;
    }

    PhoneDatagrams m_datagrams;
    ImportLog* m_log;
    PhoneDatagram m_datagram;
    bool m_hasHeld = false;
    unsigned m_expected = 0; // the part that completes the message at hand, or 0: none is at hand
    std::vector<Line> m_lines;
    bool m_isOpen = false; // the last line goes on in the next part
    FoundMessage m_found;
    MessageAssembler m_assembler;
};

} // namespace

int recogniseAvayaPhone(std::string_view sample) {
    constexpr int kSure = 95;
    constexpr int kWithoutMessages = 70;
    const auto isDatagram = [](std::string_view line) { return findPhoneDatagram(line) != kNone; };
    if (hasLine(sample, " SIPMESSAGE: ", isDatagram))
        return kSure;
    return hasLine(sample, " .TEL | ", isDatagram) ? kWithoutMessages : 0;
}

std::unique_ptr<MessageReader> readAvayaPhone(capture::ByteReader& bytes, ImportLog* log) {
    return std::make_unique<PhoneReader>(bytes, log);
}

} // namespace echelle::logs
