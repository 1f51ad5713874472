#include "core/store/page_file.h"

#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <utility>

namespace echelle::store {

namespace {

// Of the database header (sqlite.org/fileformat2.html section 1.3): big-endian, at these offsets.
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kChangeCounter = 24;
constexpr std::size_t kPageCount = 28;
constexpr std::size_t kVersionValidFor = 92; // the change counter that the page count belongs to

// Holds SQLite's lock bytes and is used by no database (section 1.4).
constexpr PageFile::PageNumber kLockPage = 0x4000'0000 / PageFile::kPageBytes + 1;

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

} // namespace

Result<PageFile> PageFile::open(const std::string& path, bool isSynced) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return Unexpected(outputError(errno, path));
    PageFile file(path, descriptor);
    file.m_isSynced = isSynced;
    if (auto read = file.readHeader(); !read)
        return Unexpected(read.error());
    return file;
}

PageFile::PageFile(PageFile&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_isSynced(other.m_isSynced)
    , m_failure(other.m_failure)
    , m_next(other.m_next)
    , m_header(std::move(other.m_header))
    , m_buffer(std::move(other.m_buffer))
    , m_bufferedAt(other.m_bufferedAt) {}

PageFile::~PageFile() {
    if (m_descriptor >= 0)
        (void)::close(m_descriptor);
}

Result<void> PageFile::readHeader() {
    m_header.resize(kHeaderBytes);
    const ssize_t got = ::pread(m_descriptor, m_header.data(), m_header.size(), 0);
    if (got != static_cast<ssize_t>(kHeaderBytes))
        return Unexpected(outputError(got < 0 ? errno : EIO, m_path));
    assert(headerField(kChangeCounter) == headerField(kVersionValidFor));
    m_next = after(headerField(kPageCount));
    m_bufferedAt = (m_next - std::uint64_t{1}) * kPageBytes;
    m_buffer.reserve(kBufferBytes);
    return {};
}

std::uint32_t PageFile::headerField(std::size_t offset) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(m_header[offset + i]);
    return value;
}

void PageFile::setHeaderField(std::size_t offset, std::uint32_t value) {
    for (std::size_t i = 4; i-- > 0; value >>= 8)
        m_header[offset + i] = static_cast<char>(value);
}

PageFile::PageNumber PageFile::after(PageNumber page) {
    return page + 1 == kLockPage ? page + 2 : page + 1;
}

PageFile::PageNumber PageFile::append(std::string_view content, std::string_view further) {
    assert(content.size() + further.size() <= kPageBytes);
    if (m_buffer.size() >= kBufferBytes)
        flush();
    const std::size_t end = m_buffer.size() + kPageBytes;
    m_buffer += content;
    m_buffer += further;
    m_buffer.resize(end);
    const PageNumber page = m_next;
    m_next = after(page);
    if (m_next != page + 1)
        flush(); // the next one does not follow in the file
    return page;
}

void PageFile::replace(PageNumber page, std::string_view content) {
    write(content.data(), content.size(), (page - std::uint64_t{1}) * kPageBytes);
}

void PageFile::flush() {
    write(m_buffer.data(), m_buffer.size(), m_bufferedAt);
#ifdef SYNC_FILE_RANGE_WRITE // Linux: does not wait
    if (m_isSynced)
        (void)::sync_file_range(m_descriptor, static_cast<off_t>(m_bufferedAt), static_cast<off_t>(m_buffer.size()),
                                SYNC_FILE_RANGE_WRITE);
#endif
    m_buffer.clear();
    m_bufferedAt = (m_next - std::uint64_t{1}) * kPageBytes;
}

void PageFile::write(const char* bytes, std::size_t size, std::uint64_t offset) {
    while (size > 0 && m_failure == 0) {
        const ssize_t written = ::pwrite(m_descriptor, bytes, size, static_cast<off_t>(offset));
        if (written < 0 && errno != EINTR)
            m_failure = errno;
        if (written <= 0)
            continue;
        bytes += written;
        size -= static_cast<std::size_t>(written);
        offset += static_cast<std::uint64_t>(written);
    }
}

Result<void> PageFile::finish() {
    flush();
    // The last page that is there: before the lock page where the next one would come right after that.
    const PageNumber last = m_next - 1 == kLockPage ? m_next - 2 : m_next - 1;
    const std::uint32_t change = headerField(kChangeCounter) + 1;
    setHeaderField(kChangeCounter, change);
    setHeaderField(kVersionValidFor, change);
    setHeaderField(kPageCount, last);
    write(m_header.data(), m_header.size(), 0);
    if (::close(std::exchange(m_descriptor, -1)) != 0 && m_failure == 0)
        m_failure = errno;
    return status();
}

Result<void> PageFile::status() const {
    if (m_failure != 0)
        return Unexpected(outputError(m_failure, m_path));
    return {};
}

} // namespace echelle::store
