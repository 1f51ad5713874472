#include "core/exports/text_input.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace echelle::exports {

namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10;
constexpr std::size_t kSample = std::size_t{64} << 10;

void appendUtf8(std::string& out, std::uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (c & 0x3f));
    }
}

// 0x80 to 0x9f; 0 where the code page has none.
constexpr std::array<std::uint16_t, 32> kWindows1252{0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                     0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

// The bytes at the end that begin a character of UTF-8 and do not end it.
std::size_t unfinishedUtf8(std::string_view bytes) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80)
            return 0;
        if (byte >= 0xc0)
            return (byte >= 0xf0 ? 4U : byte >= 0xe0 ? 3U : 2U) > back ? back : 0;
    }
    return 0;
}

// Valid, or with more characters of several bytes that are whole than bytes that are none: then rows of another
// encoding were put into a text of UTF-8.
bool isMostlyUtf8(std::string_view text) {
    if (isValidUtf8(text))
        return true;
    std::size_t whole = 0;
    std::size_t stray = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t size = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
        const bool isWhole = size > 1 && i + size <= text.size() && isValidUtf8(text.substr(i, size));
        whole += isWhole ? 1 : 0;
        stray += !isWhole && byte >= 0x80 ? 1 : 0;
        i += isWhole ? size : 1;
    }
    return whole > stray;
}

} // namespace

Encoding encodingOf(std::string_view head) {
    if (head.starts_with("\xff\xfe"))
        return Encoding::Utf16Le;
    if (head.starts_with("\xfe\xff"))
        return Encoding::Utf16Be;
    std::size_t evenNuls = 0;
    std::size_t oddNuls = 0;
    const std::size_t looked = std::min<std::size_t>(head.size(), 512);
    for (std::size_t i = 0; i < looked; ++i)
        if (head[i] == '\0')
            ++(i % 2 == 0 ? evenNuls : oddNuls);
    if (looked >= 8 && oddNuls > looked / 4 && evenNuls == 0)
        return Encoding::Utf16Le;
    if (looked >= 8 && evenNuls > looked / 4 && oddNuls == 0)
        return Encoding::Utf16Be;
    return isMostlyUtf8(head.substr(0, head.size() - unfinishedUtf8(head))) ? Encoding::Utf8 : Encoding::Windows1252;
}

std::string fromWindows1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isMapped = byte >= 0x80 && byte < 0xa0;
        appendUtf8(text, !isMapped ? byte : kWindows1252[byte - 0x80] != 0 ? kWindows1252[byte - 0x80] : 0xfffd);
    }
    return text;
}

TextInput::TextInput(std::unique_ptr<capture::ByteReader> bytes, Encoding encoding)
    : m_bytes(std::move(bytes)), m_encoding(encoding) {}

Result<bool> TextInput::more() {
    if (m_isAtEnd || m_text.size() - m_begin >= kMostHeld)
        return false;
    if (m_begin > 0) {
        m_text.erase(0, m_begin);
        m_begin = 0;
    }
    if (m_encoding == Encoding::Utf8) { // as it is
        const std::size_t before = m_text.size();
        m_text.resize(before + kBlock);
        const auto got = m_bytes->read(reinterpret_cast<std::uint8_t*>(m_text.data()) + before, kBlock);
        if (!got) {
            m_text.resize(before);
            return Unexpected(got.error());
        }
        m_text.resize(before + *got);
        m_isAtEnd = *got == 0;
        if (m_isFirst && std::string_view(m_text).starts_with("\xef\xbb\xbf"))
            m_begin = 3;
        m_isFirst = false;
        return !m_isAtEnd;
    }
    std::vector<std::uint8_t> block(kBlock);
    const auto got = m_bytes->read(block.data(), block.size());
    if (!got)
        return Unexpected(got.error());
    m_isAtEnd = *got == 0;
    take({reinterpret_cast<const char*>(block.data()), *got});
    return !m_isAtEnd;
}

void TextInput::take(std::string_view bytes) {
    if (m_encoding == Encoding::Windows1252) {
        m_text += fromWindows1252(bytes);
        return;
    }
    m_cut += bytes;
    const bool isLittle = m_encoding == Encoding::Utf16Le;
    const auto unit = [&](std::size_t at) {
        const auto low = static_cast<unsigned char>(m_cut[at + (isLittle ? 0 : 1)]);
        const auto high = static_cast<unsigned char>(m_cut[at + (isLittle ? 1 : 0)]);
        return static_cast<std::uint32_t>(high << 8 | low);
    };
    std::size_t at = 0;
    while (at + 2 <= m_cut.size()) {
        std::uint32_t c = unit(at);
        if (c >= 0xd800 && c < 0xdc00) {
            if (at + 4 > m_cut.size() && !m_isAtEnd)
                break;
            const std::uint32_t low = at + 4 <= m_cut.size() ? unit(at + 2) : 0;
            const bool isPair = low >= 0xdc00 && low < 0xe000;
            c = isPair ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
            at += isPair ? 2 : 0;
        } else if (c >= 0xdc00 && c < 0xe000) {
            c = 0xfffd;
        }
        at += 2;
        if (c != 0xfeff || !m_isFirst)
            appendUtf8(m_text, c);
        m_isFirst = false;
    }
    m_cut.erase(0, at);
}

std::string sampleOf(const capture::Input& input, Encoding& encoding) {
    ImportLog unused;
    std::string head(kSample, '\0');
    const auto reader = capture::openReader(input, unused);
    std::size_t size = 0;
    while (size < head.size()) {
        const auto got = reader->read(reinterpret_cast<std::uint8_t*>(head.data()) + size, head.size() - size);
        if (!got || *got == 0)
            break;
        size += *got;
    }
    head.resize(size);
    encoding = encodingOf(head);
    if (encoding == Encoding::Utf8)
        return head.starts_with("\xef\xbb\xbf") ? head.substr(3) : head;
    TextInput text(capture::openReader(input, unused), encoding);
    const auto got = text.more();
    return got ? std::string(text.held().substr(0, kSample)) : std::string();
}

} // namespace echelle::exports
