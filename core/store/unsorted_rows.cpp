#include "core/store/unsorted_rows.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace echelle::store {

namespace {
constexpr std::size_t kMemoryBytes = std::size_t{16} << 20;
}

void UnsortedRows::add(std::int64_t key, std::string_view record) {
    if (m_bytes.size() + record.size() > kMemoryBytes && !m_bytes.empty())
        spill();
    m_items.push_back({key, m_spilled + m_bytes.size(), static_cast<std::uint32_t>(record.size())});
    m_bytes += record;
}

void UnsortedRows::spill() {
    if (!m_file)
        m_file.reset(std::tmpfile());
    if (!m_file || std::fwrite(m_bytes.data(), 1, m_bytes.size(), m_file.get()) != m_bytes.size() ||
        std::fflush(m_file.get()) != 0)
        m_failure = m_failure == 0 ? errno : m_failure;
    m_spilled += m_bytes.size();
    m_bytes.clear();
}

bool UnsortedRows::read(const Item& item, std::string& into) {
    into.resize(item.size);
    std::size_t got = 0;
    while (got < item.size) {
        const ssize_t n =
            ::pread(fileno(m_file.get()), into.data() + got, item.size - got, static_cast<off_t>(item.offset + got));
        if (n == 0 || (n < 0 && errno != EINTR)) {
            m_failure = n == 0 ? EIO : errno;
            return false;
        }
        got += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    return true;
}

int UnsortedRows::eachInOrder(const std::function<void(std::int64_t, std::string_view)>& visit) {
    std::sort(m_items.begin(), m_items.end(), [](const Item& a, const Item& b) { return a.key < b.key; });
    std::string record;
    for (const Item& item : m_items) {
        if (m_failure != 0)
            break;
        if (item.offset >= m_spilled)
            visit(item.key, std::string_view(m_bytes).substr(item.offset - m_spilled, item.size));
        else if (read(item, record))
            visit(item.key, record);
    }
    return m_failure;
}

} // namespace echelle::store
