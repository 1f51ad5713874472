#include "core/logs/wrapped_reader.h"

#include "core/logs/line_text.h"
#include "core/sip/framer.h"

namespace echelle::logs {
namespace {

constexpr int kMaxLinesBetween = 16; // between the wrapper line and the message
constexpr int kMaxEmptyLines = 2;    // among them
constexpr std::uint64_t kMaxKeepAliveBytes = 8;

} // namespace

// m_line becomes the next line, or stays where it was put back.
Result<bool> WrappedReader::nextLine() {
    if (m_isPending) {
        m_isPending = false;
        return true;
    }
    return m_lines.next(m_line);
}

void WrappedReader::skipLine() {
    if (!m_line.text.empty())
        ++m_skipped;
}

void WrappedReader::flushSkipped() {
    if (m_log != nullptr && m_skipped > 0)
        m_log->skip("log-line", m_skipped);
    m_skipped = 0;
}

std::optional<Wrapper> WrappedReader::wrapperHere() {
    if (!m_dialect->mayBeWrapper(m_line.text))
        return std::nullopt;
    return m_dialect->readWrapper(withoutColours(m_line.text, m_scratch));
}

Result<bool> WrappedReader::next(FoundMessage& message) {
    while (true) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got) {
            flushSkipped();
            return false;
        }
        std::optional<Wrapper> wrapper = wrapperHere();
        if (!wrapper) {
            skipLine();
            continue;
        }
        message = {};
        message.line = m_line.number;
        message.firstByte = m_line.firstByte;
        m_shape = PrefixShape(wrapper->prefix);
        wrapper->prefix = {}; // of a line that goes
        const Result<bool> found = collect(*wrapper, message);
        if (!found)
            return Unexpected(found.error());
        if (*found) {
            flushSkipped();
            return true;
        }
    }
}

// The first line behind the wrapper that is not empty and no part of it is the start line, perhaps with some words of
// the wrapper line's prefix before it. False where it is none; it is then put back.
Result<bool> WrappedReader::findStartLine(Wrapper& wrapper, std::uint64_t wrapperLine) {
    int empty = 0;
    bool isNothing = true; // up to the next wrapper line or terminator
    for (int lines = 0; lines < kMaxLinesBetween && empty <= kMaxEmptyLines; ++lines) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            break;
        if (wrapperHere()) {
            m_isPending = true;
            break;
        }
        bool isAmended = false;
        bool isEmpty = m_line.text.empty();
        const std::string_view text = withoutColours(m_line.text, m_scratch);
        // Most words first: a prefix and a start line together can look like a start line with an odd method.
        for (m_prefixWords = m_shape.words();; --m_prefixWords) {
            const std::size_t length = m_shape.match(text, m_prefixWords);
            if (length > 0 || m_prefixWords == 0) {
                const std::string_view own = m_dialect->textOf(text.substr(length));
                if (sip::looksLikeSip(own))
                    return true;
                isAmended = isAmended || m_dialect->amend(own, wrapper);
                isEmpty = isEmpty || own.empty();
            }
            if (m_prefixWords == 0 || isAmended)
                break;
        }
        if (isAmended)
            continue;
        if (!isEmpty) {
            isNothing = m_dialect->roleOf(text) == WrapperDialect::Role::Terminator;
            m_isPending = true;
            if (const std::string_view protocol = m_dialect->otherProtocol(text); !protocol.empty()) {
                if (m_log != nullptr)
                    m_log->skip(protocol);
                return false;
            }
            break;
        }
        ++empty;
    }
    noteNoStartLine(wrapper, wrapperLine, isNothing);
    return false;
}

void WrappedReader::noteNoStartLine(const Wrapper& wrapper, std::uint64_t wrapperLine, bool isEmpty) {
    if (m_log == nullptr)
        return;
    if (wrapper.announced ? *wrapper.announced <= kMaxKeepAliveBytes : isEmpty)
        m_log->skip("keep-alive");
    else
        m_log->add(diag::kLogMessageCut, {PlaceKind::Line, wrapperLine});
}

// The line without colours and the words of the prefix that this message's lines carry.
std::string_view WrappedReader::ownText() {
    const std::string_view text = withoutColours(m_line.text, m_scratch);
    return m_prefixWords == 0 ? text : text.substr(m_shape.match(text, m_prefixWords));
}

// From the start line on, which is m_line or a part of it, to the end of the message.
Result<void> WrappedReader::addLines(std::size_t startsAt) {
    m_isPending = true;
    for (bool isFirst = true;; isFirst = false) {
        const Result<bool> got = nextLine();
        if (!got)
            return Unexpected(got.error());
        if (!*got)
            return {};
        if (!isFirst && wrapperHere()) {
            m_isPending = true;
            return {};
        }
        std::string_view text = ownText();
        if (isFirst && startsAt != Wrapper::kNextLine)
            text = withoutColours(m_line.text, m_scratch).substr(startsAt);
        const WrapperDialect::Role role = isFirst ? WrapperDialect::Role::Part : m_dialect->roleOf(text);
        if (role == WrapperDialect::Role::Terminator) {
            m_assembler.noteTerminator();
            return {};
        }
        if (role == WrapperDialect::Role::Next ||
            (role == WrapperDialect::Role::Foreign && m_assembler.isLengthReached())) {
            m_isPending = true;
            return {};
        }
        if (role == WrapperDialect::Role::Foreign) {
            skipLine();
            continue;
        }
        if (role == WrapperDialect::Role::Continued) {
            m_assembler.extend(text);
            continue;
        }
        if (role == WrapperDialect::Role::BodyBegin &&
            m_assembler.add({}, m_line.hasCr) == MessageAssembler::Step::Complete)
            return {};
        switch (m_assembler.add(m_dialect->textOf(text), m_line.hasCr)) {
        case MessageAssembler::Step::More:
            break;
        case MessageAssembler::Step::Complete:
            return {};
        case MessageAssembler::Step::End:
            m_isPending = true;
            return {};
        }
    }
}

Result<bool> WrappedReader::collect(Wrapper& wrapper, FoundMessage& message) {
    m_prefixWords = 0;
    if (wrapper.startsAt == Wrapper::kNextLine) {
        const Result<bool> found = findStartLine(wrapper, message.line);
        if (!found || !*found)
            return found;
    }
    m_assembler.begin(wrapper.announced);
    if (const Result<void> added = addLines(wrapper.startsAt); !added)
        return Unexpected(added.error());
    m_assembler.finish();
    m_skipped += m_assembler.surplusLines();
    message.isReceived = wrapper.isReceived;
    message.transport = wrapper.transport;
    message.peer = wrapper.peer;
    message.local = wrapper.local;
    message.time = wrapper.time;
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
