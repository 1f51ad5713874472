#include "core/base/text.h"
#include "core/sip/address.h"
#include "core/sip/address_scan.h"
#include "core/sip/lines.h"

namespace echelle::sip {
namespace {

constexpr CharSet kLwsOrBracket{" \t\r\n]"};
constexpr CharSet kLwsOrSlash{" \t\r\n/"};
constexpr CharSet kLwsOrEnd{" \t\r\n;,"};

// Goes over a Via from the front; blanks and folds may stand between all parts (RFC 3261 section 20.42).
class ViaReader {
public:
    explicit ViaReader(std::string_view text) : m_text(text) {}

    void skipBlanks() {
        while (m_at < m_text.size() && isLws(m_text[m_at]))
            ++m_at;
    }
    bool take(char c) {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    std::string_view upTo(const CharSet& stops) {
        skipBlanks();
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && !stops.has(m_text[m_at]))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }
    void back(std::size_t bytes) { m_at -= bytes; }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

bool readSentBy(ViaReader& reader, Via& via) {
    if (reader.take('[')) {
        via.host = reader.upTo(kLwsOrBracket);
        if (!reader.take(']'))
            return false;
    } else {
        via.host = reader.upTo(kLwsOrEnd);
        const std::size_t colon = via.host.rfind(':');
        if (colon != std::string_view::npos) {
            // Also for IPv6 without its brackets, which is wrong but is sent: the last colon separates the port.
            reader.back(via.host.size() - colon);
            via.host = via.host.substr(0, colon);
        }
    }
    if (via.host.empty())
        return false;
    if (reader.take(':')) {
        const auto port = parseUnsigned(reader.upTo(kLwsOrEnd));
        if (!port || *port > 65535)
            return false;
        via.port = static_cast<std::uint16_t>(*port);
    }
    return true;
}

void readParameters(std::string_view rest, Via& via) {
    via.parameters = trim(rest);
    Parameter found;
    while (takeParameter(rest, found)) {
        if (equalsNoCase(found.name, "branch"))
            via.branch = found.value;
        else if (equalsNoCase(found.name, "received"))
            via.received = found.value;
        else if (equalsNoCase(found.name, "rport"))
            via.rport = found.value;
    }
}

} // namespace

std::optional<Via> parseVia(std::string_view value) {
    const std::string_view text = takeListEntry(value);
    ViaReader reader(text);
    Via via;
    reader.upTo(kLwsOrSlash);
    if (!reader.take('/'))
        return std::nullopt;
    reader.upTo(kLwsOrSlash);
    via.protocol = text.substr(0, reader.position());
    if (!reader.take('/'))
        return std::nullopt;
    via.transport = reader.upTo(kLwsOrEnd);
    if (via.protocol.empty() || via.transport.empty() || !readSentBy(reader, via))
        return std::nullopt;
    reader.skipBlanks();
    if (reader.isAtEnd())
        return via;
    if (!reader.take(';'))
        return std::nullopt;
    readParameters(reader.rest(), via);
    return via;
}

} // namespace echelle::sip
