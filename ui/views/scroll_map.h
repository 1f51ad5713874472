#pragma once

#include <algorithm>
#include <cstdint>

namespace echelle::ui {

// A scroll bar counts in int; a ladder may be longer. One step of the bar then stands for several units.
class ScrollMap {
public:
    // total: length of what is scrolled; page: how much of it is seen.
    ScrollMap(std::int64_t total, std::int64_t page)
        : m_last(std::max<std::int64_t>(0, total - page)), m_unit(1 + m_last / kMaximum) {}

    [[nodiscard]] int maximum() const { return static_cast<int>((m_last + m_unit - 1) / m_unit); }
    [[nodiscard]] int toBar(std::int64_t position) const { return static_cast<int>(bounded(position) / m_unit); }
    [[nodiscard]] std::int64_t toPosition(int bar) const { return bounded(bar * m_unit); }
    [[nodiscard]] std::int64_t bounded(std::int64_t position) const {
        return std::clamp<std::int64_t>(position, 0, m_last);
    }

private:
    static constexpr std::int64_t kMaximum = 1'000'000'000;
    std::int64_t m_last;
    std::int64_t m_unit;
};

} // namespace echelle::ui
