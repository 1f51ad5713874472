#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/capture/frame_source.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace echelle::capture {

class FileHasher;

enum class Compression : std::uint8_t { None, Gzip, Zstd };

// What the first bytes say the content is; never the name. Text is anything that is not known binary and could hold
// lines (UTF-8, Latin-1, UTF-16 with BOM); which log it is, the registry of formats tells.
enum class ContentKind : std::uint8_t { Pcap, Pcapng, Snoop, Netmon, HexDump, CaseFile, Text, Zip, Empty, Unknown };

// A capture, which openFrames() reads.
[[nodiscard]] constexpr bool isCapture(ContentKind kind) {
    return kind <= ContentKind::HexDump;
}

// One input opened for reading: a file, or standard input spooled to a nameless temporary file so that it can be read
// twice. Never opened for writing. Movable; closes its descriptor at the end.
class Input {
public:
    // path "-" is standard input. Errors: kFileMissing, kFileUnreadable, kFileDirectory, kFileEmpty, kFileReadError.
    static Result<Input> open(const std::string& path);
    // Of a file without a name, which the input owns and closes, also where it gives an Error (kFileEmpty,
    // kFileReadError). path: what it is to be called.
    static Result<Input> fromSpooled(int descriptor, const std::string& path, std::int64_t modifiedNs);
    Input(Input&&) noexcept;
    Input& operator=(Input&&) noexcept;
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    ~Input();

    [[nodiscard]] const std::string& path() const { return m_path; } // as given
    [[nodiscard]] int descriptor() const { return m_descriptor; }    // for pread; borrowed
    [[nodiscard]] std::uint64_t size() const { return m_size; }      // bytes on disk, before decompression
    [[nodiscard]] std::int64_t modifiedNs() const { return m_modifiedNs; }
    [[nodiscard]] Compression compression() const { return m_compression; }
    [[nodiscard]] ContentKind kind() const { return m_kind; } // of the decompressed content

    // Readers that are opened from now on give the bytes of the file to the hasher (borrowed; null: to none), so that
    // they need not be read once more.
    void hashWith(FileHasher* hasher) { m_hasher = hasher; }
    [[nodiscard]] FileHasher* hasher() const { return m_hasher; }

private:
    Input() = default;
    static Result<Input> sniffed(Input input);
    std::string m_path;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    std::int64_t m_modifiedNs = 0;
    Compression m_compression = Compression::None;
    ContentKind m_kind = ContentKind::Unknown;
    FileHasher* m_hasher = nullptr;
};

// A sequential reader over the decompressed content of an Input, with its own position, so several can read one Input.
class ByteReader {
public:
    virtual ~ByteReader() = default;
    // Fills up to size bytes; 0 at the end. Damaged compressed data ends the content and is noted in the log.
    virtual Result<std::size_t> read(std::uint8_t* into, std::size_t size) = 0;
    [[nodiscard]] virtual std::uint64_t bytesConsumed() const = 0; // of the file on disk
};
// log outlives the reader. Decompression is bounded as model.md "Bounds" says (200:1 after 16 MiB).
[[nodiscard]] std::unique_ptr<ByteReader> openReader(const Input& input, ImportLog& log);

// For content that isCapture(). input and log outlive the source.
[[nodiscard]] Result<std::unique_ptr<FrameSource>> openFrames(const Input& input, ImportLog& log);

} // namespace echelle::capture
