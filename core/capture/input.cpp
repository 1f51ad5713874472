#include "core/capture/input.h"

#include "core/capture/content_kind.h"
#include "core/capture/gzip_reader.h"
#include "core/capture/plain_reader.h"
#include "core/capture/spool.h"
#include "core/capture/zstd_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

namespace echelle::capture {
namespace {

Unexpected fail(std::string_view code, const std::string& path) {
    return Unexpected(Error{std::string(code), path, {}});
}

std::string_view openErrorCode(int number) {
    return number == ENOENT || number == ENOTDIR ? diag::kFileMissing : diag::kFileUnreadable;
}

// Up to kSniffBytes from the front; fewer where the content is shorter.
Result<std::vector<std::uint8_t>> readHead(ByteReader& reader) {
    std::vector<std::uint8_t> head(kSniffBytes);
    std::size_t size = 0;
    while (size < head.size()) {
        const Result<std::size_t> got = reader.read(head.data() + size, head.size() - size);
        if (!got)
            return Unexpected(got.error());
        if (*got == 0)
            break;
        size += *got;
    }
    head.resize(size);
    return head;
}

bool couldBeInput(ByteView head) {
    return sniffCompression(head) != Compression::None || sniffContent(head) != ContentKind::Unknown;
}

// Closes a descriptor unless it was handed on.
class DescriptorGuard {
public:
    explicit DescriptorGuard(int descriptor) : m_descriptor(descriptor) {}
    ~DescriptorGuard() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    DescriptorGuard(const DescriptorGuard&) = delete;
    DescriptorGuard& operator=(const DescriptorGuard&) = delete;
    int release() { return std::exchange(m_descriptor, -1); }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace

Result<Input> Input::open(const std::string& path) {
    const bool isStandardInput = path == "-";
    DescriptorGuard opened(isStandardInput ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                           : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (opened.get() < 0)
        return fail(openErrorCode(errno), path);
    struct stat status {};
    if (::fstat(opened.get(), &status) != 0)
        return fail(diag::kFileUnreadable, path);
    if (S_ISDIR(status.st_mode))
        return fail(diag::kFileDirectory, path);

    Input input;
    input.m_path = path;
    input.m_modifiedNs = static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    const bool isAtStart = !isStandardInput || ::lseek(opened.get(), 0, SEEK_CUR) == 0;
    if (S_ISREG(status.st_mode) && isAtStart) {
        input.m_size = static_cast<std::uint64_t>(status.st_size);
        input.m_descriptor = opened.release();
    } else if (isStandardInput || S_ISFIFO(status.st_mode)) {
        const Result<Spooled> spooled = spool(opened.get(), path, couldBeInput);
        if (!spooled)
            return Unexpected(spooled.error());
        input.m_size = spooled->size;
        input.m_descriptor = spooled->descriptor;
    } else {
        return fail(diag::kFileUnreadable, path); // a device: it could go on for ever
    }
    return sniffed(std::move(input));
}

Result<Input> Input::fromSpooled(int descriptor, const std::string& path, std::int64_t modifiedNs) {
    Input input;
    input.m_path = path;
    input.m_descriptor = descriptor;
    input.m_modifiedNs = modifiedNs;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return fail(diag::kFileReadError, path);
    input.m_size = static_cast<std::uint64_t>(status.st_size);
    return sniffed(std::move(input));
}

// What the content is, by its first bytes.
Result<Input> Input::sniffed(Input input) {
    const std::string path = input.m_path;
    if (input.m_size == 0)
        return fail(diag::kFileEmpty, path);

    PlainReader plain(input.m_descriptor, path);
    const Result<std::vector<std::uint8_t>> head = readHead(plain);
    if (!head)
        return Unexpected(head.error());
    input.m_compression = sniffCompression(*head);
    if (input.m_compression == Compression::None) {
        input.m_kind = sniffContent(*head);
        return input;
    }
    ImportLog damage; // whoever reads the content meets it again and notes it
    const Result<std::vector<std::uint8_t>> inner = readHead(*openReader(input, damage));
    if (!inner)
        return Unexpected(inner.error());
    if (inner->empty() && !damage.items().empty())
        return fail(diag::kFileReadError, path); // cut or broken before its first byte
    input.m_kind = sniffContent(*inner);
    return input;
}

Input::Input(Input&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_size(other.m_size)
    , m_modifiedNs(other.m_modifiedNs)
    , m_compression(other.m_compression)
    , m_kind(other.m_kind)
    , m_hasher(other.m_hasher) {}

Input& Input::operator=(Input&& other) noexcept {
    if (this != &other) {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        m_path = std::move(other.m_path);
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_size = other.m_size;
        m_modifiedNs = other.m_modifiedNs;
        m_compression = other.m_compression;
        m_kind = other.m_kind;
        m_hasher = other.m_hasher;
    }
    return *this;
}

Input::~Input() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::unique_ptr<ByteReader> openReader(const Input& input, ImportLog& log) {
    PlainReader plain(input.descriptor(), input.path(), input.hasher());
    switch (input.compression()) {
    case Compression::Gzip:
        return std::make_unique<GzipReader>(std::move(plain), log);
    case Compression::Zstd:
        return std::make_unique<ZstdReader>(std::move(plain), log);
    case Compression::None:
        break;
    }
    return std::make_unique<PlainReader>(std::move(plain));
}

} // namespace echelle::capture
