#include "core/sip/message.h"

#include "core/base/text.h"
#include "core/sip/byte_search.h"
#include "core/sip/byte_traits.h"
#include "core/sip/framer.h"
#include "core/sip/lines.h"
#include "core/sip/message_checks.h"
#include "core/sip/start_line.h"

#include <algorithm>
#include <utility>

namespace echelle::sip {
namespace {

// Clears all but the header list's storage.
void reset(Message& m) {
    std::vector<HeaderField> headers = std::move(m.headers);
    headers.clear();
    m = Message{};
    m.headers = std::move(headers);
}

std::size_t skipBlankLines(std::string_view bytes) {
    const std::size_t begin = findFirstNot(bytes, kLineEnds);
    return begin == std::string_view::npos ? bytes.size() : begin;
}

// Puts header lines into the list; knows the last one, to which folded lines belong.
class HeaderListBuilder {
public:
    // mayHoldBareCr: a CR may stand within a line.
    HeaderListBuilder(Message& m, bool mayHoldBareCr) : m_message(m), m_mayHoldBareCr(mayHoldBareCr) {}

    void add(std::string_view line) {
        if (!m_mayHoldBareCr || line.find('\r') == std::string_view::npos)
            return addLine(line);
        // A bare CR between CRLF ends: taken for a line end, as some senders write it.
        m_message.defects.add(Defect::LineEnd);
        while (!line.empty()) {
            const std::size_t cr = std::min(line.find('\r'), line.size());
            if (cr > 0)
                addLine(line.substr(0, cr));
            line.remove_prefix(std::min(cr + 1, line.size()));
        }
    }

private:
    void addLine(std::string_view line) {
        if (isBlank(line.front()))
            return fold(line);
        m_hasField = false;
        const std::size_t colon = findMark<':'>(line);
        std::string_view name = line.substr(0, std::min(colon, line.size()));
        while (!name.empty() && isBlank(name.back()))
            name.remove_suffix(1);
        const HeaderId id = headerIdFromName(name);
        if (colon == std::string_view::npos || (id == HeaderId::Other && !isToken(name))) {
            m_message.defects.add(Defect::HeaderLine);
            return;
        }
        m_valueBegin = line.data() + colon + 1;
        m_message.headers.push_back({id, name, trim(line.substr(colon + 1))});
        m_hasField = true;
    }

    // The value now reaches to the end of this line (section 7.3.1).
    void fold(std::string_view line) {
        if (!m_hasField) {
            m_message.defects.add(Defect::HeaderLine);
            return;
        }
        const char* end = line.data() + line.size();
        m_message.headers.back().value = trim({m_valueBegin, static_cast<std::size_t>(end - m_valueBegin)});
    }

    Message& m_message;
    bool m_mayHoldBareCr;
    const char* m_valueBegin = nullptr; // into the message's bytes
    bool m_hasField = false;
};

// Escaped, a control character is allowed in a quoted string (section 25.1, quoted-pair).
bool hasBareControl(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool isControl = (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
        if (isControl && (i == 0 || text[i - 1] != '\\'))
            return true;
    }
    return false;
}

// traits: of more than the head; where they tell of something, the exact look follows.
void checkCharacters(std::string_view head, const ByteTraits& traits, Message& m) {
    if (traits.hasHigh && !isValidUtf8(head))
        m.defects.add(Defect::NotUtf8);
    if (traits.hasControl && hasBareControl(head))
        m.defects.add(Defect::ControlCharacter);
}

void takeBody(std::string_view rest, Message& m) {
    m.body = rest;
    if (!m.contentLength)
        return;
    if (*m.contentLength > rest.size()) {
        m.defects.add(Defect::ContentLengthTooLong);
    } else if (*m.contentLength < rest.size()) {
        m.body = rest.substr(0, static_cast<std::size_t>(*m.contentLength));
        m.defects.add(Defect::ContentLengthTooShort);
    }
}

} // namespace

void parse(std::string_view bytes, Message& into) {
    reset(into);
    into.bytes = bytes;
    if (bytes.size() > kMaxMessageBytes) {
        bytes = bytes.substr(0, kMaxMessageBytes);
        into.defects.add(Defect::TooLarge);
    }
    const std::size_t begin = skipBlankLines(bytes);
    LineReader lines(bytes, begin, lineEndsOf(bytes.substr(begin)));
    if (lines.next(into.startLine))
        parseStartLine(into);
    else
        into.defects.add(Defect::StartLine);

    const ByteTraits traits = byteTraitsOf(bytes.substr(begin));
    HeaderListBuilder builder(into, traits.hasBareCr);
    std::string_view line;
    bool hasHeaderEnd = false;
    while (lines.next(line)) {
        if (line.empty() && !lines.isLastLineOpen()) {
            hasHeaderEnd = true;
            break;
        }
        if (!line.empty())
            builder.add(line);
    }
    if (!hasHeaderEnd)
        into.defects.add(Defect::NoHeaderEnd);
    if (lines.hasOddLineEnd())
        into.defects.add(Defect::LineEnd);
    checkCharacters(bytes.substr(begin, lines.position() - begin), traits, into);
    readHeaderFields(into);
    takeBody(bytes.substr(lines.position()), into);
}

const HeaderField* Message::find(HeaderId id) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [id](const HeaderField& h) { return h.id == id; });
    return found == headers.end() ? nullptr : &*found;
}

std::string_view Message::value(HeaderId id) const {
    const HeaderField* field = find(id);
    return field == nullptr ? std::string_view{} : field->value;
}

const HeaderField* Message::find(std::string_view name) const {
    const HeaderId id = headerIdFromName(name);
    if (id != HeaderId::Other)
        return find(id);
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [name](const HeaderField& h) { return equalsNoCase(h.name, name); });
    return found == headers.end() ? nullptr : &*found;
}

std::string unfolded(std::string_view value) {
    if (findMark<'\r', '\n'>(value) == std::string_view::npos)
        return std::string(value);
    std::string plain;
    plain.reserve(value.size());
    for (std::size_t i = 0; i < value.size();) {
        if (value[i] != '\r' && value[i] != '\n') {
            plain += value[i++];
            continue;
        }
        while (!plain.empty() && isBlank(plain.back()))
            plain.pop_back();
        while (i < value.size() && isLws(value[i]))
            ++i;
        plain += ' ';
    }
    return plain;
}

} // namespace echelle::sip
