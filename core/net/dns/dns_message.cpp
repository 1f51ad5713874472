#include "core/net/dns/dns_message.h"

#include "core/base/text.h"

#include <algorithm>

namespace echelle::net::dns {
namespace {

constexpr std::size_t kHeader = 12;
constexpr std::size_t kMaxName = 255; // RFC 1035 section 3.1
constexpr std::size_t kMaxText = 255;

// Walks over a message; nothing it reads goes beyond the bytes.
class Reader {
public:
    Reader(ByteView bytes, std::size_t at) : m_bytes(bytes), m_at(at) {}

    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] bool has(std::size_t size) const { return size <= m_bytes.size() - m_at; }
    std::uint16_t be16() {
        m_at += 2;
        return readBe16(m_bytes.data() + m_at - 2);
    }
    void skip(std::size_t size) { m_at += size; }

    // RFC 1035 section 4.1.4. A pointer leads to before where the name, or the part of it that held the pointer, began:
    // so there is no loop. Bytes that are no printable character become '?'.
    std::optional<std::string> name() {
        std::string text;
        std::size_t at = m_at;
        std::size_t begin = m_at;
        bool isMoved = false; // behind the first pointer
        while (at < m_bytes.size()) {
            const std::uint8_t length = m_bytes[at];
            if (length >= 0xc0) {
                if (at + 2 > m_bytes.size())
                    return std::nullopt;
                const std::size_t target = readBe16(m_bytes.data() + at) & 0x3fff;
                if (!isMoved)
                    m_at = at + 2;
                isMoved = true;
                if (target >= begin)
                    return std::nullopt;
                at = begin = target;
                continue;
            }
            if (length > 63 || at + 1 + length > m_bytes.size() || text.size() + length + 1 > kMaxName)
                return std::nullopt;
            ++at;
            if (length == 0) {
                if (!isMoved)
                    m_at = at;
                return text;
            }
            if (!text.empty())
                text += '.';
            appendText(text, at, length);
            at += length;
        }
        return std::nullopt;
    }
    // RFC 1035 section 3.3: a length byte and that many characters.
    std::optional<std::string> characterString() {
        if (!has(1) || !has(std::size_t{1} + m_bytes[m_at]))
            return std::nullopt;
        std::string text;
        const std::size_t length = m_bytes[m_at];
        appendText(text, m_at + 1, length);
        m_at += 1 + length;
        return text;
    }

private:
    void appendText(std::string& text, std::size_t at, std::size_t length) const {
        for (std::size_t i = at; i < at + length; ++i)
            text += m_bytes[i] > 0x20 && m_bytes[i] < 0x7f ? static_cast<char>(m_bytes[i]) : '?';
    }
    ByteView m_bytes;
    std::size_t m_at;
};

std::optional<std::string> readSrv(Reader& r, std::string& target) {
    if (!r.has(6))
        return std::nullopt;
    std::string text;
    for (int i = 0; i < 3; ++i)
        text += std::to_string(r.be16()) + " ";
    const auto name = r.name();
    if (!name)
        return std::nullopt;
    target = *name;
    return text + (target.empty() ? "." : target);
}

std::optional<std::string> readNaptr(Reader& r, std::string& target) {
    if (!r.has(4))
        return std::nullopt;
    std::string text = std::to_string(r.be16());
    text += " " + std::to_string(r.be16());
    for (int i = 0; i < 3; ++i) {
        const auto part = r.characterString();
        if (!part)
            return std::nullopt;
        text += " " + *part;
    }
    const auto name = r.name();
    if (!name)
        return std::nullopt;
    target = *name;
    return text + " " + (target.empty() ? "." : target);
}

// False where the data do not fit the type.
bool readData(ByteView message, std::size_t at, std::size_t size, Record& record) {
    const std::uint8_t* p = message.data() + at;
    // Names in the data may point to before it, and end within it.
    Reader reader(message.first(at + size), at);
    std::optional<std::string> text;
    switch (record.type) {
    case Type::A:
        if (size != 4)
            return false;
        record.address = IpAddress::v4(p);
        text = record.address.toString();
        break;
    case Type::Aaaa:
        if (size != 16)
            return false;
        record.address = IpAddress::v6(p);
        text = record.address.toString();
        break;
    case Type::Cname:
    case Type::Ptr:
        text = reader.name();
        record.target = text.value_or("");
        break;
    case Type::Srv:
        text = readSrv(reader, record.target);
        break;
    case Type::Naptr:
        text = readNaptr(reader, record.target);
        break;
    case Type::Txt:
        text = reader.characterString();
        break;
    default:
        text = "";
        break;
    }
    if (!text)
        return false;
    record.text = text->substr(0, kMaxText);
    return true;
}

bool readRecord(ByteView bytes, Reader& reader, Record& record) {
    constexpr std::size_t kFixed = 10; // type, class, TTL, length
    auto name = reader.name();
    if (!name || !reader.has(kFixed))
        return false;
    record.name = std::move(*name);
    record.type = static_cast<Type>(reader.be16());
    reader.skip(6);
    const std::size_t size = reader.be16();
    if (!reader.has(size) || !readData(bytes, reader.at(), size, record))
        return false;
    reader.skip(size);
    return true;
}

} // namespace

std::string toString(Type type) {
    switch (type) {
    case Type::A:
        return "A";
    case Type::Cname:
        return "CNAME";
    case Type::Ptr:
        return "PTR";
    case Type::Txt:
        return "TXT";
    case Type::Aaaa:
        return "AAAA";
    case Type::Srv:
        return "SRV";
    case Type::Naptr:
        return "NAPTR";
    case Type::None:
        break;
    }
    return "TYPE" + std::to_string(static_cast<unsigned>(type));
}

std::string toString(Code code) {
    switch (code) {
    case Code::NoError:
        return "NOERROR";
    case Code::FormatError:
        return "FORMERR";
    case Code::ServerFailure:
        return "SERVFAIL";
    case Code::NameError:
        return "NXDOMAIN";
    case Code::Refused:
        return "REFUSED";
    }
    return "RCODE" + std::to_string(static_cast<unsigned>(code));
}

std::string keyOf(std::string_view name) {
    if (name.ends_with('.'))
        name.remove_suffix(1);
    return toLower(name);
}

std::optional<Message> read(ByteView bytes) {
    if (bytes.size() < kHeader)
        return std::nullopt;
    const std::uint8_t* p = bytes.data();
    constexpr unsigned kOpcode = 0x78; // of anything but a standard query
    if ((p[2] & kOpcode) != 0)
        return std::nullopt;
    Message m;
    m.id = readBe16(p);
    m.isResponse = (p[2] & 0x80) != 0;
    m.isTruncated = (p[2] & 0x02) != 0;
    m.code = static_cast<Code>(p[3] & 0x0f);
    const std::size_t questions = readBe16(p + 4);
    const std::size_t answers = readBe16(p + 6);
    Reader reader(bytes, kHeader);
    if (questions == 0)
        return std::nullopt;
    for (std::size_t i = 0; i < questions; ++i) {
        auto name = reader.name();
        if (!name || !reader.has(4)) {
            if (i == 0)
                return std::nullopt;
            m.isPartial = true;
            return m;
        }
        const auto type = static_cast<Type>(reader.be16());
        reader.skip(2);
        if (i > 0)
            continue;
        m.name = std::move(*name);
        m.type = type;
    }
    for (std::size_t i = 0; m.isResponse && i < answers && !m.isPartial; ++i) {
        Record record;
        m.isPartial = i == kMaxAnswers || !readRecord(bytes, reader, record);
        if (!m.isPartial)
            m.answers.push_back(std::move(record));
    }
    return m;
}

} // namespace echelle::net::dns
