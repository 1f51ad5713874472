#include "core/logs/audiocodes/session.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/sip/framer.h"
#include "core/sip/header_id.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kIncoming = "---- Incoming SIP Message from ";
constexpr std::string_view kOutgoing = "---- Outgoing SIP Message to ";
constexpr std::string_view kClose = " ----";

bool isTokenCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

// A line that begins like a header field ("Name: value") or a line of SDP ("a=sendrecv").
bool isBeginningOfLine(std::string_view line) {
    if (line.empty() || (line.size() > 1 && line[1] == '=') || sip::looksLikeSip(line))
        return true;
    std::size_t name = 0;
    while (name < line.size() && isTokenCharacter(line[name]))
        ++name;
    return name > 0 && line.substr(name, 2) == ": ";
}

// "(N  6891937) " or "( lgr_flow)(1967 ) " at the front: a further entry of the log; what is behind it.
std::optional<std::string_view> entryText(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == kNone || line[begin] != '(')
        return std::nullopt;
    line.remove_prefix(begin);
    std::size_t end = line.find(')');
    if (end == kNone)
        return std::nullopt;
    const std::string_view name = trim(line.substr(1, end - 1));
    if (name.substr(0, 2) == "N " && parseUnsigned(trim(name.substr(2))))
        return line.substr(end + 1);
    if (line.substr(end + 1, 1) != "(")
        return std::nullopt;
    end = line.find(')', end + 1);
    return end == kNone ? std::nullopt : std::optional(line.substr(end + 1));
}

std::string_view withoutFile(std::string_view line) {
    const std::size_t file = line.rfind(" [File:");
    return file == kNone || line.back() != ']' ? line : line.substr(0, file);
}

} // namespace

std::optional<AudioCodesAnnouncement> readAudioCodesAnnouncement(std::string_view line) {
    AudioCodesAnnouncement found;
    std::size_t at = line.find(kIncoming);
    found.isReceived = at != kNone;
    if (!found.isReceived)
        at = line.find(kOutgoing);
    if (at == kNone)
        return std::nullopt;
    const std::string_view text = line.substr(at + (found.isReceived ? kIncoming : kOutgoing).size());
    found.peer = readEndpoint(text.substr(0, text.find(' ')));
    const std::size_t close = text.find(kClose);
    const std::string_view words = text.substr(0, close);
    if (const std::size_t name = words.rfind(") ", words.find(" TO(")); name != kNone) {
        const std::string_view transport = words.substr(name + 2);
        found.transport = transportFromText(transport.substr(0, transport.find(' ')));
    }
    if (close != kNone)
        found.textBehind = trim(text.substr(close + kClose.size()));
    return found;
}

void AudioCodesSession::takeAnnouncement(const AudioCodesAnnouncement& announcement, const AudioCodesPacket& packet) {
    m_announced = {};
    m_announced.line = packet.line;
    m_announced.firstByte = packet.firstByte;
    m_announced.time = packet.time;
    m_announced.isReceived = announcement.isReceived;
    m_announced.transport = announcement.transport;
    m_announced.peer = announcement.peer;
    m_state = State::Announced;
}

void AudioCodesSession::noteLoss() {
    if (m_state == State::InMessage)
        m_assembler.noteLoss();
}

void AudioCodesSession::finish(std::deque<AudioCodesMessage>& done, ImportLog* log) {
    const Place place{PlaceKind::Line, m_announced.line};
    const State state = m_state;
    m_state = State::Idle;
    m_hasOpen = false;
    if (state == State::Idle)
        return;
    if (state == State::Announced) { // and nothing came
        if (log != nullptr)
            log->add(diag::kLogMessageCut, place);
        return;
    }
    m_assembler.finish();
    m_announced.isCut = m_assembler.isCut();
    if (log != nullptr && m_announced.isCut)
        log->add(diag::kLogMessageCut, place);
    done.push_back({m_announced, std::string(m_assembler.bytes())});
}

void AudioCodesSession::addLine(std::string_view line, bool hasCr, std::deque<AudioCodesMessage>& done,
                                ImportLog* log) {
    if (trim(line).empty())
        line = {}; // empty lines are written as a blank
    const MessageAssembler::Step step = m_assembler.add(line, hasCr);
    if (step != MessageAssembler::Step::More)
        finish(done, log);
}

// What the packet before left open: a line of its own, or the beginning of this one.
std::string_view AudioCodesSession::joinOpen(std::string_view line, bool hasCr, std::deque<AudioCodesMessage>& done,
                                             ImportLog* log) {
    if (!m_hasOpen)
        return line;
    m_hasOpen = false;
    if (!isBeginningOfLine(line) || !isBeginningOfLine(m_open)) {
        m_open.append(line);
        return m_open;
    }
    addLine(m_open, hasCr, done, log);
    return line;
}

void AudioCodesSession::takeLine(std::string_view line, bool hasCr, const AudioCodesPacket& packet,
                                 std::deque<AudioCodesMessage>& done, ImportLog* log) {
    std::string_view text = line;
    if (const auto entry = entryText(line)) {
        text = trim(*entry);
        if (m_state == State::InMessage) { // the log goes on
            endMessage(done, log);
        } else if (m_state == State::Announced && !text.empty() && !sip::looksLikeSip(text)) {
            finish(done, log);
        }
    }
    if (const auto announcement = readAudioCodesAnnouncement(text)) {
        endMessage(done, log);
        takeAnnouncement(*announcement, packet);
        text = announcement->textBehind;
    }
    if (m_state == State::Announced) {
        const std::size_t begin = text.find_first_not_of(' ');
        if (begin == kNone || !sip::looksLikeSip(text.substr(begin)))
            return;
        m_state = State::InMessage;
        m_assembler.begin(std::nullopt);
        addLine(withoutFile(text.substr(begin)), hasCr, done, log);
        return;
    }
    if (m_state != State::InMessage)
        return;
    text = joinOpen(withoutFile(text), hasCr, done, log);
    if (m_state == State::InMessage)
        addLine(text, hasCr, done, log);
}

void AudioCodesSession::take(const AudioCodesPacket& packet, std::deque<AudioCodesMessage>& done, ImportLog* log) {
    for (std::size_t i = 0; i < packet.lines.size(); ++i) {
        const bool isLast = i + 1 == packet.lines.size();
        const std::string_view line = packet.lineText(i);
        if (isLast && packet.isLastLineOpen && m_state == State::InMessage && !trim(line).empty() && !entryText(line) &&
            !readAudioCodesAnnouncement(line)) {
            std::string open(joinOpen(withoutFile(line), false, done, log));
            m_hasOpen = m_state == State::InMessage;
            m_open = std::move(open);
            if (m_open.size() > sip::kMaxMessageBytes)
                endMessage(done, log);
            continue;
        }
        takeLine(line, packet.lines[i].hasCr, packet, done, log);
    }
}

// The log goes on with something else.
void AudioCodesSession::endMessage(std::deque<AudioCodesMessage>& done, ImportLog* log) {
    if (m_state == State::InMessage) {
        if (m_hasOpen) {
            m_hasOpen = false;
            addLine(m_open, false, done, log);
        }
        m_assembler.noteTerminator();
    }
    finish(done, log);
}

void AudioCodesSession::end(std::deque<AudioCodesMessage>& done, ImportLog* log) {
    if (m_state == State::InMessage && m_hasOpen) {
        m_hasOpen = false;
        addLine(m_open, false, done, log);
    }
    finish(done, log);
}

} // namespace echelle::logs
