#include "core/capture/sha256.h"

#include "core/base/text.h"
#include "core/capture/input.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace echelle::capture {

namespace {
constexpr std::size_t kStepBytes = 1U << 20;
}

struct FileHasher::Digest {
    Digest() : context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context, EVP_sha256(), nullptr); }
    ~Digest() { EVP_MD_CTX_free(context); }
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    EVP_MD_CTX* context;
};

FileHasher::FileHasher(int descriptor) : m_descriptor(descriptor), m_digest(std::make_unique<Digest>()) {}
FileHasher::~FileHasher() = default;

void FileHasher::take(std::uint64_t offset, const std::uint8_t* bytes, std::size_t size) {
    if (!m_digest || offset > m_position || offset + size <= m_position)
        return;
    const auto known = static_cast<std::size_t>(m_position - offset);
    EVP_DigestUpdate(m_digest->context, bytes + known, size - known);
    m_position += size - known;
}

bool FileHasher::step() {
    if (!m_digest)
        return false;
    m_buffer.resize(kStepBytes);
    const ssize_t got = ::pread(m_descriptor, m_buffer.data(), m_buffer.size(), static_cast<off_t>(m_position));
    if (got > 0) {
        EVP_DigestUpdate(m_digest->context, m_buffer.data(), static_cast<std::size_t>(got));
        m_position += static_cast<std::uint64_t>(got);
        return true;
    }
    if (got < 0 && errno == EINTR)
        return true;
    if (got == 0) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int size = 0;
        EVP_DigestFinal_ex(m_digest->context, digest.data(), &size);
        m_hex = toHex({reinterpret_cast<const char*>(digest.data()), size});
    }
    m_digest.reset();
    return false;
}

Result<std::string> sha256OfFile(const std::string& path, const std::stop_token& stop) {
    const auto input = Input::open(path);
    if (!input)
        return Unexpected(input.error());
    FileHasher hasher(input->descriptor());
    while (!stop.stop_requested() && hasher.step()) {
    }
    return hasher.hex();
}

} // namespace echelle::capture
