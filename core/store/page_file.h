#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::store {

// The pages of a database file that is being loaded and that nothing else writes to meanwhile: new ones go to its end,
// one after the other, and are written many at a time.
class PageFile {
public:
    static constexpr std::size_t kPageBytes = 16384; // all of it usable: no bytes are reserved
    using PageNumber = std::uint32_t;                // counts from 1

    // An existing database file of that page size, in no transaction. isSynced: it will have to be on the disk in the
    // end, so writing there begins early. Errors: those of outputError().
    static Result<PageFile> open(const std::string& path, bool isSynced = false);
    PageFile(PageFile&& other) noexcept;
    PageFile& operator=(PageFile&&) = delete;
    ~PageFile();

    // The number that the next page will have.
    [[nodiscard]] PageNumber next() const { return m_next; }
    // The number of the page that comes after that one.
    [[nodiscard]] static PageNumber after(PageNumber page);
    // A page at the end, filled up with zeros.
    PageNumber append(std::string_view content, std::string_view further = {});
    // Replaces a page that was there when the file was opened.
    void replace(PageNumber page, std::string_view content);
    // Something that the pages are made of could not be read: finish() will say so.
    void fail(int code) { m_failure = m_failure == 0 ? code : m_failure; }
    // The first failure of all calls so far.
    [[nodiscard]] Result<void> status() const;
    // Writes what is left, tells the database its new size, and closes the file. The first failure of all calls.
    Result<void> finish();

private:
    PageFile(std::string path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}
    void write(const char* bytes, std::size_t size, std::uint64_t offset);
    void flush();
    Result<void> readHeader();
    [[nodiscard]] std::uint32_t headerField(std::size_t offset) const;
    void setHeaderField(std::size_t offset, std::uint32_t value);

    std::string m_path;
    int m_descriptor;
    bool m_isSynced = false;
    int m_failure = 0; // errno
    PageNumber m_next = 0;
    std::string m_header;
    std::string m_buffer;           // pages not written yet
    std::uint64_t m_bufferedAt = 0; // where they go in the file
};

} // namespace echelle::store
