#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::store {

// Records of a table that come in any order of their keys, until all are there: in memory while they are few, else in a
// nameless temporary file.
class UnsortedRows {
public:
    void add(std::int64_t key, std::string_view record);
    // Each of them, in order of the keys. Returns the errno of a temporary file that failed, now or before, else 0.
    int eachInOrder(const std::function<void(std::int64_t, std::string_view)>& visit);

private:
    struct Item {
        std::int64_t key;
        std::uint64_t offset; // of all bytes that were added
        std::uint32_t size;
    };
    struct Close {
        void operator()(std::FILE* file) const { (void)std::fclose(file); }
    };
    void spill();
    [[nodiscard]] bool read(const Item& item, std::string& into);

    std::vector<Item> m_items;
    std::string m_bytes;         // those behind m_spilled
    std::uint64_t m_spilled = 0; // bytes in the file
    std::unique_ptr<std::FILE, Close> m_file;
    int m_failure = 0;
};

} // namespace echelle::store
