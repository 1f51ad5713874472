#include "core/capture/zip_archive.h"

#include "core/base/text.h"
#include "core/capture/decompression_bound.h"
#include "core/capture/spool.h"

#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <optional>
#include <string>

namespace echelle::capture {
namespace {

constexpr std::uint64_t kMostDirectory = std::uint64_t{16} << 20;
constexpr std::size_t kEndRecord = 22;    // APPNOTE 4.3.16, without the comment
constexpr std::size_t kCentralEntry = 46; // 4.3.12
constexpr std::size_t kLocalHeader = 30;  // 4.3.7
constexpr std::size_t kBlock = std::size_t{128} << 10;
constexpr std::uint32_t kElsewhere = 0xffffffffU; // the value stands in the ZIP64 field (4.5.3)

std::uint32_t u16(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) | static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1]))
                                                       << 8;
}
std::uint32_t u32(std::string_view bytes, std::size_t at) {
    return u16(bytes, at) | u16(bytes, at + 2) << 16;
}
std::uint64_t u64(std::string_view bytes, std::size_t at) {
    return u32(bytes, at) | std::uint64_t{u32(bytes, at + 4)} << 32;
}

struct Member {
    std::string name;
    std::uint32_t flags = 0;
    std::uint32_t method = 0;
    std::uint32_t crc = 0;
    std::uint64_t compressed = 0;
    std::uint64_t size = 0;
    std::uint64_t header = 0; // offset of the local header
};

std::optional<std::string> readAt(const Input& archive, std::uint64_t at, std::uint64_t size) {
    if (at > archive.size() || size > archive.size() - at)
        return std::nullopt;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::pread(archive.descriptor(), bytes.data() + filled, bytes.size() - filled,
                                    static_cast<off_t>(at + filled));
        if (got <= 0)
            return std::nullopt;
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

struct Directory {
    std::uint64_t start = 0;
    std::uint64_t size = 0;
};

std::optional<Directory> findDirectory(const Input& archive) {
    const std::uint64_t looked = std::min<std::uint64_t>(archive.size(), 65535 + kEndRecord);
    const auto end = readAt(archive, archive.size() - looked, looked);
    if (!end)
        return std::nullopt;
    const std::size_t at = end->rfind("PK\x05\x06");
    if (at == std::string::npos || end->size() - at < kEndRecord)
        return std::nullopt;
    Directory d{u32(*end, at + 16), u32(*end, at + 12)};
    if (d.start == kElsewhere || d.size == kElsewhere) { // ZIP64: its locator stands right before (4.3.15)
        if (at < 20 || !std::string_view(*end).substr(at - 20).starts_with("PK\x06\x07"))
            return std::nullopt;
        const auto record = readAt(archive, u64(*end, at - 20 + 8), 56);
        if (!record || !record->starts_with("PK\x06\x06"))
            return std::nullopt;
        d = {u64(*record, 48), u64(*record, 40)};
    }
    return d;
}

// 64-bit sizes, in the order in which the entry has them elsewhere.
void readZip64(std::string_view extra, Member& m) {
    while (extra.size() >= 4) {
        const std::size_t size = u16(extra, 2);
        std::string_view field = extra.substr(4, size);
        if (u16(extra, 0) == 1) {
            for (std::uint64_t* value : {&m.size, &m.compressed, &m.header}) {
                if (*value != kElsewhere || field.size() < 8)
                    continue;
                *value = u64(field, 0);
                field.remove_prefix(8);
            }
            return;
        }
        if (extra.size() < 4 + size)
            return;
        extra.remove_prefix(4 + size);
    }
}

std::vector<Member> readDirectory(std::string_view bytes, ImportLog& log) {
    std::vector<Member> members;
    std::size_t at = 0;
    while (bytes.size() - at >= kCentralEntry && bytes.substr(at, 4) == "PK\x01\x02") {
        const std::size_t name = u16(bytes, at + 28);
        const std::size_t extra = u16(bytes, at + 30);
        const std::size_t comment = u16(bytes, at + 32);
        if (bytes.size() - at - kCentralEntry < name + extra + comment)
            break;
        if (members.size() == kMostMembers) {
            log.add(diag::kArchiveTooMany, {PlaceKind::Offset, at});
            return members;
        }
        Member& m = members.emplace_back();
        m.flags = u16(bytes, at + 8);
        m.method = u16(bytes, at + 10);
        m.crc = u32(bytes, at + 16);
        m.compressed = u32(bytes, at + 20);
        m.size = u32(bytes, at + 24);
        m.header = u32(bytes, at + 42);
        m.name = toValidUtf8(bytes.substr(at + kCentralEntry, name));
        readZip64(bytes.substr(at + kCentralEntry + name, extra), m);
        at += kCentralEntry + name + extra + comment;
    }
    if (at != bytes.size())
        log.add(diag::kArchiveDamaged, {PlaceKind::Offset, at}, "directory");
    return members;
}

bool climbs(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
        name.find('\0') != std::string_view::npos || (name.size() > 1 && name[1] == ':'))
        return true;
    while (true) {
        const std::size_t slash = name.find('/');
        if (name.substr(0, slash) == "..")
            return true;
        if (slash == std::string_view::npos)
            return false;
        name.remove_prefix(slash + 1);
    }
}

// Decompresses one member; a code where it could not be had whole. What was had is kept.
class Extraction {
public:
    Extraction(const Input& archive, const Member& member, int into, std::uint64_t& producedByAll)
        : m_archive(archive), m_member(member), m_into(into), m_producedByAll(producedByAll) {}

    std::string_view run() {
        const auto header = readAt(m_archive, m_member.header, kLocalHeader);
        if (!header || !header->starts_with("PK\x03\x04"))
            return diag::kArchiveDamaged;
        m_at = m_member.header + kLocalHeader + u16(*header, 26) + u16(*header, 28);
        const std::string_view code = m_member.method == 0 ? copy() : decompress();
        if (!code.empty())
            return code;
        return m_crc == m_member.crc ? std::string_view() : diag::kArchiveDamaged;
    }

private:
    std::optional<std::string> nextBlock() {
        const std::uint64_t size = std::min<std::uint64_t>(kBlock, m_member.compressed - m_consumed);
        auto block = readAt(m_archive, m_at + m_consumed, size);
        m_consumed += size;
        return block;
    }

    std::string_view put(const char* bytes, std::size_t size) {
        m_produced += size;
        m_producedByAll += size;
        // Members may share the same compressed bytes, so the whole archive is measured too.
        if (exceedsRatio(m_produced, m_consumed) || exceedsRatio(m_producedByAll, m_archive.size()))
            return diag::kArchiveRatio;
        m_crc =
            static_cast<std::uint32_t>(::crc32(m_crc, reinterpret_cast<const Bytef*>(bytes), static_cast<uInt>(size)));
        return writeAll(m_into, bytes, size) ? std::string_view() : diag::kFileReadError;
    }

    std::string_view copy() {
        while (m_consumed < m_member.compressed) {
            const auto block = nextBlock();
            if (!block)
                return diag::kArchiveDamaged;
            if (const std::string_view code = put(block->data(), block->size()); !code.empty())
                return code;
        }
        return {};
    }

    std::string_view decompress() {
        z_stream z{};
        if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
            return diag::kArchiveDamaged;
        std::string out(kBlock, '\0');
        std::string_view code;
        int state = Z_OK;
        while (state == Z_OK && code.empty() && m_consumed < m_member.compressed) {
            auto block = nextBlock();
            if (!block) {
                code = diag::kArchiveDamaged;
                break;
            }
            z.next_in = reinterpret_cast<Bytef*>(block->data());
            z.avail_in = static_cast<uInt>(block->size());
            do {
                z.next_out = reinterpret_cast<Bytef*>(out.data());
                z.avail_out = static_cast<uInt>(out.size());
                state = inflate(&z, Z_NO_FLUSH);
                if (state == Z_BUF_ERROR) // all of the block is used
                    state = Z_OK;
                code = put(out.data(), out.size() - z.avail_out);
            } while (state == Z_OK && code.empty() && z.avail_out == 0);
        }
        inflateEnd(&z);
        return !code.empty() || state == Z_STREAM_END ? code : diag::kArchiveDamaged;
    }

    const Input& m_archive;
    const Member& m_member;
    int m_into;
    std::uint64_t& m_producedByAll;
    std::uint64_t m_at = 0;
    std::uint64_t m_consumed = 0;
    std::uint64_t m_produced = 0;
    std::uint32_t m_crc = 0;
};

std::string_view refusal(const Member& m) {
    if (climbs(m.name))
        return diag::kArchivePath;
    if ((m.flags & 1U) != 0) // 4.4.4
        return diag::kArchiveEncrypted;
    return m.method != 0 && m.method != 8 ? diag::kArchiveMethod : std::string_view(); // 4.4.5
}

} // namespace

std::vector<Input> openArchive(const Input& archive, ImportLog& log) {
    std::vector<Input> inputs;
    const auto directory = findDirectory(archive);
    const auto bytes = directory && directory->size <= kMostDirectory
                           ? readAt(archive, directory->start, directory->size)
                           : std::nullopt;
    if (!bytes) {
        log.add(diag::kArchiveDamaged, {PlaceKind::Offset, archive.size()}, "directory");
        return inputs;
    }
    const std::vector<Member> members = readDirectory(*bytes, log);
    const auto isOffice = [](const Member& m) { return m.name == "[Content_Types].xml"; };
    if (std::any_of(members.begin(), members.end(), isOffice))
        return inputs;
    std::uint64_t produced = 0;
    for (const Member& m : members) {
        if (m.name.ends_with('/') || m.name.starts_with("__MACOSX/"))
            continue;
        const Place place{PlaceKind::Offset, m.header};
        if (const std::string_view code = refusal(m); !code.empty()) {
            log.add(code, place, m.name);
            continue;
        }
        const int file = openNameless();
        if (file < 0) {
            log.add(diag::kFileReadError, place, m.name);
            continue;
        }
        const std::string_view code = Extraction(archive, m, file, produced).run();
        if (!code.empty())
            log.add(code, place, m.name);
        if (code == diag::kArchiveRatio || code == diag::kFileReadError) {
            ::close(file);
            continue;
        }
        auto input = Input::fromSpooled(file, archive.path() + "/" + m.name, archive.modifiedNs());
        if (input && input->kind() != ContentKind::Zip)
            inputs.push_back(std::move(*input));
    }
    return inputs;
}

} // namespace echelle::capture
