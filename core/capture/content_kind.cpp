#include "core/capture/content_kind.h"

#include "core/capture/hex_dump_line.h"
#include "core/capture/pcap_source.h"

#include <algorithm>
#include <array>

namespace echelle::capture {
namespace {

using namespace std::string_view_literals;

bool startsWith(ByteView head, std::string_view magic) {
    return asText(head).starts_with(magic);
}

// Binary formats that people hand over by mistake, and whose first bytes could pass for text otherwise.
bool isKnownBinary(ByteView head) {
    static constexpr std::array kMagics = {"\x89PNG"sv,
                                           "\x7f"
                                           "ELF"sv,
                                           "%PDF-"sv,
                                           "\xff\xd8\xff"sv,
                                           "GIF8"sv,
                                           "BZh"sv,
                                           "\xfd"
                                           "7zXZ"sv,
                                           "7z\xbc\xaf"sv,
                                           "RIFF"sv,
                                           "Rar!\x1a"sv,
                                           "\x1f\x8b"sv,
                                           "\x28\xb5\x2f\xfd"sv,
                                           "OggS"sv,
                                           "ID3"sv};
    return std::any_of(kMagics.begin(), kMagics.end(),
                       [head](std::string_view magic) { return startsWith(head, magic); });
}

// Lines of text hold next to no control characters. A few are borne, NUL among them: real logs have lost blocks,
// terminal colours and glued records. Random or compressed bytes hold about one in ten.
bool couldBeText(ByteView head) {
    if (startsWith(head, "\xff\xfe"sv) || startsWith(head, "\xfe\xff"sv))
        return true; // UTF-16 with byte order mark
    const auto isControl = [](std::uint8_t byte) {
        return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\b' &&
                byte != 0x1b) ||
               byte == 0x7f;
    };
    const auto controls = static_cast<std::size_t>(std::count_if(head.begin(), head.end(), isControl));
    return controls * 50 <= head.size();
}

// One raw message of SIP, whose body may hold anything (RFC 4475 section 3.1.1.11).
bool beginsLikeSip(ByteView head) {
    constexpr std::size_t kMaxStartLine = 4096;
    const std::string_view text = asText(head).substr(0, kMaxStartLine);
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    return line.starts_with("SIP/2.0 ") || (line.ends_with(" SIP/2.0") && line.find(' ') < line.size() - 8);
}

} // namespace

Compression sniffCompression(ByteView head) {
    if (startsWith(head, "\x1f\x8b\x08"sv)) // RFC 1952 section 2.3.1, method deflate
        return Compression::Gzip;
    if (startsWith(head, "\x28\xb5\x2f\xfd"sv)) // RFC 8878 section 3.1.1
        return Compression::Zstd;
    return Compression::None;
}

ContentKind sniffContent(ByteView head) {
    if (head.empty())
        return ContentKind::Empty;
    if (head.size() >= 4 && isPcapMagic(head.data()))
        return ContentKind::Pcap;
    if (startsWith(head, "\x0a\x0d\x0d\x0a"sv))
        return ContentKind::Pcapng;
    if (startsWith(head, "snoop\0\0\0"sv))
        return ContentKind::Snoop;
    if (startsWith(head, "RTSS"sv) || startsWith(head, "GMBU"sv))
        return ContentKind::Netmon;
    if (startsWith(head, "SQLite format 3\0"sv))
        return ContentKind::CaseFile;
    if (startsWith(head, "PK\x03\x04"sv) || startsWith(head, "PK\x05\x06"sv)) // APPNOTE 4.3.7, 4.3.16
        return ContentKind::Zip;
    if (isKnownBinary(head) || (!couldBeText(head) && !beginsLikeSip(head)))
        return ContentKind::Unknown;
    if (isHexDump(asText(head)))
        return ContentKind::HexDump;
    return ContentKind::Text;
}

} // namespace echelle::capture
