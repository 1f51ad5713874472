#include "core/logs/asterisk/pjsip_reader.h"

#include "core/logs/line_text.h"
#include "core/sip/framer.h"

namespace echelle::logs {
namespace {

constexpr int kMaxEmptyLines = 2; // between the header line and the message
constexpr std::uint64_t kMaxKeepAliveBytes = 8;

} // namespace

// m_line becomes the next line, or stays where it was put back.
Result<bool> PjsipReader::nextLine() {
    if (m_isPending) {
        m_isPending = false;
        return true;
    }
    return m_lines.next(m_line);
}

void PjsipReader::skipLine() {
    if (!m_line.text.empty())
        ++m_skipped;
}

void PjsipReader::flushSkipped() {
    if (m_log != nullptr && m_skipped > 0)
        m_log->skip("log-line", m_skipped);
    m_skipped = 0;
}

std::optional<PjsipHeader> PjsipReader::headerHere() {
    if (!mayBePjsipHeader(m_line.text))
        return std::nullopt;
    return readPjsipHeader(withoutColours(m_line.text, m_scratch));
}

Result<bool> PjsipReader::next(PjsipMessage& message) {
    while (true) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got) {
            flushSkipped();
            return false;
        }
        const std::optional<PjsipHeader> header = headerHere();
        if (!header) {
            skipLine();
            continue;
        }
        message = {};
        message.line = m_line.number;
        message.firstByte = m_line.firstByte;
        message.isReceived = header->isReceived;
        message.transport = header->transport;
        message.peer = header->peer;
        message.time = findTime(header->prefix);
        m_shape = PrefixShape(header->prefix);
        const Result<bool> found = collect(message, header->bytes);
        if (!found)
            return Unexpected(found.error());
        if (*found) {
            flushSkipped();
            return true;
        }
    }
}

// The first line behind the header line that is not empty is the start line, perhaps with some words of the header
// line's prefix before it. False where it is none; it is then put back.
Result<bool> PjsipReader::findStartLine(std::uint64_t announced, std::uint64_t headerLine) {
    for (int empty = 0; empty <= kMaxEmptyLines; ++empty) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            break;
        if (headerHere()) {
            m_isPending = true;
            break;
        }
        // Most words first: a prefix and a start line together can look like a start line with an odd method.
        for (m_prefixWords = m_shape.words();; --m_prefixWords) {
            const std::string_view text = withoutColours(m_line.text, m_scratch);
            const std::size_t length = m_shape.match(text, m_prefixWords);
            if ((length > 0 || m_prefixWords == 0) && sip::looksLikeSip(text.substr(length)))
                return true;
            if (m_prefixWords == 0)
                break;
        }
        if (!m_line.text.empty() &&
            m_shape.match(m_line.text, m_shape.words()) < m_line.text.size()) { // not empty behind its prefix
            m_isPending = true;
            break;
        }
    }
    if (m_log != nullptr && announced <= kMaxKeepAliveBytes)
        m_log->skip("keep-alive");
    else if (m_log != nullptr)
        m_log->add(diag::kLogMessageCut, {PlaceKind::Line, headerLine});
    return false;
}

// The line without colours and the words of the prefix that this message's lines carry.
std::string_view PjsipReader::messageText() {
    const std::string_view text = withoutColours(m_line.text, m_scratch);
    return m_prefixWords == 0 ? text : text.substr(m_shape.match(text, m_prefixWords));
}

Result<bool> PjsipReader::collect(PjsipMessage& message, std::uint64_t announced) {
    const Result<bool> found = findStartLine(announced, message.line);
    if (!found || !*found)
        return found;
    m_assembler.begin(announced);
    m_isPending = true; // the start line
    for (bool isFirst = true;; isFirst = false) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            break;
        if (!isFirst && headerHere()) {
            m_isPending = true;
            break;
        }
        const MessageAssembler::Step step = m_assembler.add(messageText(), m_line.hasCr);
        if (step == MessageAssembler::Step::Complete)
            break;
        if (step == MessageAssembler::Step::End) {
            m_isPending = true;
            break;
        }
        if (step == MessageAssembler::Step::Foreign)
            skipLine();
    }
    m_assembler.finish();
    m_skipped += m_assembler.surplusLines();
    message.bytes = m_assembler.bytes();
    message.isCut = m_assembler.isCut();
    const Place place{PlaceKind::Line, message.line};
    if (m_log != nullptr && message.isCut)
        m_log->add(diag::kLogMessageCut, place);
    else if (m_log != nullptr && m_assembler.isLengthOff())
        m_log->add(diag::kLogLengthDiffers, place);
    return true;
}

} // namespace echelle::logs
