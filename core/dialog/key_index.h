#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace echelle::dialog {

// 64-bit hashes to 32-bit positions: open addressing, linear probing, erasure by shifting back, so that look-ups stay
// short however often keys come and go. Key 0 is taken as 1. The owner verifies what it finds.
class KeyIndex {
public:
    static constexpr std::uint32_t kNone = 0xffffffff;

    KeyIndex() : m_slots(64) {}

    [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
        key = usable(key);
        for (std::size_t i = home(key); m_slots[i].key != 0; i = next(i))
            if (m_slots[i].key == key)
                return m_slots[i].value;
        return kNone;
    }

    // Adds or replaces.
    void set(std::uint64_t key, std::uint32_t value) {
        if ((m_size + 1) * 2 > m_slots.size())
            grow();
        key = usable(key);
        std::size_t i = home(key);
        while (m_slots[i].key != 0 && m_slots[i].key != key)
            i = next(i);
        if (m_slots[i].key == 0)
            ++m_size;
        m_slots[i] = {key, value};
    }

    void erase(std::uint64_t key) {
        key = usable(key);
        std::size_t i = home(key);
        while (m_slots[i].key != key) {
            if (m_slots[i].key == 0)
                return;
            i = next(i);
        }
        --m_size;
        for (std::size_t j = next(i); m_slots[j].key != 0; j = next(j)) {
            const std::size_t h = home(m_slots[j].key);
            // j may move to i unless its home lies cyclically within (i, j].
            const bool isBetween = i <= j ? (i < h && h <= j) : (i < h || h <= j);
            if (isBetween)
                continue;
            m_slots[i] = m_slots[j];
            i = j;
        }
        m_slots[i].key = 0;
    }

    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t value = 0;
    };
    [[nodiscard]] static std::uint64_t usable(std::uint64_t key) { return key == 0 ? 1 : key; }
    [[nodiscard]] std::size_t home(std::uint64_t key) const {
        return static_cast<std::size_t>(key) & (m_slots.size() - 1);
    }
    [[nodiscard]] std::size_t next(std::size_t i) const { return (i + 1) & (m_slots.size() - 1); }
    void grow() {
        std::vector<Slot> old(m_slots.size() * 2);
        old.swap(m_slots);
        m_size = 0;
        for (const Slot& s : old)
            if (s.key != 0)
                set(s.key, s.value);
    }

    std::vector<Slot> m_slots;
    std::size_t m_size = 0;
};

} // namespace echelle::dialog
