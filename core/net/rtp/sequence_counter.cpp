#include "core/net/rtp/sequence_counter.h"

namespace echelle::net {

namespace {
// RFC 3550 appendix A.1.
constexpr std::uint16_t kMaxDropout = 3000;
constexpr std::uint16_t kMaxMisorder = 100;
constexpr unsigned kWindow = 64;
constexpr std::uint32_t kNone = 0x10000;
} // namespace

void SequenceCounter::restart(std::uint16_t sequence) {
    if (m_hasBegun)
        m_expectedBefore += m_highest - m_first + 1;
    m_hasBegun = true;
    m_first = m_highest = std::uint64_t{0x10000} + sequence; // a packet before the first does not go below 0
    m_window = 1;
    m_probable = kNone;
}

SequenceCounter::Arrival SequenceCounter::add(std::uint16_t sequence) {
    if (!m_hasBegun) {
        restart(sequence);
        ++m_received;
        return Arrival::Restart;
    }
    const auto ahead = static_cast<std::uint16_t>(sequence - static_cast<std::uint16_t>(m_highest));
    if (ahead != 0 && ahead < kMaxDropout) {
        m_highest += ahead;
        m_window = ahead >= kWindow ? 1 : m_window << ahead | 1;
        m_probable = kNone;
        ++m_received;
        m_inOrder += ahead == 1 ? 1 : 0;
        return ahead == 1 ? Arrival::Next : Arrival::Ahead;
    }
    const auto behind = static_cast<std::uint16_t>(-ahead);
    if (behind <= kMaxMisorder) {
        if (behind < kWindow) {
            const std::uint64_t bit = std::uint64_t{1} << behind;
            if ((m_window & bit) != 0)
                return Arrival::Duplicate;
            m_window |= bit;
        }
        if (m_highest - behind < m_first)
            m_first = m_highest - behind;
        ++m_received;
        return Arrival::Late;
    }
    // A leap: a stray packet, unless the next one follows it.
    ++m_received;
    if (sequence == m_probable) {
        // The one before it was counted as received, and is the run's first.
        restart(static_cast<std::uint16_t>(sequence - 1));
        m_highest += 1;
        m_window = 3;
        return Arrival::Restart;
    }
    m_probable = static_cast<std::uint16_t>(sequence + 1);
    return Arrival::Late;
}

std::uint64_t SequenceCounter::expected() const {
    return m_hasBegun ? m_expectedBefore + (m_highest - m_first + 1) : 0;
}

} // namespace echelle::net
