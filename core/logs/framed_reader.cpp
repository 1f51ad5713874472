#include "core/logs/framed_reader.h"

#include "core/logs/line_text.h"
#include "core/logs/time_text.h"
#include "core/sip/framer.h"

#include <algorithm>
#include <cstring>

namespace echelle::logs {
namespace {

constexpr int kMaxLinesBetween = 3; // the frame's beginning and the message
constexpr std::uint64_t kMaxKeepAliveBytes = 8;

class SampleReader final : public capture::ByteReader {
public:
    explicit SampleReader(std::string_view text) : m_text(text) {}
    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override {
        const std::size_t count = std::min(size, m_text.size());
        std::memcpy(into, m_text.data(), count);
        m_text.remove_prefix(count);
        return count;
    }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return 0; }

private:
    std::string_view m_text;
};

} // namespace

// m_line becomes the next line, or stays where it was put back.
Result<bool> FramedReader::nextLine() {
    if (m_isPending) {
        m_isPending = false;
        return true;
    }
    Result<bool> got = m_lines.next(m_line);
    if (!got || !*got)
        m_line.text = {}; // its storage may be gone
    m_text = withoutColours(m_line.text, m_scratch);
    return got;
}

void FramedReader::skipLine() {
    if (!m_text.empty())
        ++m_skipped;
}

void FramedReader::flushSkipped() {
    if (m_log != nullptr && m_skipped > 0)
        m_log->skip("log-line", m_skipped);
    m_skipped = 0;
}

LineKind FramedReader::lookHere() {
    m_here = {};
    return m_grammar->look(m_text, m_here);
}

// The next message of what one read from a stream gave; false where nothing is left of it.
bool FramedReader::takePart(FoundMessage& message) {
    const sip::FramedPart part = sip::nextInDatagram(m_rest);
    if (m_rest.empty() || part.status != sip::FrameStatus::Message) {
        m_rest.clear();
        return false;
    }
    m_part.assign(m_rest, part.begin, part.end - part.begin);
    m_rest.erase(0, part.end);
    message = m_last;
    message.bytes = m_part;
    return true;
}

Result<bool> FramedReader::next(FoundMessage& message) {
    if (takePart(message))
        return true;
    while (true) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got) {
            flushSkipped();
            return false;
        }
        const LineKind kind = lookHere();
        if (kind != LineKind::Begin) {
            if (kind == LineKind::Other)
                skipLine();
            continue;
        }
        Frame frame = m_here;
        if (!frame.time)
            frame.time = findTime(frame.prefix);
        m_shape = PrefixShape(frame.prefix);
        frame.prefix = {}; // of a line that goes
        m_frameLine = m_line.number;
        message = {};
        message.firstByte = m_line.firstByte;
        const Result<bool> found = collect(frame, message);
        if (!found)
            return Unexpected(found.error());
        if (*found) {
            flushSkipped();
            return true;
        }
    }
}

// Most words of the prefix first: a prefix and a start line together can look like a start line with an odd method.
bool FramedReader::takeStartLine() {
    for (m_prefixWords = m_shape.words();; --m_prefixWords) {
        const std::size_t length = m_shape.match(m_text, m_prefixWords);
        if (length > 0 || m_prefixWords == 0) {
            const std::string_view rest = m_text.substr(length);
            m_indent = std::min(rest.find_first_not_of(" \t"), rest.size());
            if (sip::looksLikeSip(rest.substr(m_indent)))
                return true;
        }
        if (m_prefixWords == 0)
            return false;
    }
}

// The start line stands on the same line or behind it. False where there is none; the line is then put back.
Result<bool> FramedReader::findStartLine(const Frame& frame) {
    if (frame.startsAt != Frame::kNextLine) {
        m_prefixWords = m_shape.words(); // until a line has none
        m_indent = 0;
        m_text.remove_prefix(std::min(frame.startsAt, m_text.size()));
        if (sip::looksLikeSip(m_text))
            return true;
        noteNoMessage(frame);
        return false;
    }
    for (int between = 0; between <= kMaxLinesBetween; ++between) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            break;
        if (takeStartLine())
            return true;
        const bool isBlank = m_text.empty() || m_shape.match(m_text, m_shape.words()) >= m_text.size();
        if (lookHere() != LineKind::Other || (!isBlank && !m_grammar->isFiller(m_text))) {
            m_isPending = true;
            break;
        }
    }
    noteNoMessage(frame);
    return false;
}

void FramedReader::noteNoMessage(const Frame& frame) {
    if (m_log == nullptr)
        return;
    const std::string_view name = m_grammar->nameOfOther(m_text);
    const bool isShort = frame.announcedBytes && *frame.announcedBytes <= kMaxKeepAliveBytes;
    const bool isKeepAlive = m_text.size() > 0 && sip::nextInDatagram(m_text).status == sip::FrameStatus::KeepAlive;
    if (isShort || isKeepAlive)
        m_log->skip("keep-alive");
    else if (!name.empty())
        m_log->skip(name);
    else
        m_log->add(diag::kLogMessageCut, {PlaceKind::Line, m_frameLine});
}

// The line without the words of the prefix and the blanks that this message's lines carry.
std::string_view FramedReader::messageText() const {
    std::string_view text = m_text;
    if (m_prefixWords > 0)
        text = text.substr(m_shape.match(text, m_prefixWords));
    if (m_indent == 0)
        return text;
    const std::size_t blanks = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(std::min(blanks, m_indent));
}

MessagePart FramedReader::partHere() const {
    if (m_marked.isInHeaders())
        return MessagePart::Headers;
    return m_marked.isLengthReached() ? MessagePart::Behind : MessagePart::Body;
}

FramedReader::Step FramedReader::addMarked(const Frame& frame, std::string_view text, std::size_t mark) {
    if (mark != LogGrammar::kNoMark && mark > 0) {
        m_marked.addUnended(text.substr(0, mark));
        return Step::End;
    }
    bool hasCr = m_line.hasCr && !frame.areEndsLost;
    if (frame.isDotCr && !hasCr && !text.empty() && text.back() == '.') {
        text.remove_suffix(1);
        hasCr = true;
    }
    const bool isTaken = mark == 0 ? m_marked.addMark(text, hasCr) : m_marked.add(text, hasCr);
    m_isPending = !isTaken && (mark != 0 || frame.isMarkLogged);
    return isTaken ? Step::More : Step::End;
}

FramedReader::Step FramedReader::add(const Frame& frame, bool isStartLine) {
    const std::string_view text = isStartLine && frame.startsAt != Frame::kNextLine ? m_text : messageText();
    const std::size_t mark = isStartLine ? LogGrammar::kNoMark : m_grammar->markAt(text, partHere());
    if (frame.endsBy != EndsBy::Length)
        return addMarked(frame, text, mark);
    if (mark == 0) {
        m_counted.noteTerminator();
        return Step::End;
    }
    const MessageAssembler::Step step = m_counted.add(text, m_line.hasCr);
    m_isPending = step == MessageAssembler::Step::End;
    if (m_isPending)
        return Step::End;
    return step == MessageAssembler::Step::Complete ? Step::Complete : Step::More;
}

// A line within a message that begins the next one. A bare start line may be quoted in a body.
bool FramedReader::isNextMessage() {
    if (lookHere() == LineKind::Other)
        return false;
    const bool isBareStart = m_here.startsAt != Frame::kNextLine && m_here.prefix.empty() && m_here.startsAt == 0;
    return !(isBareStart && m_marked.isInQuotingBody());
}

// From the start line, which is at hand, to the end of the message.
Result<void> FramedReader::addLines(const Frame& frame) {
    if (add(frame, true) != Step::More)
        return {};
    const bool isPrefixOpen = frame.startsAt != Frame::kNextLine && m_prefixWords > 0;
    for (bool isSecond = true;; isSecond = false) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            return {};
        if (isSecond && isPrefixOpen && m_shape.match(m_text, m_prefixWords) == 0)
            m_prefixWords = 0;
        if (isNextMessage()) {
            m_isPending = true;
            return {};
        }
        if (add(frame, false) != Step::More)
            return {};
    }
}

bool FramedReader::finish(const Frame& frame, FoundMessage& message) {
    bool isLengthOff = false;
    if (frame.endsBy == EndsBy::Length) {
        m_counted.finish();
        message.bytes = m_counted.bytes();
        message.isCut = m_counted.isCut();
        isLengthOff = m_counted.isLengthOff();
        m_skipped += m_counted.surplusLines();
    } else {
        m_marked.finish();
        m_skipped += m_marked.surplusLines();
        message.bytes = m_marked.bytes();
        message.isCut = m_marked.isCut() && !frame.isAllThereWas;
        isLengthOff = m_marked.isLengthOff();
        // A bare start line with nothing of SIP behind it is some program's note of a message.
        if (frame.startsAt != Frame::kNextLine && !m_marked.hasKnownHeader()) {
            ++m_skipped;
            return false;
        }
    }
    m_grammar->noteMessage();
    if (m_log == nullptr)
        return true;
    const Place place{PlaceKind::Line, m_frameLine};
    if (message.isCut)
        m_log->add(diag::kLogMessageCut, place);
    else if (isLengthOff)
        m_log->add(diag::kLogLengthDiffers, place);
    if (const std::string_view caveat = m_grammar->caveat(); !caveat.empty() && !m_hasCaveat)
        m_log->add(caveat, place);
    m_hasCaveat = true;
    return true;
}

Result<bool> FramedReader::collect(const Frame& frame, FoundMessage& message) {
    const Result<bool> found = findStartLine(frame);
    if (!found || !*found)
        return found;
    m_counted.begin(frame.announcedBytes);
    m_marked.begin(frame.endsBy == EndsBy::Mark, frame.addedLineEnds, frame.areAddedCrlf);
    if (const Result<void> added = addLines(frame); !added)
        return Unexpected(added.error());
    message.line = m_frameLine;
    message.isReceived = frame.isReceived;
    message.transport = frame.transport;
    message.peer = frame.isReceived ? frame.source : frame.destination;
    message.local = frame.isReceived ? frame.destination : frame.source;
    message.time = frame.time;
    if (!finish(frame, message))
        return false;
    if (frame.announcedBytes && !message.isCut) {
        m_last = message;
        m_rest.assign(message.bytes);
        (void)takePart(message); // leaves it as it is where that is all
    }
    return true;
}

int countMessages(std::string_view sample, MakeReader read, ImportLog* log) {
    SampleReader bytes(sample);
    const std::unique_ptr<MessageReader> reader = read(bytes, log);
    FoundMessage message;
    int count = 0;
    while (true) {
        const Result<bool> got = reader->next(message);
        if (!got || !*got)
            return count;
        ++count;
    }
}

} // namespace echelle::logs
